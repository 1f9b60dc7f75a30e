"""Endings: begun with a ground or an application, decided by the head, filed and settled afterwards; withdrawn; every ground
at its stage; the notice on paper."""
import datetime
import json
import sys

from ctl import TODAY, House, run
from pdf import pdf_words
from test_guards import evaluate


def day(days, start=TODAY):
    return (datetime.date.fromisoformat(start) + datetime.timedelta(days)).isoformat()


REST = {'notice_served_on': TODAY, 'served_how': '1', 'moved_to': 'INSTITUTION', 'support_plan': '社工每周访谈。'}


def letter(house, placement):
    path = house.folder / f"{placement['id']}.png"
    if path.exists():
        return path.with_suffix('.id').read_text()
    else:
        import zlib, struct

        def chunk(kind, data):
            return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
        path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 8, 8, 8, 2, 0, 0, 0))
                         + chunk(b'IDAT', zlib.compress((b'\0' + placement['id'][:24].encode()) * 8)) + chunk(b'IEND', b''))
    made = house.do('social', 'add-document', owner_kind='placement', owner_id=placement['id'], path=str(path),
                    document={'title': '解除申请', 'doc_type': 'D0913'})['document']
    path.with_suffix('.id').write_text(made)
    return made


def tasks(house, today):
    return {t['rule']: t for t in house.get('director', 'today', today=today)}


def one_month(house):
    """20: applied on 31 January, ended on 28 February at the earliest; what is left is filed and settled"""
    placement = house.placement('李星沐')
    begun = '2027-01-31'
    paper = letter(house, placement)
    house.do('social', 'begin-ending', today=begun, placement=placement['id'],
             termination={'initiator': 'FAMILY', 'ground': 'T11', 'ground_text': '工作调动', 'applied_on': begun,
                          'evidence': [paper]})
    assert house.show('placement', placement['id'])['status'] == 'ENDING'
    termination = house.list('termination', f'placement={placement["id"]}')[0]
    assert termination['earliest_end_on'] == '2027-02-28' and termination['notice_no'].startswith('JC-2027-'), termination
    due = tasks(house, begun)['D21']
    assert due['due_on'] == '2027-02-28' and '1 个月 = 2027-02-28' in due['why_zh'], due
    rest = dict(REST, notice_served_on='2027-02-20')
    found = house.refuse('director', 'end-placement', 'TRM-03', today='2027-02-27', placement=placement['id'],
                         termination=rest)
    assert '2027-02-28' in found['TRM-03']['arithmetic_zh'], found
    house.refuse('social', 'settle-ending', today='2027-02-27', placement=placement['id'], filed_on='2027-02-27')
    house.do('director', 'end-placement', today='2027-02-28', placement=placement['id'], termination=rest)
    ended = house.show('placement', placement['id'])
    assert ended['status'] == 'ENDED' and ended['ended_on'] == '2027-02-28' and ended['termination'] == termination['id']
    assert len(house.list('termination', f'placement={placement["id"]}')) == 1
    open_now = tasks(house, '2027-03-01')
    assert open_now['D23T']['due_on'] == '2027-03-12', open_now['D23T']
    assert open_now['W9']['record'] == placement['id']
    house.do('social', 'settle-ending', today='2027-03-01', placement=placement['id'], filed_on='2027-03-01',
             filed_no='备1', settled_on='2027-03-01', settled_fen=120000, belongings_ok=True)
    left = tasks(house, '2027-03-02')
    assert 'D23T' not in left and 'W9' in left, 'the evaluations F and I are still to be made'


def withdrawn(house):
    """an ending that was begun may be withdrawn: the placement goes on, the record stays"""
    placement = house.placement('李星沐')
    paper = letter(house, placement)
    house.do('social', 'begin-ending', placement=placement['id'],
             termination={'initiator': 'FAMILY', 'ground': 'T11', 'applied_on': TODAY, 'evidence': [paper]})
    house.do('social', 'withdraw-ending', placement=placement['id'], reason='家庭愿意继续寄养。')
    assert house.show('placement', placement['id'])['status'] == 'CONFIRMED'
    kept = house.list('termination', f'placement={placement["id"]}')
    assert len(kept) == 1 and kept[0]['withdrawn_on'] == TODAY, kept
    house.refuse('social', 'withdraw-ending', status=2, placement=placement['id'], reason='再撤')
    inside = house.placement('周知夏')
    paper = letter(house, inside)
    house.do('social', 'begin-ending', placement=inside['id'],
             termination={'initiator': 'FAMILY', 'ground': 'T12', 'applied_on': TODAY, 'evidence': [paper]})
    house.do('social', 'withdraw-ending', placement=inside['id'], reason='家庭愿意继续。')
    assert house.show('placement', inside['id'])['status'] == 'INTEGRATION'


def notice_words(house, termination):
    target = house.folder / 'notice.pdf'
    house.get('director', 'print', 'ending-notice', termination, '--output', str(target))
    return pdf_words(target)


