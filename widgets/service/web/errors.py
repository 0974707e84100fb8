"""Errors that a person can read: what kind of answer each is, and its words."""

from tornado.web import HTTPError

from course.datafile import DataError
from course.errors import Conflict, CourseError, InvalidAnswer, NotAllowed, NotFound, StorageError
from course.text import Text
from widgets.service.kernels.places import Crowded, Hurried

STATUS: dict[type[CourseError], int] = {
    NotFound: 404, NotAllowed: 403, Conflict: 409, InvalidAnswer: 400, Hurried: 429, Crowded: 503, StorageError: 503,
}  # fmt: skip
TITLES = {
    400: Text(da="Det kunne siden ikke bruge", en="That could not be used"),
    403: Text(da="Du har ikke adgang hertil", en="You do not have access to this"),
    404: Text(da="Siden findes ikke", en="There is no such page"),
    405: Text(da="Det kan man ikke her", en="That cannot be done here"),
    409: Text(da="Noget er ændret imens", en="Something has changed in the meantime"),
    422: Text(da="Det kan ikke lade sig gøre endnu", en="That is not possible yet"),
    500: Text(da="Der skete en fejl hos os", en="Something went wrong on our side"),
    503: Text(da="Kurset kan ikke svare lige nu", en="The course cannot answer right now"),
}
WORDS = {
    403: Text(
        da="Siden kan ikke vises for dig, eller formularen var for gammel. "
        "Genindlæs siden, du kom fra, og prøv igen. Mener du, at du skal have adgang, så spørg:",
        en="The page cannot be shown to you, or the form was too old. "
        "Reload the page you came from and try again. If you should have access, ask:",
    ),
    404: Text(
        da="Adressen passer ikke til nogen side i kurset. Måske er siden flyttet.",
        en="There is no page at this address. It may have moved.",
    ),
    405: Text(da="Gå tilbage til forsiden, og find siden igen derfra.", en="Go back to the front page and find the page again from there."),
    500: Text(da="Prøv igen om lidt. Det, du har svaret, er gemt.", en="Try again shortly. What you have answered is saved."),
}


class Refused(HTTPError):
    """A request that ends in a page with the error's own sentence."""

    def __init__(self, error: CourseError) -> None:
        found = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 422)
        super().__init__(500 if isinstance(error, DataError) else found)
        self.error = error
        self.again: int = getattr(error, "again", 0)
