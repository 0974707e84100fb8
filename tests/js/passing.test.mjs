// In a session that nobody keeps the reader is told before it ends, asked before she leaves, and offered what an earlier session has left in her browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { JSDOM } from "jsdom";

const SOURCE = readFileSync(new URL("../../widgets/theme/static/passing.js", import.meta.url), "utf-8").replace("export {};", "");
const MINUTE = 60_000;
const NOON = Date.parse("2026-11-29T12:00:00Z");
const SAYS = ["here", "unsaved", "ends", "idle", "silent"].map((name) => `<b data-says="${name}" hidden></b>`).join("");
const BODY = `${SAYS}<a href="work/file" download data-save-work>Gem</a>
  <form id="passing-copy" hidden><textarea name="file"></textarea><button type="button" data-throw-away>Smid</button></form></aside>
  <main><textarea id="text"></textarea></main>`;

/** A browser's database, as far as the page uses it. @param {Map<string, any>} held */
function database(held) {
  const answer = (result) => {
    const request = { result };
    queueMicrotask(() => request.onsuccess?.());
    return request;
  };
  const store = { getAll: () => answer([...held.values()]), put: (value, key) => answer(held.set(key, value)), delete: (key) => answer(held.delete(key)) };
  return { open: () => answer({ transaction: () => ({ objectStore: () => store }) }) };
}

/** What a browser keeps from one session to the next. */
const browser = () => ({ copies: new Map(), storage: {} });

