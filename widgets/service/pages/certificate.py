"""The course certificate at its address: only ever that of whoever asks."""

from course import certificate
from course.modules import catalogue
from course.pages import File, Request, Response
from widgets.documents import files, pdf
from widgets.documents.certificate import TITLE, sheet
from widgets.service.pages.asked import language_of


def fetched(request: Request) -> Response:
    """The certificate of whoever asks, as a PDF. Raises NotFound with what is missing."""
    username, language = request.viewer.username, language_of(request)
    evidence = request.store.evidence.of([username])[username]
    found = certificate.certificate(request.viewer, catalogue(), request.store.submissions.of(username), evidence)
    return File(f"{TITLE.pick(language)}.pdf", pdf.write(sheet(found, language)), files.TYPES["pdf"])
