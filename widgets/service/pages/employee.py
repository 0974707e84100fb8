"""The employee's pages at their addresses: what is next, the module, hand-in and its receipt, what came back, one's own levels, certificate and tools."""

from pathlib import Path

from course.pages import PageSet, Route
from widgets.service.pages import about, certificate, feedback, hand_in, levels, module, privacy, start, tools

MODULE = r"module/(?P<module>[0-9a-z-]{1,80})"
NUMBER = r"(?P<number>[0-9]{1,4})"

page_set = PageSet(
    routes=(
        Route(r"", "employee", start.start),
        Route(MODULE, "employee", module.overview),
        Route(MODULE + r"/progress", "employee", module.progress),
        Route(MODULE + r"/hand-in", "employee", hand_in.check_hand_in),
        Route(MODULE + r"/hand-in", "employee", hand_in.hand_in, post=True),
        Route(MODULE + r"/receipt/" + NUMBER, "employee", hand_in.receipt),
        Route(MODULE + r"/feedback/" + NUMBER, "employee", feedback.feedback_page),
        Route(r"levels", "employee", levels.own_levels),
        Route(r"certificate\.pdf", "employee", certificate.fetched),
        Route(r"tools", "employee", tools.shown),
        Route(r"tools/all\.zip", "employee", tools.everything),
        Route(r"tools/(?P<module>[0-9a-z-]{1,80})/(?P<task>[0-9a-z-]{1,80})\.(?P<ending>docx|pdf|ics)", "employee", tools.fetched),
        Route(r"privacy", "employee", privacy.shown),
        Route(r"privacy/copy\.zip", "employee", privacy.copy),
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
