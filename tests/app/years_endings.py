"""Every ground on which a placement can end (the code table end_reason), each gone to its end: what makes it, the removal where
a child cannot stay a day longer, notice, resettlement, filing, settlement, the evaluations F and I, and what comes after for the
child and for the family. Nothing of it is left in Today then."""
import datetime

D = datetime.date


def placed(w, surname, name, until, born=D(2017, 2, 1), confirm=True, **more):
    """As World.placed, and confirmed there, or three weeks into the integration."""
    family, caregiver, child, placement = yield from w.placed(surname, name, born, until, **more)
    if confirm:
        yield from w.confirmed(placement, child, born)
    else:
        yield from w.visits(placement, 21)
    return family, caregiver, child, placement


def removed(w, placement, what):
    """Taken out at once, and reported; the ending is begun without waiting for the papers."""
    made = w.do('social', 'report-incident', placement=placement, remove=True, incident={
        'kind': 'HARM', 'mandatory': True, 'mandatory_ground': '9', 'description': what, 'first_actions': '接回机构。'})['incident']
    w.must_be(placement=(placement, 'SUSPENDED'))
    assert w.asked(made), 'the report is asked for'
    w.do('social', 'record-report', incident=made, to='POLICE', channel='1', receipt_no='接报 2 号')
    w.do('social', 'record-reply', incident=made, report=1, reply='已立案。')
    return made


def begun(w, placement, ground, who='INSTITUTION', evidence=True, **more):
    papers = [w.paper('placement', placement, '解除材料')] if evidence else []
    w.do('social', 'begin-ending', placement=placement, termination=dict(
        {'initiator': who, 'ground': ground, 'ground_text': '见材料。', 'evidence': papers}, **more))
    w.must_be(placement=(placement, 'ENDING'))


def decided(w, placement, ground, moved_to='INSTITUTION', **more):
    """Notice served and the child's place settled, without which nothing ends; then filed, settled and evaluated."""
    rest = dict({'notice_served_on': w.at(-1), 'served_how': '1', 'moved_to': moved_to, 'support_plan': '社工每周访谈。'}, **more)
    w.refuse('director', 'end-placement', 'TRM-07', placement=placement, termination=dict(rest, notice_served_on=w.at(1)))
    w.refuse('director', 'end-placement', 'TRM-06', placement=placement, termination=dict(rest, support_plan=''))
    w.refuse('social', 'end-placement', status=3, placement=placement, termination=rest)
    w.do('director', 'end-placement', placement=placement, termination=rest)
    yield from wound_up(w, placement, ground)


def ended_after(w, placement, ground, days, who='INSTITUTION', **more):
    """Begun, and decided so many days later."""
    begun(w, placement, ground, who, **more)
    yield w.in_days(days)
    yield from decided(w, placement, ground)


def wound_up(w, placement, ground):
    """What is left when the head has decided is asked for until it is there."""
    ended = w.show('placement', placement)
    assert (ended['status'], ended['ended_on']) == ('ENDED', w.at()) and w.status('agreement', ended['agreement']) == 'ENDED', ended
    told = w.show('termination', ended['termination'])
    assert told['ground'] == ground and told['notice_no'].startswith(f'JC-{w.day.year}-'), told
    assert w.asked(placement) == ['D23T', 'W9'], w.asked(placement)
    yield w.in_days(3)
    w.settle(placement)
    assert w.asked(placement) == ['W9'], w.asked(placement)
    both = (('eval_f', 'EV_F_FAMILY_END', 'F_DONE'), ('eval_i', 'EV_I_CHILD_END', 'I_DONE'))
    evaluated = both[:1] if ground == 'T26' else both               # a child that died is not evaluated
    for _, kind, conclusion in evaluated:
        assert 'W9' in w.asked(placement), kind
        w.evaluate(kind, placement, conclusion, answers={'TRM-01': ground})
    told = w.show('termination', ended['termination'])
    assert all(told.get(field) for field in ('filed_on', 'settled_on', 'belongings_ok', *(e[0] for e in evaluated))), told
    mine = [placement, told['id'], ended['agreement'], *(e['id'] for e in w.list('evaluation', f'placement={placement}'))]
    assert not w.asked(*mine), w.asked(*mine)


