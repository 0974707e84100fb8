// @ts-check
// A module's page that asks for Voila's own front end: gives each component its place, starts that front end, and tells the reader when the
// line or the kernel is gone.

import { Status, base, carryLastWords, fail, followProgress, foldContents, goToTask, saveBeforeLeaving, sayGoodbye, slots } from "./parts.js";

const BEAT = 15_000;
const LATE = 30_000;
const QUIET = 10_000;

export function start() {
  const status = new Status("waiting");
  foldContents();
  const broken = /** @type {HTMLElement|null} */ (document.querySelector("[data-kernel-failed]"));
  const configuration = document.getElementById("jupyter-config-data");
  if (broken || !configuration) return status.fail(broken?.dataset.kernelFailed);
  const { kernelId, baseUrl } = JSON.parse(configuration.textContent ?? "{}");

  const works = (/** @type {HTMLElement} */ slot) => slot.querySelector(".kv") !== null || "failed" in slot.dataset;
  const arrivals = new MutationObserver(lookReady);
  for (const slot of slots) arrivals.observe(slot, { childList: true, subtree: true });
  for (const output of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("script[data-cell]"))) {
    document.getElementById(output.dataset.cell ?? "")?.append(output);
  }
  for (const failure of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cell-failed]"))) {
    fail(document.getElementById(failure.dataset.cellFailed ?? ""));
  }

  function lookReady() {
    if (!["waiting", "late"].includes(status.state) || !slots.every(works)) return;
    status.say("ready");
    goToTask();
    arrivals.disconnect();
  }

  const front = document.createElement("script");
  front.src = `${base}voila/static/voila.js`;
  front.addEventListener("error", () => status.say(navigator.onLine ? "late" : "offline"));
  document.body.append(front);
  setTimeout(() => status.state === "waiting" && status.say("late"), LATE);
  lookReady();
  openAnewOnce();

  /** Now and then the front end misses the kernel's first word, and then no task ever comes. When all is loaded and nothing has happened for a
   * while, the page opens itself anew: once, and only while there is nothing on it to lose. */
  function openAnewOnce() {
    const key = `kompetencevej-anew:${location.pathname}`;
    const give = () => {
      if (status.state === "ready") return sessionStorage.removeItem(key);
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
      const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`, { cache: "no-store", redirect: "manual" });
      if (answer.ok) {
        if (status.state === "offline") status.say(slots.every(works) ? "ready" : "waiting");
      } else if (answer.status === 404) status.say("asleep", true);
      else if (answer.status === 403 || answer.type === "opaqueredirect") status.say("other", true);
    } catch {
      status.say("offline");
    }
  }

  setInterval(beat, BEAT);
  document.addEventListener("visibilitychange", beat);
  window.addEventListener("online", beat);
  window.addEventListener("offline", () => status.say("offline"));
  window.addEventListener("pageshow", (event) => event.persisted && beat());
  carryLastWords(() => `${baseUrl.slice(base.length)}api/kernels/${kernelId}/last-words`);
  saveBeforeLeaving();
  sayGoodbye(() => `${baseUrl.slice(base.length)}voila/api/shutdown/${kernelId}`);
  followProgress();
}
