"""Two colleagues of a team use a tool together, and one of another team sees nothing of it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from course.store import Person, open_store
from tests.browser.actors import SOON
from tests.browser.conftest import PHONE
from tests.browser.service import Service
from tests.browser.test_accessibility import violations
from tests.house import DATA
from tests.pictures import picture

PLACE = "module/9-proeve/1-oev"
TOOLS = """
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
    """A course with a table that may be a team's, two colleagues of one team and one of another."""
    folder = tmp_path_factory.mktemp("teams")
    home = shutil.copytree(example_home, folder / "home")
    for part in ("modules", "keys", "rubrics"):
        shutil.copytree(DATA / part, folder / "own" / part)
    module = folder / "own" / "modules" / "9-proeve"
    with (module / "tasks" / "1-oev.yaml").open("a", encoding="utf-8") as tasks:
        tasks.write(TOOLS)
    notebook = json.loads((module / "1-oev.ipynb").read_text("utf-8"))
    notebook["cells"].append({**CELL, "source": ['Table("gruppe")']})
    (module / "1-oev.ipynb").write_text(json.dumps(notebook, indent=1), "utf-8")
    store = open_store(f"sqlite:///{home / 'course.db'}", migrate=True)
    for username, name, team in (("asta", "Asta", "Team Nord"), ("palle", "Palle", "Team Nord"), ("carl", "Carl", "Team Syd")):
        store.people.put(Person(f"eksempel-{username}", name, "raadgiver", team=team, example=True))
    store.database.close()
    started = Service(home, KOMPETENCEVEJ_OWN=str(folder / "own")).start()
    yield started
    started.stop()


def at_the_table(visit: Any, service: Service, who: str, device: dict[str, Any] | None = None) -> Page:
    """Somebody's window with the table."""
    page: Page = visit(f"eksempel-{who}", device) if device else visit(f"eksempel-{who}")
    page.goto(service.base + PLACE)
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
