"""One placement at which every step is done wrong first: what the other stories do not stumble over of the guards and deadlines
of a placement, from the match to the settlement."""
import datetime

from years import MEETING
from years_endings import looked_after

D = datetime.date


def matched(w):
    """M1 to M3: no evaluation of the child, nobody at the meeting, another province, a child that is placed already."""
    family, caregiver = w.register('康')
    w.apply(family)
    child = w.child_of('演四一', D(2016, 9, 1))
    early = w.advise('social', 'propose-match', 'MAT-03', child=child, family=family, match_reasons='合适')['placement']
    w.refuse('director', 'decide-match', 'MAT-03', placement=early, decision='AGREE', **MEETING)
    w.do('social', 'withdraw-match', placement=early, reason='先评估')
    w.evaluate('EV_B_FAMILY_PRE', family, 'B_PASS')
    placement = w.do('social', 'propose-match', child=child, family=family, match_reasons='合适')['placement']
    w.refuse('social', 'propose-match', 'MAT-10', child=child, family=family, match_reasons='再试')
    w.refuse('director', 'decide-match', 'MAT-04', placement=placement, decision='AGREE', **MEETING)
    w.evaluate('EV_G_CHILD_PRE', child, 'G_SUITABLE')
    w.refuse('director', 'decide-match', 'MAT-09', placement=placement, decision='AGREE', attendee_names='社工')
    w.do('social', 'edit-family', id=family, family={'home_division': '370102'})
    w.refuse('director', 'decide-match', 'MAT-01', placement=placement, decision='AGREE', **MEETING)
    w.do('social', 'edit-family', id=family, family={'home_division': '320506'})
    w.do('social', 'edit-child', id=child, child={'guardianship': '3'})
    w.refuse('director', 'decide-match', 'CHD-01', placement=placement, decision='AGREE', **MEETING)
    w.do('social', 'edit-child', id=child, child={'guardianship': '1'})
    w.advise('director', 'decide-match', 'MAT-08', placement=placement, decision='AGREE', **MEETING)    # they never met
    w.must_be(placement=(placement, 'MATCHED'))
    return family, caregiver, child, placement



