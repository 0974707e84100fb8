"""The editor's desk: what an editor sees of a module, and how its tasks did with those who handed in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.modules import read_folder
from course.review.items import HIDDEN_UNDER
from grading import check
from grading.review import page
from grading.review.commands import app, keys
from grading.review.desk import Desk, desk
from tests.house import House

TODAY = date(2026, 11, 28)


def looked_at(house: House) -> Desk:
    return desk(house.module, keys(house.module), house.store, TODAY)


def several_hand_in(house: House, count: int) -> None:
    for number in range(count):
        house.hand_in(f"laerer-{number}", valg=["a"] if number % 2 else ["b"])
        house.learner(f"laerer-{number}")
    house.collect_and_mark()
    for number in range(count):
        house.give(f"laerer-{number}", 3)
    house.feedback()


def test_the_command_shows_every_measure_and_writes_one_page_with_pictures(house: House) -> None:
    done = CliRunner().invoke(app, [])
    assert done.exit_code == 0, done.output
    assert "minutes" in done.output
    written = (house.home / "review.html").read_text("utf-8")
    assert house.module.about.title.da in written
    assert "<svg" in written
    assert "http://" not in written.replace("http://www.w3.org", "").replace("http://purl.org", "").replace(
        "http://creativecommons.org", ""
    )


def test_a_module_that_is_not_there_is_told_with_those_that_are(house: House) -> None:
    done = CliRunner().invoke(app, ["7-findes-ikke"])
    assert done.exit_code == 1
    assert "Der er: 9-proeve" in done.output


def test_the_desk_lists_what_is_outside_its_limits_with_the_reason(house: House) -> None:
    found = looked_at(house)
    thin = [measure for measure in found.broken if measure.limit.id == "rule-of-three"]
    assert thin
    assert "kan flyttes af ét klik" in thin[0].limit.why.da


@pytest.mark.parametrize(("count", "shown"), [(HIDDEN_UNDER - 1, False), (HIDDEN_UNDER, True)])
def test_how_tasks_did_is_shown_from_five_hand_ins_on(house: House, count: int, shown: bool) -> None:
    several_hand_in(house, count)
    found = looked_at(house)
    assert found.hand_ins == count
    assert bool(found.items) is shown
    if shown:
        statistics = {one.task: one for one in found.items}
        assert statistics["valg"].difficulty == pytest.approx(2 / 5)
        assert statistics["valg"].upper == {}  # a third of five would show single people


def test_nobodys_name_stands_on_the_page(house: House) -> None:
    several_hand_in(house, HIDDEN_UNDER)
    html = page.html([looked_at(house)], [])
    assert "laerer-" not in html
    assert ("<td>0,40</td>" in html, "<td>0.40</td>" in html) == (True, False), "as Danish writes it"


def test_a_broken_rule_stops_check_and_says_why(own_modules: Callable[[], Path]) -> None:
    tasks = own_modules() / "tasks" / "2-vis.yaml"
    assert check.of_module(read_folder(tasks.parent.parent)) == []
    lines = tasks.read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if "level:" in line)
    lines[place] = lines[place].split("level:")[0] + "level: 4"
    tasks.write_text("\n".join(lines), "utf-8")
    told = [str(problem) for problem in check.of_module(read_folder(tasks.parent.parent))]
    assert any("Niveau 4 vises kun i noget, et menneske har rettet" in problem for problem in told)
    assert all("valg" in problem for problem in told)
