"""What every answer of the Hub carries, and what it keeps to itself."""

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

TELLS_TOO_MUCH = ("Server", "X-JupyterHub-Version")


class EveryAnswer(OutputTransform):
    """No browser keeps what the Hub says to somebody, and nobody learns which version it is. Its pictures and scripts are the same for all."""

    def __init__(self, request: HTTPServerRequest) -> None:
        self._same_for_all = request.path.startswith(("/hub/static/", "/hub/logo"))

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        if not self._same_for_all:
            headers["Cache-Control"] = "no-store"
        for name in TELLS_TOO_MUCH:
            headers.pop(name, None)
        return status_code, headers, chunk
