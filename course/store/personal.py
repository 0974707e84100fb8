"""Everything the store holds about one person: copied out, erased, or erased when its time is up.

`OF` names every table with rows about people, `OF_NOBODY` the rest; a table that is in neither is not forgotten silently, because a test asks for it.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Delete, Update, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from course.store.agreed_tables import DeadlineRow, HelpingRow, MeetingRow, ReminderRow, TalkRow, TargetRow
from course.store.base import Base
from course.store.database import Database, now
from course.store.desk_tables import ClaimRow, HandInFileRow, InquiryRow, JudgementRow, PhraseRow, TextRow
from course.store.fairness_tables import CalibrationRow, SecondMarkRow
from course.store.group_tables import PublishedRow
from course.store.left_out import Row, leave_out
from course.store.newest import tell_the_newest
from course.store.tables import (
    AnswerRow,
    AttemptRow,
    DistributionRow,
    EvidenceRow,
    FormerLoginRow,
    PersonRow,
    RecallOffRow,
    RecallRow,
    ResultRow,
    SharingRow,
    SubmissionRow,
    TriedRow,
    ViewingRow,
)
from course.usernames import GUEST
from course.viewing import FORMER


def _of_hers(
    table: type[ResultRow]
    | type[InquiryRow]
    | type[ClaimRow]
    | type[JudgementRow]
    | type[SecondMarkRow]
    | type[TextRow]
    | type[HandInFileRow],
    person: str,
) -> ColumnElement[bool]:
    return table.submission_id.in_(select(SubmissionRow.id).where(SubmissionRow.learner == person))


def _files_from(person: str) -> ColumnElement[bool]:
    """The files that say they are hers, of which no trainer has said whose they are."""
    return and_(HandInFileRow.login == person, HandInFileRow.submission_id.is_(None))


OF: Mapping[type[Base], Callable[[str], ColumnElement[bool]]] = {
    PersonRow: lambda person: PersonRow.username == person,
    FormerLoginRow: lambda person: FormerLoginRow.username == person,
    AnswerRow: lambda person: AnswerRow.learner == person,
    SharingRow: lambda person: SharingRow.learner == person,
    AttemptRow: lambda person: AttemptRow.learner == person,
    RecallRow: lambda person: RecallRow.learner == person,
    RecallOffRow: lambda person: RecallOffRow.learner == person,
    TriedRow: lambda person: TriedRow.learner == person,
    SubmissionRow: lambda person: SubmissionRow.learner == person,
    ResultRow: lambda person: _of_hers(ResultRow, person),
    InquiryRow: lambda person: _of_hers(InquiryRow, person),
    TextRow: lambda person: _of_hers(TextRow, person),
    EvidenceRow: lambda person: EvidenceRow.learner == person,
    ViewingRow: lambda person: or_(ViewingRow.learner == person, ViewingRow.viewer == person),
    ClaimRow: lambda person: or_(_of_hers(ClaimRow, person), ClaimRow.trainer == person),
    JudgementRow: lambda person: or_(_of_hers(JudgementRow, person), JudgementRow.trainer == person),
    PhraseRow: lambda person: PhraseRow.trainer == person,
    SecondMarkRow: lambda person: _of_hers(SecondMarkRow, person),
    CalibrationRow: lambda person: CalibrationRow.trainer == person,
    HandInFileRow: lambda person: or_(_of_hers(HandInFileRow, person), _files_from(person), HandInFileRow.trainer == person),
    TalkRow: lambda person: or_(TalkRow.learner == person, TalkRow.manager == person),
    TargetRow: lambda person: or_(TargetRow.learner == person, TargetRow.manager == person),
    HelpingRow: lambda person: HelpingRow.learner == person,
    DeadlineRow: lambda person: DeadlineRow.manager == person,
    ReminderRow: lambda person: ReminderRow.learner == person,
}
OF_NOBODY = (DistributionRow, PublishedRow, MeetingRow)  # counts and figures of at least five people, and what a team has agreed on
NAMED = ("username", "learner", "viewer", "manager")
"""The columns that hold somebody's login; a trainer's, too, but where they say whether a person is one."""
TRAINERS = {table.__table__.c.trainer for table in (ClaimRow, JudgementRow, PhraseRow, CalibrationRow, HandInFileRow)}
WRITTEN = (
    FormerLoginRow,
    ClaimRow,
    JudgementRow,
    SecondMarkRow,
    CalibrationRow,
    InquiryRow,
    TextRow,
    ResultRow,
    AttemptRow,
    RecallRow,
    RecallOffRow,
    TriedRow,
    SharingRow,
    HelpingRow,
    ReminderRow,
    AnswerRow,
)  # what no record of levels needs
BY_MANAGERS = (TalkRow, TargetRow)  # about one, written by another


class Personal:
    """What the store holds, person by person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def copy(self, person: str, *, unfinished: bool = False) -> dict[str, list[Row]]:
        """Every row about the person, by table, with times as ISO 8601 in UTC.

        Whose levels she herself looked at, whose texts she marked with which words, whose files she brought in, and what she agreed with whom as a manager, is about others, and left out. What trainers have
        written of her own texts comes only with `unfinished`, since they may not be done with it.
        """
        with self._database.transaction() as session:
            found = {table.__tablename__: _rows(session, table, _asked(table, person)) for table in OF}
        leave_out(found, person, unfinished=unfinished)
        return found

    def logins(self) -> set[str]:
        """Every login that anything stands under, also where the person is gone."""
        columns = [column for table in OF for column in table.__table__.columns if column.name in NAMED or column in TRAINERS]
        with self._database.transaction() as session:
            return {login for column in columns for login in session.scalars(select(column).distinct()) if login}

    def erase(self, person: str, keep_record: bool) -> None:
        """Erase the person, in one transaction; repeating it changes nothing more.

        With `keep_record`, where something was marked, her name, role, modules, dates and levels stay, and count as hers who has left; of a guest nothing stays. In the log of those whose levels
        she looked at stands that a former colleague did, and so it does in what she agreed with others as their manager; phrases that she lets other trainers use stay, and are nobody's.
        """
        with self._database.transaction() as session:
            session.execute(update(PersonRow).where(PersonRow.manager == person).values(manager=None))
            for table in WRITTEN:
                session.execute(delete(table).where(OF[table](person)))
            session.execute(delete(HandInFileRow).where(or_(_of_hers(HandInFileRow, person), _files_from(person))))
            session.execute(update(HandInFileRow).where(HandInFileRow.trainer == person).values(trainer=FORMER))
            session.execute(delete(ViewingRow).where(ViewingRow.learner == person))
            session.execute(update(ViewingRow).where(ViewingRow.viewer == person).values(viewer=FORMER))
            for agreed in BY_MANAGERS:
                session.execute(delete(agreed).where(agreed.learner == person))
                session.execute(update(agreed).where(agreed.manager == person).values(manager=FORMER))
            session.execute(update(DeadlineRow).where(DeadlineRow.manager == person).values(manager=FORMER))
            session.execute(delete(PhraseRow).where(PhraseRow.trainer == person, PhraseRow.shared.is_(False)))
            session.execute(update(PhraseRow).where(PhraseRow.trainer == person).values(trainer=FORMER))
            if (
                keep_record
                and not person.startswith(GUEST)
                and session.scalar(select(EvidenceRow.id).where(EvidenceRow.learner == person).limit(1))
            ):
                _leave_record(session, person)
                return
            for rest in (EvidenceRow, SubmissionRow, PersonRow):
                session.execute(delete(rest).where(OF[rest](person)))

    def outdated(self, kept: Mapping[str, int], *, only_count: bool) -> dict[str, int]:
        """Erase what is older than it is `kept`, in days, by the names of `retention` in privacy.yaml; says how many of each there were.

        Log entries, attempts, what was agreed, and files of which nobody has said whose they are go when they are old themselves.
        With answers go the counts of them, what was tried, what was answered to questions that came back, and the sharing of an answer that is gone, or with a
        team that its owner has left; so goes an offer to help such a team.
        """
        old: dict[str, Delete | Update] = {
            "answer": delete(AnswerRow).where(AnswerRow.saved_at < _ago(kept["answers"])),
            "sharing": delete(SharingRow).where(
                or_(and_(SharingRow.since < _ago(kept["answers"]), ~_still_there()), ~_still_in_the_team())
            ),
            "distribution": delete(DistributionRow).where(DistributionRow.made_at < _ago(kept["answers"])),
            "recall": update(RecallRow)
            .where(RecallRow.value.is_not(None), RecallRow.answered_at < _ago(kept["answers"]))
            .values(value=None),
            "tried": delete(TriedRow).where(TriedRow.saved_at < _ago(kept["answers"])),
            "attempt": delete(AttemptRow).where(AttemptRow.saved_at < _ago(kept["conversations"])),
            "viewing": delete(ViewingRow).where(ViewingRow.seen_at < _ago(kept["viewings"])),
            "hand_in_file": delete(HandInFileRow).where(
                HandInFileRow.submission_id.is_(None), HandInFileRow.brought_at < _ago(kept["guests"])
            ),
            "talk": delete(TalkRow).where(TalkRow.saved_at < _ago(kept["agreements"])),
            "meeting": delete(MeetingRow).where(MeetingRow.saved_at < _ago(kept["agreements"])),
            "target": delete(TargetRow).where(TargetRow.ends < _ago(kept["agreements"]).date()),
            "deadline": delete(DeadlineRow).where(DeadlineRow.by < _ago(kept["agreements"]).date()),
            "reminder": delete(ReminderRow).where(ReminderRow.due_at < _ago(kept["viewings"])),
            "helping": delete(HelpingRow).where(~_helps_her_own_team()),
        }
        with self._database.transaction() as session:
            counted = {name: _changed(session, statement) for name, statement in old.items()}
            if only_count:
                session.rollback()
        return counted

    def left_before(self, days: int) -> list[str]:
        """Who left more than so many days ago. One who left on a day nobody noted counts as having left on the day this first asks."""
        with self._database.transaction() as session:
            undated = (PersonRow.active.is_(False), PersonRow.left_at.is_(None))
            session.execute(update(PersonRow).where(*undated).values(left_at=now()))
            gone = (PersonRow.active.is_(False), PersonRow.left_at < _ago(days))
            return list(session.scalars(select(PersonRow.username).where(*gone).order_by(PersonRow.username)))

    def holds_more_than_a_record(self, person: str) -> bool:
        """Whether there is anything that an erasure which keeps the record would take away."""
        with self._database.transaction() as session:
            return any(
                session.scalar(select(table).where(OF[table](person)).limit(1))
                for table in (*WRITTEN, ViewingRow, PhraseRow, HandInFileRow)
            )


