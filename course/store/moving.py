"""One person under a new login: whatever the store holds under the former one is hers, and stands beside what she has done since."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from course.store.agreed_tables import DeadlineRow, HelpingRow, ReminderRow, TalkRow, TargetRow
from course.store.desk_tables import ClaimRow, HandInFileRow, JudgementRow, PhraseRow
from course.store.fairness_tables import CalibrationRow
from course.store.newest import tell_the_newest
from course.store.tables import (
    AnswerRow,
    AttemptRow,
    EvidenceRow,
    FormerLoginRow,
    PersonRow,
    RecallOffRow,
    RecallRow,
    SharingRow,
    SubmissionRow,
    TriedRow,
    ViewingRow,
)


def move(session: Session, former: str, login: str) -> None:
    """Give `login` all that stands under `former`, who is no person of her own any more.

    Of two answers to one task the one saved last stays. Hand-ins of one module are counted anew, in the order in which they came.
    """
    _answers(session, former, login)
    _sharing(session, former, login)
    _recalls(session, former, login)
    _tried(session, former, login)
    _talks(session, former, login)
    _targets(session, former, login)
    _helping(session, former, login)
    _reminders(session, former, login)
    session.execute(update(DeadlineRow).where(DeadlineRow.manager == former).values(manager=login))
    _hand_ins(session, former, login)
    for table in (AttemptRow, EvidenceRow):
        session.execute(update(table).where(table.learner == former).values(learner=login))
    both = (former, login)
    session.execute(delete(ViewingRow).where(ViewingRow.learner.in_(both), ViewingRow.viewer.in_(both)))  # nobody looks at herself
    session.execute(update(ViewingRow).where(ViewingRow.learner == former).values(learner=login))
    session.execute(update(ViewingRow).where(ViewingRow.viewer == former).values(viewer=login))
    _judgements(session, former, login)
    _calibrations(session, former, login)
    for own in (ClaimRow, PhraseRow, HandInFileRow):
        session.execute(update(own).where(own.trainer == former).values(trainer=login))
    session.execute(update(HandInFileRow).where(HandInFileRow.login == former, HandInFileRow.submission_id.is_(None)).values(login=login))
    session.execute(update(PersonRow).where(PersonRow.manager == former).values(manager=login))
    session.execute(delete(PersonRow).where(PersonRow.username == former))
    _remember(session, former, login)


def now_called(session: Session, login: str) -> str:
    """The login of whoever logged in as this before; the same where it is still somebody's, or never was."""
    known = select(PersonRow.username).where(PersonRow.username == login).exists()
    return session.scalar(select(FormerLoginRow.username).where(FormerLoginRow.former == login, ~known)) or login


def formerly(session: Session, login: str) -> list[str]:
    """The logins that whoever logs in as this had before, but for those that are somebody else's now."""
    known = select(PersonRow.username).where(PersonRow.username == FormerLoginRow.former).exists()
    return list(session.scalars(select(FormerLoginRow.former).where(FormerLoginRow.username == login, ~known)))


def _remember(session: Session, former: str, login: str) -> None:
    session.execute(delete(FormerLoginRow).where(FormerLoginRow.former.in_((former, login))))  # she may have her first name back
    session.execute(update(FormerLoginRow).where(FormerLoginRow.username == former).values(username=login))
    session.add(FormerLoginRow(former=former, username=login))
    session.flush()


def _answers(session: Session, former: str, login: str) -> None:
    hers = {_place(row): row for row in session.scalars(select(AnswerRow).where(AnswerRow.learner == login))}
    for row in session.scalars(select(AnswerRow).where(AnswerRow.learner == former)).all():
        newer = hers.get(_place(row))
        if newer is None:
            row.learner = login
            continue
        if row.saved_at > newer.saved_at:
            newer.value, newer.checked, newer.saved_at = row.value, row.checked, row.saved_at
            newer.revision = max(row.revision, newer.revision) + 1  # a page that shows the other answer must not save over this one
        session.delete(row)
    session.flush()


def _sharing(session: Session, former: str, login: str) -> None:
    for row in session.scalars(select(SharingRow).where(SharingRow.learner == former)).all():
        if session.get(SharingRow, (login, row.module, row.task)) is None:
            session.add(SharingRow(learner=login, module=row.module, task=row.task, team=row.team, since=row.since))
        session.delete(row)
    session.flush()


def _judgements(session: Session, former: str, login: str) -> None:
    """Of two judgements of one text the one saved last stays."""
    hers = {(row.submission_id, row.task): row for row in session.scalars(select(JudgementRow).where(JudgementRow.trainer == login))}
    for row in session.scalars(select(JudgementRow).where(JudgementRow.trainer == former)).all():
        other = hers.get((row.submission_id, row.task))
        if other is not None:
            session.delete(row if row.saved_at <= other.saved_at else other)
            session.flush()
        if other is None or row.saved_at > other.saved_at:
            row.trainer = login
    session.flush()


def _calibrations(session: Session, former: str, login: str) -> None:
    """Of two tries at one set of texts the one with more levels stays."""
    for row in session.scalars(select(CalibrationRow).where(CalibrationRow.trainer == former)).all():
        other = session.get(CalibrationRow, (login, row.module, row.task))
        if other is not None:
            fewer = row if len(row.levels) <= len(other.levels) else other
            session.delete(fewer)
            session.flush()
            if fewer is row:
                continue
        row.trainer = login
    session.flush()


