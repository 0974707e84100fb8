"""A branching conversation with a person on screen."""

from typing import Any, ClassVar

import traitlets

from course import answers
from course.conversation import paths, play
from course.conversation.dialogue import Outcome, Passage
from course.conversation.paths import State
from course.conversation.play import Attempt, Turn
from course.errors import Conflict, CourseError
from course.framework import framework
from course.kinds.conversation import ConversationTask
from course.store import SavedAnswer, SavedAttempt
from course.tasks import BaseTask
from course.text import Text
from widgets import plain
from widgets.component import Component, script, style, told


class Conversation(Component):
    """A conversation task; every attempt is kept, and the newest is shown.

    Trait `scene`: {step, turns: [{lines, chose}], now: {mood, line, lines, choices, hint, thought, helps}, debrief, attempts, endings}; passages that
    have not been reached are never in it. In a graded conversation each of `attempts` says whether it is the one that is `handed_in` and whether it
    `can_be`: the best finished one is, until the learner picks another.
    Messages: {type: start | choose | back | hint | thought | pick | refresh, value, id}; `pick` has value {attempt: its number}; `choose` has value
    {choice, step} and `back` {step}, where `step` is the number of choices made before it, and `start` {attempts}, the number of attempts
    before it, so that a message sent twice counts once, also where the second reaches another kernel.
    """

    kind: ClassVar[type[BaseTask]] = ConversationTask
    shown: ClassVar[tuple[str, ...]] = (*Component.shown, "scene")
    stem = "conversation"
    _esm = script(stem)
    _css = style(stem)

    scene = traitlets.Any(None, allow_none=True).tag(sync=True)

    def __init__(self, task: str) -> None:
        super().__init__(task)
        self._map = paths.load(self._module.folder / self._task.dialogue)
        self._saved: SavedAttempt | None = None

    def _load(self, reply: str | None = None) -> None:
        attempts = self._session.attempts(self._task)
        self._saved = attempts[-1] if attempts and self._replays(attempts[-1]) else None
        if self._task.graded:
            self._read(self._session.load(self._task))
        self._tell(attempts, reply)

    def _read(self, found: SavedAnswer | None) -> None:
        super()._read(found)
        self.answer = found.value if found else None

    def _replays(self, saved: SavedAttempt) -> bool:
        """Whether the attempt still fits the conversation, which may have been rewritten since."""
        try:
            play.turns(self._map, saved.attempt)
        except CourseError:
            return False
        return True

    def _conflict(self, error: Conflict, reply: str) -> None:
        self._load(reply)
        self.saved = {**told("error", error, reply), "state": "saved"}

    def _act(self, type: str, value: Any, reply: str) -> None:
        if type == "refresh":
            self._load(reply)
            return
        if type == "start":
            if _rests_on(value, "attempts", len(self._session.attempts(self._task))):
                self._saved = self._session.start_attempt(self._task)
        elif type == "pick" and self._task.graded:
            self._pick(value)
        elif self._saved is not None and (further := self._further(self._saved.attempt, type, value)):
            self._saved = self._session.save_attempt(self._saved, further, self._map)
            self._propose(self._saved)
        self._tell(self._session.attempts(self._task), reply)

    def _pick(self, value: Any) -> None:
        """Hand in the attempt that the learner names, from what the store has of it."""
        attempts, number = self._session.attempts(self._task), value.get("attempt") if isinstance(value, dict) else None
        if isinstance(number, int) and 0 < number <= len(attempts) and self._can_be_handed_in(attempts[number - 1]):
            self._keep(attempts[number - 1], chosen=True)

    def _propose(self, saved: SavedAttempt) -> None:
        """Let the best finished attempt be the one that is handed in, as long as the learner has picked none herself."""
        if not self._task.graded or not self._can_be_handed_in(saved):
            return
        self._read(self._session.load(self._task))
        mine = self.answer
        if mine is None or (not mine["chosen"] and self._score(saved.attempt) > self._score(_attempt(mine))):
            self._keep(saved, chosen=False)

    def _keep(self, saved: SavedAttempt, chosen: bool) -> None:
        value = answers.check(self._task, {**vars(saved.attempt), "chosen": chosen})
        self._read(self._session.save(self._task, value, self._revision, False))

    def _can_be_handed_in(self, saved: SavedAttempt) -> bool:
        return saved.finished_at is not None and self._replays(saved)

    def _score(self, attempt: Attempt) -> int:
        """What an attempt shows, or less than any where it does not fit the conversation any more."""
        try:
            return play.score(self._map, attempt)[0]
        except CourseError:
            return -1

    def _further(self, attempt: Attempt, type: str, value: Any) -> Attempt | None:
        """The attempt after one message, or None when the message changes nothing."""
        here = play.turns(self._map, attempt)[-1].passage.name
        if type == "choose" and _rests_on(value, "step", len(attempt.taken)):
            return play.take(self._map, attempt, str(value.get("choice")))
        if type == "back" and attempt.taken and _rests_on(value, "step", len(attempt.taken)):
            return play.back(attempt)
        if type == "hint" and here not in attempt.hints:
            return Attempt(attempt.taken, [*attempt.hints, here], attempt.thoughts)
        if type == "thought" and here not in attempt.thoughts:
            return Attempt(attempt.taken, attempt.hints, [*attempt.thoughts, here])
        return None

    def _tell(self, attempts: list[SavedAttempt], reply: str | None) -> None:
        with self.hold_sync():
            self.scene = self._scene(attempts)
            at = f"{self._saved.saved_at.isoformat()}Z" if self._saved else None
            self.saved = {"state": "saved" if self._saved else "none", "at": at, "message": None, "reply": reply}

    def _scene(self, attempts: list[SavedAttempt]) -> dict[str, Any]:
        tried = [{**_summary(number, one), **self._hand_in(one)} for number, one in enumerate(attempts, 1)]
        if self._saved is None:
            return {"step": 0, "turns": [], "now": None, "debrief": None, "attempts": tried}
        attempt = self._saved.attempt
        turns = play.turns(self._map, attempt)
        past = [{"lines": _lines(turn.passage, turn.state), "chose": turn.choice.text.model_dump()} for turn in turns[:-1] if turn.choice]
        last = turns[-1]
        debrief = self._debrief(attempt, attempts) if last.passage.is_ending else None
        now = _moment(last, attempt)
        return {"step": len(attempt.taken), "turns": past, "now": now, "debrief": debrief, "attempts": tried}

    def _hand_in(self, saved: SavedAttempt) -> dict[str, bool]:
        """Whether a graded conversation's attempt can be handed in, and whether it is the one that will be."""
        if not self._task.graded:
            return {}
        mine = self.answer is not None and _attempt(self.answer) == saved.attempt
        return {"can_be": self._can_be_handed_in(saved), "handed_in": mine and saved.finished_at is not None}

    def _in_plain_html(self) -> str:
        return plain.attempt_html(self._task, self._map, self.answer)

    def _debrief(self, attempt: Attempt, attempts: list[SavedAttempt]) -> dict[str, Any]:
        told = play.debrief(self._map, attempt)
        for one in told["competences"]:
            one["name"] = framework().competence(one["id"]).name.model_dump()
        for point in told["turning_points"]:
            point["shows"] = [
                {"name": framework().competence(id).name.model_dump(), "points": points} for id, points in point["shows"].items()
            ]
        finished = [one for one in attempts if one.finished_at and self._replays(one)]
        seen = {play.turns(self._map, one.attempt)[-1].passage.name for one in finished}
        endings = [passage for passage in self._map.dialogue.passages.values() if passage.is_ending]
        return {**told, "ended": _ended(told["outcome"]), "endings_seen": len(seen), "endings": len(endings)}


