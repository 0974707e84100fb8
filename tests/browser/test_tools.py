"""A colleague fills in every tool by keyboard alone, finds it all again wherever she goes on, and takes it with her.

Two of a team use a tool together, and one of another team sees nothing of it.
"""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from course.store import Person, open_store
from tests.browser.actors import SOON, KeyboardLearner
from tests.browser.conftest import PHONE
from tests.browser.service import Service
from tests.browser.test_accessibility import look_at, violations
from tests.pictures import picture
from tests.trial_tools import DATA

PAGE = "module/9-proeve/3-redskaber"
TOOLS = (
    "foerste-maaling", "min-forandring", "anden-maaling", "arketyper", "fem-tal", "kraefterne", "overgangen", "arbejdsgruppen", "vinduet",
    "proevehandling", "opfoelgning", "min-plan-fremad",
)  # fmt: skip
TOGETHER = "module/9-proeve/1-oev"
TABLE = """
  - id: gruppe
    kind: table
    use: tool
    competence: samtale.rammer
    level: 1
    title: {da: Gruppen, en: The group}
    prompt: {da: Hvem er med?, en: Who takes part?}
    columns: [{id: hvem, heading: {da: Hvem, en: Who}, kind: text, max_chars: 80}]
    shared: true
    document: {filename: gruppen, title: {da: Gruppen, en: The group}, intro: {da: Til tavlen., en: For the board.}}
"""
CELL: dict[str, Any] = {"cell_type": "code", "execution_count": None, "id": "opgave-gruppe", "metadata": {}, "outputs": []}


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The course of a municipality whose own module holds every tool and a table that may be a team's; two colleagues of one team and one of another."""
    folder = tmp_path_factory.mktemp("tools")
    home = shutil.copytree(example_home, folder / "home")
    for name in ("modules", "keys", "rubrics"):
        shutil.copytree(DATA / name, folder / "own" / name)
    add_table(folder / "own" / "modules" / "9-proeve")
    store = open_store(f"sqlite:///{home / 'course.db'}", migrate=True)
    for username, name, team in (("asta", "Asta", "Team Nord"), ("palle", "Palle", "Team Nord"), ("carl", "Carl", "Team Syd")):
        store.people.put(Person(f"eksempel-{username}", name, "raadgiver", team=team, example=True))
    store.database.close()
    started = Service(home, KOMPETENCEVEJ_OWN=str(folder / "own")).start()
    yield started
    started.stop()


def add_table(module: Path) -> None:
    """Give the module's first page the table."""
    with (module / "tasks" / "1-oev.yaml").open("a", encoding="utf-8") as tasks:
        tasks.write(TABLE)
    notebook = json.loads((module / "1-oev.ipynb").read_text("utf-8"))
    notebook["cells"].append({**CELL, "source": ['Table("gruppe")']})
    (module / "1-oev.ipynb").write_text(json.dumps(notebook, indent=1), "utf-8")


class Colleague(KeyboardLearner):
    """Fills in tools without touching mouse or screen."""

    def open_tools(self) -> None:
        self.open(PAGE)
        expect(self.page.locator("section.kv-task").last).to_be_visible(timeout=SOON)

    def field(self, id: str) -> Locator:
        return self.page.locator(f"#kv-{id}")

    def type_in(self, id: str, text: str) -> None:
        self.focus(self.field(id))
        self.page.keyboard.insert_text(text)

    def pick_a_day(self, id: str, twice: str) -> None:
        """A day whose number is that of its month, since browsers ask for the two in different orders."""
        self.focus(self.field(id))
        self.page.keyboard.type(f"{twice}{twice}2026")

    def point(self, group: str, value: int) -> None:
        self.focus(self.page.locator(f'input[name="kv-{group}"]').first)
        self.page.keyboard.press("Space")
        for _ in range(value - 1):
            self.page.keyboard.press("ArrowRight")

    def button(self, task: str, name: str) -> Locator:
        return self.task(task).get_by_role("button", name=name, exact=True)