def looked_after(w, placement):
    """After one and after three months somebody sees the child that is back in the house, and says how it is."""
    ended = datetime.date.fromisoformat(w.show('placement', placement)['ended_on'])
    for days in (30, 91):
        yield max(w.day, ended + datetime.timedelta(days))
        assert w.asked(placement) == ['D41P'], w.asked(placement)
        w.refuse('social', 'record-aftercare', 'TRM-12', placement=placement, state='好。', seen_on=str(ended))
        w.do('social', 'record-aftercare', placement=placement, state='情绪稳定，与同伴相处好。', next='继续每周访谈。')
        assert not w.asked(placement), w.asked(placement)


def gone(w, family, child=None, state='CLOSED'):
    """The family is no foster family any more, and nothing is asked about it; @child is in the house."""
    if state == 'BARRED':
        w.must_be(family=(family, 'SUSPENDED'))
        w.do('director', 'bar-family', family=family, reason='见解除材料。')
    else:
        w.do('social', 'close-family', family=family, reason='寄养已解除，家庭退出。')
    w.must_be(family=(family, state))
    assert not w.asked(family), w.asked(family)
    if child:
        w.must_be(child=(child, 'IN_CARE'))


def followed_up(w, child):
    """After 1, 3, 6 and 12 months, each until its note is there."""
    left = w.day
    for month in (1, 3, 6, 12):
        yield left + datetime.timedelta(31 * month)
        assert 'D41' in w.asked(child), month
        w.paper('child', child, f'{month} 个月回访', doc_type='D1401', doc_date=w.at())
    assert 'D41' not in w.asked(child)


def filed_away(w, child):
    """The volume of a child who left is closed within sixty days."""
    sealed = w.do('archive', 'seal-item', child=child, paper='growth-record', paper_id=child)['archive_volume']
    yield w.in_days(50)
    assert w.asked(sealed) == ['D36'], w.asked(sealed)
    w.do('archive', 'close-volume', volume=sealed, checked_by=w.staff('director'), note='完整')
    assert not w.asked(sealed)
    return sealed


def conduct(w):
    """T02: the police take the father along; the child is out the same hour; an evaluation clears the mother's household later."""
    yield D(2022, 1, 10)
    family, caregiver, child, placement = yield from placed(w, '戚', '演二一', D(2026, 1, 31))
    made = removed(w, placement, '家庭成员涉嫌犯罪被带走。')
    begun(w, placement, 'T02', evidence=False)
    yield w.in_days(2)
    yield from decided(w, placement, 'T02', evidence=[w.paper('placement', placement, '拘留通知书')])
    w.do('director', 'close-incident', incident=made, outcome='CONFIRMED', result='公安机关立案。')
    assert not w.asked(made)
    w.must_be(family=(family, 'SUSPENDED'))
    w.refuse('director', 'resume-family', 'FST-02', family=family, reason='已整改')
    father = next(m for m in w.list('family_member', f'family={family}') if m['name'] == '演戚父')['id']
    w.do('social', 'edit-member', id=father, family_member={'co_living': False, 'left_on': w.at()})
    w.do('social', 'edit-member', id=caregiver, family_member={'health_on': w.at(), 'crime_check_on': w.at()})
    w.evaluate('EV_B_FAMILY_PRE', family, 'B_PASS', answers={'FAM-06.date': w.at()})
    w.do('director', 'resume-family', family=family, reason='专项评估合格')
    w.must_be(family=(family, 'TRAINED'))      # nobody lives there any more
    gone(w, family, child)
    yield from looked_after(w, placement)


def misfortune(w):
    """T03: the mother is ill for so long that short-term care is not enough; the placement ends out of it."""
    yield D(2022, 1, 20)
    family, caregiver, child, placement = yield from placed(w, '卞', '演二二', D(2026, 1, 31))
    w.do('director', 'begin-short-care', placement=placement, care={
        'reason': '1', 'reason_text': '照料人住院手术', 'place': 'INSTITUTION', 'carer': '保育员', 'approved_on': w.at(),
        'from_on': w.at(), 'until_on': w.at(20)})
    yield w.in_days(12)
    yield from ended_after(w, placement, 'T03', 2)
    assert [c.get('ended_on') for c in w.list('short_care', f'placement={placement}')] == [w.at(-3)]
    gone(w, family, child)
    yield from looked_after(w, placement)