def wrong(w):
    """M1 to P10, P-CHG and P-MOVE."""
    yield D(2023, 1, 9)
    family, caregiver, child, placement = matched(w)
    until = D(2027, 1, 31)
    good = dict(w.agreement_until(until), short_care_for=['1', '3'])

    # M4: not filed, not trained, too old or too young, a clause missing, 59 or 91 days, only one signature, signed too early
    w.refuse('director', 'sign-agreement', 'SGN-01', placement=placement, agreement=good)
    w.do('social', 'file-family', family=family, filed_on=w.at(), filed_no='备')
    w.refuse('director', 'sign-agreement', 'SGN-02', placement=placement, agreement=good)
    w.do('social', 'record-training', family=family, training={
        'member': caregiver, 'kind': 'PRE', 'course': '岗前培训', 'from_on': w.at(), 'to_on': w.at(), 'hours': 16, 'result': 'PASS'})
    for born in (D(1993, 1, 10), D(1957, 1, 8)):        # thirty tomorrow; sixty-six yesterday
        w.do('social', 'edit-member', id=caregiver, family_member={'birth_date': str(born)})
        w.refuse('director', 'sign-agreement', 'CRG-01', placement=placement, agreement=good)
    w.do('social', 'edit-member', id=caregiver, family_member={'birth_date': '1982-05-06'})
    w.refuse('director', 'sign-agreement', 'SGN-03', placement=placement, agreement=dict(good, breach=''))
    for days in (59, 91):
        w.refuse('director', 'sign-agreement', status=2, placement=placement, agreement=dict(good, integration_days=days))
    w.refuse('director', 'sign-agreement', status=2, placement=placement, agreement=dict(good, signed_family_on=None))
    w.refuse('director', 'sign-agreement', 'SGN-09', placement=placement, agreement=dict(good, signed_inst_on=w.at(-1)))
    w.refuse('social', 'move-in', 'MOV-01', placement=placement, moved_in_on=w.at())
    signed = w.do('director', 'sign-agreement', placement=placement, agreement=good)['agreement']

    # M5, M6: the filing is late; a sick member; the handover list is missing; the first visit is late
    yield w.in_days(21)
    [due] = w.due('D23', placement)
    assert due['level'] == 'late', due
    w.do('social', 'file-agreement', agreement=signed, filed_on=w.at(), filed_no='协备')
    assert not w.due('D23', placement)
    w.refuse('social', 'move-in', 'MOV-01', placement=placement, moved_in_on=w.at(-22))
    w.advise('social', 'move-in', 'MOV-02', placement=placement, moved_in_on=w.at())
    start = w.day
    yield w.in_days(4)
    [due] = w.due('D18F', placement)
    assert due['level'] == 'late', due
    w.visit(placement)
    assert not w.due('D18F', placement)

    # P6, P7 in integration: out and back; it goes on where it was
    yield w.in_days(3)
    w.advise('social', 'suspend-placement', 'SUS-01', placement=placement, what='邻居报警。')
    w.must_be(placement=(placement, 'SUSPENDED'), child=(child, 'IN_CARE'))
    yield w.in_days(1)
    w.do('director', 'return-to-family', placement=placement, reason='查明系误会。')
    w.must_be(placement=(placement, 'INTEGRATION'), child=(child, 'FOSTER_INTEG'))

    # P1, P2: a week without a visit; no reason for the extension
    yield w.in_days(12)
    assert [t['level'] for t in w.due('D18', placement)] == ['late'], w.due('D18', placement)
    w.visit(placement)
    yield start + datetime.timedelta(62)
    w.refuse('director', 'confirm-placement', 'INT-13', placement=placement)
    w.refuse('director', 'extend-integration', status=2, placement=placement, extended_to=str(start + datetime.timedelta(120)))

    # P-CHG in integration: nobody agreed, the new one is not fit, the agreement is not changed
    father = next(m for m in w.list('family_member', f'family={family}') if m['name'] == '演康父')['id']
    wish = {'family': family, 'member': father, 'approved_on': w.at(), 'reason': '原照料人住院', 'amendment': '主要照料人变更',
            'healthy': True, 'able': True, 'records_clear': True, 'has_time': True}
    w.do('social', 'record-training', family=family, training={
        'member': father, 'kind': 'PRE', 'course': '岗前培训', 'from_on': w.at(), 'to_on': w.at(), 'hours': 16, 'result': 'PASS'})
    w.refuse('director', 'change-caregiver', 'CHG-01', **dict(wish, approved_on=w.at(1)))
    for said, rule in (('healthy', 'CRG-02'), ('able', 'CRG-03'), ('records_clear', 'CRG-05')):
        w.refuse('director', 'change-caregiver', rule, **dict(wish, **{said: False}))

    # P3: too few visits, and too late: each wants a reason that stays
    yield start + datetime.timedelta(84)
    w.evaluate('EV_C_INTEGRATION', placement, 'C_CONFIRM', reasons={'INT-03': '带离期间和家庭住院期间未能入户。'})
    yield start + datetime.timedelta(91)
    assert [t['level'] for t in w.due('D17', placement)] == ['late'], w.due('D17', placement)
    why = {'INT-02': '等待评估审核。', 'INT-03': '带离期间和家庭住院期间未能入户。'}
    w.refuse('director', 'confirm-placement', 'INT-02', placement=placement, reasons={'INT-03': why['INT-03']})
    w.do('director', 'confirm-placement', placement=placement, reasons=why)
    w.must_be(placement=(placement, 'CONFIRMED'))

    again = w.advise('social', 'propose-match', 'MAT-07', child=child, family=family, match_reasons='试配')['placement']
    w.refuse('director', 'decide-match', 'MAT-07', placement=again, decision='AGREE', **MEETING)
    w.do('social', 'withdraw-match', placement=again, reason='已在寄养')

    # P5: another reason than those agreed on; P6: taken out of short-term care
    short = {'reason': '1', 'reason_text': '照料人住院手术', 'place': 'INSTITUTION', 'carer': '保育员', 'approved_on': w.at(),
             'from_on': w.at(), 'until_on': w.at(9)}
    w.refuse('director', 'begin-short-care', 'SHC-03', placement=placement, care=dict(short, reason='2'))
    w.do('director', 'begin-short-care', placement=placement, care=short)
    w.refuse('director', 'begin-short-care', placement=placement, care=short)
    w.do('social', 'suspend-placement', placement=placement, what='发现旧伤。')
    w.must_be(placement=(placement, 'SUSPENDED'))
    w.do('director', 'return-to-family', placement=placement, reason='医生查明为旧疾。')
    if w.status('placement', placement) == 'SHORT_CARE':
        w.do('social', 'end-short-care', placement=placement)
    w.must_be(placement=(placement, 'CONFIRMED'))

    # P-MOVE: told late
    yield w.in_days(20)
    w.refuse('social', 'move-family', status=2, family=family, moved_on=w.at(1), home_division='320506', address='吴中区新路 1 号',
             amendment='住址变更')
    w.advise('social', 'move-family', 'MOV-03', family=family, moved_on=w.at(-16), reported_on=w.at(), home_division='320506',
            address='吴中区新路 1 号', amendment='住址变更')
    w.do('social', 'edit-member', id=father, family_member={'health_on': w.at(), 'crime_check_on': w.at()})
    w.do('social', 'edit-member', id=caregiver, family_member={'health_on': w.at(), 'crime_check_on': w.at()})
    w.evaluate('EV_B_FAMILY_PRE', family, 'B_PASS', answers={'FAM-06.date': w.at()})
    w.do('director', 'resume-family', family=family, reason='新居评估合格')

    # P8, P9: no papers; no ground; nowhere to go; nobody was told
    asks = {'initiator': 'FAMILY', 'ground': 'T11', 'ground_text': '照料人年老', 'applied_on': w.at()}
    w.refuse('social', 'begin-ending', 'TRM-02', placement=placement, termination=asks)
    paper = [w.paper('placement', placement, '解除申请')]
    w.refuse('social', 'begin-ending', status=2, placement=placement, termination=dict(asks, evidence=paper, applied_on=w.at(1)))
    w.do('social', 'begin-ending', placement=placement, termination=dict(asks, evidence=paper))
    w.refuse('social', 'begin-ending', placement=placement, termination=dict(asks, evidence=paper))
    rest = {'notice_served_on': w.at(), 'served_how': '1', 'moved_to': 'INSTITUTION', 'support_plan': '社工每周访谈。'}
    w.refuse('director', 'end-placement', 'TRM-05', placement=placement, termination=dict(rest, moved_to=None))
    w.refuse('director', 'end-placement', 'TRM-07', placement=placement, termination=dict(rest, notice_served_on=None))
    w.refuse('director', 'end-placement', 'TRM-03', placement=placement, termination=rest)
    w.refuse('social', 'withdraw-match', placement=placement, reason='太晚了')
    w.do('director', 'end-placement', placement=placement, agreed_earlier=True, termination=rest)

    # P10: filed late; settled without the filing, without the belongings, without the evaluations
    yield w.in_days(21)
    assert [t['level'] for t in w.due('D23T', placement)] == ['late'], w.due('D23T', placement)
    w.advise('social', 'settle-ending', 'TRM-08', placement=placement, settled_on=w.at(), settled_fen=0, belongings_ok=True)
    w.advise('social', 'settle-ending', 'TRM-11', placement=placement, filed_on=w.at(), filed_no='解备')
    assert not w.due('D23T', placement) and w.due('W9', placement)
    w.refuse('director', 'end-placement', placement=placement, termination=rest)
    w.must_be(placement=(placement, 'ENDED'), child=(child, 'IN_CARE'), family=(family, 'TRAINED'))
    for kind, conclusion in (('EV_F_FAMILY_END', 'F_DONE'), ('EV_I_CHILD_END', 'I_DONE')):
        w.evaluate(kind, placement, conclusion, answers={'TRM-01': 'T11'})
    yield from looked_after(w, placement)