def fill_in_everything(colleague: Colleague) -> None:
    colleague.point("foerste-maaling-nyt-udseende", 3)
    colleague.type_in("min-forandring-forandring", "Jobsporet afløser vores gamle oversigt")
    colleague.point("anden-maaling-nyt-udseende", 5)
    colleague.point("arketyper-nyheden", 3)
    colleague.point("fem-tal-awareness", 5)
    colleague.point("fem-tal-desire", 2)
    colleague.press(colleague.button("kraefterne", "Tilføj noget, der holder igen"))
    colleague.page.keyboard.insert_text("Der er ikke tid")
    colleague.page.keyboard.press("Tab")
    colleague.page.keyboard.press("ArrowRight")
    colleague.type_in("overgangen-ends", "Ringbindet")
    colleague.type_in("arbejdsgruppen-start-1-hvorfor", "Kan flytte vagter")
    colleague.focus(colleague.field("arbejdsgruppen-start-1-arketype"))
    colleague.page.keyboard.press("ArrowDown")
    colleague.pick_a_day("arbejdsgruppen-start-1-fra", "12")
    colleague.type_in("vinduet-godt", "Borgerne fandt ind")
    colleague.type_in("proevehandling-plan-hvad", "Vise jobloggen")
    colleague.press(colleague.button("proevehandling", "Gem runden, og begynd en ny"))
    colleague.page.keyboard.insert_text("Vise den igen")
    colleague.pick_a_day("opfoelgning-live", "02")
    colleague.type_in("opfoelgning-keeper", "Rikke")
    colleague.type_in("min-plan-fremad-foer--saa", "Spørger borgeren først")
    colleague.press(colleague.button("min-plan-fremad", "Luk første del"))
    colleague.press(colleague.button("min-plan-fremad", "Ja, luk den"))
    colleague.type_in("min-plan-fremad-efter--skete", "To ud af tre ville ringe")
    for id in TOOLS:
        colleague.sees_saved(id)


def finds_everything(colleague: Colleague) -> None:
    expect(colleague.task("foerste-maaling").locator('input[value="3"]').first).to_be_checked(timeout=SOON)
    expect(colleague.field("min-forandring-forandring")).to_have_value("Jobsporet afløser vores gamle oversigt")
    expect(colleague.task("anden-maaling").locator(".kv-mean").first).to_contain_text("3,0")
    expect(colleague.task("arketyper").locator('input[value="hvorfor"]')).to_be_checked()
    expect(colleague.task("fem-tal")).to_contain_text("Lyst (desire)")
    expect(colleague.task("fem-tal").locator(".kv-step-mark")).to_have_text("D 2")
    expect(colleague.task("fem-tal").locator("blockquote")).to_have_text("Jobsporet afløser vores gamle oversigt")
    expect(colleague.task("kraefterne").locator(".kv-arrow")).to_have_attribute("data-strength", "4")
    expect(colleague.field("overgangen-ends")).to_have_value("Ringbindet")
    expect(colleague.field("arbejdsgruppen-start-1-arketype")).to_have_value("frontloeber")
    expect(colleague.field("arbejdsgruppen-start-1-fra")).to_have_value("2026-12-12")
    expect(colleague.task("arbejdsgruppen").locator(".kv-remarks li")).to_contain_text("»Faglig skeptiker« mangler i gruppen.")
    expect(colleague.field("vinduet-godt")).to_have_value("Borgerne fandt ind")
    expect(colleague.task("proevehandling").get_by_text("Åbner den dag, I skriver under »Ses på«.")).to_be_visible()
    expect(colleague.field("proevehandling-plan-hvad")).to_have_value("Vise den igen")
    expect(colleague.task("opfoelgning").locator(".kv-days")).to_contain_text("mandag 9.2.2026")
    expect(colleague.field("opfoelgning-keeper")).to_have_value("Rikke")
    expect(colleague.task("min-plan-fremad").get_by_text("Spørger borgeren først")).to_be_visible()
    expect(colleague.field("min-plan-fremad-efter--skete")).to_have_value("To ud af tre ville ringe")


