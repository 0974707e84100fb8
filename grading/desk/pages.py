"""The desk's pages at their addresses. All are for trainers alone, and none names a learner unless she asks."""

from pathlib import Path

from course.pages import File, PageSet, Request, Response, Route
from grading.desk import agreement_page, calibration_page, file_page, front_page, inquiry_page, item_page, phrase_page, text_page

TEMPLATES = Path(__file__).parent / "templates"
TASK = r"desk/texts/(?P<module>[0-9a-z-]{1,80})/(?P<task>[0-9a-z-]{1,80})"
CALIBRATION = TASK.replace("desk/texts", "desk/calibration")
INQUIRY = r"desk/inquiries/(?P<submission>[0-9]{1,9})/(?P<task>[0-9a-z-]{1,80})"
TEXT = TASK + r"/(?P<submission>[0-9]{1,9})"


def _asset(name: str, kind: str) -> Route:
    def answer(_request: Request) -> Response:
        return File(name, (TEMPLATES / name).read_bytes(), kind)

    return Route(rf"desk/{name}".replace(".", r"\."), "trainer", answer)


page_set = PageSet(
    routes=(
        Route(r"desk", "trainer", front_page.front),
        Route(r"desk/phrases", "trainer", phrase_page.shown),
        Route(r"desk/phrases/change", "trainer", phrase_page.change, post=True),
        Route(r"desk/inquiries", "trainer", inquiry_page.shown),
        Route(INQUIRY, "trainer", inquiry_page.shown),
        Route(INQUIRY, "trainer", inquiry_page.answer, post=True),
        Route(r"desk/items", "trainer", item_page.shown),
        Route(r"desk/items\.csv", "trainer", item_page.as_csv),
        Route(r"desk/agreement", "trainer", agreement_page.shown),
        Route(CALIBRATION, "trainer", calibration_page.shown),
        Route(CALIBRATION + "/answer", "trainer", calibration_page.answer, post=True),
        Route(r"desk/files", "trainer", file_page.shown),
        Route(r"desk/files", "trainer", file_page.take, post=True, most=file_page.MOST),
        Route(r"desk/files/take", "trainer", file_page.take_one, post=True, most=file_page.MOST),
        Route(r"desk/files/assign", "trainer", file_page.assign, post=True),
        Route(TASK, "trainer", front_page.pile),
        Route(TASK + "/next", "trainer", front_page.go_on, post=True),
        Route(TASK + "/undo", "trainer", front_page.undo, post=True),
        Route(TEXT, "trainer", text_page.shown),
        Route(TEXT + "/save", "trainer", text_page.save, post=True),
        Route(TEXT + "/give", "trainer", text_page.give, post=True),
        Route(TEXT + "/skip", "trainer", text_page.skip, post=True),
        Route(TEXT + "/undo", "trainer", text_page.undo, post=True),
        Route(TEXT + "/talked", "trainer", agreement_page.talked, post=True),
        Route(TEXT + "/phrase", "trainer", text_page.keep_phrase, post=True),
        _asset("desk.js", "text/javascript; charset=utf-8"),
        _asset("calibration.js", "text/javascript; charset=utf-8"),
        _asset("phrases.js", "text/javascript; charset=utf-8"),
        _asset("files.js", "text/javascript; charset=utf-8"),
        _asset("desk.css", "text/css; charset=utf-8"),
    ),
    templates=TEMPLATES,
)
