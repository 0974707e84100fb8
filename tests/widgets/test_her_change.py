"""What a learner writes of her own change in module 0 becomes one sheet that she takes to a talk."""

import io
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from ruamel.yaml import YAML

from course.modules import load_module
from course.store import Person
from course.text import Language
from course.tools import Leaf, ToolTask
from tests import prepare
from tests.house import ROOT_MODULES
from tests.stores import new_store
from widgets.documents import files
from widgets.session import LearnerSession

WRITTEN: dict[str, Any] = YAML(typ="safe").load((Path(__file__).parent.parent / "data" / "min-forandring.yaml").read_text("utf-8"))
SHEET = "min-forandring"

Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """Make Anna's sheet: make("pdf", "en")."""
    module = load_module(ROOT_MODULES / "0-introduktion")
    store = new_store(f"sqlite:///{tmp_path_factory.mktemp('change') / 'course.db'}")
    store.people.put(Person("anna", "Anna Åberg", "raadgiver"))
    for id, value in WRITTEN.items():
        store.answers.save("anna", module, id, value, 0)
    tool = module.tasks[SHEET]
    assert isinstance(tool, ToolTask)

    def _make(leaf: Leaf, language: Language = "da") -> bytes:
        return files.make(LearnerSession(module, "anna", store), module, tool, leaf, filled=WRITTEN[SHEET], language=language)

    yield _make
    store.database.close()


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_one_usually_writes_fits_one_page(language: Language, make: Make) -> None:
    with pikepdf.open(io.BytesIO(make("pdf", language))) as made:
        assert len(made.pages) == 1


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_fits_one_page_in_word_too(language: Language, make: Make, tmp_path: Path) -> None:
    (tmp_path / "change.docx").write_bytes(make("document", language))
    command = [prepare.office(), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "change.docx"], check=True, timeout=120, stdout=subprocess.DEVNULL)
    with pikepdf.open(tmp_path / "change.pdf") as printed:
        assert len(printed.pages) == 1


def test_all_that_she_wrote_stands_in_it_once_under_the_names_of_its_parts(make: Make) -> None:
    made = docx.Document(io.BytesIO(make("document")))
    lines = [line.text for line in made.paragraphs]
    assert [line.text for line in made.paragraphs if line.style.name == "Heading 1"] == ["Mine fem tal", "Mit kraftfelt", "Min overgang"]  # type: ignore[union-attr]
    assert lines.count(f"Forandringen i én sætning: {WRITTEN[SHEET]['forandring']}") == 1
    assert sum(WRITTEN[SHEET]["forandring"] in line for line in lines) == 1
    assert "Her er jeg selv: Afslutningen · Den neutrale zone" in lines
    assert len(made.inline_shapes) == 3, "the five scores, the forces and the team are drawn"
    told = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert "Evne (ability) 2" in told[0], "a drawing tells its numbers to those who do not see it"
