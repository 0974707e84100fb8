"""The addresses of a kernel: its pulse, the line to it, and a page's last words and goodbye. Nobody but its owner gets near it.

The one place that touches what a websocket to a kernel does not promise: Voila's `VoilaKernelWebsocketHandler`, whose `pre_get` comes before
the line is opened, its `connection`, and that connection's `subprotocol`. tests/service/test_upstream.py fails loudly when an upgrade changes them.
"""

import asyncio
from contextlib import suppress
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, authenticated
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from widgets.service.kernels import frames
from widgets.service.kernels.same_origin import SameOrigin

KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
FAREWELL_SECONDS = 3


class _Owned(SameOrigin):
    """Lets nobody but its owner near a kernel."""

    settings: Any
    current_user: Any

    def require_owner(self, kernel: str) -> None:
        """Raise 404 when there is no such kernel and 403 when it is another person's."""
        owner = self.settings["course"].kernels.owner(kernel)
        if owner is None:
            raise HTTPError(404, "This page's kernel has ended")
        if owner != self.current_user.username:
            raise HTTPError(403, "This is another person's kernel")


class Pulse(_Owned, KernelHandler):
    """Tells a page whether its kernel lives, and keeps it awake. Voila's front end asks here too."""

    @authenticated
    async def get(self, kernel_id: str) -> None:
        self.require_owner(kernel_id)
        if not await self.settings["course"].kernels.alive(kernel_id):
            raise HTTPError(404, "This page's kernel has died")
        await super().get(kernel_id)  # type: ignore[misc]  # it is a coroutine, whatever the decorator says

    @authenticated
    async def delete(self, kernel_id: str) -> None:
        self.require_owner(kernel_id)
        await self.settings["course"].kernels.stop(kernel_id)
        self.set_status(204)
        self.finish()


class Connection(ZMQChannelsWebsocketConnection):
    """What leads from a line to its kernel, in the one protocol: Jupyter would fall back on its older one while a line is being closed."""

    subprotocol = frames.PROTOCOL


class Channels(_Owned, VoilaKernelWebsocketHandler):  # type: ignore[misc]  # Voila has no types
    """A page's line to its kernel."""

    _opening: asyncio.Future[None] | None = None
    _over = False

    async def pre_get(self) -> None:
        """Wait until the kernel answers, which one that ends meanwhile never does."""
        if not self.check_origin():  # Tornado is content with the same host
            raise HTTPError(403, "The line was opened from another site")
        self.require_owner(self.kernel_id)
        if frames.PROTOCOL not in self.request.headers.get("Sec-WebSocket-Protocol", "").replace(",", " ").split():
            raise HTTPError(400, f"A line is spoken in {frames.PROTOCOL}")
        if not frames.WORD.fullmatch(self.get_query_argument("session_id", "")):
            raise HTTPError(400, "A line has a session of its own")
        kernels = self.settings["course"].kernels
        self._reader, self._pace = frames.Reader(), kernels.pace[self.current_user.username]
        await asyncio.sleep(self._pace.wait(frames.OPENING))
        self.require_owner(self.kernel_id)
        kernels.connected(self.kernel_id, self)
        self._opening = asyncio.ensure_future(super().pre_get())
        try:
            await self._opening
        except asyncio.CancelledError:
            raise HTTPError(404, "This page's kernel has ended") from None
        if self.connection is None:
            raise HTTPError(404, "The page was closed while its line was being opened")

    def select_subprotocol(self, _offered: list[str]) -> str:
        """The one that `pre_get` has required."""
        return frames.PROTOCOL

    async def on_message(self, message: str | bytes) -> None:
        """Pass on what pages say. What is no frame ends this line alone; who says much waits."""
        if self._over or self.connection is None:
            return
        try:
            super().on_message(self._reader.read(message))
        except frames.Unwanted:
            self.write_message(frames.told(frames.NOT_UNDERSTOOD), binary=True)
        except frames.Unreadable as error:
            self.log.info("A line to %s ends: %s", self.kernel_id, error)
            self._over = True
            self.close(frames.NOT_READ, frames.NOT_READ_REASON)
        await asyncio.sleep(self._pace.wait(frames.weight(message)))

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Say something to the page, unless the line has been closed meanwhile."""
        with suppress(WebSocketClosedError):
            return super().write_message(message, binary)
        return None

    def hang_up(self) -> None:
        """Close the line, be it open or not yet, unless the other end has."""
        if self._opening:
            self._opening.cancel()
        with suppress(AttributeError):  # Tornado lets go of the stream before it says that the line is closed
            self.close()

    def write_error(self, status_code: int, **_: Any) -> None:
        """Refuse without a page: nobody reads it."""
        self.finish()

    def on_close(self) -> None:
        self.settings["course"].kernels.disconnected(self.kernel_id, self)
        super().on_close()


class LastWords(_Owned, APIHandler):
    """What a page had sent and not seen confirmed when it was hidden or left comes once more, by a request that outlives the page.

    The form field `said` is the content of a message as a line brings it, {comm_id, data}, and is read, paced and acted on as there; a component
    that has heard it over the line knows it by its id.
    """

    @authenticated
    async def post(self, kernel_id: str) -> None:
        self.require_owner(kernel_id)
        said, kernels = self.get_body_argument("said", ""), self.settings["course"].kernels
        try:
            content = frames.Reader().last_words(said)
        except (frames.Unreadable, frames.Unwanted) as error:
            raise HTTPError(400, f"No last words: {error}") from error
        await asyncio.sleep(kernels.pace[self.current_user.username].wait(frames.weight(said)))
        self.require_owner(kernel_id)
        if not await kernels.tell(kernel_id, content):
            raise HTTPError(503, "The page's kernel does not answer")
        self.set_status(204)
        self.finish()


class Shutdown(_Owned, APIHandler):
    """A page says goodbye: its kernel ends. A page may say so twice, so a kernel that is gone is no error."""

    @authenticated
    async def post(self, kernel_id: str) -> None:
        kernels = self.settings["course"].kernels
        if kernels.owner(kernel_id) is not None:
            self.require_owner(kernel_id)
            # what was written last may still be on its way, and a shutdown would overtake it
            IOLoop.current().call_later(FAREWELL_SECONDS, kernels.leave, kernel_id)
        self.set_status(204)
        self.finish()


ADDRESSES: list[tuple[str, Any]] = [
    (rf"api/kernels/{KERNEL_ID}", Pulse),
    (rf"api/kernels/{KERNEL_ID}/channels", Channels),
    (rf"api/kernels/{KERNEL_ID}/last-words", LastWords),
    (rf"voila/api/shutdown/{KERNEL_ID}", Shutdown),
]
