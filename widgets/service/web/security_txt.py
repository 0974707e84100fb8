"""Where whoever finds a hole reads whom to tell: /.well-known/security.txt (RFC 9116), from the organisation's data."""

from datetime import UTC, datetime, timedelta

from tornado.web import RequestHandler

from course.framework import Organisation, organisation
from course.text import Text

NAME = ".well-known/security.txt"
GOOD_FOR = timedelta(days=90)  # from the day it is asked for: the installation answers for it anew each day
NOBODY = Text(
    da="Her er ikke valgt, hvem man skriver til om et sikkerhedshul.",
    en="Nobody has been named here to write to about a security problem.",
)


def told(said: Organisation, now: datetime) -> str | None:
    """The file at this time (UTC); None where the organisation names nobody, since a file must have a contact (RFC 9116, 2.5.3)."""
    if said.security_contact is None:
        return None
    expires = (now + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
    return f"Contact: {said.security_contact}\nExpires: {expires}\nPreferred-Languages: da, en\n"


class SecurityTxt(RequestHandler):
    """The file, for everybody; where nobody is named, 404 and whom to ask instead."""

    def get(self) -> None:
        said = organisation()
        text = told(said, datetime.now(UTC))
        if text is None:
            self.set_status(404)
            text = f"{NOBODY.da} {said.contact.da}\n{NOBODY.en} {said.contact.en}\n"
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(text)

    head = get
