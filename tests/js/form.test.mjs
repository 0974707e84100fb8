// What a colleague sees and does in a form of parts, and what it tells the kernel.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { button, change, clear, component, danish, shared, show, speak, type } from "./stage.mjs";

afterEach(clear);
const words = (element) => danish(element).replace(/\s+/g, " ").trim();
const both = (da) => ({ da, en: `${da} (en)` });
const item = (id) => ({ id, text: both(id.toUpperCase()) });
const field = (id, kind, more = {}) => ({ id, heading: both(id), help: null, kind, max_chars: kind === "text" ? 200 : null, choices: [], future: false, ...more });
const TASK = {
  competence: "samtale.kanal", level: 2, use: "tool", title: both("Titel"), prompt: both("Hvad gør du?"), module: "9-proeve", owner: "a1b2c3",
  id: "praksis", kind: "form", anonymous: true, document: { filename: "fil", title: both("Fil"), intro: both("Til dig.") },
  parts: [
    { id: "foer", heading: both("Før"), lock: both("Luk del 1"), fields: [field("situation", "text", { help: both("Kort.") }), field("naar", "date", { future: true })] },
    { id: "efter", heading: both("Efter"), lock: null, fields: [field("skete", "text"), field("kompetence", "competence", { choices: ["a", "b"].map(item) })] },
  ],
};
const open = (answer = null, task = TASK) => show("form", { task, answer });
const parts = (el) => [...el.querySelectorAll(".kv-form-part")];
const area = (el) => el.querySelector("textarea");
const write = (el, text) => {
  type(area(el), text);
  area(el).dispatchEvent(new Event("blur"));
};
const { states, filledIn } = await component("form");
const { today } = shared;
const shift = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("stands there with its first part open, every control named, and saves nothing by itself", async () => {
  const { el, model } = await open();
  assert.deepEqual(parts(el).map((one) => one.dataset.state), ["open", "waits"]);
  assert.match(words(parts(el)[1]), /Åbner, når »Før« er lukket/);
  assert.equal(model.messages.length, 0);
  for (const control of el.querySelectorAll("input, textarea, select")) {
    assert.ok(el.querySelector(`label[for="${control.id}"]`), control.outerHTML);
    for (const name of ["aria-describedby", "aria-labelledby"])
      for (const id of (control.getAttribute(name) ?? "").split(" ").filter(Boolean)) assert.ok(document.getElementById(id), `#${id}`);
  }
  for (const group of el.querySelectorAll("fieldset")) assert.ok(words(group.querySelector("legend")));
  const ids = [...el.querySelectorAll("[id]")].map((one) => one.id);
  assert.equal(new Set(ids).size, ids.length, "an id stands once");
});

test("taken away, it listens to nothing", async () => {
  const { model, leave } = await open();
  leave();
  assert.deepEqual(Object.values(model.heard).flat(), []);
});

test("what is written is saved with what stands there, in the form's order, empty fields left out", async () => {
  const { el, model } = await open({ parts: { foer: { naar: shift(9) } }, locked: [] });
  write(el, "Hun ringede");
  assert.deepEqual(model.last().value, { parts: { foer: { situation: "Hun ringede", naar: shift(9) } }, locked: [] });
  assert.deepEqual(Object.keys(model.last().value.parts.foer), ["situation", "naar"]);
  model.confirm();
  write(el, "");
  assert.deepEqual(model.last().value.parts, { foer: { naar: shift(9) } });
});

test("a part is closed only when she has said yes, and then the focus is in the next", async () => {
  const { el, model } = await open({ parts: { foer: { situation: "Hun ringede" } }, locked: [] });
  button(el, "Luk del 1").click();
  assert.equal(model.messages.length, 0, "asked first");
  assert.match(words(el), /Når delen er lukket/);
  assert.equal(document.activeElement, button(el, "Nej, jeg skriver videre"));
  button(el, "Nej, jeg skriver videre").click();
  assert.equal(model.messages.length, 0);
  assert.equal(document.activeElement, button(el, "Luk del 1"));
  button(el, "Luk del 1").click();
  button(el, "Ja, luk den").click();
  assert.deepEqual(model.last().value, { parts: { foer: { situation: "Hun ringede" } }, locked: ["foer"] });
  assert.deepEqual(parts(el).map((one) => one.dataset.state), ["open", "waits"], "not before the kernel has closed it");
  model.confirm();
  assert.deepEqual(parts(el).map((one) => one.dataset.state), ["locked", "open"]);
  assert.match(words(parts(el)[0]), /kan kun læses\. ?situation ?Hun ringede/);
  assert.equal(document.activeElement, parts(el)[1].querySelector("textarea"));
});

