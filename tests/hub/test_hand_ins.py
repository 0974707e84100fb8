"""However often and at once a form is sent, somebody has handed in once, and not so often that marking drowns."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete

from course import settings
from course.modules import load_module
from course.store import Store, open_store
from course.store.submissions import MOST_AN_HOUR
from course.store.tables import AnswerRow, SubmissionRow
from deploy.one_machine.installation import Installation
from tests.hub.conftest import Who

MODULE = load_module(settings.modules() / "1-virtuelle-samtaler")
FORM = f"module/{MODULE.id}/hand-in"


@pytest.fixture(scope="module", autouse=True)
def mads_as_he_was(installation: Installation) -> Iterator[None]:
    """Other tests look at what Mads has handed in, which is nothing."""
    yield
    opened = open_store(installation.url("course"))
    with opened.database.transaction() as session:
        session.execute(delete(SubmissionRow).where(SubmissionRow.learner == "mads"))
        session.execute(delete(AnswerRow).where(AnswerRow.learner == "mads"))
    opened.database.close()


@pytest.mark.parametrize("after", ["", "0"])
def test_a_form_sent_twenty_times_within_a_minute_is_one_hand_in(known: Who, store: Store, after: str) -> None:
    mads = known("mads")
    mads.get(FORM)
    if not store.submissions.of("mads"):
        store.answers.save("mads", MODULE, "kanal-foerste-samtale", ["telefon"], 0)
    with ThreadPoolExecutor(10) as presses:
        answers = list(presses.map(lambda _: mads.post(FORM, follow=False, after=after), range(20)))
    assert {(answer.status, answer.headers["Location"].rpartition("/")[2]) for answer in answers} == {(303, "1")}
    assert len(store.submissions.of("mads")) == 1


@pytest.mark.parametrize("after", ["-1", "nonsense", "9" * 5000])
def test_a_form_that_no_page_of_ours_made_hands_in_nothing(known: Who, store: Store, after: str) -> None:
    mads = known("mads")
    mads.get(FORM)
    before = len(store.submissions.of("mads"))
    assert 400 <= mads.post(FORM, follow=False, after=after).status < 500
    assert len(store.submissions.of("mads")) == before


def test_whoever_hands_in_again_and_again_is_asked_to_wait(known: Who, store: Store) -> None:
    mads = known("mads")
    mads.get(FORM)
    for known_of in range(1, MOST_AN_HOUR):
        mads.post(FORM, follow=False, after=str(known_of))
    answer = mads.post(FORM, follow=False, after=str(MOST_AN_HOUR))
    assert answer.status == 422
    assert f"Du har afleveret modulet {MOST_AN_HOUR} gange inden for en time. Dine svar er gemt" in answer.in_danish()
    assert len(store.submissions.of("mads")) == MOST_AN_HOUR
