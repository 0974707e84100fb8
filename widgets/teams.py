"""Tools that a learner may share with her team: each writes her own, and reads what the others share."""

from typing import Any

import traitlets

from course.errors import CourseError, InvalidAnswer, NotAllowed
from course.store import Contribution, Team
from widgets.leaves import Leaves


class TeamComponent(Leaves):
    """A tool that may be the team's.

    Trait `team`: None where the tool or its reader has no team, else {name, shares: whether she lets the team read hers, others: [{name, value, parts:
    [{heading, lines}]}], error: {da, en} or None, reply: id of the message it answers}. Two messages more: {type: share, id, value: whether to} and {type: team, id}, which looks anew.
    No message says which team or whose: the staff list and the login do.
    """

    shown = (*Leaves.shown, "team")
    team = traitlets.Any(None, allow_none=True).tag(sync=True)

    def _load(self, reply: str | None = None) -> None:
        super()._load(reply)
        self._meet()

    def _act(self, type: str, value: Any, reply: str) -> None:
        if type == "share":
            self._meet(reply, value)
        elif type == "team":
            self._meet(reply)
        else:
            super()._act(type, value, reply)

    def _meet(self, reply: str | None = None, share: Any = None) -> None:
        """Show the team, after the sharing was begun or ended where `share` says so. What went wrong is told there; what stood there stays."""
        if not self._task.shared:
            return
        try:
            if reply is not None and share is not None:
                self._session.share(self._task, _wished(share))
            found = self._session.team(self._task)
        except CourseError as error:
            stays = _NOBODY if isinstance(error, NotAllowed) else self.team or _NOBODY
            self.team = {**stays, "error": error.text.model_dump(), "reply": reply}
        else:
            self.team = found and {**self._told(found), "error": None, "reply": reply}
        self._remark()

    def _together(self) -> list[Any]:
        return [one["value"] for one in self.team["others"]] if self.team and self.team["shares"] else []

    def _told(self, team: Team) -> dict[str, Any]:
        return {"name": team.name, "shares": team.shares, "others": [self._one(one) for one in team.others]}

    def _one(self, one: Contribution) -> dict[str, Any]:
        parts = [{"heading": heading.model_dump(), "lines": lines} for heading, lines in self._task.parts(one.value) if lines]
        told = [{**part, "lines": [line if isinstance(line, str) else line.model_dump() for line in part["lines"]]} for part in parts]
        return {"name": one.name, "value": one.value, "parts": told}


_NOBODY: dict[str, Any] = {"name": None, "shares": False, "others": []}


def _wished(share: Any) -> bool:
    if not isinstance(share, bool):
        raise InvalidAnswer("Du kan dele værktøjet eller lade være.", "You can share the tool or not.")
    return share
