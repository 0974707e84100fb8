"""New modules and new tasks, put together from the templates."""

import json
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from course import settings
from course.authoring import templates
from course.authoring.draft import Draft, refuse_to_overwrite
from course.checking import folders
from course.errors import CourseError, NotFound
from course.framework import framework
from course.kinds import KINDS
from course.modulefile import ModuleFile, Page
from course.modules import read_folder
from course.patterns import slug
from course.problems import instead, nearest
from course.text import Text

BEGUN = ("choice", "order", "match", "text", "conversation", "owncase")
SHOW = Text(da="Vis, hvad du kan", en="Show what you can do")
PRACTICE = (*BEGUN, *(kind for kind in KINDS if kind not in BEGUN))
GRADED = ("choice", "order", "match", "text")
MINUTES = 8
HIGHEST = 9


def free_number() -> int:
    """The lowest number that no module has yet, or for a municipality the highest, which the course will need last. Raises CourseError when all are taken."""
    taken = {int(folder.name[0]) for folder in folders() if folder.name[0].isdigit()}
    free = [number for number in range(HIGHEST + 1) if number not in taken]
    if not free:
        raise CourseError(f"Der er moduler med alle numre fra 0 til {HIGHEST}.", f"There are modules of all numbers from 0 to {HIGHEST}.")
    return free[-1] if settings.own() else free[0]


def new_module(number: int, title: Text, pages: Sequence[Text], competences: Sequence[str]) -> tuple[str, list[Path]]:
    """Write a module that can be taken at once: practice on these pages and one graded page; returns its id and its files.

    Raises CourseError when there is one already, and NotFound for a competence that does not exist.
    """
    if not all(slug(one.da) for one in (title, *pages)) or not pages or not competences:
        raise CourseError(
            "Et modul skal have en titel med bogstaver i, mindst én side og mindst én kompetence.",
            "A module needs a title with letters in it, at least one page and at least one competence.",
        )
    competences = list(dict.fromkeys(competences))
    for competence in competences:
        known_competence(competence)
    if not 0 <= number <= HIGHEST:
        raise CourseError(f"Nummeret skal være fra 0 til {HIGHEST}.", f"The number must be from 0 to {HIGHEST}.")
    id = f"{number}-{slug(title.da)}"
    taken = next((folder.name for folder in folders() if folder.name.startswith(f"{number}-")), None)
    if taken:
        raise CourseError(f"{taken} har allerede nummer {number}. Vælg et andet.", f"{taken} has number {number} already. Choose another.")
    draft = Draft(settings.module_roots()[-1] / id)
    about = _pages([*pages, SHOW])
    _fill(draft, about, competences)
    draft.begin(draft.folder / "module.yaml", _about(id, number, title, about, competences))
    refuse_to_overwrite(list(draft.texts))
    return id, draft.save()


def _pages(titles: Sequence[Text]) -> list[Page]:
    names = [f"{number}-{slug(title.da)}.ipynb" for number, title in enumerate(titles, 1)]
    last = len(titles) - 1
    return [
        Page(notebook=name, title=title, minutes=MINUTES, graded=place == last)
        for place, (name, title) in enumerate(zip(names, titles, strict=True))
    ]


def _fill(draft: Draft, pages: Sequence[Page], competences: Sequence[str]) -> None:
    """Texts on each page, and tasks: every kind once, and at least one for each competence."""
    prose, wanted = templates.prose(), cycle(competences)
    for page in pages:
        text = prose.graded if page.graded else prose.page
        draft.add_prose(page.notebook, "start", text.da, text.en)
    more = max(0, len(competences) - len(PRACTICE) - len(GRADED))
    for place, kind in enumerate([*PRACTICE, *["choice"] * more]):
        draft.add_task(pages[place % (len(pages) - 1)], kind, next(wanted))
    for kind in GRADED:
        draft.add_task(pages[-1], kind, next(wanted))


def _about(id: str, number: int, title: Text, pages: Sequence[Page], competences: Sequence[str]) -> str:
    goals = [(one, framework().competence(one).description) for one in competences]
    return templates.module(
        id=id,
        number=str(number),
        title_da=_quoted(title.da),
        title_en=_quoted(title.en),
        minutes=str(sum(page.minutes for page in pages)),
        goals="\n".join(
            f"  - competence: {one}\n    text:\n      da: {_quoted(text.da)}\n      en: {_quoted(text.en)}" for one, text in goals
        ),
        pages="\n".join(_page(page) for page in pages),
    )


def _page(page: Page) -> str:
    title = f"{{da: {_quoted(page.title.da)}, en: {_quoted(page.title.en)}}}"
    return f"  - notebook: {page.notebook}\n    title: {title}\n    minutes: {page.minutes}" + ("\n    graded: true" if page.graded else "")


def _quoted(text: str) -> str:
    """The text as YAML takes it whatever signs it holds."""
    return json.dumps(text, ensure_ascii=False)


def new_task(
    module: str, kind: str, *, graded: bool = False, page: str = "", competence: str = "", name: str = "Kim"
) -> tuple[str, list[Path]]:
    """Add a task to a page of a module (the first, or the graded one); returns its id and the files that changed. Raises CourseError and NotFound."""
    about, folder = _module(module)
    if kind not in templates.kinds():
        da, en = instead(kind, templates.kinds())
        raise NotFound(f"Der er ingen slags opgave, der hedder {kind}. {da}", f"There is no kind of task called {kind}. {en}")
    goals = [goal.competence for goal in about.goals]
    if competence and competence not in goals:
        da, en = instead(competence, goals)
        raise NotFound(f"{competence} er ikke et af modulets mål. {da}", f"{competence} is none of the module's goals. {en}")
    if graded and not templates.has_key(kind):
        raise CourseError(f"En opgave af slagsen {kind} kan ikke tælle.", f"A task of the kind {kind} cannot be graded.")
    draft = Draft(folder)
    id = draft.add_task(_find_page(about, page, graded), kind, competence or goals[0], name)
    return id, draft.save()


def _module(module: str) -> tuple[ModuleFile, Path]:
    known = {folder.name: folder for folder in folders()}
    if module not in known:
        da, en = instead(module, known)
        raise NotFound(f"Der er intet modul {module}. {da}", f"There is no module {module}. {en}")
    about = read_folder(known[module]).about
    if about is None:
        raise CourseError(
            f"{module}/module.yaml skal rettes først. Kør: kompetencevej check {module}",
            f"{module}/module.yaml must be corrected first. Run: kompetencevej check {module}",
        )
    return about, known[module]


def _find_page(about: ModuleFile, page: str, graded: bool) -> Page:
    suitable = {one.stem: one for one in about.pages if one.graded == graded}
    wanted = page.removesuffix(".ipynb")
    if wanted and wanted not in suitable:
        da, en = instead(nearest(wanted, suitable) or wanted, suitable)
        raise NotFound(f"Opgaven kan ikke stå på siden {wanted}. {da}", f"The task cannot stand on the page {wanted}. {en}")
    if not suitable:
        raise NotFound("Modulet har ingen side til opgaver, man øver sig på.", "The module has no page for tasks to practise on.")
    return suitable[wanted] if wanted else next(iter(suitable.values()))


def known_competence(id: str) -> None:
    """Raise NotFound, with the nearest, unless there is a competence of this id."""
    known = [competence.id for competence in framework().competences]
    if id not in known:
        da, en = instead(id, known)
        raise NotFound(f"{id} er ikke en kompetence. {da}", f"{id} is no competence. {en}")
