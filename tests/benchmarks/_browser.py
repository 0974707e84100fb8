"""Opening the page in a real browser. The times are the page's own: seconds since the navigation began, looked at before each frame is drawn."""

import json
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.benchmarks._subjects import HEADER, STATIC, Subject, learner

SOON_MS = 90_000
CLICKS = 3

# `works`: the first component's input is there, and a click on it takes; `saved`: that answer is confirmed
WATCH = """(() => {
  if (window !== window.top) return;
  const found = (window.found = {});
  const seen = (one) => one && one.getClientRects().length > 0 && getComputedStyle(one).visibility === "visible";
  const click = (told) => {
    const task = document.querySelector(".kv-task");
    const input = task?.querySelector("input:not(:checked)");
    if (!seen(input) || input.disabled) return false;
    const status = task.querySelector(".kv-status");
    input.click();
    const watch = new MutationObserver(() => {
      if (status.dataset.state !== "saved") return;
      watch.disconnect();
      told(performance.now());
    });
    watch.observe(status, { attributes: true });
    return input.checked;
  };
  window.again = () => new Promise((told) => {
    const begin = performance.now();
    if (!click((end) => told(end - begin))) told(NaN);
  });
  window.until = (last) => new Promise((told) => {
    const timer = setInterval(() => found.text && found[last] && told(found, clearInterval(timer)), 20);
  });
  const look = () => {
    if (!found.text && seen(document.querySelector(TEXT))) found.text = performance.now();
    if (!found.works && click((end) => (found.saved = end))) found.works = performance.now();
    if (!found.text || !found.works) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();"""


class Reading:
    """A browser of somebody's own, with an empty cache, at a subject's page."""

    def __init__(self, browser: Browser, subject: Subject, port: int | None = None) -> None:
        self.subject = subject
        self.origin = f"http://localhost:{port or subject.port}/"
        self.context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900}, extra_http_headers={HEADER: learner(0)})
        cookies = subject.cookies(learner(0)).items()
        self.context.add_cookies([{"name": name, "value": value, "url": self.origin} for name, value in cookies])
        self.context.add_init_script(WATCH.replace("TEXT", json.dumps(subject.text)))
        self.page: Page = self.context.new_page()

    def open(self) -> dict[str, float]:
        """Open the page: seconds to text, to the first component that works, and to its answer being saved (not with static HTML)."""
        self.page.goto(self.origin + self.subject.path, wait_until="commit", timeout=SOON_MS)
        last = "works" if self.subject.name == STATIC else "saved"
        found: dict[str, float] = self.page.evaluate(f"window.until('{last}')")
        return {name: milliseconds / 1000 for name, milliseconds in found.items()}

    def click(self) -> float:
        """Milliseconds from a click on an answer until it is saved, on a page that has come to rest: the median of a few."""
        self.page.wait_for_load_state("networkidle")
        times = []
        for _ in range(CLICKS):
            self.page.wait_for_timeout(100)
            times.append(float(self.page.evaluate("window.again()")))
        return sorted(times)[CLICKS // 2]

    def leave(self) -> None:
        """Go elsewhere, and end the kernel where that is left to us (stock Voila's own goodbye is refused)."""
        kernel = self.page.evaluate("JSON.parse(document.getElementById('jupyter-config-data')?.textContent || '{}').kernelId ?? ''")
        self.page.goto("about:blank")
        if kernel:
            self.context.request.delete(f"{self.origin}api/kernels/{kernel}", headers=self.subject.headers(learner(0)))

    def close(self) -> None:
        self.context.close()


class Requests:
    """Counts what a page asks the network for, not what its cache has."""

    def __init__(self, reading: Reading) -> None:
        self.asked: set[str] = set()
        session: CDPSession = reading.context.new_cdp_session(reading.page)
        session.on("Network.responseReceived", self._came)
        session.on("Network.requestServedFromCache", lambda event: self.asked.discard(event["requestId"]))
        session.send("Network.enable")

    def _came(self, event: dict[str, Any]) -> None:
        if not event["response"].get("fromDiskCache") and event["response"]["url"].startswith("http"):
            self.asked.add(event["requestId"])

    def count(self) -> int:
        """How many since the last time."""
        number = len(self.asked)
        self.asked.clear()
        return number
