"""Every page keeps the contract, and an author who breaks it is told where and what to do."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course import placing
from course.modules import read_folder
from course.problems import Problem

ROOT = Path(__file__).parent.parent.parent
REAL = sorted(path.parent for path in (ROOT / "modules").glob("*/module.yaml"))
TRIAL = ROOT / "tests" / "data" / "modules" / "9-proeve"
Notebook = dict[str, Any]
Change = Callable[[Notebook], None]


@pytest.mark.parametrize("folder", [*REAL, TRIAL], ids=lambda folder: folder.name)
def test_every_page_keeps_the_contract(folder: Path) -> None:
    assert placing.problems(read_folder(folder)) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TRIAL, tmp_path / TRIAL.name))


def change(path: Path, how: Change) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    how(notebook)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), "utf-8")


def first(notebook: Notebook, kind: str) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell["cell_type"] == kind)


def source(*lines: str) -> Change:
    """The first cell of code says something else."""

    def how(notebook: Notebook) -> None:
        first(notebook, "code")["source"] = list(lines)

    return how


def prose(text: str) -> Change:
    """The first text begins with something else."""

    def how(notebook: Notebook) -> None:
        first(notebook, "markdown")["source"].insert(0, text)

    return how


def an_output(notebook: Notebook) -> None:
    first(notebook, "code")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["hej"]}]


def no_english(notebook: Notebook) -> None:
    notebook["cells"] = [cell for cell in notebook["cells"] if "lang-en" not in cell["metadata"].get("tags", [])]


def no_danish(notebook: Notebook) -> None:
    notebook["cells"] = [cell for cell in notebook["cells"] if "lang-da" not in cell["metadata"].get("tags", [])]


def no_tag(notebook: Notebook) -> None:
    first(notebook, "markdown")["metadata"]["tags"] = []


def an_unreadable_id(notebook: Notebook) -> None:
    first(notebook, "markdown")["id"] = "A1B2_c3"


def a_long_id(notebook: Notebook) -> None:
    first(notebook, "markdown")["id"] = "a" * 65


def one_id_for_two(notebook: Notebook) -> None:
    notebook["cells"][1]["id"] = notebook["cells"][0]["id"]


def another_id(notebook: Notebook) -> None:
    first(notebook, "code")["id"] = "opgaven"


def a_picture(notebook: Notebook) -> None:
    first(notebook, "markdown")["attachments"] = {"a.png": {}}


def settings_of_nbgrader(notebook: Notebook) -> None:
    first(notebook, "code")["metadata"]["nbgrader"] = {"grade": False}


def an_empty_text(notebook: Notebook) -> None:
    first(notebook, "markdown")["source"] = ["  \n"]


ONE_MISTAKE = {
    "an unknown task",
    "curly quotes",
    "no quotes",
    "a small letter",
    "another component",
    "an import",
    "two lines",
    "another id",
    "the wrong component",
}
BROKEN: dict[str, tuple[Change, str]] = {
    "two lines": (source('Choice("oev")\n', "import os"), "en celle med kode skal være én linje"),
    "who the learner is": (source("import os; os.environ['USER']"), "en celle med kode skal være én linje"),
    "a note": (source("# husk billeder"), "en celle med kode skal være én linje"),
    "an import": (source("from widgets import Choice"), "opgaver skal ikke importeres. Slet cellen."),
    "another widget": (source("ipywidgets.Button()"), "en celle med kode skal være én linje"),
    "nested": (source('VBox([Choice("oev")])'), "en celle med kode skal være én linje"),
    "another component": (source('Quiz("oev")'), "»Quiz« kan ikke vises på en side. Brug en af: Choice, "),
    "a small letter": (source('choice("oev")'), 'skriv Choice("oev"), med lige anførselstegn.'),
    "curly quotes": (source("Choice(“oev”)"), 'skriv Choice("oev"), med lige anførselstegn.'),
    "no quotes": (source("Choice(oev)"), 'skriv Choice("oev"), med lige anførselstegn.'),
    "an unknown task": (source('Choice("oevv")'), "modulet har ingen opgave »oevv«. Mente du »oev«?"),
    "the wrong component": (source('Order("oev")'), '»oev« er af typen choice, som Order ikke kan vise. Skriv Choice("oev").'),
    "another id": (another_id, "cellen skal hedde opgave-oev, så links kan finde den."),
    "an output": (an_output, "cellen er gemt med et resultat. Ryd alle resultater"),
    "no English": (no_english, "teksten har ingen engelsk efter sig."),
    "no Danish": (no_danish, "teksten har ingen dansk før sig."),
    "no tag": (no_tag, "teksten siger ikke, hvilket sprog den er på."),
    "another shape": (prose("- punkt\n"), "overskrifter eller lister er ikke de samme som i start-da."),
    "HTML": (prose("<script>alert(1)</script>\n"), "teksten rummer HTML."),
    "another host": (prose("![billede](https://example.org/a.png)\n"), "teksten peger ud af kurset"),
    "a picture in the notebook": (a_picture, "teksten peger ud af kurset"),
    "a page's title": (prose("# Titel\n"), "overskriften # er sidens titel. Begynd med ##."),
    "an id that says nothing": (an_unreadable_id, "cellens id siger ingenting."),
    "too long an id": (a_long_id, "cellens id er længere end 64 tegn."),
    "one id for two": (one_id_for_two, "to celler hedder det samme."),
    "settings of nbgrader": (settings_of_nbgrader, "cellen har noget fra nbgrader, som udgivelsen selv sætter ind."),
    "an empty text": (an_empty_text, "cellen er tom."),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_page_that_breaks_the_contract_is_named_with_its_line_and_the_remedy(folder: Path, broken: str) -> None:
    how, words = BROKEN[broken]
    path = folder / "1-oev.ipynb"
    change(path, how)
    found = [problem for problem in placing.problems(read_folder(folder)) if words in problem.da]
    assert found, placing.problems(read_folder(folder))
    assert found[0].file == path
    assert found[0].line > 1
    assert path.read_text("utf-8").splitlines()[found[0].line - 1].strip().startswith('"id":')
    if broken in ONE_MISTAKE:
        assert len(placing.problems(read_folder(folder))) == 1, placing.problems(read_folder(folder))


def about(folder: Path) -> list[tuple[str, str]]:
    return [(problem.file.name, problem.da) for problem in placing.problems(read_folder(folder))]


def test_a_task_on_no_page_is_named_where_the_task_stands(folder: Path) -> None:
    change(folder / "1-oev.ipynb", lambda notebook: notebook["cells"].remove(first(notebook, "code")))
    assert about(folder) == [("1-oev.yaml", 'oev: opgaven står ikke på nogen side. Skriv Choice("oev") i en celle, eller slet opgaven.')]


def test_a_task_on_two_pages_is_named(folder: Path) -> None:
    cell = first(json.loads((folder / "1-oev.ipynb").read_text("utf-8")), "code")
    change(folder / "2-vis.ipynb", lambda notebook: notebook["cells"].append(cell))
    assert about(folder) == [("1-oev.yaml", "oev: opgaven står 2 gange (1-oev.ipynb, 2-vis.ipynb). Behold én af cellerne.")]


def test_a_graded_task_stands_on_the_page_that_is_handed_in(folder: Path) -> None:
    cell = first(json.loads((folder / "2-vis.ipynb").read_text("utf-8")), "code")
    change(folder / "2-vis.ipynb", lambda notebook: notebook["cells"].remove(cell))
    change(folder / "1-oev.ipynb", lambda notebook: notebook["cells"].append(cell))
    assert about(folder) == [("2-vis.yaml", "valg: opgaven tæller, men står i 1-oev.ipynb. Flyt cellen til 2-vis.ipynb.")]


def test_a_page_without_a_file_and_a_file_that_is_no_page_are_named(folder: Path) -> None:
    (folder / "1-oev.ipynb").rename(folder / "1-over.ipynb")
    assert about(folder) == [
        ("1-over.ipynb", "notesbogen er ikke en side i module.yaml. Tilføj den under pages, eller slet filen."),
        ("module.yaml", "1-oev.ipynb › notebook: der er ingen fil 1-oev.ipynb. Mente du »1-over.ipynb«?"),
    ]


def test_a_page_that_stands_twice_is_named(folder: Path) -> None:
    yaml = folder / "module.yaml"
    yaml.write_text(yaml.read_text("utf-8").replace("2-vis.ipynb", "1-oev.ipynb"), "utf-8")
    assert ("module.yaml", "1-oev.ipynb: siden 1-oev.ipynb står to gange. Slet den ene.") in about(folder)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "er ikke en notesbog længere."),
        ("[]", "filen skal begynde med »cells:«."),
        ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "feltet »cells« mangler."),
        ('{"cells": [{"cell_type": "raw", "id": "a", "metadata": {}, "source": ""}], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
         "»raw« kan ikke bruges her. Brug en af: markdown, code."),
        ('{"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": 5}], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
         "cellen har ingen tekst."),
        ('{"cells": [], "nbformat": 3, "nbformat_minor": 5, "metadata": {}}', "»3« kan ikke bruges her."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_notebook_is_one_message(folder: Path, text: str, words: str) -> None:
    (folder / "1-oev.ipynb").write_text(text, "utf-8")
    found: list[Problem] = placing.problems(read_folder(folder))
    assert len(found) == 1, found
    assert words in found[0].da


def test_a_page_of_a_task_that_cannot_be_read_is_not_blamed_for_it(folder: Path) -> None:
    path = folder / "tasks" / "1-oev.yaml"
    path.write_text(path.read_text("utf-8").replace("level: 1", "level: 7", 1), "utf-8")
    reading = read_folder(folder)
    assert len(reading.problems) == 1
    assert placing.problems(reading) == []
    path.write_text("tasks: [", "utf-8")
    reading = read_folder(folder)
    assert len(reading.problems) == 1
    assert placing.problems(reading) == []
