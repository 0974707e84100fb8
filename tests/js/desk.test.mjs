// The page of one text at the trainer's desk: nothing she writes is lost, wherever she goes, and what she has given is given.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { JSDOM, VirtualConsole } from "jsdom";

const FAST = 20; // times as fast as the clock, and no faster: on a busy machine 30 ms last longer
const desk = new URL("../../grading/desk/templates/", import.meta.url);
const SCRIPT = ["phrases.js", "desk.js"].map((name) => readFileSync(new URL(name, desk), "utf-8").replace(/^import .*$/m, "").replace(/^export /gm, "")).join("\n");
const LEVELS = [0, 1, 2, 3, 4].map((level) => `<input type="radio" name="level" id="level-${level}" value="${level}">`).join("");
const STATES = ["saving", "saved", "giving", "away", "told"].map((state) => `<span data-state="${state}" hidden><span lang="da"></span></span>`).join("");
const PAGE = `<body data-base="/"><form data-desk="/here" method="post" action="/here/give"><input type="hidden" name="revision" value="0">${LEVELS}
  <div data-phrases hidden><input id="phrase"><ul id="phrase-list" hidden></ul><p data-no-phrases hidden></p></div>
  <textarea id="comment" name="comment"></textarea><p data-status>${STATES}</p><div data-answer></div>
  <button data-give>Giv</button><button id="skip" formaction="/here/skip">Spring over</button><button id="undo" formaction="/here/undo">Fortryd</button>
  <p data-keys hidden><input type="checkbox" data-keys-on checked></p></form></body>`;
const AWAY = { error: { da: "Rettebogen svarer ikke.", en: "The gradebook does not answer." }, again: true, revision: 1 };
const settle = (seconds) => new Promise((resolve) => setTimeout(resolve, (1000 * seconds) / FAST + 30));

/** The page; `answers` are what the course says to each request, the last again and again. @param {any[]} answers */
function page(...answers) {
  const sent = [];
  const went = [];
  const order = [];
  const { window } = new JSDOM(`<!doctype html>${PAGE}<script>{${SCRIPT}}</script>`, {
    url: "http://course.test/here",
    runScripts: "dangerously",
    virtualConsole: new VirtualConsole(), // jsdom leads nowhere, and would say so
    beforeParse(window) {
      window.matchMedia = () => ({ matches: false });
      window.setTimeout = (follow, after) => setTimeout(follow, (after ?? 0) / FAST).unref(); // a page that tries again for ever ends with the tests
      window.clearTimeout = clearTimeout;
      window.fetch = async (address, { body }) => {
        sent.push([address.slice("/here/".length), body.get("comment"), body.get("revision")]);
        order.push(address);
        const answer = await (answers.length > 1 ? answers.shift() : answers[0]);
        if (answer === null) throw new TypeError("no line");
        return { ok: true, json: async () => answer };
      };
    },
  });
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    went.push(event.submitter.getAttribute("formaction"));
    order.push(went.at(-1));
    event.preventDefault();
  });
  const find = (name) => window.document.querySelector(name);
  const write = (words) => {
    find("#comment").value = words;
    find("#comment").dispatchEvent(new window.Event("input", { bubbles: true }));
  };
  const closing = () => {
    const event = new window.Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { window, sent, went, order, find, write, closing, says: () => find("[data-status]").dataset.state };
}

for (const button of ["skip", "undo"]) {
  test(`what is being written is saved before “${button}” leads away`, async () => {
    const { sent, order, find, write } = page({ revision: 1 });
    write("Du ser, at hun");
    find(`#${button}`).click();
    await settle(0);
    assert.deepEqual(sent, [["save", "Du ser, at hun", "0"]]);
    assert.deepEqual(order, ["/here/save", `/here/${button}`]);
    assert.equal(find("[name=revision]").value, "1", "the form that is sent knows what is saved");
  });
}

test("a text that nobody has written to is left without a word to the course", async () => {
  const { sent, went, find } = page({ revision: 1 });
  find("#skip").click();
  await settle(0);
  assert.deepEqual([sent, went], [[], ["/here/skip"]]);
});

test("what cannot be saved keeps her on the page, which says so", async () => {
  const { went, find, write, says, closing } = page(null);
  write("Du ser, at hun");
  find("#undo").click();
  await settle(0);
  assert.deepEqual([went, says(), closing()], [[], "away", true]);
});

test("what is on its way is waited for, and then the rest is saved, before she is led away", async () => {
  const late = new Promise((resolve) => setTimeout(() => resolve({ revision: 1 }), 80));
  const { sent, went, find, write } = page(late, { revision: 2 });
  write("Du ser");
  await settle(0.7);
  write("Du ser, at hun");
  find("#skip").click();
  find("#skip").click();
  await settle(10);
  assert.deepEqual(sent, [["save", "Du ser", "0"], ["save", "Du ser, at hun", "1"]]);
  assert.deepEqual(went, ["/here/skip"]);
});

test("a level that could not be given is given when what she wrote meanwhile is saved", async () => {
  const { sent, find, write, closing } = page(AWAY, { revision: 2 }, { to: "desk/texts" });
  write("Godt set");
  find("[data-give]").click();
  await settle(0);
  assert.equal(closing(), true, "it is not given yet");
  write("Godt set.");
  await settle(5);
  assert.deepEqual(sent, [["give", "Godt set", "0"], ["save", "Godt set.", "1"], ["give", "Godt set.", "2"]]);
  assert.equal(closing(), false);
});

test("who passes the text over instead gives nothing", async () => {
  const { sent, went, find, write } = page(AWAY);
  write("Godt set");
  find("[data-give]").click();
  await settle(0);
  find("#skip").click();
  await settle(5);
  assert.deepEqual([sent.length, went], [1, ["/here/skip"]]);
});

test("a level that is refused is not given by itself later", async () => {
  const { sent, find, write, says } = page({ error: { da: "Der er en åben plads.", en: "There is an open place." }, revision: 1 }, { revision: 2 });
  write("Du skriver »…«");
  find("[data-give]").click();
  await settle(0);
  assert.equal(says(), "told");
  write("Du skriver »ja«");
  await settle(5);
  assert.deepEqual(sent.map(([what]) => what), ["give", "save"]);
  assert.equal(says(), "saved");
});
