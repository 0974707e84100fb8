"""The course certificate at its addresses, as a document and as a badge: only ever that of whoever asks."""

from course import certificate
from course.certificate import Certificate
from course.modules import catalogue
from course.out import badge
from course.pages import File, Request, Response
from widgets.documents import files, pdf
from widgets.documents.certificate import TITLE, sheet
from widgets.service.pages.asked import language_of


def fetched(request: Request) -> Response:
    """The certificate of whoever asks, as a PDF. Raises NotFound with what is missing."""
    language = language_of(request)
    return File(f"{TITLE.pick(language)}.pdf", pdf.write(sheet(_hers(request), language)), files.TYPES["pdf"])


def as_badge(request: Request) -> Response:
    """The same as a signed Open Badge. Raises NotFound with what is missing, or where no badges are given."""
    language = language_of(request)
    return File(f"{TITLE.pick(language)}.jwt", badge.signed(_hers(request), language).encode(), badge.TYPE)


def _hers(request: Request) -> Certificate:
    username = request.viewer.username
    evidence = request.store.evidence.of([username])[username]
    return certificate.certificate(request.viewer, catalogue(), request.store.submissions.of(username), evidence)