def grounds(house):
    """grounds belong to a stage and agree with the records"""
    confirmed, inside = house.placement('李星沐'), house.placement('周知夏')
    for placement, ground, rule in ((confirmed, 'T12', 'TRM-01P'), (confirmed, 'T13', 'TRM-01P'),
                                    (inside, 'T11', 'TRM-01P'), (inside, 'T31', 'TRM-01P'),
                                    (confirmed, 'T25', 'TRM-01F'), (confirmed, 'T31', 'TRM-01F')):
        house.refuse('social', 'begin-ending', rule, placement=placement['id'],
                     termination={'initiator': 'LEGAL', 'ground': ground, 'evidence': [letter(house, placement)]})
    found = house.refuse('director', 'end-placement', 'TRM-01F', placement=confirmed['id'],
                         termination=dict(REST, initiator='LEGAL', ground='T22', evidence=[letter(house, confirmed)]))
    assert '被收养' in found['TRM-01F']['arithmetic_zh']
    house.do('social', 'record-adoption-wish', placement=confirmed['id'], wished_on='2026-11-20')
    house.do('director', 'end-placement', placement=confirmed['id'],
             termination=dict(REST, initiator='LEGAL', ground='T22', moved_to='ADOPTED', evidence=[letter(house, confirmed)]))
    ended = house.show('placement', confirmed['id'])['termination']
    assert '于2026年11月20日提出收养意愿，已登记优先收养' in notice_words(house, ended)


def after_removal(house):
    """removed in an emergency, ending begun, removed again: always at once; harm is reported first"""
    placement = house.placement('李星沐')
    house.do('social', 'suspend-placement', placement=placement['id'], what='身上有伤。')
    house.do('social', 'begin-ending', placement=placement['id'], termination={'initiator': 'INSTITUTION', 'ground': 'T01'})
    house.do('social', 'suspend-placement', placement=placement['id'])
    found = house.refuse('director', 'end-placement', 'TRM-10', placement=placement['id'], termination=REST)
    left = [n['text'] for n in house.list('need', f'placement={placement["id"]}') if n['status'] == 'OPEN']
    said = found['NEED-07']
    assert left and said['severity'] == 'advice' and f'{len(left)} 项' in said['arithmetic_zh'], (left, said)
    assert all(text in said['arithmetic_zh'] for text in left), said
    house.do('director', 'end-placement', placement=placement['id'], termination=dict(REST, harm_report_no='报警1'))
    assert house.show('placement', placement['id'])['status'] == 'ENDED'
    # No further child until the head has barred the family, or an evaluation has cleared it.
    family = house.show('family', placement['family'])
    assert family['status'] == 'SUSPENDED' and 'T01' in family['status_reason'], family
    assert tasks(house, day(25))['D28S']['record'] == placement['family']


def gone_on(house):
    """what an ending that is withdrawn, or a child that comes back, leaves as it was: the other carer, the open ending"""
    placement = house.placement('李星沐')
    house.do('director', 'begin-short-care', placement=placement['id'], care={
        'reason': '1', 'place': 'INSTITUTION', 'carer': '保育员', 'approved_on': TODAY, 'until_on': day(9)})
    begin = {'initiator': 'FAMILY', 'ground': 'T11', 'applied_on': TODAY, 'evidence': [letter(house, placement)]}
    house.do('social', 'begin-ending', placement=placement['id'], termination=begin)
    house.do('social', 'withdraw-ending', placement=placement['id'], reason='家庭愿意继续寄养。')
    assert house.show('placement', placement['id'])['status'] == 'SHORT_CARE'
    house.do('social', 'end-short-care', placement=placement['id'])
    assert house.show('placement', placement['id'])['status'] == 'CONFIRMED'
    assert [c.get('ended_on') for c in house.list('short_care', f'placement={placement["id"]}')] == [TODAY]

    house.do('social', 'begin-ending', placement=placement['id'], termination=begin)
    house.do('social', 'suspend-placement', placement=placement['id'], what='接到举报。')
    house.do('director', 'return-to-family', placement=placement['id'], reason='查无此事。')
    assert house.show('placement', placement['id'])['status'] == 'ENDING'
    assert house.child('李星沐')['status'] == 'FOSTER'
    house.do('social', 'withdraw-ending', placement=placement['id'], reason='家庭愿意继续寄养。')
    assert all('withdrawn_on' in t for t in house.list('termination', f'placement={placement["id"]}'))
    assert house.show('placement', placement['id'])['status'] == 'CONFIRMED'