/** A page in the session that ends then, which holds these answers ({task: [value, when]}); `who` sees it. */
async function page(kept = browser(), { keeps = true, ends = "2026-11-29T18:00:00Z", work = {}, site = "her" } = {}) {
  const seen = { now: NOON, work, who: "mig", away: false, sure: false, soon: [] };
  const file = () => JSON.stringify({ answers: Object.entries(seen.work).map(([task, [value, saved_at]]) => ({ module: "m", task, fingerprint: "f", value, saved_at })) });
  const state = () => JSON.stringify({ who: seen.who, things: Object.keys(seen.work).length, changed: Object.values(seen.work).map(([, at]) => at).sort().at(-1) ?? null });
  const { window } = new JSDOM(`<!doctype html><body data-base="/course/"><aside id="passing" data-ends="${ends}" data-idle="10" data-seconds="30" data-site="${site}" data-who="mig">${BODY}<script>${SOURCE}</script>`, {
    url: "http://course.test/course/",
    runScripts: "dangerously",
    beforeParse(window) {
      window.Date.now = () => seen.now;
      window.setInterval = (look) => (seen.look = look);
      window.setTimeout = (call) => seen.soon.push(call);
      window.confirm = () => seen.sure;
      window.indexedDB = keeps ? database(kept.copies) : { open: () => { throw new Error("private"); } };
      window.fetch = async (address) => ({ ok: !seen.away, statusText: "", text: async () => (address.endsWith("state") ? state() : file()) });
      for (const [name, value] of Object.entries(kept.storage)) window.localStorage.setItem(name, value);
    },
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  await settle();
  const { document } = window;
  const event = (kind) => new window.Event(kind, { bubbles: true, cancelable: true });
  return {
    seen,
    says: () => [...document.querySelectorAll("[data-says]")].filter((one) => !one.hidden).map((one) => one.dataset.says),
    offered: () => (document.getElementById("passing-copy").hidden ? null : Object.keys(JSON.parse(document.querySelector("[name=file]").value).answers).length),
    async pass(milliseconds) {
      seen.now += milliseconds;
      seen.look();
      await settle();
    },
    async touch() {
      document.dispatchEvent(event("pointermove"));
      await settle();
    },
    async answers(task, value, at) {
      seen.work = { ...seen.work, [task]: [value, at] };
      document.getElementById("text").dispatchEvent(event("input"));
    },
    async settles() {
      for (const call of seen.soon.splice(0)) call();
      await settle();
    },
    async fetches() {
      document.querySelector("[data-save-work]").dispatchEvent(event("click"));
      await settle();
      kept.storage = { ...window.localStorage };
    },
    async throwsAway() {
      document.querySelector("[data-throw-away]").dispatchEvent(event("click"));
      await settle();
    },
    asks: () => !window.dispatchEvent(event("beforeunload")),
  };
}

test("a session in which nothing has been made says nothing of a file and lets its reader go", async () => {
  const { says, asks, offered } = await page();
  assert.deepEqual(says(), []);
  assert.equal(asks(), false);
  assert.equal(offered(), null);
});

test("who closes a tab a moment after writing is asked, before anybody has looked at what there is", async () => {
  const { answers, settles, asks, says } = await page();
  await answers("a", "Ja", "2026-11-29T12:00:01");
  assert.equal(asks(), true);
  await settles();
  assert.equal(asks(), true);
  assert.deepEqual(says(), ["unsaved"]);
});

test("what is in a file is told to be, in another tab too, until there is more", async () => {
  const kept = browser();
  const work = { a: ["Ja", "2026-11-29T11:00:00"] };
  const { fetches, says, asks } = await page(kept, { work });
  assert.equal(asks(), true);
  await fetches();
  assert.equal(asks(), false);
  assert.deepEqual(says(), ["here"]);
  const other = await page(kept, { work });
  assert.deepEqual(other.says(), ["here"]);
  await other.answers("b", "Nej", "2026-11-29T12:00:01");
  await other.settles();
  assert.deepEqual(other.says(), ["unsaved"]);
});

test("the end is told twenty minutes before, and two minutes before a page that nobody touches ends the session", async () => {
  const { pass, touch, says } = await page(browser(), { work: { a: ["Ja", "2026-11-29T11:00:00"] } });
  await pass(7.9 * MINUTE);
  assert.deepEqual(says(), ["unsaved"]);
  await pass(0.2 * MINUTE);
  assert.deepEqual(says(), ["idle"]);
  await touch();
  assert.deepEqual(says(), ["unsaved"]);
  await pass(5.55 * 60 * MINUTE);
  assert.deepEqual(says(), ["ends"]);
});

test("a session that does not answer any more says so, and no longer than that", async () => {
  const { seen, pass, says } = await page(browser(), { work: { a: ["Ja", "2026-11-29T11:00:00"] } });
  seen.away = true;
  await pass(1000);
  assert.deepEqual(says(), ["unsaved"], "once may be chance");
  await pass(1000);
  assert.deepEqual(says(), ["silent"]);
  seen.away = false;
  await pass(1000);
  assert.deepEqual(says(), ["unsaved"]);
});

test("a private window, which keeps nothing, warns all the same and finds the session well", async () => {
  const { pass, says, offered } = await page(browser(), { keeps: false, work: { a: ["Ja", "2026-11-29T11:00:00"] } });
  await pass(1000);
  await pass(1000);
  assert.deepEqual(says(), ["unsaved"]);
  assert.equal(offered(), null);
});

test("what an earlier session left is offered until all of it is here, however much is answered before", async () => {
  const kept = browser();
  const before = { a: ["Ja", "2026-11-29T11:00:00"], b: ["Nej", "2026-11-29T11:10:00"] };
  await page(kept, { work: before });
  const next = await page(kept, { ends: "2026-11-30T18:00:00Z" });
  assert.equal(next.offered(), 2);
  await next.answers("a", "Måske", "2026-11-29T12:00:00");
  await next.settles();
  assert.equal(next.offered(), 2, "a first answer must not put a new copy in place of the earlier one");
  await next.answers("b", ...before.b);
  await next.settles();
  assert.equal(next.offered(), null);
  assert.deepEqual([...kept.copies.values()].map((copy) => copy.session), ["2026-11-30T18:00:00Z"]);
});

test("a copy that she does not want goes when she says so, and another course's is neither shown nor touched", async () => {
  const kept = browser();
  const work = { a: ["Ja", "2026-11-29T11:00:00"] };
  await page(kept, { work });
  await page(kept, { work, site: "der" });
  const next = await page(kept, { ends: "2026-11-30T18:00:00Z" });
  assert.equal(next.offered(), 1);
  await next.throwsAway();
  assert.equal(next.offered(), 1, "she was asked, and was not sure");
  next.seen.sure = true;
  await next.throwsAway();
  assert.equal(next.offered(), null);
  assert.deepEqual([...kept.copies.values()].map((copy) => copy.site), ["der"]);
});

test("a window in which the course is seen as somebody else by now copies nothing of hers", async () => {
  const kept = browser();
  const { seen, pass } = await page(kept, { work: { a: ["Ja", "2026-11-29T11:00:00"] } });
  const before = JSON.stringify([...kept.copies]);
  Object.assign(seen, { who: "eksempel-eva", work: { z: ["Evas", "2026-11-29T12:00:00"] } });
  await pass(1000);
  assert.equal(JSON.stringify([...kept.copies]), before);
});
