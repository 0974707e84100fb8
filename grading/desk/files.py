"""Hand-ins in files, at the trainer's: what becomes of each file, whose it may be, and making it a hand-in once she has said whose it is."""

from dataclasses import dataclass, replace

from course import usernames
from course.clock import there
from course.errors import Conflict, InvalidAnswer, NotFound
from course.modules import Module, catalogue
from course.roster.names import alike
from course.store import Person, Store
from course.store.database import now
from course.store.hand_in_files import HandInFile, new_guest, told
from course.text import Text
from course.work import hand_in_file
from course.work.hand_in_file import HandIn, HandInFileError

GUEST, AWAY, OTHER = "*guest", "*away", "*other"
"""What a trainer may say of a file instead of a login, the last with a login that she types; no username begins with a star."""


@dataclass(frozen=True)
class Fate:
    """What became of one file, in a sentence; `tone` as of a badge, `of` whom or what it speaks of."""

    tone: str
    text: Text
    of: str = ""


THROWN_AWAY = Fate("calm", Text(da="Smidt væk.", en="Thrown away."))


@dataclass(frozen=True)
class Waiting:
    """A file of which somebody must say whose it is: `exact` is whose login it says, `alike` who is called what it says.

    `another` says that it was made in another version of the module.
    """

    file: HandInFile
    title: Text
    exact: Person | None
    alike: tuple[Person, ...]
    another: bool


def take(store: Store, text: str, trainer: str) -> Fate:
    """Look at a file as at anything from a browser, and keep it until somebody says whose it is. Raises StorageError alone."""
    try:
        found = hand_in_file.read(text)
        _, answers = hand_in_file.fitting(found, catalogue())
    except HandInFileError as error:
        return Fate("bad", error.text)
    here = store.hand_in_files.keep(
        HandInFile(
            found.id,
            found.checksum,
            found.name,
            found.login.lower(),
            found.module,
            found.module_version,
            answers,
            found.handed_in_at,
            trainer,
            now(),
        )
    )
    if here is None:
        who = found.name or found.login
        return Fate(
            "good",
            Text(da=f"Taget imod{_from(who, 'fra')}. Sig nedenfor, hvis den er.", en=f"Taken{_from(who, 'from')}. Say below whose it is."),
        )
    if here.checksum == found.checksum:
        return Fate("calm", _known(store, here))
    return Fate("warn", _changed(store, here, found, answers))


def waiting(store: Store) -> list[Waiting]:
    """The files that wait, with whom each may be from."""
    files = store.hand_in_files.waiting()
    people = {one.username: one for one in store.people.all()} if files else {}
    called: dict[str, list[Person]] = {}
    for one in people.values():
        called.setdefault(alike(one.name), []).append(one)
    modules = {module.id: module for module in catalogue()}
    found = []
    for file in files:
        exact = people.get(file.login) or (people.get(store.people.now_called(file.login)) if file.login else None)
        same = tuple(one for one in called.get(alike(file.name), ()) if one != exact)
        found.append(_waiting(file, modules.get(file.module), exact, same))
    return found


def assign(store: Store, id: str, chosen: str, trainer: str, login: str = "") -> Fate:
    """Do with a waiting file what the trainer says: give it to the person with this login, take it in as a guest's, or throw it away.

    `login` is one that she typed beside her choice. The same said again of a file of hers is no mistake.
    """
    file = store.hand_in_files.get(id)
    if file is None:
        return (
            THROWN_AWAY if chosen == AWAY else Fate("bad", Text(da="Filen er smidt væk imens.", en="The file was thrown away meanwhile."))
        )
    try:
        whose = _said(chosen, login.strip().lower())
        if file.submission_id is not None:
            return _decided(store, file, whose, trainer)
        if whose == AWAY:
            store.hand_in_files.remove(id)
            return replace(THROWN_AWAY, of=file.name or file.login)
        return _accepted(store, file, whose, trainer)
    except (Conflict, InvalidAnswer, NotFound, HandInFileError) as error:
        return Fate("bad", error.text, file.name or file.login)


def _said(chosen: str, login: str) -> str:
    """Whose she says it is: a login that she typed is a choice. Raises InvalidAnswer where she says two things, or not enough."""
    if login and chosen not in ("", OTHER, login):
        raise InvalidAnswer(
            "Du har både valgt noget og skrevet et login. Slet loginet, eller vælg »En anden kollega«. Filen venter stadig.",
            "You have both chosen something and typed a login. Delete the login, or choose “Another colleague”. The file still waits.",
        )
    if chosen == OTHER and not login:
        raise InvalidAnswer("Skriv kollegaens login. Filen venter stadig.", "Type the colleague's login. The file still waits.")
    return login or chosen


