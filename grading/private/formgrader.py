"""formgrader with our words and our marking.

Its error pages tell of a server's administrator; here one template tells all errors (`BaseHandler.write_error`). `NbGraderAPI` would mark with the
stock classes, so its buttons refuse. Its handlers share one session, which here begins anew with each request (`BaseHandler`,
`nbgrader_gradebook`).
"""

import secrets
from html import escape
from pathlib import Path
from typing import Any

from course import origin
from grading import policy

FORMGRADER_ACTIONS = (
    "assign",
    "generate_assignment",
    "unrelease",
    "release",
    "release_assignment",
    "collect",
    "autograde",
    "generate_feedback",
    "release_feedback",
)


def formgrader_api(refusal: str) -> type:
    """What formgrader's pages read from; its buttons that would release, mark or hand back in nbgrader's own way say `refusal` instead."""
    from nbgrader.apps.api import NbGraderAPI

    class ReadOnly(NbGraderAPI):  # type: ignore[misc]
        pass

    def refuse(*_args: Any, **_kwargs: Any) -> dict[str, Any]:
        return {"success": False, "error": refusal, "log": refusal}

    for name in FORMGRADER_ACTIONS:
        setattr(ReadOnly, name, refuse)
    return ReadOnly


def use_in_formgrader(our_api: type) -> None:
    """Let formgrader's pages and buttons use `our_api` instead of nbgrader's own."""
    from nbgrader.server_extensions.formgrader import base

    base.NbGraderAPI = our_api


def let_go_after_each_request() -> None:
    """Let formgrader's transaction end with the request it was for.

    It has one for all, which PostgreSQL ends when nobody clicks for a minute or when it starts anew, and from which nbgrader would not recover.
    """
    from nbgrader.server_extensions.formgrader import base

    def on_finish(self: Any) -> None:
        gradebook = self.settings["nbgrader_gradebook"]
        if gradebook is not None:
            gradebook.db.remove()

    base.BaseHandler.on_finish = on_finish


def keep_to_its_site() -> None:
    """Let formgrader's forms and scripts work from this very site alone, and its cookies stay on the kind of line they were given on."""
    from nbgrader.server_extensions.formgrader import base

    whole = base.BaseHandler.set_cookie

    def set_cookie(self: Any, name: str, value: str | bytes, *how: Any, **more: Any) -> None:
        secure = origin.scheme(self.request.headers, self.request.protocol) == "https"
        whole(self, name, value, *how, **{"secure": secure, **more})

    base.BaseHandler.set_cookie = set_cookie
    base.BaseHandler.check_origin = lambda self, _origin="": origin.is_same(self.request.headers, self.request.protocol)


def tell_errors_in_our_words() -> None:
    """Let formgrader's errors be told as Jupyter tells its own, by the template `error.html`."""
    from jupyter_server.base.handlers import JupyterHandler
    from nbgrader.server_extensions.formgrader import base

    tell = JupyterHandler.write_error

    def write_error(self: Any, status_code: int, **more: Any) -> None:
        if not hasattr(self, "_current_user"):
            self.current_user = None  # refused before anybody has asked who it is
        tell(self, status_code, **more)

    JupyterHandler.write_error = base.BaseHandler.write_error = write_error  # type: ignore[method-assign]


def keep_to_the_policy(app: Any) -> None:
    """Let each of formgrader's pages run the scripts of its templates and files alone (see policy.py)."""
    from nbgrader.server_extensions.formgrader import base, handlers

    templates = [path for path in Path(handlers.template_path).rglob("*") if path.suffix in (".tpl", ".j2")]
    allowed = policy.for_pages(policy.handlers_in(templates))

    def content_security_policy(_self: Any) -> str:
        policy.NONCE.set(secrets.token_urlsafe(16))
        return allowed(policy.NONCE.get())

    base.BaseHandler.content_security_policy = property(content_security_policy)
    for environment in (app.web_app.settings["nbgrader_jinja2_env"], app.web_app.settings["nbgrader_exporter"].environment):
        policy.put_nonces_into(environment)


def only_formgrader() -> type:
    """Jupyter's own addresses (kernels, files, terminals) ask an authorizer; formgrader's ask only for a login. This one allows nothing."""
    from jupyter_server.auth.authorizer import Authorizer

    class Nothing(Authorizer):
        def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
            return False

    return Nothing


def templates_first(app: Any, folder: Path) -> None:
    """Let formgrader's pages find templates in `folder` before nbconvert's own, which load MathJax from another host."""
    exporter = app.web_app.settings["nbgrader_exporter"]
    exporter.template_paths = [str(folder), *exporter.template_paths]


def escape_in_pages(app: Any) -> None:
    """Let formgrader's templates, which escape nothing, show names and addresses as text."""
    app.web_app.settings["nbgrader_jinja2_env"].autoescape = True
    exporter = app.web_app.settings["nbgrader_exporter"]
    whole = exporter.from_filename

    def escaped(filename: str, resources: dict[str, Any]) -> Any:
        return whole(filename, resources={key: escape(value) if isinstance(value, str) else value for key, value in resources.items()})

    exporter.from_filename = escaped
