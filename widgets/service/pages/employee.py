"""The employee's pages at their addresses: what is next, modules and hand-in, what came back, levels, certificate, tools, what to remember and try."""

from pathlib import Path

from course.pages import PageSet, Route
from widgets.service.pages import (
    about,
    certificate,
    deadline,
    feedback,
    feedback_file,
    hand_in,
    hand_in_file,
    levels,
    module,
    next_steps,
    privacy,
    recall,
    replies,
    start,
    talk,
    tomorrow,
    tools,
    work,
)

MODULE = r"module/(?P<module>[0-9a-z-]{1,80})"
RECALL = r"recall/(?P<module>[0-9a-z-]{1,80})/(?P<days>2|7|30)"
TOMORROW = r"tomorrow/(?P<module>[0-9a-z-]{1,80})/(?P<page>[0-9a-z-]{1,100})"
NUMBER = r"(?P<number>[0-9]{1,4})"

page_set = PageSet(
    routes=(
        Route(r"", "employee", start.start),
        Route(MODULE, "employee", module.overview),
        Route(MODULE + r"/progress", "employee", module.progress),
        Route(MODULE + r"/hand-in", "employee", hand_in.check_hand_in),
        Route(MODULE + r"/hand-in", "employee", hand_in.hand_in, post=True),
        Route(MODULE + r"/receipt/" + NUMBER, "employee", hand_in.receipt),
        Route(MODULE + r"/receipt/" + NUMBER + r"/file", "employee", hand_in_file.fetched, post=True),
        Route(MODULE + r"/feedback/" + NUMBER, "employee", feedback.feedback_page),
        Route(MODULE + r"/feedback/" + NUMBER + "/read", "employee", replies.read, post=True),
        Route(MODULE + r"/feedback/" + NUMBER + r"/ask/(?P<task>[0-9a-z-]{1,80})", "employee", replies.ask, post=True),
        Route(r"desk/files/(?P<submission>[0-9]{1,9})/feedback\.html", "trainer", feedback_file.fetched),
        Route(r"desk/files/feedback\.zip", "trainer", feedback_file.everything),
        Route(r"levels", "employee", levels.own_levels),
        Route(r"certificate\.pdf", "employee", certificate.fetched),
        Route(r"certificate\.jwt", "employee", certificate.as_badge),
        Route(r"next", "employee", next_steps.shown),
        Route(r"next/helping", "employee", next_steps.help_with, post=True),
        Route(r"talk", "employee", talk.shown),
        Route(r"talk", "employee", talk.answer, post=True),
        Route(r"talk/plan", "employee", talk.share_plan, post=True),
        Route(r"talk\.(?P<ending>docx|pdf)", "employee", talk.fetched),
        Route(r"deadlines\.ics", "employee", deadline.calendar),
        Route(r"tools", "employee", tools.shown),
        Route(r"tools/all\.zip", "employee", tools.everything),
        Route(r"tools/(?P<module>[0-9a-z-]{1,80})/(?P<task>[0-9a-z-]{1,80})\.(?P<ending>docx|pdf|ics)", "employee", tools.fetched),
        Route(r"recall", "employee", recall.shown),
        Route(r"recall", "employee", recall.switch, post=True),
        Route(RECALL, "employee", recall.card),
        Route(RECALL, "employee", recall.answer, post=True),
        Route(TOMORROW, "employee", tomorrow.shown),
        Route(TOMORROW, "employee", tomorrow.save, post=True),
        Route(r"privacy", "employee", privacy.shown),
        Route(r"privacy/copy\.zip", "employee", privacy.copy),
        Route(r"work", "employee", work.shown),
        Route(r"work/file", "employee", work.fetched),
        Route(r"work/state", "employee", work.state),
        Route(r"work/preview", "employee", work.preview, post=True, most=work.MOST),
        Route(r"work/bring-in", "employee", work.bring_in, post=True, most=work.MOST),
        Route(r"statement", "employee", about.statement),
        Route(r"about", "employee", about.about),
    ),
    templates=Path(__file__).parent / "templates",
    menu=(
        ("", "Forside", "Front page", "employee"),
        ("levels", "Mine niveauer", "My levels", "employee"),
        ("tools", "Mine redskaber", "My tools", "employee"),
    ),
)
