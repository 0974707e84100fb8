// @ts-check
// A module's page: gives each component its place, starts Voila's front end, and tells the reader when the line or the kernel is gone.

(() => {
  const BEAT = 15_000;
  const LATE = 30_000;
  const QUIET = 10_000;
  const base = document.body.dataset.base ?? "/";
  const status = /** @type {HTMLElement} */ (document.getElementById("status"));
  const module = document.body.dataset.module;
  /** @type {string} */
  let state = "waiting";

  /** Show one of the status region's sentences; "ready" shows none. @param {string} next */
  function say(next) {
    const final = ["asleep", "other", "failed"];
    if (next === state || final.includes(state)) return;
    state = next;
    status.dataset.state = next;
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (status.querySelectorAll("[data-says]"))) line.hidden = line.dataset.says !== next;
  }

  const slots = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-slot]")]);
  /** @param {HTMLElement} slot */
  const works = (slot) => slot.querySelector(".kv") !== null || "failed" in slot.dataset;

  function lookReady() {
    if (state !== "waiting" && state !== "late") return;
    if (slots.every(works)) {
      say("ready");
      if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
      arrivals.disconnect();
    }
  }
  const arrivals = new MutationObserver(lookReady);
  for (const slot of slots) arrivals.observe(slot, { childList: true, subtree: true });

  for (const output of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("script[data-cell]"))) {
    document.getElementById(output.dataset.cell ?? "")?.append(output);
  }
  for (const failure of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cell-failed]"))) {
    fail(document.getElementById(failure.dataset.cellFailed ?? ""));
  }

  /** @param {HTMLElement|null} slot */
  function fail(slot) {
    if (!slot) return;
    slot.dataset.failed = "";
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (slot.querySelectorAll("[data-slot-says]"))) line.hidden = line.dataset.slotSays !== "failed";
  }

  const broken = /** @type {HTMLElement|null} */ (document.querySelector("[data-kernel-failed]"));
  const configuration = document.getElementById("jupyter-config-data");
  if (broken || !configuration) {
    slots.forEach(fail);
    const number = status.querySelector("[data-number]");
    if (number && broken?.dataset.kernelFailed) number.textContent = `(${broken.dataset.kernelFailed})`;
    say("failed");
    return;
  }

  const kernel = JSON.parse(configuration.textContent ?? "{}").kernelId;
  const front = document.createElement("script");
  front.src = /** @type {HTMLElement} */ (document.currentScript).dataset.frontEnd ?? "";
  front.addEventListener("error", () => say(navigator.onLine ? "late" : "offline"));
  document.body.append(front);
  setTimeout(() => state === "waiting" && say("late"), LATE);
  lookReady();
  openAnewOnce();

  /** Now and then the front end misses the kernel's first word, and then no task ever comes. When all is loaded and nothing has happened for a
   * while, the page opens itself anew: once, and only while there is nothing on it to lose. */
  function openAnewOnce() {
    const key = `kompetencevej-anew:${location.pathname}`;
    const give = () => {
      if (state === "ready") return sessionStorage.removeItem(key);
      if (slots.length && !slots.some(works) && navigator.onLine && !sessionStorage.getItem(key)) {
        sessionStorage.setItem(key, "1");
        location.reload();
      }
    };
    let timer = setTimeout(give, QUIET);
    new PerformanceObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(give, QUIET);
    }).observe({ type: "resource" });
  }

  /** Ask whether the page's kernel lives, which also keeps it awake while somebody looks. */
  async function beat() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(`${base}api/kernels/${kernel}`, { cache: "no-store", redirect: "manual" });
      if (answer.ok) {
        if (state === "offline") say(slots.every(works) ? "ready" : "waiting");
      } else if (answer.status === 404) say("asleep");
      else if (answer.status === 403 || answer.type === "opaqueredirect") say("other");
    } catch {
      say("offline");
    }
  }

  async function showProgress() {
    try {
      const answer = await fetch(`${base}module/${module}/progress`, { cache: "no-store", redirect: "manual" });
      if (!answer.ok) return;
      const found = await answer.json();
      for (const bar of document.querySelectorAll("[data-live-progress]")) {
        fill(bar, found.done, found.of);
        bar.querySelector("progress")?.setAttribute("value", found.done);
      }
      for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-page-progress]"))) {
        const [done, of] = found.pages[link.dataset.pageProgress ?? ""] ?? [0, 0];
        fill(link, done, of);
        link.toggleAttribute("data-finished", done === of);
      }
    } catch {
      // the heartbeat says when there is no connection
    }
  }

  /** @param {Element} place @param {number} done @param {number} of */
  function fill(place, done, of) {
    for (const word of place.querySelectorAll("[data-done]")) word.textContent = String(done);
    for (const word of place.querySelectorAll("[data-of]")) word.textContent = String(of);
  }

  let due = 0;
  const saves = new MutationObserver((changes) => {
    if (!changes.some((change) => /** @type {Element} */ (change.target).getAttribute("data-state") === "saved")) return;
    clearTimeout(due);
    due = window.setTimeout(showProgress, 400);
  });
  for (const slot of slots) saves.observe(slot, { attributes: true, attributeFilter: ["data-state"], subtree: true });

  setInterval(beat, BEAT);
  document.addEventListener("visibilitychange", beat);
  window.addEventListener("online", beat);
  window.addEventListener("offline", () => say("offline"));
  window.addEventListener("pageshow", (event) => event.persisted && beat());

  // Closing the page ends its kernel.
  window.addEventListener("pagehide", () => {
    const farewell = new FormData();
    farewell.append("_xsrf", /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
    navigator.sendBeacon(`${base}voila/api/shutdown/${kernel}`, farewell);
  });

  const contents = /** @type {HTMLDetailsElement|null} */ (document.querySelector("[data-contents]"));
  const wide = matchMedia("(min-width: 62rem)");
  const fold = () => contents && (contents.open = wide.matches);
  wide.addEventListener("change", fold);
  fold();
})();