def test_she_fills_in_every_tool_by_keyboard_and_finds_it_in_every_window(visit: Any, service: Service) -> None:
    page: Page = visit("mig")
    page.emulate_media(reduced_motion="reduce")
    colleague = Colleague(page, service.base)
    colleague.open_tools()
    look_at(page)
    fill_in_everything(colleague)
    colleague.focus(colleague.button("fem-tal", "Hent som PDF"))
    with page.expect_download() as one:
        page.keyboard.press("Enter")
    assert one.value.suggested_filename == "mine-fem-tal.pdf"
    page.reload()
    finds_everything(colleague)
    elsewhere = Colleague(page.context.new_page(), service.base)
    elsewhere.page.emulate_media(reduced_motion="reduce")
    elsewhere.open_tools()
    finds_everything(elsewhere)
    look_at(page)

    elsewhere.press(elsewhere.page.get_by_role("link", name="Mine redskaber"))
    expect(elsewhere.page.locator("li.row")).to_have_count(len(TOOLS))
    look_at(elsewhere.page)
    elsewhere.focus(elsewhere.page.get_by_role("link", name="Hent det hele som ZIP"))
    with elsewhere.page.expect_download() as everything:
        elsewhere.page.keyboard.press("Enter")
    names = zipfile.ZipFile(everything.value.path()).namelist()
    assert len(names) == 2 * len(TOOLS) + 1
    assert {"Prøvemodul/Kræfterne omkring min forandring.pdf", "Prøvemodul/Vores opfølgning.ics"} <= set(names)
    elsewhere.press(elsewhere.page.get_by_role("link", name="Evalueringsvinduet", exact=True))
    expect(elsewhere.field("vinduet-godt")).to_have_value("Borgerne fandt ind", timeout=SOON)


def at_the_table(visit: Any, service: Service, who: str, device: dict[str, Any] | None = None) -> Page:
    """Somebody's window with the table."""
    page: Page = visit(f"eksempel-{who}", device) if device else visit(f"eksempel-{who}")
    page.goto(service.base + TOGETHER)
    expect(page.locator("#task-gruppe .kv-team")).to_be_visible(timeout=SOON)
    return page


def write(page: Page, text: str) -> None:
    """Write in a new row, and wait until it is saved."""
    page.get_by_role("button", name="Tilføj en række").click()
    page.locator("#task-gruppe textarea").last.fill(text)
    page.locator("#task-gruppe textarea").last.blur()
    expect(page.locator("#task-gruppe .kv-status")).to_have_attribute("data-state", "saved", timeout=SOON)


def switch(page: Page) -> None:
    page.get_by_role("switch", name="læse det, jeg har skrevet her").focus()
    page.keyboard.press("Space")


def test_two_of_a_team_fill_in_a_table_together_and_a_third_of_another_team_sees_nothing(
    visit: Any, service: Service, tmp_path: Path
) -> None:
    asta, palle, carl = (
        at_the_table(visit, service, "asta"),
        at_the_table(visit, service, "palle", PHONE),
        at_the_table(visit, service, "carl"),
    )
    write(asta, "Birgit fra jobcentret")
    switch(asta)
    expect(asta.locator(".kv-team-told")).to_contain_text("Nu kan dit team læse med.", timeout=SOON)

    palle.get_by_role("button", name="Se, om der er kommet nyt").click()
    expect(palle.locator(".kv-colleague")).to_contain_text("Birgit fra jobcentret", timeout=SOON)
    expect(palle.locator(".kv-colleague .kv-label")).to_have_text("Asta")
    write(palle, "Ole fra ydelsen")
    switch(palle)
    expect(palle.locator(".kv-team-told")).to_contain_text("Nu kan dit team læse med.", timeout=SOON)
    assert violations(palle) == []
    assert palle.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(palle, "team-table-phone")

    asta.reload()
    expect(asta.locator(".kv-colleague")).to_contain_text("Ole fra ydelsen", timeout=SOON)
    assert asta.locator("#task-gruppe textarea").evaluate_all("all => all.map((one) => one.value)") == ["Birgit fra jobcentret"]
    with asta.expect_download() as fetched:
        asta.locator("#task-gruppe").get_by_role("button", name="Hent").first.click()
    fetched.value.save_as(tmp_path / "gruppen.docx")
    (table,) = docx.Document(str(tmp_path / "gruppen.docx")).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Skrevet af", "Hvem"],
        ["Asta", "Birgit fra jobcentret"],
        ["Palle", "Ole fra ydelsen"],
    ]

    carl.reload()
    expect(carl.locator(".kv-team")).to_contain_text("Ingen kolleger har delt noget her endnu.", timeout=SOON)
    expect(carl.locator("#task-gruppe label", has_text="Lad Team Syd")).to_be_visible()
    assert "Birgit" not in carl.content()

    switch(asta)
    expect(asta.locator(".kv-team-told")).to_contain_text("Nu er det kun dig", timeout=SOON)
    palle.reload()
    expect(palle.locator(".kv-team")).to_contain_text("Ingen kolleger har delt noget her endnu.", timeout=SOON)
    expect(palle.locator("#task-gruppe textarea")).to_have_value("Ole fra ydelsen")