def _attempt(value: dict[str, Any]) -> Attempt:
    return Attempt(value["taken"], value["hints"], value["thoughts"])


def _rests_on(value: Any, name: str, number: int) -> bool:
    """Whether a message was sent by a reader who had seen this many."""
    return isinstance(value, dict) and value.get(name) == number


def _moment(turn: Turn, attempt: Attempt) -> dict[str, Any]:
    passage, state = turn.passage, turn.state
    hints, thoughts = passage.heard("coach", state[1]), passage.heard("thought", state[1])
    return {
        "mood": turn.mood,
        "line": passage.line,
        "lines": _lines(passage, state),
        "choices": [{"id": choice.id, "text": choice.text.model_dump()} for choice in passage.offered(state[1])],
        "hint": _plain(hints) if passage.name in attempt.hints else None,
        "thought": _plain(thoughts) if passage.name in attempt.thoughts else None,
        "helps": {"hint": bool(hints), "thought": bool(thoughts)},
    }


def _lines(passage: Passage, state: State) -> list[dict[str, Any]]:
    shown = [line for line in passage.lines if line.kind in ("say", "scene") and all(one.holds(state[1]) for one in line.conditions)]
    return [{"kind": line.kind, "text": line.text.model_dump()} for line in shown]


def _plain(texts: list[Text]) -> list[dict[str, str]]:
    return [text.model_dump() for text in texts]


def _ended(outcome: str | None) -> dict[str, str] | None:
    return Outcome(outcome).told.model_dump() if outcome else None


def _summary(number: int, saved: SavedAttempt) -> dict[str, Any]:
    at = f"{saved.started_at.isoformat()}Z"
    return {"number": number, "at": at, "outcome": saved.outcome, "ended": _ended(saved.outcome), "score": saved.score, "best": saved.best}
