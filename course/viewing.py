"""What somebody can see of a colleague, and who it was, in words for whom it is about."""

from enum import StrEnum

from course.text import Text

COMMAND_LINE, FORMER = "*command-line", "*former"  # no username begins with a star


class Seen(StrEnum):
    """What was seen, as the store writes it."""

    TEAM = "team"
    MEMBER = "member"
    REPORT = "report"
    SURVEY = "survey"
    TEXTS = "texts"
    FEEDBACK = "feedback"
    TALK = "talk"
    TARGET = "target"
    DEADLINE = "deadline"

    @property
    def told(self) -> Text:
        """What it is called."""
        return PAGES[self]


PAGES = {
    Seen.TEAM: Text(da="Oversigten over teamet", en="The overview of the team"),
    Seen.MEMBER: Text(da="Siden om dig", en="The page about you"),
    Seen.REPORT: Text(da="Teamets niveauer hentet som fil", en="The team's levels fetched as a file"),
    Seen.SURVEY: Text(da="Teamets samlede svar i en undersøgelse", en="The team's answers to a survey, all together"),
    Seen.TEXTS: Text(da="Dine afleveringer med tekster, hos en underviser", en="Your hand-ins with their texts, by a trainer"),
    Seen.FEEDBACK: Text(da="Din tilbagemelding som fil", en="Your feedback as a file"),
    Seen.TALK: Text(da="Samtalen om dine kompetencer", en="The talk about your competences"),
    Seen.TARGET: Text(da="Mål, der er sat for dig", en="Targets set for you"),
    Seen.DEADLINE: Text(da="Hvem der ikke har afleveret til en frist", en="Who has not handed in by a deadline"),
}
NAMELESS = {
    COMMAND_LINE: Text(da="Den, der driver kurset", en="Whoever runs the course"),
    FORMER: Text(da="En tidligere kollega", en="A former colleague"),
}


def somebody(login: str, name: str | None = None) -> Text:
    """Who has done something, by her name where it is known; whoever runs the course, or has been erased, has none."""
    said = name or login
    return NAMELESS.get(login) or Text(da=said, en=said)
