// A page that nobody touches logs its reader out, after saying so; one that is read does not.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { JSDOM, VirtualConsole } from "jsdom";

const SOURCE = readFileSync(new URL("../../widgets/theme/static/idle.js", import.meta.url), "utf-8");
const WHOLE = readFileSync(new URL("../../widgets/theme/static/whole.js", import.meta.url), "utf-8"); // is on every page too
const MINUTE = 60_000;

/** A page of a course whose logins end after 15 minutes, on a clock of its own. */
function page(storage = {}) {
  const seen = { now: 1_000_000, asked: [], left: 0 };
  const virtualConsole = new VirtualConsole().on("jsdomError", (error) => (seen.left += /navigation/.test(error.message)));
  const { window } = new JSDOM(
    `<!doctype html><body><div id="idle" hidden></div><script>${WHOLE}</script><template id="end"></template><script data-seconds="900" data-here="/course/here" data-end="/hub/logout">${SOURCE}</script></body>`,
    {
      url: "http://course.test/course/",
      runScripts: "dangerously",
      virtualConsole,
      beforeParse(window) {
        window.Date.now = () => seen.now;
        window.setInterval = (look) => (seen.look = look);
        window.fetch = (address) => Promise.resolve(seen.asked.push(address));
        for (const [name, value] of Object.entries(storage)) window.localStorage.setItem(name, value);
      },
    },
  );
  return {
    seen,
    warned: () => !window.document.getElementById("idle").hidden,
    pass: (milliseconds) => ((seen.now += milliseconds), seen.look()),
    touch: (kind = "pointermove") => window.document.dispatchEvent(new window.Event(kind)),
    another: (at) => window.localStorage.setItem("kompetencevej-here", String(at)),
    wake: () => window.dispatchEvent(new window.Event("focus")),
  };
}

test("a page that nobody touches says so a minute before, and then logs her out", () => {
  const { pass, warned, seen } = page();
  pass(13.5 * MINUTE);
  assert.equal(warned(), false);
  pass(0.6 * MINUTE);
  assert.equal(warned(), true);
  assert.equal(seen.left, 0);
  pass(MINUTE);
  assert.equal(seen.left, 1);
});

for (const kind of ["pointermove", "pointerdown", "keydown", "wheel", "scroll", "touchstart"]) {
  test(`${kind} keeps her logged in, and the warning goes`, () => {
    const { pass, touch, warned, seen } = page();
    pass(14.5 * MINUTE);
    touch(kind);
    assert.equal(warned(), false);
    pass(13 * MINUTE);
    assert.equal(warned(), false);
    assert.equal(seen.left, 0);
  });
}

test("whoever reads is heard of once a minute, and not more often", () => {
  const { pass, touch, seen } = page();
  for (let second = 0; second < 300; second += 1) {
    pass(1000);
    touch();
  }
  assert.deepEqual(seen.asked, Array(4).fill("/course/here"));
});

test("nobody is heard of who touches nothing", () => {
  const { pass, seen } = page();
  pass(10 * MINUTE);
  assert.deepEqual(seen.asked, []);
});

test("a reader in another window keeps this one", () => {
  const { pass, another, warned, seen } = page();
  another(seen.now + 14 * MINUTE);
  pass(15.5 * MINUTE);
  assert.equal(warned(), false);
  assert.equal(seen.left, 0);
});

test("a computer that slept too long logs out as it wakes, before anything is touched", () => {
  const { wake, seen } = page();
  seen.now += 60 * MINUTE;
  wake();
  assert.equal(seen.left, 1);
});

test("a touch that comes too late is another's", () => {
  const { touch, seen } = page();
  seen.now += 16 * MINUTE;
  touch();
  assert.equal(seen.left, 1);
  assert.deepEqual(seen.asked, []);
});