def _still_there() -> ColumnElement[bool]:
    same = (AnswerRow.learner == SharingRow.learner, AnswerRow.module == SharingRow.module, AnswerRow.task == SharingRow.task)
    return select(AnswerRow.task).where(*same).exists()


def _still_in_the_team() -> ColumnElement[bool]:
    return select(PersonRow.username).where(PersonRow.username == SharingRow.learner, PersonRow.team == SharingRow.team).exists()


def _helps_her_own_team() -> ColumnElement[bool]:
    return select(PersonRow.username).where(PersonRow.username == HelpingRow.learner, PersonRow.team == HelpingRow.team).exists()


def _leave_record(session: Session, person: str) -> None:
    shown = select(EvidenceRow.submission_id).where(EvidenceRow.learner == person)
    session.execute(delete(SubmissionRow).where(SubmissionRow.learner == person, SubmissionRow.id.not_in(shown)))
    session.execute(update(SubmissionRow).where(SubmissionRow.learner == person).values(answers={}, read_at=None, problems=None))
    tell_the_newest(session, person)
    session.execute(update(EvidenceRow).where(EvidenceRow.learner == person).values(basis=[]))
    row = session.get(PersonRow, person)
    if row:
        row.also_manages, row.manager, row.chief, row.email = [], None, False, None
        row.active, row.team, row.manages, row.trainer, row.left_at = False, None, None, False, row.left_at or now()


