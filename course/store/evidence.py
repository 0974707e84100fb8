"""What levels rest on, as the store has it."""

from sqlalchemy import select

from course.progression import Evidence, TaskResult
from course.store.database import Database
from course.store.tables import EvidenceRow, SubmissionRow


class EvidenceLog:
    """The evidence in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, learners: list[str]) -> dict[str, list[Evidence]]:
        """All evidence about these learners, oldest first, by learner."""
        found: dict[str, list[Evidence]] = {learner: [] for learner in learners}
        with self._database.transaction() as session:
            query = select(EvidenceRow, SubmissionRow.marked_at).join(SubmissionRow, SubmissionRow.id == EvidenceRow.submission_id)
            query = query.where(EvidenceRow.learner.in_(learners)).order_by(EvidenceRow.worked_at, EvidenceRow.id)
            for row, marked_at in session.execute(query):
                basis = tuple(TaskResult(**one) for one in row.basis)
                found[row.learner].append(
                    Evidence(row.learner, row.competence, row.shown, row.worked_at, row.module, row.submission_id, basis, marked_at)
                )
        return found
