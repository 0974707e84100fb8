"""The store: the only place where people's data lives."""

from course import settings
from course.store.answers import Answers, SavedAnswer
from course.store.attempts import Attempts, SavedAttempt
from course.store.calibrations import Calibrations
from course.store.claims import Claims
from course.store.database import Database
from course.store.deadlines import Deadlines
from course.store.distributions import Distribution, Distributions
from course.store.evidence import EvidenceLog
from course.store.first_hand_ins import FirstHandIns
from course.store.hand_in_files import HandInFiles
from course.store.heads import Heads
from course.store.helping import Helping
from course.store.inquiries import Inquiries
from course.store.judgements import Judgements
from course.store.people import People, Person
from course.store.personal import Personal
from course.store.phrases import Phrases
from course.store.pile import HandIns
from course.store.published import Publications
from course.store.recalls import Recalled, Recalls
from course.store.reminders import Reminders
from course.store.rollup import RollUp
from course.store.second_marks import SecondMarks
from course.store.sharing import Contribution, Sharing, Team
from course.store.standings import Standings
from course.store.submissions import Result, Submission, Submissions
from course.store.talks import Meetings, Talks
from course.store.targets import Targets
from course.store.texts import TextsToMark
from course.store.tried import TriedThings
from course.store.viewings import Viewings
from course.store.work import WorkRows

__all__ = [
    "Contribution",
    "Distribution",
    "Person",
    "Recalled",
    "Result",
    "SavedAnswer",
    "SavedAttempt",
    "Store",
    "Submission",
    "Team",
    "open_store",
]


class Store:
    """People, answers and what is shared of them, attempts, what comes back and what was tried, hand-ins, evidence and the log of who saw it, what trainers write, and what is agreed, on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.people = People(database)
        self.answers = Answers(database)
        self.sharing = Sharing(database)
        self.distributions = Distributions(database)
        self.attempts = Attempts(database)
        self.recalls = Recalls(database)
        self.tried = TriedThings(database)
        self.work = WorkRows(database)
        self.submissions = Submissions(database)
        self.evidence = EvidenceLog(database)
        self.rollup = RollUp(database)
        self.published = Publications(database)
        self.viewings = Viewings(database)
        self.hand_in_files = HandInFiles(database)
        self.heads = Heads(database)
        self.hand_ins = HandIns(database)
        self.standings = Standings(database)
        self.texts = TextsToMark(database)
        self.first_hand_ins = FirstHandIns(database)
        self.claims = Claims(database)
        self.judgements = Judgements(database)
        self.phrases = Phrases(database)
        self.second_marks = SecondMarks(database)
        self.calibrations = Calibrations(database)
        self.inquiries = Inquiries(database)
        self.talks = Talks(database)
        self.meetings = Meetings(database)
        self.targets = Targets(database)
        self.helping = Helping(database)
        self.deadlines = Deadlines(database)
        self.reminders = Reminders(database)
        self.personal = Personal(database)


def open_store(url: str | None = None, migrate: bool = False, keep: bool = True) -> Store:
    """Open the store at `url` (by default this installation's); `migrate` prepares it first, `keep` as in `Database`. Raises StorageError."""
    database = Database(url or settings.database(), keep)
    if migrate:
        database.migrate()
    return Store(database)