def _recalls(session: Session, former: str, login: str) -> None:
    """Of two draws of one module at one interval the one with more answers stays."""
    answered = {id: _answered(session, id) for id in (former, login)}
    for module, days in answered[former]:
        more = answered[former][module, days] > answered[login].get((module, days), -1)
        of_both = (RecallRow.module == module, RecallRow.days == days)
        session.execute(delete(RecallRow).where(RecallRow.learner == (login if more else former), *of_both))
        session.execute(update(RecallRow).where(RecallRow.learner == former, *of_both).values(learner=login))
    if session.get(RecallOffRow, login) is None:
        session.execute(update(RecallOffRow).where(RecallOffRow.learner == former).values(learner=login))
    session.execute(delete(RecallOffRow).where(RecallOffRow.learner == former))


def _answered(session: Session, learner: str) -> dict[tuple[str, int], int]:
    """How many questions are answered of each draw."""
    counted = select(RecallRow.module, RecallRow.days, func.count(RecallRow.answered_at)).where(RecallRow.learner == learner)
    return {(module, days): count for module, days, count in session.execute(counted.group_by(RecallRow.module, RecallRow.days))}


def _tried(session: Session, former: str, login: str) -> None:
    """Of two sentences about one thing the one saved last stays; it was tried when that was first said."""
    for row in session.scalars(select(TriedRow).where(TriedRow.learner == former)).all():
        hers = session.get(TriedRow, (login, row.module, row.tomorrow))
        if hers is None:
            row.learner = login
            continue
        if row.saved_at > hers.saved_at:
            hers.words, hers.saved_at = row.words, row.saved_at
        hers.revision, hers.tried_at = max(row.revision, hers.revision) + 1, min(row.tried_at, hers.tried_at)
        session.delete(row)
    session.flush()


def _talks(session: Session, former: str, login: str) -> None:
    """Talks of both are counted anew, in the order in which they were saved, a proposal last; of two proposals the one saved last stays, one that was taken back least."""
    session.execute(update(TalkRow).where(TalkRow.manager == former).values(manager=login))
    if session.scalar(select(TalkRow.place).where(TalkRow.learner == former).limit(1)) is None:
        return
    rows = list(session.scalars(select(TalkRow).where(TalkRow.learner.in_((former, login)))))
    rows.sort(key=lambda row: (row.agreed_at is None, bool(row.lines), row.saved_at))
    kept = [row for row in rows if row.agreed_at] + [row for row in rows if row.agreed_at is None][-1:]
    columns = [column.name for column in TalkRow.__table__.columns if column.name not in ("learner", "place")]
    values = [{name: getattr(row, name) for name in columns} for row in kept]
    session.execute(delete(TalkRow).where(TalkRow.learner.in_((former, login))))
    session.add_all(TalkRow(learner=login, place=place, **one) for place, one in enumerate(values, 1))
    session.flush()


def _targets(session: Session, former: str, login: str) -> None:
    """Of two targets in one competence that hold on one day, the one set last stays."""
    session.execute(update(TargetRow).where(TargetRow.manager == former).values(manager=login))
    hers = list(session.scalars(select(TargetRow).where(TargetRow.learner == login)))
    for row in session.scalars(select(TargetRow).where(TargetRow.learner == former)).all():
        others = [one for one in hers if one.competence == row.competence and one.begins <= row.ends and row.begins <= one.ends]
        if any(one.saved_at >= row.saved_at for one in others):
            session.delete(row)
            continue
        for one in others:
            hers.remove(one)
            session.delete(one)
        session.flush()
        row.learner = login
    session.flush()


def _helping(session: Session, former: str, login: str) -> None:
    hers = set(session.scalars(select(HelpingRow.competence).where(HelpingRow.learner == login)))
    for row in session.scalars(select(HelpingRow).where(HelpingRow.learner == former)).all():
        if row.competence in hers:
            session.delete(row)
        else:
            row.learner = login
    session.flush()


def _place(row: AnswerRow) -> tuple[str, str, str]:
    return row.module, row.task, row.fingerprint


def _reminders(session: Session, former: str, login: str) -> None:
    """Of two places in the queue the later stays, so that she gets no two mails in a week."""
    hers, before = session.get(ReminderRow, login), session.get(ReminderRow, former)
    if before is not None and (hers is None or before.due_at > hers.due_at):
        session.merge(ReminderRow(learner=login, due_at=before.due_at, tries=before.tries, sent_at=before.sent_at))
    session.execute(delete(ReminderRow).where(ReminderRow.learner == former))


def _hand_ins(session: Session, former: str, login: str) -> None:
    shared = select(SubmissionRow.module).where(SubmissionRow.learner == login)
    of_both = (SubmissionRow.learner.in_((former, login)), SubmissionRow.module.in_(shared))
    rows = session.scalars(select(SubmissionRow).where(*of_both).order_by(SubmissionRow.id)).all()
    for row in rows:
        row.number = -row.id  # out of the way: no two may have one number, not even for a moment
    session.flush()
    session.execute(update(SubmissionRow).where(SubmissionRow.learner == former).values(learner=login))
    counted: dict[str, int] = {}
    for row in rows:
        row.number = counted[row.module] = counted.get(row.module, 0) + 1
    session.flush()
    tell_the_newest(session, login)
