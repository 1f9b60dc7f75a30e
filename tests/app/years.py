"""What the five years are told with: a house that stands at one day after the other, and the steps that every family and
child goes through. A story is a generator: it yields the day that it waits for, and does then what is done on that day."""
import datetime
import heapq
import json
import os
import pathlib
import re
import traceback
import xml.etree.ElementTree as ElementTree
import zlib

from ctl import House

SOURCE = pathlib.Path(os.environ.get('MIAO_SOURCE_DIR') or pathlib.Path(__file__).parents[2])
START = datetime.date(2021, 11, 23)
END = datetime.date(2026, 11, 22)
TEAM = ('assess1', 'assess2', 'assess3')
PAPERS = [{'item': f'APP-{n:02}', 'ok': True} for n in range(1, 12)]
MEETING = {'attendee_names': '社工、寄养科长、负责人'}


def years_of(born, day):
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def answers_to(kind, day):
    """Every item of a form answered so that it passes, as its own page asks for it."""
    letter = re.match(r'EV_(.)', kind).group(1).lower()
    yes = 'no' if letter in 'eh' else 'yes'      # annexes E and H ask what is needed: nothing
    given = {'FAM-02.area': '12000', 'FAM-02.persons': '4', 'FAM-02.average': '2500', 'FAM-04.income': '18000000',
             'FAM-04.persons': '4', 'FAM-04.middle': '3200000', 'FAM-09.visited': '3', 'FAM-15.school': '12',
             'FAM-15.clinic': '25', 'FAM-17.code': 'love', 'TRM-01': 'T11'}
    rows = {}
    for item in ElementTree.parse(SOURCE / 'data' / 'forms' / f'annex-{letter}.xml').getroot().iter():
        name, form = item.get('id'), item.get('type')
        if not item.tag.endswith('}item') or item.get('head') == 'true':
            continue
        answer = {'yes-no': item.get('pass') or yes, 'yes-no-exception': item.get('pass') or yes, 'text': '情况良好。',
                  'score': item.get('max'), 'date': (day - datetime.timedelta(20)).isoformat()}.get(form)
        answer = given.get(name, answer)
        if answer is not None:
            rows[name] = answer
    return rows


