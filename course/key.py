"""What marks a graded task without a person."""

from pydantic import BaseModel, ConfigDict, JsonValue

from course.text import Text


class Key(BaseModel):
    """The key of a graded task, as it stands in `grading/keys/`.

    `key` is a right answer, in the form that the kind of task gives its answers: right option ids (choice), right order (order), right
    pairs (match). `right` is told at full marks, `why` by what was answered wrongly (an option id, `"first>later"` for two steps the wrong
    way round, or the left side of a pair), `missing` when a right option was not chosen.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: JsonValue
    right: Text
    why: dict[str, Text] = {}
    missing: Text | None = None
