"""Everything about one person, in the store, in the gradebook and in files: copied, erased, and erased when its time is up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from course import files, settings
from course.privacy import erasures
from course.privacy.export import Copy, from_store
from course.privacy.rules import Privacy
from course.store import Store
from course.usernames import SAFE_NAME
from grading import gradebook
from grading.folders import ANSWERS, HANDED_IN_AT, STEPS, SUBMISSION, folder_of, names_in

HERS = (ANSWERS, SUBMISSION, HANDED_IN_AT)  # what else lies in a hand-in's folder are copies of the module
LEFT_OUT = "Den rettede notebook: dine svar og point står allerede her, og resten af den er opgavernes facit."


def everything(store: Store, person: str) -> Copy:
    """What is held about the person, everywhere."""
    hers = [folder for folder in _folders(person) if not folder.is_symlink()]
    found = [path for folder in hers for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    files = {str(path.relative_to(settings.home())): path.read_bytes() for path in found if path.name in HERS}
    left_out = tuple(
        f"{path.relative_to(settings.home())}: {LEFT_OUT}" for path in found if path.suffix == ".ipynb" and "autograded" in path.parts
    )
    return replace(from_store(store, person, unfinished=True), gradebook=gradebook.about(person), files=files, left_out=left_out)


def erase(store: Store, person: str, keep_record: bool) -> None:
    """Erase the person everywhere, files first and the store last, so that a run that was interrupted can be repeated. Hold the lock of grading.

    That it was done is noted before all else, for a restore that would bring her back.
    """
    erasures.note(person, keep_record)
    _erase(store, person, keep_record)


def erase_again(store: Store, since: datetime) -> list[str]:
    """Erase whoever was erased after this moment (UTC) and is here again, as after a restore; says whom. Hold the lock of grading."""
    here = {*store.personal.logins(), *gradebook.learners(), *(name for step in STEPS for name in names_in(step))}
    gone = erasures.after(since, sorted(here))
    for person, keep_record in gone.items():
        _erase(store, person, keep_record)
    if gone:
        overwrite(store)
    return list(gone)


def _erase(store: Store, person: str, keep_record: bool) -> None:
    known = store.people.get(person)
    for folder in _folders(person):
        files.remove(folder)
    _clean_logs([person, known.name] if known else [person])
    gradebook.forget(person)
    store.personal.erase(person, keep_record)


def overwrite(store: Store) -> None:
    """Let nothing of what was erased stay in the unused parts of both databases' files. Raises CourseError when somebody is using them."""
    store.database.overwrite_erased()
    gradebook.overwrite()


@dataclass(frozen=True)
class Leaver:
    """Somebody whose time is up; `record` says whether a record of what she learned stays for now."""

    name: str
    record: bool


def leavers(store: Store, privacy: Privacy) -> list[Leaver]:
    """Who left so long ago that she is to be erased, or that her record is."""
    periods = privacy.retention
    final = set(store.personal.left_before(periods.course_record))
    gone = store.personal.left_before(periods.after_leaving)
    found = [Leaver(one, privacy.keeps_record and one not in final) for one in gone]
    return [one for one in found if not one.record or store.personal.holds_more_than_a_record(one.name)]


def guests(store: Store, privacy: Privacy) -> list[Leaver]:
    """The guests whose hand-in has been kept as long as it may be."""
    return [Leaver(one, record=False) for one in store.hand_in_files.guests_before(privacy.retention.guests)]


def let_go(store: Store, chosen: list[Leaver]) -> Iterator[Leaver]:
    """Erase each of these."""
    for one in chosen:
        erase(store, one.name, one.record)
        yield one


def _folders(person: str) -> list[Path]:
    if not SAFE_NAME.fullmatch(person):
        return []  # such a name never became a folder
    return [folder_of(step, person) for step in STEPS]


def _clean_logs(names: list[str]) -> None:
    """Take out the lines that name the person; in place, because who is writing to a log goes on writing to the same file."""
    named = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    for path in [*settings.home().glob("*.log"), *settings.home().glob("jobs/*")]:
        if path.is_file():
            lines = path.read_text("utf-8", errors="replace").splitlines(keepends=True)
            kept = [line for line in lines if not named.search(line)]
            if len(kept) < len(lines):
                path.write_text("".join(kept), "utf-8")
