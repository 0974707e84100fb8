"""What a page could not wait to see confirmed comes once more by a request that outlives it: as a message on its line would, and counted once."""

import json
import time
from collections.abc import Callable
from typing import Any

from course.modules import load_module
from course.settings import modules
from course.store import SavedAnswer, Store
from tests.actors import Visitor, kernel_of, kernel_processes, shown_on
from widgets.service.kernels.frames import MOST_BYTES

MODULE, TEXT = "1-virtuelle-samtaler", "relation-det-usagte-tekst"
PAGE = f"module/{MODULE}/4-vis-hvad-du-kan"
Who = Callable[[str], Visitor]


class Open:
    """Somebody's open page, which says its last words about one text."""

    def __init__(self, somebody: Visitor) -> None:
        page = somebody.get(PAGE)
        self.somebody, self.kernel = somebody, kernel_of(page)
        self.component = shown_on(page)[f"opgave-{TEXT}"]
        self.revision = self.component["state"]["saved"]["revision"]

    def said(self, value: Any, id: str, **more: Any) -> str:
        content = {"type": "save", "id": id, "value": value, "base": self.revision, **more}
        return json.dumps({"comm_id": self.component["model"], "data": {"method": "custom", "content": content}})

    def say(self, said: str, by: Visitor | None = None, **about: Any) -> int:
        return (by or self.somebody).post(f"api/kernels/{self.kernel}/last-words", said=said, **about).status


def saved(store: Store, learner: str) -> SavedAnswer:
    answer = store.answers.get(learner, MODULE, load_module(modules() / MODULE).tasks[TEXT])
    assert answer
    return answer


def test_last_words_are_saved_before_the_page_knows_and_count_once(visitor: Who, store: Store) -> None:
    page = Open(visitor("ida"))
    assert page.component["state"]["task"]["comm"] == page.component["model"]
    words = f"Det sidste, jeg skrev. {time.time()}"
    assert page.say(page.said(words, "m2", over=["m1"])) == 204
    first = saved(store, "ida")
    assert (first.value, first.revision) == (words, page.revision + 1)
    for said in (page.said(words, "m2", over=["m1"]), page.said("Det forrige, som kom for sent.", "m1")):
        assert page.say(said) == 204
    assert saved(store, "ida") == first, "neither the same again nor what it replaced"


def test_a_page_that_says_goodbye_is_heard_to_the_end(visitor: Who, store: Store) -> None:
    page = Open(visitor("ida"))
    assert page.somebody.post(f"voila/api/shutdown/{page.kernel}").status == 204
    words = f"Sagt efter farvel. {time.time()}"
    assert page.say(page.said(words, "m1")) == 204
    assert saved(store, "ida").value == words
    deadline = time.monotonic() + 30
    while kernel_processes(page.kernel):
        assert time.monotonic() < deadline, "and then its kernel ends"
        time.sleep(0.1)
    assert page.say(page.said("For sent.", "m2")) == 404


def test_last_words_overwrite_nothing_newer(visitor: Who, store: Store) -> None:
    ida = visitor("ida")
    one, other = Open(ida), Open(ida)
    words = f"Fra det andet vindue. {time.time()}"
    assert other.say(other.said(words, "m1")) == 204
    assert one.say(one.said("Fra det første.", "m1")) == 204
    assert saved(store, "ida").value == words


def test_last_words_as_long_as_a_line_takes_are_taken_and_longer_ones_are_not(visitor: Who, store: Store) -> None:
    page = Open(visitor("ida"))
    before = saved(store, "ida")
    assert page.say(page.said("æ" * 30_000, "m1")) == 204, "the component itself says that a text is too long"
    assert page.say("x" * (MOST_BYTES + 1)) == 413
    assert saved(store, "ida") == before


def test_nobody_elses_page_and_no_other_site_says_anything(visitor: Who, store: Store) -> None:
    page, per = Open(visitor("ida")), visitor("per")
    before = saved(store, "ida")
    said = page.said("Ikke hende.", "m1")
    per.get()
    assert page.say(said, by=per) == 403
    assert page.say(said, xsrf=False) == 403
    assert page.say(said, by=Visitor(page.somebody.base), xsrf=False) == 403
    form = f"_xsrf={page.somebody.cookie('_xsrf').value}&said={said}".encode()
    address = f"{page.somebody.base}api/kernels/{page.kernel}/last-words"
    assert page.somebody.get_url(address, method="POST", data=form, Origin="http://evil.example").status in (403, 404)
    assert page.somebody.get_url(address).status == 405
    assert saved(store, "ida") == before


def test_what_is_no_message_to_a_component_is_refused(visitor: Who, store: Store) -> None:
    page = Open(visitor("ida"))
    before = saved(store, "ida")
    comm = page.component["model"]
    for wrong in (
        "",
        "[]",
        "{",
        "[" * 10_000,
        json.dumps({"comm_id": comm}),
        json.dumps({"comm_id": "<x>", "data": {"method": "custom"}}),
        json.dumps({"comm_id": comm, "data": {"method": "backbone"}}),
    ):
        assert page.say(wrong) == 400, wrong[:50]
    for harmless in (
        json.dumps({"comm_id": comm, "data": {"method": "update", "state": {"answer": "x"}}}),
        page.said(["intet svar"], "m1"),
        page.said("intet", "m2", over={"m3": 1}, type="drop"),
        json.dumps({"comm_id": "another", "data": {"method": "custom", "content": {}}}),
    ):
        assert page.say(harmless) == 204, harmless
    assert saved(store, "ida") == before
