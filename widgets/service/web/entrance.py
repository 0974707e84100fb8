"""Where the service listens, and how people get in."""

from dataclasses import dataclass
from pathlib import Path

from jupyter_server.auth.identity import IdentityProvider

from widgets.service.web.identity import LocalIdentity
from widgets.service.web.passing import Passing


@dataclass(frozen=True)
class Entrance:
    """`identity` says who asks. The service listens on `ip` and `port` below the path `base`.

    Of several replicas on one machine each has a `port` of its own and all share `shared_port`, where the machine gives each request to
    one of them. Since a page's kernel lives in one replica, `replica` stands in the addresses of its kernels, and whoever is in front
    leads these to it; where there is only one replica it is empty. `local` says that the course can be seen as other people, and
    `preview` that its pages show what is wrong with a module that is being written. Where there is a `socket` the service listens on that
    instead of a port: a server in front has let the reader in. `passing` says when a session ends that nobody keeps.
    """

    port: int
    identity: type[IdentityProvider] = LocalIdentity
    ip: str = "127.0.0.1"
    base: str = "/"
    shared_port: int | None = None
    replica: str = ""
    local: bool = False
    preview: bool = False
    socket: Path | None = None
    passing: Passing | None = None

    @property
    def alone(self) -> bool:
        """Whether the course runs for one person, without a Hub."""
        return issubclass(self.identity, LocalIdentity)

    @property
    def behind(self) -> bool:
        """Whether a Jupyter server of one's own is in front, below whose address the course then is."""
        return self.alone and self.base != "/"

    @property
    def mark(self) -> str:
        """The name of the cookie that marks requests as coming from a page of ours. The server in front has one of its own, named as Tornado names it."""
        return "kompetencevej-xsrf" if self.behind else "_xsrf"

    @property
    def here(self) -> str:
        """What stands before the addresses of kernels, relative to the base: `replica/<name>/`, or nothing."""
        return f"replica/{self.replica}/" if self.replica else ""
