"""Where whoever verifies a badge reads who issued it and with which key: /.well-known/badges/, without logging in."""

import json

from tornado.web import RequestHandler

from course.errors import NotFound
from course.out import badge

NAMES = badge.PLACE.replace(".", r"\.") + r"/([A-Za-z0-9_-]{1,64}\.json)"


class Badges(RequestHandler):
    """The issuer and the public key, for everybody; 404 for anything else, and where no badges are given."""

    def get(self, name: str) -> None:
        try:
            found = badge.published().get(name)
        except NotFound:
            found = None
        self.set_header("Content-Type", "application/json; charset=utf-8")
        if found is None:
            self.set_status(404)
        else:
            self.set_header("Access-Control-Allow-Origin", "*")  # verifiers that run in a browser
        self.finish(json.dumps(found or {}, ensure_ascii=False))

    head = get
