"""A colleague fills in every tool by keyboard alone, finds it all again wherever she goes on, and takes it with her."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actors import SOON, KeyboardLearner
from tests.browser.service import Service
from tests.browser.test_accessibility import look_at
from tests.trial_tools import DATA

PAGE = "module/9-proeve/3-redskaber"
TOOLS = (
    "foerste-maaling", "min-forandring", "anden-maaling", "arketyper", "fem-tal", "kraefterne", "overgangen", "arbejdsgruppen", "vinduet",
    "proevehandling", "opfoelgning", "min-plan-fremad",
)  # fmt: skip


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The course of a municipality whose own module holds every tool."""
    folder = tmp_path_factory.mktemp("tools")
    for name in ("modules", "keys", "rubrics"):
        shutil.copytree(DATA / name, folder / "own" / name)
    started = Service(shutil.copytree(example_home, folder / "home"), KOMPETENCEVEJ_OWN=str(folder / "own")).start()
    yield started
    started.stop()


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