def _decided(store: Store, file: HandInFile, chosen: str, trainer: str) -> Fate:
    """What there is to say of a file that is somebody's by now."""
    handed_in = store.submissions.get(file.submission_id or 0)
    hers = handed_in is not None and chosen in (handed_in.learner, GUEST if handed_in.learner.startswith(usernames.GUEST) else "")
    if hers and file.trainer == trainer:
        return brought_in(store, file)
    of = whose(store, file)
    return Fate(
        "bad",
        Text(
            da=f"Der er taget stilling til filen imens: Den er hentet ind som aflevering fra {of}.",
            en=f"The file was decided about meanwhile: it was brought in as the hand-in of {of}.",
        ),
        file.name or file.login,
    )


def brought_in(store: Store, file: HandInFile) -> Fate:
    """That a file has become somebody's hand-in."""
    title = next((module.about.title for module in catalogue() if module.id == file.module), None) or Text(da=file.module, en=file.module)
    return Fate("good", Text(da=f"Hentet ind: {title.da}.", en=f"Brought in: {title.en}."), whose(store, file))


def _accepted(store: Store, file: HandInFile, whose: str, trainer: str) -> Fate:
    module, _ = hand_in_file.fitting(_as_handed_in(file), catalogue())  # the module may have changed since
    if whose == GUEST:
        learner = new_guest()
    else:
        person = store.people.get(store.people.now_called(whose.strip().lower()))
        if person is None or not person.active:
            raise NotFound(
                "Ingen i kurset har det login. Filen venter stadig.", "Nobody in the course has that login. The file still waits."
            )
        learner = person.username
    submission = store.hand_in_files.accept(file.id, learner, module.version, trainer)
    return brought_in(store, replace(file, submission_id=submission))


def _waiting(file: HandInFile, module: Module | None, exact: Person | None, same: tuple[Person, ...]) -> Waiting:
    title = module.about.title if module else Text(da=file.module, en=file.module)
    return Waiting(file, title, exact, same, module is None or module.version != file.module_version)


def _as_handed_in(file: HandInFile) -> HandIn:
    return HandIn(id=file.id, module=file.module, module_version=file.module_version, handed_in_at=file.handed_in_at, answers=file.answers)


def _from(who: str, word: str) -> str:
    return f" {word} {who}" if who else ""


def _known(store: Store, here: HandInFile) -> Text:
    by, at = store.people.name(here.trainer) or here.trainer, _day(here)
    if here.submission_id is None:
        return Text(
            da=f"Er her allerede ({by}, {at}) og venter på, at nogen siger, hvis den er.",
            en=f"Is here already ({by}, {at}) and waits for somebody to say whose it is.",
        )
    return Text(
        da=f"Er hentet ind før ({by}, {at}) som aflevering fra {whose(store, here)}. Den tæller kun én gang.",
        en=f"Was brought in before ({by}, {at}) as the hand-in of {whose(store, here)}. It counts only once.",
    )


def _changed(store: Store, here: HandInFile, found: HandIn, answers: dict[str, object]) -> Text:
    """Which of it differs; what came first stands."""
    differs = [
        *([("svarene", "the answers")] if answers != here.answers else []),
        *([("navnet eller loginet", "the name or login")] if (found.name, found.login.lower()) != (here.name, here.login) else []),
        *([("tidspunktet", "the time")] if found.handed_in_at != here.handed_in_at else []),
    ]
    da, en = " og ".join(one for one, _ in differs) or "indholdet", " and ".join(one for _, one in differs) or "the content"
    return Text(
        da=f"Er en anden udgave af en aflevering, der er her allerede ({_day(here)}): {da} er ændret. Den første gælder, og denne er ikke taget imod.",
        en=f"Is another version of a hand-in that is here already ({_day(here)}): {en} changed. The first one stands, and this one was not taken.",
    )


def whose(store: Store, file: HandInFile) -> str:
    """What whoever it was given to is called."""
    submission = store.submissions.get(file.submission_id) if file.submission_id else None
    if submission is None:
        return file.name
    person = store.people.get(submission.learner)
    return person.name if person else told(submission.learner, file.name)


def _day(file: HandInFile) -> str:
    return f"{there(file.brought_at):%d.%m.%Y %H.%M}"
