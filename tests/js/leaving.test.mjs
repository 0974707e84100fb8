// What becomes of an answer when its page is hidden, left or closed before the kernel has confirmed it.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, TASKS, clear, shared, show, button, visible } from "./stage.mjs";

const parts = await import("../../widgets/front/parts.js");
const KEY = "kompetencevej:a1b2c3:9-proeve:valg";
const BEYOND = "kompetencevej:unconfirmed";
let leaving = new AbortController();
/** What went by a request that outlives the page. */
let carried = [];
const follow = (event) => carried.push(event.detail);

beforeEach(() => {
  leaving = new AbortController();
  carried = [];
  document.addEventListener(BEYOND, follow);
});
afterEach(() => {
  document.removeEventListener(BEYOND, follow);
  leaving.abort();
  clear();
  visible(true);
});

function begin(state = {}) {
  const model = new Model({ task: { ...TASKS.choice, comm: "c1" }, ...state });
  return { model, saver: new shared.Saver(model, () => {}, leaving.signal) };
}

const close = () => window.dispatchEvent(new Event("pagehide"));
const left = () => JSON.parse(localStorage.getItem(KEY));
/** The next visit in this browser: another window, which knows nothing of the first. */
const come = (state) => {
  leaving.abort();
  leaving = new AbortController();
  sessionStorage.clear();
  return begin(state);
};

test("what is being typed when the page is closed goes over the line and once more beyond the page, as one message", () => {
  const { model, saver } = begin();
  saver.draft(["a"]);
  close();
  visible(false);
  assert.equal(model.messages.length, 1);
  assert.deepEqual(carried, [{ comm_id: "c1", data: { method: "custom", content: model.last() } }]);
});

test("a message names those before it that it replaces, so that none of them comes after it", () => {
  const { model, saver } = begin();
  saver.send("save", ["a"]);
  saver.send("save", ["b"]);
  assert.deepEqual(model.last().over, [model.messages[0].id]);
  model.confirm();
  saver.send("save", ["c"]);
  assert.deepEqual(model.last().over, []);
});

test("a page with nothing unconfirmed sends and keeps nothing when it is left", () => {
  const { model, saver } = begin();
  saver.send("save", ["a"]);
  model.confirm();
  saver.look();
  close();
  assert.deepEqual([carried, localStorage.length], [[], 0]);
});

test("what was left unconfirmed is in this browser until it is confirmed", () => {
  const { model, saver } = begin();
  saver.send("save", ["a"]);
  visible(false);
  assert.deepEqual(left().value, ["a"]);
  model.confirm();
  assert.equal(left(), null);
});

test("the next visit in the same browser offers what was left behind, on what it rested on", () => {
  begin({ saved: { state: "saved", at: null, message: null, reply: null, revision: 3 } }).saver.send("save", ["a"]);
  close();
  const { model, saver } = come({ answer: ["c"], saved: { state: "saved", at: null, message: null, reply: null, revision: 5 } });
  saver.resume();
  assert.deepEqual([model.last().value, model.last().base], [["a"], 3], "where something newer is saved, the reader is asked");
});

test("what a window that was ended without a word had kept is taken up when it is clear that it is gone", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  begin().saver.draft(["a"]);
  const { model, saver } = come();
  saver.resume();
  context.mock.timers.tick(2999);
  assert.deepEqual(model.messages, [], "the other window may be writing still");
  context.mock.timers.tick(1);
  assert.deepEqual(model.last()?.value, ["a"]);
});

test("what another window is writing is left to it", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const here = begin({ answer: ["c"] });
  here.saver.draft(["a"]);
  const own = sessionStorage.getItem(KEY);
  sessionStorage.clear();
  const there = begin({ answer: ["c"] });
  there.saver.resume();
  sessionStorage.setItem(KEY, own);
  context.mock.timers.tick(700);
  here.model.confirm();
  context.mock.timers.tick(5000);
  assert.deepEqual(there.model.messages, []);
});

test("what was left behind and arrived all the same is forgotten", () => {
  begin().saver.send("save", ["a"]);
  close();
  const { model, saver } = come({ answer: ["a"] });
  saver.resume();
  assert.deepEqual([model.messages, left()], [[], null]);
});

test("another person at the same computer is shown nothing of it", () => {
  begin().saver.send("save", ["a"]);
  close();
  const { model, saver } = come({ task: { ...TASKS.choice, owner: "somebody-else" } });
  saver.resume();
  assert.deepEqual([model.messages, saver.value()], [[], null]);
  assert.deepEqual(left().value, ["a"], "it waits for whose it is");
});