def elsewhere(w):
    """T04: the new home is looked at and does not do."""
    yield D(2022, 2, 10)
    family, caregiver, child, placement = yield from placed(w, '汤', '演二三', D(2026, 2, 28))
    w.do('social', 'move-family', family=family, moved_on=w.at(-1), home_division='320506', address='吴中区旧厂路 2 号',
         amendment='住址变更')
    w.must_be(family=(family, 'SUSPENDED'), placement=(placement, 'CONFIRMED'))
    w.do('social', 'edit-member', id=caregiver, family_member={'health_on': w.at(), 'crime_check_on': w.at()})
    w.evaluate('EV_B_FAMILY_PRE', family, 'B_FAIL', answers={'FAM-18': 'no', 'FAM-06.date': w.at()},
               evidence={'FAM-18': w.paper('family', family, '新居照片')}, refused=('B_PASS', 'EVAL-POSITIVE'))
    yield from ended_after(w, placement, 'T04', 2)
    gone(w, family, child)
    yield from looked_after(w, placement)


def fundraising(w):
    """T05: seen in the papers; nobody may forget to decide about the family."""
    yield D(2022, 3, 1)
    family, caregiver, child, placement = yield from placed(w, '翁', '演二四', D(2026, 3, 31))
    made = w.do('social', 'report-incident', placement=placement, incident={
        'kind': 'MEDIA', 'mandatory': False, 'safe_measure': 'NOT_NEEDED', 'description': '家庭以儿童名义在网上募款。',
        'first_actions': '要求停止并退款。'})['incident']
    yield from ended_after(w, placement, 'T05', 2)
    w.do('director', 'close-incident', incident=made, outcome='CONFIRMED', result='款项已退还。')
    assert not w.asked(made)
    yield w.in_days(25)
    assert 'D28S' in w.asked(family), 'somebody has to decide about the family'
    gone(w, family, child, 'BARRED')
    yield from looked_after(w, placement)


def another_carer(w):
    """T06: a visit finds somebody else looking after the child; the problem of that visit is over with the placement."""
    yield D(2022, 3, 20)
    family, caregiver, child, placement = yield from placed(w, '符', '演二五', D(2026, 3, 31))
    yield w.in_days(10)
    visit = w.visit(placement, problems=[{'text': '主要照料人已换成邻居。', 'severity': '1'}])
    yield from ended_after(w, placement, 'T06', 6)
    assert not w.asked(visit), w.asked(visit)
    gone(w, family, child)
    yield from looked_after(w, placement)


def falsified(w):
    """T07: what the application said was not so; found out during integration."""
    yield D(2022, 4, 10)
    family, caregiver, child, placement = yield from placed(w, '冉', '演二六', D(2026, 4, 30), confirm=False)
    yield from ended_after(w, placement, 'T07', 2)
    gone(w, family, child, 'BARRED')
    yield from looked_after(w, placement)


def breach(w):
    """T08: what the evaluation asked to be put right was not; the ending closes that too."""
    yield D(2022, 5, 10)
    family, caregiver, child, placement = yield from placed(w, '邝', '演二七', D(2026, 5, 31))
    yield from w.visits(placement, 180, every=30)
    low = {f'EFF-{n:02}': '0' for n in (2, 3, 4, 5, 6, 7, 8, 10, 11)}
    w.evaluate('EV_D_EFFECT', placement, 'D_RECTIFY', answers=low, rectify_due=w.at(30), refused=('D_PASS', 'EFF-SCORE'))
    yield w.in_days(40)
    assert 'D20' in w.asked(placement), w.asked(placement)
    yield from ended_after(w, placement, 'T08', 2)
    gone(w, family, child)
    yield from looked_after(w, placement)


def left_early(w):
    """T12: the family leaves during integration: no month of notice, the same week."""
    yield D(2022, 6, 10)
    family, caregiver, child, placement = yield from placed(w, '宿', '演二八', D(2026, 6, 30), confirm=False)
    begun(w, placement, 'T12', 'FAMILY', applied_on=w.at())
    assert w.list('termination', f'placement={placement}')[0]['earliest_end_on'] == w.at()
    yield w.in_days(2)
    yield from decided(w, placement, 'T12')
    w.must_be(family=(family, 'TRAINED'))
    gone(w, family, child)
    yield from looked_after(w, placement)


