"""The page of one text: the situation and the rubric beside the answer, a level, a comment, and on to the next."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from course.errors import CourseError, InvalidAnswer, StorageError
from course.framework import MAX_LEVEL
from course.pages import Data, Go, Request, Response, Show
from course.store.judgements import MAX_CHARS, Judgement
from course.store.phrases import Phrase
from course.text import Text
from grading.desk import marking
from grading.desk.agreement import both
from grading.desk.front_page import DESK, WIDTH, called, onwards, where_of
from grading.desk.phrases import offers
from grading.desk.texts import Place
from grading.rubric import NOTHING, RUBRICS, Rubric


def shown(request: Request) -> Response:
    """A text before a trainer. Opening it takes it from nobody; writing does."""
    where, trainer = where_of(request), request.viewer.username
    found = marking.opened(request.store, where, _submission(request), trainer)
    rubric = RUBRICS.load(where.module)[where.task.id]
    learner, asked = found.text.head.learner, request.form.get("names") == "1"
    context = {
        "title": _title(found), "crumbs": [DESK, (where.address, where.task.title)], "place": where, "one": found,
        "rubric": rubric, "anchors": anchors(rubric), "name": called(request, {learner}).get(learner) if asked else None, "asked": asked,
        "others": found.text.claim if found.text.claim and found.text.claim.trainer != trainer else None, "earlier": earlier(where),
        "offers": offers(request.store, where, rubric, trainer), "most": MAX_CHARS,
        "can_undo": marking.can_undo(request.store, where, trainer), "both": both(request.store, found.text.id, where.task.id, trainer),
        "inquiry": request.store.inquiries.of(found.text.id).get(where.task.id), **WIDTH,
    }  # fmt: skip
    return Show("text.html", context)


def save(request: Request) -> Response:
    """Save what she has written; answers {revision}, or {error, code} with a sentence in both languages."""
    return _told(request, lambda: {"revision": marking.save(request.store, where_of(request), _judgement(request)).revision})


def give(request: Request) -> Response:
    """Give the level and the comment, and go on; a page that asks with `live` is told in JSON where to."""
    where = where_of(request)

    def done() -> str:
        marking.give(request.store, where, _judgement(request), request.form.get("seen", ""))
        return onwards(where, marking.take_next(request.store, where, request.viewer.username, after=_submission(request)))

    return _told(request, lambda: {"to": done()}) if request.form.get("live") else Go(done())


def skip(request: Request) -> Response:
    """Leave the text as it is, with what she wrote kept, and go on to the next."""
    where = where_of(request)
    _keep_what_is_new(request)
    return Go(onwards(where, marking.take_next(request.store, where, request.viewer.username, after=_submission(request))))


def undo(request: Request) -> Response:
    """Leave the text as it is, with what she wrote kept, take back what she gave last for the task, and go to that text."""
    where = where_of(request)
    _keep_what_is_new(request)
    return Go(onwards(where, marking.undo(request.store, where, request.viewer.username)))


def keep_phrase(request: Request) -> Response:
    """Keep the comment as a phrase of hers for this task and level."""
    where, written = where_of(request), _judgement(request)
    shared = request.form.get("share") == "1"
    _keep_what_is_new(request)  # first: a phrase may be refused
    request.store.phrases.keep(
        Phrase(request.viewer.username, where.module.id, where.task.id, written.level, written.comment, shared=shared)
    )
    return Go(f"{where.address}/{_submission(request)}#comment")


def _keep_what_is_new(request: Request) -> None:
    """Save what she has written; what the page showed her of somebody else's does not become hers by leaving it."""
    written = _judgement(request)
    if marking.word(written.level, written.comment) != request.form.get("shown", marking.word(None, "")):
        request.store.judgements.save(written)


def _told(request: Request, done: Callable[[], dict[str, Any]]) -> Data:
    """What became of it, for a page that waits: an error in its own words, whether to try `again`, and the `revision` of what is saved all the same."""
    try:
        return Data(done())
    except CourseError as error:
        told: dict[str, Any] = {"error": error.text.model_dump(), "again": isinstance(error, StorageError)}
    with suppress(CourseError):
        sent = _judgement(request)
        known = request.store.judgements.get(sent.submission, sent.task, sent.trainer)
        if (known.level, known.comment) == (sent.level, sent.comment):
            told["revision"] = known.revision
    return Data(told)


def _submission(request: Request) -> int:
    return int(request.path["submission"])


def _judgement(request: Request) -> Judgement:
    """What the form says. Raises InvalidAnswer."""
    level, revision = request.form.get("level", ""), request.form.get("revision", "0")
    if (level and level not in map(str, range(MAX_LEVEL + 1))) or not (revision.isascii() and revision.isdigit() and len(revision) < 7):
        raise InvalidAnswer("Formularen passer ikke til siden. Genindlæs den.", "The form does not fit the page. Reload it.")
    return marking.written(
        where_of(request),
        _submission(request),
        request.viewer.username,
        level=int(level) if level else None,
        comment=request.form.get("comment", ""),
        revision=int(revision),
    )


def _title(found: marking.Opened) -> dict[str, str]:
    title, number, of = found.place.task.title, found.number, found.of
    return {"da": f"{title.da}: tekst {number} af {of}", "en": f"{title.en}: text {number} of {of}"}


def anchors(rubric: Rubric) -> list[tuple[int, Text]]:
    """What each level shows, the highest first."""
    known = {0: NOTHING} | {one.level: one.text for one in rubric.levels}
    return sorted(known.items(), reverse=True)


def earlier(where: Place) -> list[Any]:
    """The texts of the page before this one: some go on from there."""
    texts = [task for task in where.module.graded_tasks if task.marked_by_person]
    return texts[: texts.index(where.task)]
