"""The employee's page about the talk on competences: what her manager proposes, her yes, what was agreed, and whether her plan is read."""

from collections.abc import Sequence

from course import talks
from course.clock import today
from course.errors import Conflict, CourseError, InvalidAnswer, NotFound
from course.modules import catalogue
from course.pages import File, Go, Request, Response, Show
from course.talks import AgreedStep
from course.text import Text
from widgets import talk_basis
from widgets.documents import files, pdf, word
from widgets.documents.talk import TITLE, sheet
from widgets.service.pages import led
from widgets.service.pages.asked import FRONT, language_of, number, status_of

PAGE = Text(da="Samtalen om dine kompetencer", en="The talk about your competences")


def shown(request: Request) -> Response:
    """What is proposed and agreed, and what the talk rests on."""
    return _page(request)


def answer(request: Request) -> Response:
    """Her yes to the proposal as she saw it, or only her comment. What cannot be kept is shown again with the reason. Raises NotFound."""
    form, learner = request.form, request.viewer.username
    if talks.first_open(request.store.talks.of(learner)) is None:
        raise NotFound("Der er ikke noget forslag at svare på.", "There is no proposal to answer.")
    try:
        agree = form.get("answer") == "yes"
        request.store.talks.answer(learner, number(request, "place"), number(request, "revision"), talks.comment(form), agree=agree)
    except (InvalidAnswer, Conflict) as error:
        return _page(request, error)
    return Go("talk#agreed")


def share_plan(request: Request) -> Response:
    """Let whoever leads her team read her plan, or no longer. Raises NotFound or NotAllowed."""
    found = talk_basis.the_plan(catalogue())
    if found is None or request.form.get("on") not in ("yes", "no"):
        raise NotFound("Kurset har ingen plan at vise.", "The course has no plan to show.")
    change = request.store.sharing.begin if request.form["on"] == "yes" else request.store.sharing.end
    change(request.viewer.username, found[0].id, found[1].id)
    return Go("talk#plan")


def fetched(request: Request) -> Response:
    """The same on paper."""
    return paper(request, talk_basis.basis(request.store, request.viewer))


def paper(request: Request, basis: talk_basis.Basis) -> File:
    """A talk as the file that is asked for; both get the same."""
    language = language_of(request)
    made, ending = sheet(basis, today(), language), request.path["ending"]
    content = pdf.write(made) if ending == "pdf" else word.write(made)
    return File(f"{TITLE.pick(language)}.{ending}", content, files.TYPES["pdf" if ending == "pdf" else "document"])


def _page(request: Request, error: CourseError | None = None) -> Show:
    context = {
        "title": PAGE.model_dump(), "crumbs": [FRONT], **talk_basis.shown(talk_basis.basis(request.store, request.viewer)),
        "meetings": talk_basis.meetings(request, request.viewer.team), "said": error.text if error else None,
        "written": request.form.get("comment") if error else None, "led": led.by_another(request),
    }  # fmt: skip
    return Show("talk.html", context, status_of(error))


def fields(request: Request, lines: Sequence[AgreedStep], error: CourseError | None) -> list[dict[str, str]]:
    """What stands in the form's places: what could not be kept, otherwise these lines."""
    if error:
        names = ("competence", "step", "by")
        return [{name: request.form.get(f"{name}-{number}", "") for name in names} for number in range(1, talks.MOST + 1)]
    kept = [{"competence": one.competence, "step": one.step, "by": one.by.isoformat()} for one in lines]
    return [*kept, *({"competence": "", "step": "", "by": ""} for _ in range(talks.MOST - len(kept)))]


def on_front_page(request: Request) -> dict[str, object]:
    """The proposal that waits for whoever asks, and what she agreed on last, the first day first."""
    hers = request.store.talks.of(request.viewer.username)
    last = next((one for one in hers if not one.open), None)
    agreed = sorted(last.lines, key=lambda one: one.by) if last else []
    return {"proposal": talks.first_open(hers), "agreed": agreed, "today": today(), "name_of": talk_basis.name_of}