def no_longer(w):
    """T21: they cannot live together any more, says the child, who is heard."""
    yield D(2022, 7, 10)
    family, caregiver, child, placement = yield from placed(w, '狄', '演二九', D(2026, 7, 31), born=D(2013, 2, 1))
    w.heard(child, 'END')
    yield from ended_after(w, placement, 'T21', 9, 'CHILD')
    told = w.show('termination', w.show('placement', placement)['termination'])
    assert told['child_opinion'] in [o['id'] for o in w.list('child_opinion', f'child={child}') if o['about'] == 'END']
    w.must_be(family=(family, 'TRAINED'))
    gone(w, family, child)
    yield from looked_after(w, placement)


def claimed(w):
    """T23: the father was found; the child goes to him and nowhere else, and is followed up for a year."""
    yield D(2022, 8, 10)
    family, caregiver, child, placement = yield from placed(w, '苗', '演三一', D(2026, 8, 31))
    begun(w, placement, 'T23', 'LEGAL')
    yield w.in_days(3)
    w.refuse('director', 'end-placement', 'TRM-01F', placement=placement, termination={
        'notice_served_on': w.at(), 'served_how': '1', 'moved_to': 'INSTITUTION', 'support_plan': '…'})
    yield from decided(w, placement, 'T23', moved_to='GUARDIAN', moved_to_name='生父')
    w.do('social', 'discharge-child', child=child, exit_code='E1', confirm_no='LY-22-31', receiver='生父')
    gone(w, family)
    yield from filed_away(w, child)
    yield from followed_up(w, child)
    w.must_be(child=(child, 'EXITED'))
    assert not w.asked(child), w.asked(child)


def hospital(w):
    """T24: an operation in another province, for which the department has to agree; then back."""
    yield D(2022, 9, 10)
    family, caregiver, child, placement = yield from placed(w, '晏', '演三二', D(2026, 9, 30))
    yield from ended_after(w, placement, 'T24', 3, 'LEGAL')
    away = {'reason': 'HOSPITAL', 'reason_text': '心脏手术', 'from_on': w.at(), 'until_on': w.at(40), 'place': '省外医院',
            'division': '310101', 'companion': '保育员', 'contact': '13900000000', 'approved_on': w.at(),
            'approved_by': w.staff('director')}
    w.refuse('social', 'leave-temporarily', 'LVE-03', child=child, leave=away)
    w.do('social', 'leave-temporarily', child=child, leave=dict(away, dept_approved_on=w.at(), dept_approval_no='民函 1 号'))
    w.must_be(child=(child, 'TEMP_OUT'))
    yield w.in_days(41)
    assert 'D22L' in w.asked(child), w.asked(child)
    w.do('social', 'come-back', child=child, returned_on=w.at())
    assert 'D22L' not in w.asked(child)
    gone(w, family, child)
    yield from looked_after(w, placement)


def died(w):
    """T26: reported at once; nobody is resettled or followed up."""
    yield D(2022, 10, 10)
    family, caregiver, child, placement = yield from placed(w, '裘', '演三三', D(2026, 10, 31))
    made = w.do('social', 'report-incident', placement=placement, incident={
        'kind': 'DEATH', 'mandatory': True, 'mandatory_ground': '9', 'description': '先天性心脏病突发，抢救无效。',
        'first_actions': '送医抢救。', 'safe_measure': 'HOSPITAL'})['incident']
    w.do('social', 'record-report', incident=made, to='POLICE', channel='1', receipt_no='接报 3 号')
    w.do('social', 'record-reply', incident=made, report=1, reply='排除非正常死亡。')
    w.refuse('social', 'discharge-child', 'LEV-01', child=child, exit_code='E7', confirm_no='LY-22-33')
    begun(w, placement, 'T26', 'LEGAL')
    w.do('director', 'end-placement', placement=placement, termination={'notice_served_on': w.at(), 'served_how': '1'})
    yield from wound_up(w, placement, 'T26')
    w.do('social', 'discharge-child', child=child, exit_code='E7', confirm_no='LY-22-33')
    w.do('director', 'close-incident', incident=made, outcome='CONFIRMED', result='因病死亡。')
    w.must_be(child=(child, 'DECEASED'), family=(family, 'TRAINED'))
    yield from filed_away(w, child)
    assert not w.asked(child, made, placement), w.asked(child, made, placement)
    gone(w, family)