def _asked(table: type[Base], person: str) -> list[ColumnElement[bool]]:
    """What is asked for her rows, an index for each: both at once, PostgreSQL would read a trainer's table from end to end."""
    if table in (ClaimRow, JudgementRow):
        return [_of_hers(table, person), table.trainer == person]
    if table is HandInFileRow:
        return [_of_hers(HandInFileRow, person), _files_from(person), HandInFileRow.trainer == person]
    if table in BY_MANAGERS:
        return [table.learner == person, table.manager == person]
    return [OF[table](person)]


def _rows(session: Session, table: type[Base], asked: list[ColumnElement[bool]]) -> list[Row]:
    keys = [column.name for column in table.__table__.primary_key]
    found = [row for one in asked for row in session.execute(select(*table.__table__.columns).where(one)).mappings().all()]
    rows = {tuple(row[key] for key in keys): row for row in found}
    in_order = [rows[key] for key in sorted(rows)]  # ordered by the database, she would be sought in the key of everybody
    return [{name: plain(value) for name, value in row.items()} for row in in_order]


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, datetime):
        return f"{value.replace(tzinfo=UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    return value.isoformat() if isinstance(value, date) else value


def _changed(session: Session, statement: Delete | Update) -> int:
    result = session.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount


def _ago(days: int) -> datetime:
    return now() - timedelta(days=days)
