"""The hand-in file: one hand-in of one module, to be sent to a trainer from where nobody keeps it.

`VERSION` grows when what is there today changes its meaning or goes away. The checksum says that a file is whole, not who made it: whoever
reads one believes nothing in it before it has passed `read` and `fitting`, and neither says whose it is.
"""

import json
from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID, uuid5

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from course import answers as schema
from course.errors import CourseError, InvalidAnswer
from course.modules import Module
from course.roster.problems import CPR
from course.store import Submission
from course.text import Text
from course.work import file as work_file
from course.work import strict
from course.work.file import Id, Time, checksum

FORMAT, VERSION = "kompetencevej-hand-in", 1
MOST_BYTES = 1 << 19
"""A module with the longest texts its tasks take is a tenth of this."""
MOST_ANSWERS = 200
NAME_LENGTH, LOGIN_LENGTH = 200, 120  # as in the store
SPACE = UUID("5b0f6a0e-3b0b-5f43-9a55-0a2f6e6c7d11")


class HandInFileError(InvalidAnswer):
    """A file that is no hand-in file, is not whole, or does not fit the course here; the text names the field."""

    code = "hand-in-file"


def _printable(said: str) -> str:
    if not said.isprintable() or CPR.search(said):
        raise ValueError
    return said


Said = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_printable)]


class HandIn(work_file.Part):
    """One hand-in: `answers` is {task id: value}; `name` and `login` are what she says of herself, both empty where she says nothing. Times are UTC."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    module: Id
    module_version: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    handed_in_at: Time
    name: Annotated[Said, Field(max_length=NAME_LENGTH)] = ""
    login: Annotated[Said, Field(max_length=LOGIN_LENGTH)] = ""
    answers: Annotated[dict[Id, Any], Field(min_length=1, max_length=MOST_ANSWERS)]

    @property
    def checksum(self) -> str:
        """SHA-256 of all of it."""
        return checksum(_about(self))


def of(submission: Submission, name: str, login: str) -> HandIn:
    """The hand-in file of a hand-in, the same each time but for who she says she is. Raises InvalidAnswer for a name or login that cannot be one."""
    whole = [submission.learner, submission.module, submission.number, submission.answers, submission.handed_in_at.isoformat()]
    id = str(uuid5(SPACE, json.dumps(whole, sort_keys=True)))
    try:
        return HandIn(
            id=id, module=submission.module, module_version=submission.module_version, handed_in_at=submission.handed_in_at,
            name=name, login=login, answers=submission.answers,
        )  # fmt: skip
    except ValidationError as error:
        raise InvalidAnswer(
            "Navn og login er højst én linje hver og aldrig et CPR-nummer. Ret det, og hent filen igen.",
            "Name and login are one line each at most, and never a CPR number. Correct it and fetch the file again.",
        ) from error


def pack(hand_in: HandIn) -> bytes:
    """The file."""
    return json.dumps({**_about(hand_in), "checksum": hand_in.checksum}, ensure_ascii=False, indent=1).encode()


def read(text: str) -> HandIn:
    """What a hand-in file holds. Raises HandInFileError where the text is none, is not whole, or is of a version to come."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise HandInFileError("Filen fylder mere, end en aflevering kan.", "The file is larger than a hand-in can be.")
    try:
        about = strict.load(text)
    except strict.Unreadable as error:
        raise _none(error.text) from error
    kind = about.pop("format", None) if isinstance(about, dict) else None
    if kind == work_file.FORMAT:
        raise HandInFileError(
            "Det er en fil med arbejde, ikke en aflevering. Bed om den fil, kvitteringen giver, når modulet er afleveret.",
            "This is a file with work, not a hand-in. Ask for the file that the receipt gives once the module is handed in.",
        )
    if kind != FORMAT:
        raise _none()
    told = about.pop("checksum", None)
    if about.get("version") != VERSION or isinstance(about["version"], bool):
        raise HandInFileError(
            "Filen er lavet af en anden udgave af kurset, end der er her, og kan ikke læses.",
            "The file was made by another version of the course than this one and cannot be read.",
        )
    if told != checksum({"format": FORMAT, **about}):
        raise HandInFileError(
            "Filen er ikke, som den var, da den blev lavet: den er ændret eller ikke kommet helt. Bed om den igen.",
            "The file is not as it was when it was made: it has been changed or did not arrive whole. Ask for it again.",
        )
    about.pop("version")
    try:
        return HandIn.model_validate(about)
    except ValidationError as error:
        place = strict.shown(" › ".join(str(part) for part in error.errors()[0]["loc"]))
        raise _none(Text(da=f"Feltet »{place}« kan ikke bruges.", en=f"The field “{place}” cannot be used.")) from error


def fitting(hand_in: HandIn, catalogue: Iterable[Module]) -> tuple[Module, dict[str, Any]]:
    """The module here, and the answers in their canonical form, blank ones left out. Raises HandInFileError naming the module or task that does not fit."""
    module = next((one for one in catalogue if one.id == hand_in.module), None)
    if module is None:
        raise HandInFileError(
            f"Kurset her har ikke modulet »{hand_in.module}«.", f"The course here does not have the module “{hand_in.module}”."
        )
    graded = {task.id: task for task in module.graded_tasks}
    answers, (da, en) = {}, _another(hand_in, module)
    for id, value in hand_in.answers.items():
        if id not in graded:
            raise HandInFileError(
                f"Modulet har ingen opgave »{id}«, som kan afleveres.{da}",
                f"The module has no task “{id}” to hand in.{en}",
            )
        try:
            answers[id] = schema.check(graded[id], value)
            graded[id].fits_files(answers[id], module.folder)
        except (CourseError, RecursionError) as error:
            raise HandInFileError(
                f"Svaret på »{graded[id].title.da}« ({id}) er ikke et, opgaven kan have.{da}",
                f"The answer to “{graded[id].title.en}” ({id}) is not one that the task can have.{en}",
            ) from error
    given = {id: value for id, value in answers.items() if not schema.is_blank(value)}
    if not given:
        raise HandInFileError("Der er ikke svaret på noget i filen.", "Nothing has been answered in the file.")
    return module, given


def _another(hand_in: HandIn, module: Module) -> tuple[str, str]:
    """What explains a misfit, where it does: in Danish and in English."""
    if hand_in.module_version == module.version:
        return "", ""
    return (
        " Filen er lavet i en anden udgave af modulet, end der er her.",
        " The file was made in another version of the module than the one here.",
    )


def _about(hand_in: HandIn) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, **hand_in.model_dump(mode="json")}


def _none(why: Text | None = None) -> HandInFileError:
    da, en = "Det er ikke en afleveringsfil fra kurset.", "This is not a hand-in file from the course."
    return HandInFileError(f"{da} {why.da}" if why else da, f"{en} {why.en}" if why else en)
