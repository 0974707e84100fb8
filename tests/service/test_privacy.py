"""The page about one's own data: who looked, for how long it is kept, and a copy to take home."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

from course.pages import Request, Show
from course.privacy.rules import privacy
from course.store import Person, Store
from course.store.tables import ViewingRow
from course.store.viewings import Viewing
from course.viewing import FORMER
from tests.actors import Visitor
from widgets.service.pages import privacy as privacy_page

Who = Callable[[str], Visitor]


def test_a_colleague_sees_who_looked_at_her_levels(visitor: Who, store: Store) -> None:
    assert "Ingen andre end dig har set dine niveauer" in visitor("per").get("privacy").in_danish()
    assert visitor("lis").get("team").status == 200
    store.viewings.record(FORMER, ["per"], "member")
    page = visitor("per").get("privacy").in_danish()
    assert "Lis Krogh Hvor Oversigten over teamet" in page
    assert "En tidligere kollega Hvor Siden om dig" in page
    assert "Ingen andre end dig" not in page


def test_a_manager_who_looks_at_her_own_levels_is_not_noted(visitor: Who, store: Store) -> None:
    assert visitor("lis").get("levels").status == visitor("lis").get("team").status == 200
    assert "Ingen andre end dig har set dine niveauer" in visitor("lis").get("privacy").in_danish()


def test_the_page_names_the_periods_the_controller_and_the_supervisor(visitor: Who) -> None:
    page = visitor("ida").get("privacy").in_danish()
    assert "2 år efter, at du sidst rettede i dem" in page
    assert "Til 180 dage efter, at du er holdt op" in page
    assert privacy().controller.da in page
    assert "Datatilsynet" in page
    assert "Slået op 25. november 2026" in page


def test_every_page_leads_there(visitor: Who) -> None:
    ida = visitor("ida")
    for address in ("", "levels", "about"):
        assert "Dine oplysninger" in ida.get(address).in_danish()
    assert 'href="/privacy#seen"' in ida.get("levels").text


def test_the_copy_is_her_own_and_nobody_elses(visitor: Who, stranger: Visitor) -> None:
    fetched = visitor("ida").raw("privacy/copy.zip")
    assert "attachment" in fetched.headers["Content-Disposition"]
    held = json.loads(zipfile.ZipFile(io.BytesIO(fetched.content)).read("oplysninger.json"))
    assert [row["name"] for row in held["store"]["person"]] == ["Ida Lund"]
    assert stranger.get("privacy/copy.zip").status != 200


def test_a_long_log_is_folded_and_repeats_of_a_day_are_one_line(visitor: Who, store: Store) -> None:
    start = datetime(2026, 11, 20, 8)
    looks = [Viewing("lis", "Lis Krogh", "team", start - timedelta(hours=12 * number)) for number in range(60)]
    store.people.put(Person("mia", "Mia Holm", "raadgiver", example=True))
    with store.database.transaction() as session:
        session.add_all(ViewingRow(learner="mia", viewer=one.viewer, page=one.page, seen_at=one.seen_at) for one in looks)
    shown = privacy_page.shown(Request(Person("mia", "Mia Holm", "raadgiver"), store))
    assert isinstance(shown, Show)
    lines = shown.context["looks"]
    assert len(lines) == 31
    assert [one.last for one in lines] == sorted((one.last for one in lines), reverse=True)
    assert lines[1].times == 2
    assert "Vis de tidligere gange (11)" in visitor("mia").get("privacy").in_danish()
