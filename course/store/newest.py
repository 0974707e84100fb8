"""Which of a learner's hand-ins is her newest of its module: what trainers' lists show."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from course.store.desk_tables import TextRow
from course.store.tables import SubmissionRow


def tell_the_newest(session: Session, learner: str) -> None:
    """Note anew which hand-ins are the learner's newest; of the earlier ones no text is to be marked."""
    mine = SubmissionRow.learner == learner
    last = select(func.max(SubmissionRow.id)).where(mine).group_by(SubmissionRow.module)
    as_they_are = {"synchronize_session": False}
    session.execute(update(SubmissionRow).where(mine).values(newest=SubmissionRow.id.in_(last)), execution_options=as_they_are)
    earlier = select(SubmissionRow.id).where(mine, SubmissionRow.newest.is_(False))
    session.execute(delete(TextRow).where(TextRow.submission_id.in_(earlier)), execution_options=as_they_are)