class World(House):
    """The house of one day; days only go forward."""

    def __init__(self, folder=None, like=None, logins=False):
        super().__init__(folder, children=12, like=like, logins=logins, today=str(START - datetime.timedelta(1)))
        self.day, self.calls, self.people, self.seen = START, 0, None, set()

    def call(self, account, *arguments, today=None, text=None):
        self.calls += 1
        return super().call(account, *arguments, today=str(self.day), text=text)

    def at(self, days=0):
        return (self.day + datetime.timedelta(days)).isoformat()

    def staff(self, login):
        if self.people is None:
            self.people = {s['login']: s['id'] for s in self.list('staff', account='director') if 'login' in s}
        return self.people[login]

    def tell(self, stories):
        """Runs the stories side by side, each when its day has come; every one runs to its end."""
        waiting = [(START, number, story) for number, story in enumerate(stories)]
        heapq.heapify(waiting)
        while waiting:
            self.day, number, story = heapq.heappop(waiting)
            try:
                until = next(story)
            except StopIteration:
                continue
            except AssertionError as error:
                lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.name == story.__name__]
                raise AssertionError(f'{story.__name__}, line {lines}, {self.day}: {error}') from error
            assert self.day <= until, f'{until} is over'
            assert until <= END, f'{story.__name__} goes beyond the five years: {until}'
            heapq.heappush(waiting, (until, number, story))
        self.day = END

    def in_days(self, days):
        return self.day + datetime.timedelta(days)

    def status(self, kind, record):
        return self.show(kind, record)['status']

    def must_be(self, **records):
        """placement=(ID, STATE) and so on: what is stored."""
        for kind, (record, state) in records.items():
            stored = self.status(kind, record)
            assert stored == state, f'{self.day}: {kind} is {stored}, not {state}'

    def due(self, rule, record, account='director'):
        there = [t for t in self.get(account, 'today') if t['rule'] == rule and t['record'] == record]
        self.seen.update(t['rule'] for t in there)
        return there

    def asked(self, *records):
        """The rules by which Today asks about these records."""
        there = sorted(t['rule'] for t in self.get('director', 'today') if t['record'] in records)
        self.seen.update(there)
        return there

    def refuse(self, account, use_case, rule=None, status=1, today=None, **parameters):
        found = super().refuse(account, use_case, rule, status, **parameters)
        self.seen.update({rule} - {None})
        return found

    def advise(self, account, use_case, rule, **parameters):
        """Does it, although @rule speaks against it; returns the result."""
        done = self.call(account, 'do', use_case, '-', text=json.dumps(parameters))
        assert done.returncode == 0, f'{use_case}: {done.stderr}{done.stdout}'
        told = json.loads(done.stdout)
        found = {f['rule']: f['severity'] for f in told['findings']}
        assert found.get(rule) == 'advice', f'{use_case}: {rule} is {found.get(rule)}'
        self.seen.add(rule)
        return told['result']

    # ---- families ----

    def register(self, surname, born=datetime.date(1982, 5, 6), papers=PAPERS):
        place = {'hukou_division': '320506', 'home_division': '320506', 'phone': f'138{zlib.crc32(surname.encode()) % 10**8:08}', 'capacity': 2,
                 'address': f'吴中区演示路 {surname}'}
        first = {'name': f'演{surname}母', 'sex': '2', 'birth_date': str(born), 'relation_to_head': '01', 'co_living': True,
                 'education': '61', 'health_on': self.at(-20), 'crime_check_on': self.at(-20), 'joined_on': self.at(-3000),
                 'crime_check_result': 'CLEAR', 'consent': '1', 'consent_on': self.at()}
        made = self.do('social', 'register-family', family=place, applicant=first)
        other = dict(first, name=f'演{surname}父', sex='1', birth_date='1980-02-03', relation_to_head='02')
        self.do('social', 'add-member', family=made['family'], member=other)
        return made['family'], made['family_member']

    def apply(self, family, papers=PAPERS):
        self.do('social', 'apply-family', family=family,
                application={'applied_on': self.at(), 'motive': 'love', 'documents': papers})

    def file_and_train(self, family, caregiver):
        self.do('social', 'file-family', family=family, filed_on=self.at(), filed_no='备')
        self.do('social', 'record-training', family=family, training={
            'member': caregiver, 'kind': 'PRE', 'course': '岗前培训', 'from_on': self.at(), 'to_on': self.at(), 'hours': 16,
            'result': 'PASS'})
        self.must_be(family=(family, 'TRAINED'))

    def qualified(self, surname, **more):
        """F1, F3, F4, F6, F7 without anything going wrong."""
        family, caregiver = self.register(surname, **more)
        self.apply(family)
        self.evaluate('EV_B_FAMILY_PRE', family, 'B_PASS')
        self.must_be(family=(family, 'QUALIFIED'))
        self.file_and_train(family, caregiver)
        return family, caregiver

    # ---- evaluations ----

    def opened(self, kind, about):
        subject = {'B': 'family', 'G': 'child'}.get(kind[3], 'placement')
        return self.do('social', 'open-evaluation', kind=kind, provider_type='2', mode=['1'], planned_on=self.at(),
                       reason_not_third_party='本地没有第三方机构', **{subject: about})['evaluation']

    def evaluate(self, kind, about, conclusion, answers=None, evidence=None, refused=None, head=None, reasons=None, made=None,
                 **more):
        """From opening to the review; @evidence: papers to items; @refused: what speaks against a conclusion first
        (conclusion, rule); @head: the head's reasons for an exception; @made: it is open already."""
        made = made or self.opened(kind, about)
        self.do('social', 'assign-team', evaluation=made, members=[
            {'person': self.staff(login), 'role': 'MEMBER' if number else 'LEADER', 'conflict': False, 'conflict_text': '无'}
            for number, login in enumerate(TEAM)])
        given = dict(answers_to(kind, self.day), **(answers or {}))
        self.do('assess1', 'fill-evaluation', evaluation=made, started_on=self.at(), visited_on=[{'on': self.at()}],
                finished_on=self.at(), opinion_text='已查看。',
                answers=[dict({'item': item, 'answer': answer}, **({'evidence': evidence[item]} if item in (evidence or {}) else {}))
                         for item, answer in given.items()], **more)
        for member in self.list('evaluation_member', f'evaluation={made}'):
            login = next(login for login in TEAM if self.staff(login) == member['person'])
            self.do(login, 'sign-opinion', evaluation=made, member=member['id'], vote='AGREE', opinion='同意。',
                    conclusion=conclusion)
        if refused:
            self.refuse('assess1', 'conclude-evaluation', refused[1], evaluation=made, conclusion=refused[0])
        if head:
            self.do('director', 'approve-exception', evaluation=made, reason=head)
        self.do('assess1', 'conclude-evaluation', evaluation=made, conclusion=conclusion, reasons=reasons or {})
        self.do('director', 'review-evaluation', evaluation=made, result='PASS', text='同意。')
        return made

    # ---- children ----

    def child_of(self, name, born, sex='2', **more):
        """Admitted, examined and formally taken in (C1, C2), and found suited (annex G)."""
        made = self.do('social', 'admit-child', child=dict({
            'name': name, 'sex': sex, 'birth_date': str(born), 'child_category': '10', 'guardianship': '1', 'cognition': '1',
            'ethnic': '01'}, **more), admission={'arrived_on': self.at(), 'intake_code': 'A2', 'sender_docs': '移交清单 1 份'})
        self.refuse('social', 'accept-child', 'ITK-06', child=made['child'])
        self.do('social', 'edit-admission', id=made['admission'],
                admission={'health_check_on': self.at(), 'infect_result': 'NONE'})
        self.do('social', 'accept-child', child=made['child'], approve_on=self.at(), approve_org='吴中区民政局')
        self.must_be(child=(made['child'], 'IN_CARE'))
        return made['child']

    def heard(self, child, about='PRE', opinion='AGREE', **more):
        paper = {}
        if 'sign_doc' in more:
            paper['sign_doc'] = self.paper('child', child, '儿童意见', text=str(self.calls))
            more.pop('sign_doc')
        return self.do('social', 'record-opinion', child=child, opinion=dict({
            'about': about, 'method': '1', 'present_persons': '社工', 'caregiver_absent': True, 'held_on': self.at(),
            'words': '我愿意。' if opinion == 'AGREE' else '我不想去。', 'opinion': opinion}, **paper, **more))['child_opinion']

    def paper(self, kind, record, title, text='', **more):
        """A scan: a picture of its own for each paper."""
        import struct
        import zlib

        def chunk(name, data):
            return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
        path = self.folder / 'scan.png'
        pixels = f'{record}{self.calls}{text}'.encode()[-24:].rjust(24, b'.')
        path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 8, 8, 8, 2, 0, 0, 0))
                         + chunk(b'IDAT', zlib.compress((b'\0' + pixels) * 8)) + chunk(b'IEND', b''))
        return self.do('social', 'add-document', owner_kind=kind, owner_id=record, path=str(path),
                       document={'title': title, **more})['document']

    # ---- placements ----

    def agreement_until(self, until, days=60):
        return {'signed_inst_on': self.at(), 'signed_family_on': self.at(), 'term_from': self.at(), 'term_to': str(until),
                'integration_days': days, 'duties_inst': '探访、培训、按时发放费用。', 'duties_family': '照料、送学、就医。',
                'breach': '按约定处理。', 'visit_plan': '融合期每周一次，之后每月一次。', 'short_care_reasons': '照料人患病。',
                'allowances': [{'kind': '1', 'fen': 180000, 'period': 'MONTH', 'pay_day': 10}]}

    def matched(self, child, family):
        placement = self.do('social', 'propose-match', child=child, family=family, match_reasons='作息、性格相合。',
                            meetings=[{'on': self.at(-6)}, {'on': self.at(-2)}])['placement']
        self.do('director', 'decide-match', placement=placement, decision='AGREE', **MEETING)
        self.must_be(placement=(placement, 'MATCHED'))
        return placement

    def signed(self, child, family, until):
        placement = self.matched(child, family)
        agreement = self.do('director', 'sign-agreement', placement=placement,
                            agreement=self.agreement_until(until))['agreement']
        self.do('social', 'file-agreement', agreement=agreement, filed_on=self.at(), filed_no='协备')
        return placement

    def moved_in(self, child, family, until):
        """M1, M2, M4, M5, M6."""
        placement = self.signed(child, family, until)
        self.do('social', 'move-in', placement=placement, moved_in_on=self.at(), handover_list=True)
        self.must_be(placement=(placement, 'INTEGRATION'), child=(child, 'FOSTER_INTEG'), family=(family, 'ACTIVE'))
        return placement

    def placed(self, surname, name, born, until, caregiver_born=datetime.date(1982, 5, 6)):
        """A family of its own and a child that moved in with it a week later: family, caregiver, child, placement."""
        family, caregiver = self.qualified(surname, born=caregiver_born)
        child = self.child_of(name, born)
        if years_of(born, self.day) >= 8:
            self.heard(child)
        self.evaluate('EV_G_CHILD_PRE', child, 'G_SUITABLE')
        yield self.in_days(7)
        return family, caregiver, child, self.moved_in(child, family, until)

    def visit(self, placement, **more):
        return self.do('social', 'record-visit', placement=placement, visit=dict({
            'visited_on': self.at(), 'planned': True, 'child_seen': True, 'seen_alone': True, 'rooms_seen': True,
            'child_words': '都好。'}, **more))['visit']

    def visits(self, placement, days, every=7):
        """P1, and after it: so many days of visits; ends on the last of them."""
        last = self.in_days(days)
        while self.in_days(every) <= last:
            yield self.in_days(every)
            self.visit(placement)
        if self.day < last:
            yield last

    def confirmed(self, placement, child, born):
        """P1 and P3: weekly visits, refused on day 59, confirmed on day 60."""
        start = self.day
        yield from self.visits(placement, 57)
        if years_of(born, self.in_days(3)) >= 8:
            self.heard(child, 'INTEGRATION')
        self.evaluate('EV_C_INTEGRATION', placement, 'C_CONFIRM')
        yield start + datetime.timedelta(59)
        found = self.refuse('director', 'confirm-placement', 'INT-01', placement=placement)
        assert '是第 59 天' in found['INT-01']['arithmetic_zh'], found['INT-01']
        yield start + datetime.timedelta(60)
        self.do('director', 'confirm-placement', placement=placement)
        self.must_be(placement=(placement, 'CONFIRMED'), child=(child, 'FOSTER'))

    def end(self, placement, ground, moved_to='INSTITUTION', who='INSTITUTION', child=None, evidence=True, **more):
        """P8 and P9 in one, with everything an ending needs."""
        papers = [self.paper('placement', placement, '解除材料')] if evidence else []
        self.do('director', 'end-placement', placement=placement, termination=dict({
            'initiator': who, 'ground': ground, 'ground_text': '见材料。', 'evidence': papers, 'notice_served_on': self.at(),
            'served_how': '1', 'moved_to': moved_to, 'support_plan': '社工每周访谈。'}, **more))
        self.must_be(placement=(placement, 'ENDED'))

    def settle(self, placement):
        self.do('social', 'settle-ending', placement=placement, filed_on=self.at(), filed_no='解备', settled_on=self.at(),
                settled_fen=0, belongings_ok=True)