test("an empty part cannot be closed, nor one in which something is wrong", async () => {
  const { el, model } = await open();
  button(el, "Luk del 1").click();
  assert.match(words(el), /Skriv noget i delen/);
  assert.equal(el.querySelector(".kv-form-sure").hidden, true);
  type(area(el), "x".repeat(201));
  button(el, "Luk del 1").click();
  assert.equal(el.querySelector(".kv-form-sure").hidden, true);
  assert.equal(model.messages.length, 0);
});

test("a closing that the kernel refuses leaves the part open, and what is mended then is not closed by itself", async () => {
  const { el, model } = await open({ parts: { foer: { situation: "Ring 12345678" } }, locked: [] });
  button(el, "Luk del 1").click();
  button(el, "Ja, luk den").click();
  model.refuse("error");
  assert.equal(parts(el)[0].dataset.state, "open");
  write(el, "Ring til hende");
  assert.deepEqual(model.last().value.locked, []);
});

test("what stands in a closed part is kept when one writes in the next", async () => {
  const { el, model } = await open({ parts: { foer: { situation: "Hun ringede", naar: "2026-03-01" } }, locked: ["foer"] });
  assert.match(words(parts(el)[0]), /1\. marts 2026/);
  change(el.querySelector("select"), "b");
  assert.deepEqual(model.last().value, { parts: { foer: { situation: "Hun ringede", naar: "2026-03-01" }, efter: { kompetence: "b" } }, locked: ["foer"] });
});

test("a day that has passed is told and not saved; one that passed since it was saved is left alone", async () => {
  const { el, model } = await open({ parts: { foer: { naar: "2020-01-01" } }, locked: [] });
  assert.doesNotMatch(words(el), /ikke er gået/);
  change(el.querySelector("[type=date]"), shift(-3));
  assert.match(words(el), /Ikke gemt: Vælg en dag, der ikke er gået/);
  assert.equal(el.querySelector("[type=date]").getAttribute("aria-invalid"), "true");
  assert.equal(model.messages.length, 0);
  change(el.querySelector("[type=date]"), today());
  assert.doesNotMatch(words(el), /ikke er gået/);
  assert.deepEqual(model.last().value.parts.foer, { naar: today() });
});

test("a part that another window has closed is read, and nothing here is lost while the reader decides", async () => {
  const { el, model } = await open({ parts: { foer: { situation: "A" } }, locked: [] });
  write(el, "B");
  model.refuse("conflict", { theirs: { parts: { foer: { situation: "A" } }, locked: ["foer"] } });
  assert.equal(area(el).value, "B");
  button(el, "Brug det nyeste").click();
  model.set({ answer: { parts: { foer: { situation: "A" } }, locked: ["foer"] }, saved: { state: "saved", at: null, message: null, reply: model.last().id, revision: 3 } });
  assert.deepEqual(parts(el).map((one) => one.dataset.state), ["locked", "open"]);
});

test("choices speak the page's language", async () => {
  const { el } = await open({ parts: { foer: { situation: "A" } }, locked: ["foer"] });
  const told = () => [...el.querySelectorAll("option")].map((one) => one.textContent);
  assert.deepEqual(told(), ["Vælg …", "A", "B"]);
  speak("en");
  assert.deepEqual(told(), ["Choose …", "A (en)", "B (en)"]);
});

test("without locks all parts are open", async () => {
  const { el } = await open(null, { ...TASK, parts: TASK.parts.map((part) => ({ ...part, lock: null })) });
  assert.deepEqual(parts(el).map((one) => one.dataset.state), ["open", "open"]);
  assert.equal(button(el, "Luk del 1"), undefined);
});

test("the document holds what stands on the page", async () => {
  const { el, model } = await open({ parts: { foer: { situation: "A" } }, locked: [] });
  type(area(el), "B");
  button(el, "Hent som Word-dokument").click();
  assert.deepEqual(model.last().value, { language: "da", answer: { parts: { foer: { situation: "B" } }, locked: [] } });
});

test("the parts open one after the other", () => {
  const three = [{ id: "a", lock: both("x") }, { id: "b", lock: both("x") }, { id: "c", lock: null }];
  assert.deepEqual(states(three, []), ["open", "waits", "waits"]);
  assert.deepEqual(states(three, ["a"]), ["locked", "open", "waits"]);
  assert.deepEqual(states(three, ["a", "b"]), ["locked", "locked", "open"]);
  assert.deepEqual(filledIn(TASK.parts, { foer: { situation: "A" } }, "foer", "situation", ""), {});
});