test("what nobody came back for in a month is thrown away, whoever's it is, and nothing else is", () => {
  const month = 31 * 24 * 3600 * 1000;
  localStorage.setItem("kompetencevej:gone:9-proeve:valg", JSON.stringify({ value: ["a"], at: Date.now() - month }));
  localStorage.setItem("kompetencevej:broken:9-proeve:valg", "{");
  localStorage.setItem("kompetencevej:lately:9-proeve:valg", JSON.stringify({ value: ["a"], at: Date.now() }));
  localStorage.setItem("kompetencevej-read", "[]");
  begin().saver.resume();
  assert.deepEqual(Object.keys(localStorage).sort(), ["kompetencevej-read", "kompetencevej:lately:9-proeve:valg"]);
});

test("a text that is too long to be saved is kept in this browser and goes nowhere", () => {
  const { model, saver } = begin();
  saver.draft(["alt", "for", "langt"], false);
  close();
  assert.deepEqual([model.messages, carried], [[], []]);
  assert.deepEqual(left().value, ["alt", "for", "langt"]);
});

test("a choice in a conversation goes beyond the page too, and waits for the one before it", async () => {
  const choices = ["a", "b"].map((id) => ({ id, text: { da: id, en: id } }));
  const now = { mood: "calm", line: "good", lines: [], choices, hint: null, thought: null, helps: { hint: true, thought: false } };
  const person = { name: "Mikkel", portrait: { hairstyle: "bald" }, about: { da: "", en: "" } };
  const { model, el } = await show("conversation", {
    task: { ...TASKS.choice, use: "practice", person, comm: "c2" },
    scene: { step: 1, turns: [], now, debrief: null, attempts: [] },
  });
  el.querySelector(".kv-reply").click();
  button(el, "Spørg en coach").click();
  close();
  assert.deepEqual(model.messages.map((one) => [one.type, one.over]), [["choose", []]]);
  assert.deepEqual(carried.map((one) => [one.comm_id, one.data.content.type]), [["c2", "choose"]]);
});

/** How a page leaves: the requests that were made, and where it went. */
function page(room = true) {
  const told = { beacons: [], fetched: [] };
  Object.defineProperty(globalThis, "navigator", { value: { sendBeacon: (url, body) => told.beacons.push([url, body.get("said")]) && room }, configurable: true });
  globalThis.FormData = window.FormData;
  globalThis.fetch = async (url, { body }) => told.fetched.push([url, body.get("said")]);
  return told;
}

test("a browser that has no room for a long text beyond the page sends it as an ordinary request", () => {
  const said = { comm_id: "c1", data: {} };
  parts.carryLastWords(() => "replica/1/api/kernels/k1/last-words");
  for (const room of [true, false]) {
    const told = page(room);
    document.dispatchEvent(new CustomEvent(BEYOND, { detail: said }));
    const request = [`${parts.base}replica/1/api/kernels/k1/last-words`, JSON.stringify(said)];
    assert.deepEqual([told.beacons, told.fetched], [[request], room ? [] : [request]]);
  }
});

test("a click on a link away and a form wait until what is on its way is saved, and no longer than three seconds", async (context) => {
  const gone = [];
  globalThis.location = { origin: "http://course.test", pathname: "/", search: "", assign: (to) => gone.push(to) };
  context.mock.timers.enable({ apis: ["setTimeout"] });
  parts.saveBeforeLeaving();
  document.body.innerHTML = '<a href="/hub/logout">Log ud</a><a href="#kv">Ned</a><form action="/switch"><button>Skift</button></form>';
  const [away, down] = document.querySelectorAll("a");
  const form = document.querySelector("form");
  form.requestSubmit = () => gone.push("form");
  const click = (link) => link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  const settled = () => new Promise((done) => setImmediate(done));
  const { model, saver } = begin();

  saver.draft(["a"]);
  assert.equal(click(away), false, "it waits");
  model.confirm();
  await settled();
  assert.deepEqual(gone.splice(0), ["http://course.test/hub/logout"]);

  saver.send("save", ["b"]);
  assert.equal(form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })), false);
  context.mock.timers.tick(2999);
  await settled();
  assert.deepEqual(gone, []);
  context.mock.timers.tick(1);
  await settled();
  assert.deepEqual(gone.splice(0), ["form"]);
  assert.equal(form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })), true, "once is enough");

  assert.equal(click(down), true, "the same page is not left");
});
