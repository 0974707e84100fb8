"""What every answer of the course carries: where a page may take its parts from, and that nobody else may show it."""

from collections.abc import Mapping

from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform

# Nothing comes from another host. Styles stand in files; a plot's shapes carry theirs as attributes.
STRICT = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
# A page that Voila's own front end shows: it adds <style> elements, and anywidget imports the components' scripts from blobs. Nothing needs
# 'unsafe-eval': what Voila's front end would compile (settings' schemas) is not used on our pages.
VOILA = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Content-Security-Policy": STRICT}


def every_answer(carries: Mapping[str, str] = HEADERS) -> type[OutputTransform]:
    """What adds these headers to every answer, files and errors too, unless its page says otherwise. What serves it is nobody's business."""

    class EveryAnswer(OutputTransform):
        def transform_first_chunk(
            self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
        ) -> tuple[int, HTTPHeaders, bytes]:
            for name, value in carries.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
            headers.pop("Server", None)
            return status_code, headers, chunk

    return EveryAnswer