def died(house):
    """a child that died is not evaluated itself: when the family is, and all is settled, nothing is asked any more"""
    placement = house.placement('李星沐')
    end = {'initiator': 'LEGAL', 'ground': 'T26', 'ground_text': '病故', 'notice_served_on': TODAY, 'served_how': '1',
           'evidence': [letter(house, placement)]}
    house.do('director', 'end-placement', placement=placement['id'], termination=end)
    house.do('social', 'settle-ending', placement=placement['id'], filed_on=TODAY, filed_no='解备', settled_on=TODAY,
             belongings_ok=True)
    assert tasks(house, TODAY)['W9']['record'] == placement['id'], 'the family is evaluated'
    like = house.list('evaluation', 'kind=EV_F_FAMILY_END', 'status=REVIEWED')[0]
    made = evaluate(house, like, 'F_DONE', placement=placement['id'])
    house.do('director', 'review-evaluation', evaluation=made, result='PASS', text='同意')
    assert 'W9' not in tasks(house, TODAY), tasks(house, TODAY)['W9']
    told = house.show('termination', house.show('placement', placement['id'])['termination'])
    assert told['eval_f'] and 'eval_i' not in told, told


def days(house):
    """an ending takes effect with its approval, not ahead of it and not before the child came; the agreement ends with it"""
    placement = house.placement('李星沐')
    end = dict(REST, initiator='LEGAL', ground='T24', evidence=[letter(house, placement)])
    for wrong in (day(1), '2001-01-01'):
        house.refuse('director', 'end-placement', status=2, placement=placement['id'], termination=dict(end, decided_on=wrong))
    house.do('director', 'end-placement', placement=placement['id'], termination=end)
    agreement = house.show('agreement', placement['agreement'])
    assert (agreement['status'], agreement['ended_on']) == ('ENDED', TODAY), agreement
    house.do('social', 'file-agreement', agreement=placement['agreement'], filed_on=TODAY, filed_no='补备 1 号')
    assert house.show('agreement', placement['agreement'])['status'] == 'ENDED'
    house.refuse('social', 'record-visit', status=2, today=day(1), placement=placement['id'],
                 visit={'visited_on': day(1), 'child_seen': True, 'child_words': '…'})


def aftercare(house):
    """back in care: followed up after one and three months, each until it is recorded; not once the child has left"""
    placement = house.placement('李星沐')
    given = {'placement': placement['id'], 'state': '适应班级生活，想念寄养家庭。', 'next': '安排寄养家庭来看望。'}
    house.refuse('social', 'record-aftercare', **given)
    house.do('director', 'end-placement', today='2026-12-01', placement=placement['id'],
             termination=dict(REST, initiator='LEGAL', ground='T24', evidence=[letter(house, placement)]))

    def asked(today):
        return [(t['record'], t['due_on']) for t in house.get('director', 'today', today=today)
                if t['rule'] == 'D41P' and t['record'] == placement['id']]
    assert not asked('2026-12-24')
    [(record, due)] = asked('2026-12-25')
    assert (record, due) == (placement['id'], '2027-01-01'), due
    house.refuse('archive', 'record-aftercare', status=3, today='2026-12-28', **given)
    house.refuse('social', 'record-aftercare', status=2, today='2026-12-28', **dict(given, state=''))
    for wrong in ('2026-12-01', '2026-12-29'):
        found = house.refuse('social', 'record-aftercare', 'TRM-12', today='2026-12-28', **dict(given, seen_on=wrong))
        assert wrong in found['TRM-12']['arithmetic_zh'], found
    house.do('social', 'record-aftercare', today='2026-12-28', **dict(given, seen_on='2026-12-02'))
    house.do('social', 'record-aftercare', today='2026-12-28', problems='夜里哭醒。', by='王社工', **given)
    notes = house.show('termination', house.show('placement', placement['id'])['termination'])['aftercare']
    assert [n['on'] for n in notes] == ['2026-12-02', '2026-12-28'], notes
    assert notes[0]['by'] and notes[1] == {'on': '2026-12-28', 'by': '王社工', 'state': given['state'], 'problems': '夜里哭醒。',
                                          'next': given['next']}, notes
    assert not asked('2027-02-21')
    assert asked('2027-02-22') == [(placement['id'], '2027-03-01')]
    target = house.folder / 'growth.pdf'
    house.get('director', 'print', 'growth-record', placement['child'], '--output', str(target))
    text = pdf_words(target)
    assert '随访2026-12-02' in text, text
    # Who leaves is followed up as one who left.
    house.do('social', 'discharge-child', today='2027-02-22', child=placement['child'], exit_code='E1', confirm_no='LY-1',
             receiver='生父')
    assert not asked('2027-02-22') and not asked('2027-03-10')


def notice(house):
    """the notice and its receipt; the return holds the ending that was decided and no other"""
    placement = house.placement('黎望舒')
    text = notice_words(house, placement['termination'])
    assert '收养意愿' not in text
    for words in ('解除寄养关系通知书', '送达回证', '黎望舒', '寄养家庭主动申请解除', '受送达人'):
        assert words in text, (words, text)


if __name__ == '__main__':
    sys.exit(run(House(together=True), [one_month, withdrawn, grounds, after_removal, gone_on, died, days, aftercare, notice]))
