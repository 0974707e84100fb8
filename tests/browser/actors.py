"""The people of the stories: what they do in a browser, in their own words."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect
from ruamel.yaml import YAML

from course import settings
from course.conversation import paths
from course.conversation.play import Attempt, turns
from course.kinds.choice import ChoiceTask
from course.kinds.conversation import ConversationTask
from course.kinds.match import MatchTask
from course.kinds.order import OrderTask
from course.kinds.text import TextTask
from course.modules import Module, load_module

MODULE = "1-virtuelle-samtaler"
ANSWERS = Path(__file__).parent.parent / "answers"
GRADED = "4-vis-hvad-du-kan"
PAGES = ("1-vaelg-moedeform", "2-forbered-rammen", "3-led-samtalen", GRADED)
SOON = 30_000
STOPS_UNTIL = """control => {
    const now = document.activeElement;
    if (control === now) return 0;
    const behind = now !== document.body && now.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_PRECEDING;
    const between = [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")].filter((one) => {
        const [first, last] = behind ? [control, now] : [now, control];
        const inside = first.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING;
        return inside && one.tabIndex >= 0 && !one.disabled && one.checkVisibility();
    });
    return (behind ? -1 : 1) * (between.length + 1);
}"""
"""About how often one presses Tab from the focus to a control: less than nothing where it is behind. Of a group of radio buttons all are counted."""


@cache
def module(id: str = MODULE) -> Module:
    """The real module, as its authors wrote it."""
    return load_module(settings.modules() / id)


def reference_answers(id: str = MODULE) -> dict[str, Any]:
    """The right answer to each graded task of the module."""
    found = [YAML(typ="safe").load(path.read_text("utf-8")) for path in sorted((ANSWERS / id / "right").glob("*.yaml"))]
    return {one["task"]: one["answer"] for one in found}


class Learner:
    """Takes a module with a mouse or a finger."""

    def __init__(self, page: Page, base: str, id: str = MODULE) -> None:
        self.page, self.base, self.module = page, base, module(id)

    def open(self, address: str) -> None:
        self.page.goto(self.base + address)

    def open_page(self, stem: str) -> None:
        """Open a page of the module and wait until its tasks can be used."""
        self.open(f"module/{self.module.id}/{stem}")
        expect(self.page.locator("section.kv-task").first).to_be_visible(timeout=SOON)

    def task(self, id: str) -> Locator:
        return self.page.locator(f"#task-{id}")

    def answer(self, id: str, value: Any) -> None:
        """Answer a task, whatever its kind, and wait until it says that it is saved."""
        self.fill_in(id, value)
        self.sees_saved(id)

    def answer_all(self, values: dict[str, Any]) -> None:
        """Answer tasks one after the other, as fast as one can, and then see that all are saved."""
        for id, value in values.items():
            self.fill_in(id, value)
        for id in values:
            self.sees_saved(id)

    def fill_in(self, id: str, value: Any) -> None:
        """Give an answer to a task, whatever its kind."""
        match self.module.tasks[id]:
            case ChoiceTask():
                self.choose(id, value)
            case OrderTask():
                self.put_in_order(id, value)
            case MatchTask():
                self.pair(id, value)
            case TextTask():
                self.write(id, value)
            case ConversationTask():
                self.talk(id, value)

    def choose(self, id: str, options: list[str]) -> None:
        for option in options:
            self.task(id).locator(f'input[value="{option}"]').check()

    def put_in_order(self, id: str, steps: list[str]) -> None:
        task = self.module.tasks[id]
        assert isinstance(task, OrderTask)
        texts = {step.id: step.text.da for step in task.steps}
        rows = self.task(id).locator(".kv-step")
        for place, step in enumerate(steps):
            while self._shown(rows).index(texts[step]) != place:
                self.press(rows.filter(has_text=texts[step]).get_by_role("button", name=re.compile("^Flyt op")))

    def _shown(self, rows: Locator) -> list[str]:
        return [text.strip() for text in rows.locator(".kv-step-text [lang=da]").all_inner_texts()]

    def pair(self, id: str, pairs: dict[str, str]) -> None:
        for left, right in pairs.items():
            self.page.locator(f"#kv-{id}-{left}").select_option(right)

    def write(self, id: str, text: str) -> None:
        self.task(id).locator("textarea").fill(text)

    def talk(self, id: str, attempt: dict[str, Any]) -> None:
        """Take a conversation along these choices to its end."""
        task = self.module.tasks[id]
        assert isinstance(task, ConversationTask)
        talk, map = self.task(id), paths.load(self.module.folder / task.dialogue)
        self.press(talk.get_by_role("button", name="Begynd samtalen"))
        for made, turn in enumerate(turns(map, Attempt(attempt["taken"]))[:-1], 1):
            assert turn.choice
            self.press(talk.locator(".kv-reply").filter(has_text=turn.choice.text.da).first)
            expect(talk.locator(".kv-line-mine")).to_have_count(made, timeout=SOON)
        expect(talk.locator(".kv-picked")).to_be_visible(timeout=SOON)

    def hand_in(self) -> None:
        """From the check before hand-in to the receipt."""
        self.open(f"module/{self.module.id}/hand-in")
        self.press(self.page.locator("main form button"))
        expect(self.page).to_have_url(re.compile("/receipt/"))
        self.sees("Kvittering")

    def press(self, control: Locator) -> None:
        control.click()

    def sees_saved(self, id: str) -> None:
        expect(self.task(id).locator(".kv-status")).to_have_attribute("data-state", "saved", timeout=SOON)

    def sees(self, *words: str) -> None:
        for text in words:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible(timeout=SOON)


class KeyboardLearner(Learner):
    """Takes the module without touching mouse or screen."""

    def focus(self, control: Locator) -> None:
        """Reach a control by Tab alone, or by Shift+Tab where it is behind her, as often as it takes, from where the focus is."""
        control.wait_for(timeout=SOON)
        for _ in range(400):
            stops = control.evaluate(STOPS_UNTIL)
            if not stops:
                return
            for _ in range(max(1, abs(stops) // 2)):
                self.page.keyboard.press("Shift+Tab" if stops < 0 else "Tab")
        raise AssertionError(f"the keyboard cannot reach {control}")

    def press(self, control: Locator) -> None:
        self.focus(control)
        self.page.keyboard.press("Enter")

    def choose(self, id: str, options: list[str]) -> None:
        inputs = self.task(id).locator("input")
        if inputs.first.get_attribute("type") == "checkbox":
            for option in options:
                self.focus(self.task(id).locator(f'input[value="{option}"]'))
                self.page.keyboard.press("Space")
            return
        self.focus(inputs.first)
        self.page.keyboard.press("Space")
        wanted = self.task(id).locator(f'input[value="{options[0]}"]')
        while not wanted.is_checked():
            self.page.keyboard.press("ArrowDown")

    def pair(self, id: str, pairs: dict[str, str]) -> None:
        for left, right in pairs.items():
            select = self.page.locator(f"#kv-{id}-{left}")
            self.focus(select)
            for _ in range(20):
                if select.input_value() == right:
                    break
                self.page.keyboard.press("ArrowDown")

    def write(self, id: str, text: str) -> None:
        self.focus(self.task(id).locator("textarea"))
        self.page.keyboard.insert_text(text)
