// The small things all components are made of.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { clear, shared, speak } from "./stage.mjs";

const { h, t, same, paragraphs, patch, characters, roomLeft, explanation, verdict } = shared;
afterEach(clear);

test("both languages stand in the page, each marked as what it is", () => {
  const [da, en] = t({ da: "Hej", en: "Hello" }).children;
  assert.deepEqual([da.lang, da.textContent, en.lang, en.textContent], ["da", "Hej", "en", "Hello"]);
  assert.deepEqual(paragraphs({ da: "Et\n\nTo", en: "One" }).map((one) => [one.lang, one.textContent]), [["da", "Et"], ["da", "To"], ["en", "One"]]);
});

test("a text is never read as HTML", () => {
  const shown = h("div", {}, t({ da: "<img src=x onerror=alert(1)>", en: "<b>" }));
  assert.equal(shown.querySelector("img, b"), null);
});

test("yes and no stand in words where assistive technology and styles read them", () => {
  const element = h("button", { disabled: true, "data-right": true, "aria-disabled": true, title: null, hidden: false });
  assert.equal(element.getAttribute("disabled"), "");
  assert.equal(element.dataset.right, "true");
  assert.equal(element.getAttribute("aria-disabled"), "true");
  assert.ok(!element.hasAttribute("title") && !element.hasAttribute("hidden"));
});

test("two answers are the same whatever the order of their parts' names", () => {
  assert.ok(same({ a: "1", b: ["2"] }, { b: ["2"], a: "1" }));
  assert.ok(!same(["a", "b"], ["b", "a"]));
  assert.ok(!same(null, {}));
});

test("what has not changed is left in peace", () => {
  const parent = h("div");
  let made = 0;
  const make = () => [h("p", {}, String((made += 1))), null];
  patch(parent, { a: 1 }, make);
  const first = parent.firstChild;
  patch(parent, { a: 1 }, make);
  assert.equal(parent.firstChild, first);
  patch(parent, undefined, () => []);
  assert.equal(parent.childNodes.length, 0);
});

test("characters are counted as the kernel counts them", () => {
  assert.equal(characters("æ🙂"), 2);
});

test("the room left is told in both languages", () => {
  assert.equal(roomLeft(-20).da, "Plads til 20 tegn mere");
  assert.match(roomLeft(3).en, /^3 characters too many/);
});

test("right and not quite are told in words and signs, not by colour alone", () => {
  assert.match(explanation({ right: true, why: null }).textContent, /✓ Rigtigt/);
  assert.match(explanation({ right: false, why: { da: "Fordi.", en: "Because." } }).textContent, /✗ Ikke helt.*Fordi\./);
  assert.equal(verdict({ fraction: null }), null);
  assert.equal(verdict({ fraction: 0.5 }).dataset.state, "partly");
});

test("the page's language is Danish unless the reader chose English", () => {
  assert.equal(shared.language(), "da");
  speak("en");
  assert.equal(shared.language(), "en");
});