def transferred(w):
    """T27: to another institution, with the volume."""
    yield D(2022, 11, 10)
    family, caregiver, child, placement = yield from placed(w, '仇', '演三四', D(2026, 11, 30))
    begun(w, placement, 'T27', 'LEGAL')
    yield w.in_days(3)
    yield from decided(w, placement, 'T27', moved_to='OTHER', moved_to_name='市儿童福利院')
    w.do('social', 'discharge-child', child=child, exit_code='E10', confirm_no='LY-22-34', receiver='市儿童福利院')
    volume = yield from filed_away(w, child)
    w.do('archive', 'transfer-volume', volume=volume, transferred_on=w.at(), transferred_to='市儿童福利院')
    w.must_be(child=(child, 'EXITED'), archive_volume=(volume, 'TRANSFERRED'))
    assert not w.asked(child, volume), w.asked(child, volume)
    gone(w, family)


def term_over(w):
    """T31: the term ends and nobody renews it; the day before is too early."""
    yield D(2022, 2, 1)
    family, caregiver, child, placement = yield from placed(w, '栾', '演三五', D(2023, 2, 8))
    yield D(2023, 2, 7)
    assert 'D27' in w.asked(placement, w.show('placement', placement)['agreement'])
    w.refuse('social', 'begin-ending', 'TRM-01F', placement=placement, termination={
        'initiator': 'INSTITUTION', 'ground': 'T31', 'evidence': [w.paper('placement', placement, '不续签说明')]})
    yield D(2023, 2, 8)
    begun(w, placement, 'T31')
    yield from decided(w, placement, 'T31')
    w.must_be(family=(family, 'TRAINED'))
    gone(w, family, child)
    yield from looked_after(w, placement)


def too_old(w):
    """T32: the main caregiver is past sixty-five, and nobody else there can take over."""
    yield D(2022, 3, 5)
    family, caregiver, child, placement = yield from placed(w, '甄', '演三六', D(2025, 3, 31), caregiver_born=D(1957, 9, 1))
    yield D(2022, 9, 2)
    yield from ended_after(w, placement, 'T32', 3)
    w.must_be(family=(family, 'TRAINED'))
    gone(w, family, child)
    yield from looked_after(w, placement)


def newborn(w):
    """T33: a child of the family's own is born; the special evaluation finds that both is too much."""
    yield D(2022, 4, 5)
    family, caregiver, child, placement = yield from placed(w, '麻', '演三七', D(2026, 4, 30))
    born = w.do('social', 'add-member', family=family, member={
        'name': '演麻幼', 'sex': '1', 'birth_date': w.at(-2), 'relation_to_head': '20', 'co_living': True,
        'joined_on': w.at(-2)})['family_member']
    assert 'D25' in w.asked(family, born, placement), w.asked(family, born, placement)
    w.do('social', 'suspend-family', family=family, reason='新增未满六周岁共同生活儿童，专项评估。')
    w.do('social', 'edit-member', id=caregiver, family_member={'health_on': w.at(), 'crime_check_on': w.at()})
    w.evaluate('EV_B_FAMILY_PRE', family, 'B_FAIL', answers={'FAM-12': '', 'FAM-06.date': w.at()},
               evidence={'FAM-12': w.paper('family', family, '出生证明')}, refused=('B_PASS', 'EVAL-POSITIVE'))
    yield from ended_after(w, placement, 'T33', 3)
    assert not w.asked(born), w.asked(born)
    gone(w, family, child)
    yield from looked_after(w, placement)


def otherwise(w):
    """T99: the family emigrates; the institution ends it with a ground of its own words."""
    yield D(2022, 5, 5)
    family, caregiver, child, placement = yield from placed(w, '蒙', '演三八', D(2026, 5, 31))
    yield from ended_after(w, placement, 'T99', 3, ground_text='家庭将移居国外。')
    w.must_be(family=(family, 'TRAINED'))
    gone(w, family, child)
    yield from looked_after(w, placement)


ENDINGS = [conduct, misfortune, elsewhere, fundraising, another_carer, falsified, breach, left_early, no_longer, claimed, hospital,
           died, transferred, term_over, too_old, newborn, otherwise]
