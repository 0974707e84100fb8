"""A person's own copy speaks Danish: no raw name, id or English word of the machine's stands in it, whatever kind of task was answered."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from course import answers, settings
from course.conversation.dialogue import Outcome
from course.conversation.results import best_attempt
from course.kinds import KINDS
from course.kinds.conversation import ConversationTask
from course.modules import Module, load_module
from course.privacy import readable
from course.privacy.export import Copy
from course.tasks import BaseTask
from course.viewing import FORMER, Seen
from tests.course.conftest import ANSWERS, WROTE
from tests.course.store.test_store import make_module


def names_of(node: Any, inner: str = "") -> set[str]:
    """Every id, and every name of a field, in data."""
    if isinstance(node, dict):
        ids = {str(node["id"])} if "id" in node else set()
        return ids.union(node.keys() - {"da", "en"}, *(names_of(one, key) for key, one in node.items()))
    if isinstance(node, list):
        return set().union(*(names_of(one) for one in node))
    return set()


def texts(node: Any, language: str) -> set[str]:
    """Every text in data, in one language."""
    if isinstance(node, dict):
        own = {str(node[language])} if node.keys() == {"da", "en"} else set()
        return own.union(*(texts(one, language) for one in node.values()))
    return set().union(*(texts(one, language) for one in node)) if isinstance(node, list) else set()


def told(row: dict[str, Any], table: str, module: Module, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What stands in the copy for a row of the store, under what it is called there."""
    monkeypatch.setattr(readable, "catalogue", lambda: [module])
    page = readable.page(Copy("ida", {table: [{"learner": "ida", "module": module.id, **row}]}))
    return {name: html.unescape(said) for name, said in re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)}


def alone(word: str, text: str) -> bool:
    """Whether a word of the machine's stands in a text by itself, and not as part of a word or a sentence of Danish."""
    return re.search(rf"(?m)(^|[,;:] ){re.escape(word)}(?=$|[,;:])", text) is not None


def test_each_kind_of_answer_is_tried() -> None:
    assert {*ANSWERS, "conversation"} == set(KINDS)


@pytest.mark.parametrize("table", ["answer", "submission"])
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_stands_in_the_words_of_its_task(
    kind: str, table: str, kinds: dict[str, BaseTask], monkeypatch: pytest.MonkeyPatch
) -> None:
    task = kinds[kind]
    value = answers.check(task, ANSWERS[kind])
    row = {"task": task.id, "value": value, "checked": True} if table == "answer" else {"number": 1, "answers": {task.id: value}}
    answer = told(row, table, make_module(task), monkeypatch)["Svar"]
    assert "\n".join(line.da for line in answers.lines(task, value, Path())) in answer
    fields = task.model_dump(mode="json")
    raw = names_of(fields) | names_of(value) | {"ved-ikke", "weeks-8", "True", "None", task.kind}
    assert [word for word in sorted(raw - texts(fields, "da")) if alone(word, answer)] == []
    assert [words for words in texts(fields, "en") - texts(fields, "da") if words in answer] == []


def test_a_conversation_stands_there_as_it_was_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    module = load_module(settings.ROOT / "tests" / "data" / "modules" / "9-proeve")
    task = module.tasks["snak"]
    assert isinstance(task, ConversationTask)
    attempt = best_attempt(task.map(module.folder))
    spoken = [line.da for line in answers.lines(task, {**vars(attempt), "chosen": False}, module.folder)]
    row = {
        "id": "7d1f3a52-raw",
        "task": "snak",
        "taken": attempt.taken,
        "hints": ["Start", "Start"],
        "thoughts": [],
        "outcome": Outcome.GOOD.value,
    }
    said = told(row, "attempt", module, monkeypatch)
    assert said["Valgte replikker"] == "\n".join(spoken)
    assert (said["Hjælp fra coachen"], said["Set tanker"], said["Udfald"]) == ("2 gange", "0 gange", "Samtalen lykkedes")
    assert not {*attempt.taken, "Start", "7d1f3a52-raw", "good"} & set(said.values())


def test_a_conversation_that_is_gone_or_rewritten_says_how_much_she_said_and_no_id(
    kinds: dict[str, BaseTask], monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten = load_module(settings.ROOT / "tests" / "data" / "modules" / "9-proeve")
    row = {"task": "snak", "taken": ["før#1", "før#2"], "hints": [], "thoughts": [], "outcome": None}
    for module in (rewritten, make_module(kinds["text"])):
        assert told(row, "attempt", module, monkeypatch)["Valgte replikker"] == "2 replikker"


def test_an_answer_whose_task_is_gone_shows_what_she_wrote_and_no_field_of_ours(
    kinds: dict[str, BaseTask], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"task": "laengst-vaek", "value": ANSWERS["table"], "checked": False}
    said = told(row, "answer", make_module(kinds["text"]), monkeypatch)
    assert WROTE in said["Svar"]
    assert not re.search("cells|rows|hvem", said["Svar"])


def test_whoever_has_no_manager_reads_none(monkeypatch: pytest.MonkeyPatch) -> None:
    module = load_module(settings.ROOT / "tests" / "data" / "modules" / "9-proeve")
    for manager, said in ((None, "–"), ("lis", "lis"), (FORMER, "En tidligere kollega")):
        assert told({"username": "ida", "manager": manager}, "person", module, monkeypatch)["Nærmeste leder"] == said


@pytest.mark.parametrize("page", Seen)
def test_each_page_where_somebody_looked_has_a_name(page: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    module = load_module(settings.ROOT / "tests" / "data" / "modules" / "9-proeve")
    assert told({"viewer": "lis", "page": page.value}, "viewing", module, monkeypatch)["Hvor"] == page.told.da
