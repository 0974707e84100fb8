"""Where a page says that its reader is there: a login ends that nobody uses, and reading is a use too."""

from widgets.service.web.handlers import CourseHandler


class Here(CourseHandler):
    """Says nothing; whoever asks has been noticed."""

    async def get(self) -> None:
        self.set_status(204)
        self.finish()
