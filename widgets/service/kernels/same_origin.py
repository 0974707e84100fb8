"""What all addresses ask of a request that would get something done."""

from tornado.httputil import HTTPServerRequest

from course import origin


class SameOrigin:
    """Lets forms, lines and scripts of this very site alone get anything done; Jupyter would compare the host and not the scheme."""

    request: HTTPServerRequest

    def check_origin(self, _origin: str | None = None) -> bool:
        """Whether the request is from here (Jupyter asks, for forms and lines)."""
        return origin.is_same(self.request.headers, self.request.protocol)
