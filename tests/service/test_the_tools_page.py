"""A colleague finds all that she has made on one page, which is hers alone."""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from course.errors import NotFound
from course.modules import load_module
from course.pages import File, Request, Show
from course.store import Person, Store
from tests.actors import Visitor
from tests.stores import new_store
from tests.trial_tools import FILLED, FOLDER, fill_in, trial
from widgets.service.pages import tools

ANNA = Person("anna", "Anna Åberg", "raadgiver")
BO = Person("bo", "Bo Bæk", "raadgiver")


@pytest.fixture
def hers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A course with the trial module, in which Anna has filled in every tool."""
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path))
    shutil.copytree(FOLDER, tmp_path / "release" / "9-proeve")
    store = new_store()
    for person in (ANNA, BO):
        store.people.put(person)
    fill_in(store, "anna")
    yield store
    store.database.close()


def listed(store: Store, person: Person) -> list[str]:
    shown = tools.shown(Request(person, store))
    assert isinstance(shown, Show)
    return [one.task.id for _, found in shown.context["modules"] for one in found]


def fetch(store: Store, person: Person, name: str, **query: str) -> File:
    task, _, ending = name.partition(".")
    answer = tools.fetched(Request(person, store, {"module": "9-proeve", "task": task, "ending": ending}, query))
    assert isinstance(answer, File)
    return answer


def test_all_that_she_has_made_is_listed_in_order_and_nothing_else(hers: Store) -> None:
    assert listed(hers, ANNA) == list(FILLED)
    assert listed(hers, BO) == []
    hers.answers.save("bo", trial(), "vinduet", {"godt": " "}, 0)
    hers.answers.save("bo", trial(), "plan", {"husk": ["lyd"]}, 0)
    assert listed(hers, BO) == ["plan"], "a tool in which nothing is written was not made"


@pytest.mark.parametrize(("language", "name"), [("da", "Kræfterne omkring min forandring"), ("en", "The forces around my change")])
def test_a_file_has_the_name_of_its_document_in_her_language(language: str, name: str, hers: Store) -> None:
    assert fetch(hers, ANNA, "kraefterne.pdf", language=language).name == f"{name}.pdf"
    assert fetch(hers, ANNA, "kraefterne.docx", language=language).name == f"{name}.docx"
    assert fetch(hers, ANNA, "kraefterne.docx", language="kl").name.startswith("Kræfterne")


def test_the_calendar_is_the_same_as_the_tools_own(hers: Store) -> None:
    first, again = (Calendar.from_ical(fetch(hers, ANNA, "opfoelgning.ics").content).walk("VEVENT") for _ in range(2))
    assert [str(one["UID"]) for one in first] == [str(one["UID"]) for one in again]
    assert {one.decoded("DTSTART").tzinfo.key for one in first} == {"Europe/Copenhagen"}
    assert len(first) == 6
    assert all(one.walk("VALARM") for one in first)


@pytest.mark.parametrize("name", ["vinduet.ics", "oev.docx", "nothing.pdf", "plan.docx"])
def test_what_she_has_not_made_cannot_be_fetched(name: str, hers: Store) -> None:
    with pytest.raises(NotFound):
        fetch(hers, ANNA, name)
    with pytest.raises(NotFound):
        fetch(hers, BO, "kraefterne.pdf")


def test_everything_is_in_one_zip_under_names_that_every_system_takes(hers: Store, tmp_path: Path) -> None:
    path = tmp_path / "release" / "9-proeve" / "tasks" / "3-redskaber.yaml"
    text = path.read_text("utf-8").replace("{da: Min blanding, en: My mixture}", '{da: "../Min/\\\\blanding: *æøå*?", en: My mixture}')
    path.write_text(text.replace("title: {da: Mine fem tal,", "title: {da: MIN FORANDRING,"), "utf-8")
    assert load_module(path.parents[1])
    answer = tools.everything(Request(ANNA, hers, form={"language": "da"}))
    assert isinstance(answer, File)
    assert answer.name == "Mine redskaber.zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()
        assert packed.testzip() is None
    assert len(names) == 2 * len(FILLED) + 1
    assert {"Prøvemodul/Min blanding æøå.docx", "Prøvemodul/Min forandring.pdf", "Prøvemodul/MIN FORANDRING 2.pdf"} <= set(names)
    with pytest.raises(NotFound):
        tools.everything(Request(BO, hers))


def test_she_opens_her_tools_from_the_menu_and_a_colleague_does_not_see_them(
    store: Store, visitor: Callable[[str], Visitor], released: Path
) -> None:
    module = load_module(released)
    plan: Any = next(task for task in module.tasks.values() if task.kind == "plan")
    section = next(one for one in plan.sections if one.kind == "text")
    store.answers.save("ida", module, plan.id, {section.id: "Ro på, også når lyden driller."}, 0)
    ida, per = visitor("ida"), visitor("per")
    assert "Dine dokumenter" in ida.get("").in_danish()
    page = ida.get("tools")
    assert 'href="/tools" aria-current="page"' in page.text
    assert plan.title.da in page.text
    address = f"tools/{module.id}/{plan.id}.docx?language=da"
    assert address in page.text
    assert ida.get(address).status == 200
    assert ida.get("tools/all.zip").status == 200
    assert "Her er ikke noget endnu" in per.get("tools").text
    assert (per.get(address).status, per.get("tools/all.zip").status) == (404, 404)
