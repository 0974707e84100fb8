"""The work file: answers and attempts as JSON that anybody can read, with a checksum over all of it.

`VERSION` grows when what is there today changes its meaning or goes away. A file may come from anywhere: nothing in it is believed before it
has passed `read` and, task by task, `course.work.merging`.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from course import tomorrow
from course.conversation.play import MAX_TAKEN
from course.errors import InvalidAnswer
from course.work import strict

FORMAT, VERSION = "kompetencevej-work", 1
NAME = "mit-arbejde-kompetencevej.json"
MOST_BYTES = 2 << 20
"""A whole course with long texts is a tenth of this."""
MOST = 5000  # answers, and attempts


class WorkFileError(InvalidAnswer):
    """A file that is no work file, or not whole."""

    code = "work-file"


def _utc(value: datetime) -> datetime:
    """The time as the store keeps it, and none that has not been yet."""
    try:
        plain = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    except OverflowError as error:  # before the year 1
        raise ValueError("no time") from error
    return min(plain, datetime.now(UTC).replace(tzinfo=None))


Id = Annotated[str, Field(pattern=r"^[0-9a-z-]{1,60}$")]
Time = Annotated[datetime, AfterValidator(_utc)]
Steps = Annotated[list[Annotated[str, Field(max_length=120)]], Field(max_length=MAX_TAKEN)]
Revision = Annotated[int, Field(ge=1, le=1_000_000, strict=True)]


class Part(BaseModel):
    """A part of a file: nothing in it that is not foreseen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WorkAnswer(Part):
    """One answer: `revision` counts how often it was saved where it was made, `saved_at` is UTC."""

    module: Id
    task: Id
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    value: Any
    checked: bool
    revision: Revision
    saved_at: Time


class WorkAttempt(Part):
    """One attempt at a conversation, as in `course.conversation.play.Attempt`; what it earned is worked out anew. Times are UTC."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    module: Id
    task: Id
    taken: Steps
    hints: Steps
    thoughts: Steps
    revision: Revision
    started_at: Time
    saved_at: Time


class WorkTried(Part):
    """What she wrote about something a page proposed to try the next day, as in `course.tomorrow`. Times are UTC."""

    module: Id
    tomorrow: Annotated[str, Field(pattern=r"^[0-9a-z-]{1,120}$")]
    words: Annotated[str, AfterValidator(tomorrow.check)]
    revision: Revision
    tried_at: Time
    saved_at: Time


class Work(Part):
    """What a work file holds; `made_at` is UTC."""

    made_at: Time
    answers: Annotated[list[WorkAnswer], Field(max_length=MOST)]
    attempts: Annotated[list[WorkAttempt], Field(max_length=MOST)]
    tried: Annotated[list[WorkTried], Field(max_length=MOST)] = []

    @property
    def things(self) -> int:
        """How much there is in it."""
        return len(self.answers) + len(self.attempts) + len(self.tried)

    @property
    def changed(self) -> datetime | None:
        """When anything in it was last saved."""
        parts: list[WorkAnswer | WorkAttempt | WorkTried] = [*self.answers, *self.attempts, *self.tried]
        return max((one.saved_at for one in parts), default=None)


def pack(work: Work) -> bytes:
    """The work file with all of this."""
    content = work.model_dump(mode="json")
    about = {"format": FORMAT, "version": VERSION, **content}
    return json.dumps({**about, "checksum": checksum(about)}, ensure_ascii=False, indent=1).encode()


def read(text: str) -> Work:
    """What a work file holds. Raises WorkFileError where the text is none, is not whole, or is of a version to come."""
    try:
        about = strict.load(text)
    except strict.Unreadable as error:
        raise _no_work_file() from error
    if not isinstance(about, dict) or about.pop("format", None) != FORMAT:
        raise _no_work_file()
    told = about.pop("checksum", None)
    if about.get("version") != VERSION:
        raise WorkFileError(
            "Filen er gemt af en nyere udgave af kurset, end der er her. Hent den ind dér, hvor den er gemt.",
            "The file was saved by a newer version of the course than this one. Bring it in where it was saved.",
        )
    if told != checksum({"format": FORMAT, **about}):
        raise WorkFileError(
            "Filen er ikke, som den var, da den blev gemt: den er ændret eller ikke hentet helt. Gem den igen dér, hvor arbejdet ligger.",
            "The file is not as it was when it was saved: it has been changed or did not arrive whole. Save it again where the work is.",
        )
    about.pop("version")
    try:
        return Work.model_validate(about)
    except (ValidationError, InvalidAnswer, RecursionError) as error:
        raise _no_work_file() from error


def checksum(about: dict[str, Any]) -> str:
    """SHA-256 of the file's content without the checksum itself, written without spaces and in order of the keys."""
    plain = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()


def _no_work_file() -> WorkFileError:
    return WorkFileError(
        f"Det er ikke en fil med arbejde fra kurset. Den hedder som regel {NAME}.",
        f"This is not a file with work from the course. It is usually called {NAME}.",
    )
