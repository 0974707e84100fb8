// A conversation: what has been said, what one may answer, and what is told to the kernel.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { TASKS, button, clear, component, danish, show } from "./stage.mjs";

const { endings } = await component("conversation");

afterEach(clear);

const both = (da) => ({ da, en: `${da} (en)` });
const portrait = { skin: "#c08060", hair: "#201008", clothes: "#305070", hairstyle: "bun", glasses: true, beard: false };
const { id, options, multiple, ...common } = TASKS.choice;
const task = { ...common, id: "snak", kind: "conversation", use: "practice", person: { name: "Karen", about: both("Ny hos jer."), portrait } };
const empty = { step: 0, turns: [], now: null, debrief: null, attempts: [] };
const scene = {
  ...empty,
  step: 1,
  turns: [{ lines: [{ kind: "say", text: both("Hej.") }], chose: both("Er du alene?") }],
  now: {
    mood: "hesitant",
    line: "frozen",
    lines: [{ kind: "say", text: both("<i>Næsten.</i>") }],
    choices: [{ id: "c1", text: both("Så begynder vi.") }],
    hint: null,
    thought: null,
    helps: { hint: true, thought: false },
  },
};

test("before the first attempt one is told about the person and may begin", async () => {
  const { el, model } = await show("conversation", { task, scene: empty });
  assert.match(danish(el), /Ny hos jer\./);
  button(el, "Begynd samtalen").click();
  assert.deepEqual([model.last().type, model.last().value], ["start", { attempts: 0 }]);
});

test("in a graded conversation one sees which attempt is handed in, and may pick another", async () => {
  const attempt = { at: "2026-11-28T09:00:00Z", outcome: "good", ended: both("Samtalen lykkedes"), score: 3, best: 4, can_be: true, handed_in: false };
  const debrief = { outcome: "good", ended: both("Samtalen lykkedes"), ending: both("Slut"), learn: [], score: 3, best: 4, competences: [], turning_points: [], hints: 0, thoughts: 0, endings: 2, endings_seen: 1 };
  const attempts = [{ ...attempt, number: 1 }, { ...attempt, number: 2, handed_in: true }, { ...attempt, number: 3, can_be: false, outcome: null }];
  const { el, model } = await show("conversation", { task: { ...task, use: "graded" }, scene: { ...scene, debrief, attempts } });
  assert.match(danish(el), /2\. .*Det her forsøg bliver afleveret/);
  assert.equal([...el.querySelectorAll("button")].filter((one) => /Aflever det her/.test(one.textContent)).length, 1);
  button(el, "Aflever det her forsøg i stedet").click();
  assert.deepEqual([model.last().type, model.last().value], ["pick", { attempt: 1 }]);
});

test("in the same room there is no connection to speak of, and before it begins nothing is said of one", async () => {
  const { el } = await show("conversation", { task, scene: { ...scene, now: { ...scene.now, line: "room" } } });
  assert.match(danish(el), /I sidder i samme rum/);
  clear();
  assert.doesNotMatch(danish((await show("conversation", { task, scene: empty })).el), /Forbindelsen|samme rum/);
});

test("the person's mood and the connection are told in words, and what is said is never read as HTML", async () => {
  const { el } = await show("conversation", { task, scene });
  assert.match(danish(el), /Karen · ser tøvende ud/);
  assert.match(danish(el), /Billedet står stille/);
  assert.match(danish(el), /Dig: Er du alene\?.*Karen: <i>Næsten\.<\/i>/s);
  assert.equal(el.querySelector("i"), null);
});

test("a choice says at which step it was made, and is made once", async () => {
  const { el, model } = await show("conversation", { task, scene });
  const reply = button(el, "Så begynder vi.");
  reply.click();
  reply.click();
  assert.deepEqual(model.messages.map((one) => [one.type, one.value]), [["choose", { choice: "c1", step: 1 }]]);
});

test("help that the moment does not have is not offered", async () => {
  const { el, model } = await show("conversation", { task, scene });
  assert.equal(button(el, "Hvad tænker Karen?"), undefined);
  button(el, "Spørg en coach").click();
  assert.equal(model.last().type, "hint");
});

test("a coach and the thoughts can be asked for in one breath, and are asked one after the other", async () => {
  const { el, model } = await show("conversation", { task, scene: { ...scene, now: { ...scene.now, helps: { hint: true, thought: true } } } });
  button(el, "Spørg en coach").click();
  button(el, "Hvad tænker Karen?").click();
  assert.deepEqual(model.messages.map((one) => one.type), ["hint"]);
  model.set({ saved: { state: "saved", at: null, message: null, reply: model.last().id, revision: 1 } });
  assert.deepEqual(model.messages.map((one) => one.type), ["hint", "thought"]);
});

test("after a choice that was refused, another may be made", async () => {
  const two = { ...scene, now: { ...scene.now, choices: [...scene.now.choices, { id: "c2", text: both("Vent lidt.") }] } };
  const { el, model } = await show("conversation", { task, scene: two });
  button(el, "Så begynder vi.").click();
  model.refuse("error");
  button(el, "Vent lidt.").click();
  assert.deepEqual(model.messages.map((one) => one.value.choice), ["c1", "c2"]);
});

test("a step back says from which step it was made", async () => {
  const { el, model } = await show("conversation", { task, scene });
  button(el, "Gå et skridt tilbage").click();
  assert.deepEqual([model.last().type, model.last().value], ["back", { step: 1 }]);
});

test("who hears the page is told how the person comes across and that the picture is frozen, before the words", async () => {
  const { el, model } = await show("conversation", { task, scene: { ...scene, now: { ...scene.now, line: "good", mood: "calm" } } });
  button(el, "Så begynder vi.").click();
  model.set({ scene: { ...scene, step: 2 } });
  const [caption, log] = el.querySelectorAll(".kv-call-caption[aria-live=polite], [role=log]");
  assert.match(danish(caption), /Karen · ser tøvende ud.*Billedet står stille/s);
  assert.match(danish(log), /Karen: <i>Næsten/);
});

test("each line stands in the page once, and asking for a hint changes none of what is read aloud", async () => {
  const { el, model } = await show("conversation", { task, scene });
  const read = () => [...el.querySelectorAll(".kv-line, .kv-call-caption > *")];
  const before = read();
  assert.equal(danish(el).split("<i>Næsten.</i>").length, 2);
  button(el, "Spørg en coach").click();
  model.set({ scene: { ...scene, now: { ...scene.now, hint: [both("Vent lidt.")] } }, saved: { state: "saved", at: null, message: null, reply: model.last().id, revision: 1 } });
  assert.match(danish(el.querySelector(".kv-call-help[aria-live]")), /Coachen: Vent lidt/);
  assert.deepEqual(read(), before, "the very same elements");
  const hint = el.querySelector(".kv-coach");
  model.set({ scene: { ...scene, now: { ...scene.now, hint: [both("Vent lidt.")], line: "good" } } });
  assert.equal(el.querySelector(".kv-coach"), hint);
});

test("going on adds the new lines alone, and going back lets the last ones be heard again", async () => {
  const { el, model } = await show("conversation", { task, scene });
  const lines = () => [...el.querySelectorAll(".kv-line")];
  const before = lines();
  const further = { ...scene, step: 2, turns: [...scene.turns, { lines: scene.now.lines, chose: both("Så begynder vi.") }], now: { ...scene.now, lines: [{ kind: "say", text: both("Godt.") }] } };
  model.set({ scene: further });
  assert.deepEqual(lines().slice(0, 3), before);
  assert.deepEqual(lines().map((one) => one.dataset.fresh), ["false", "false", "false", "false", "true"]);
  assert.equal(lines()[3].getAttribute("aria-live"), "off", "her own choice is not read to her");
  model.set({ scene });
  assert.deepEqual(lines().slice(0, 2), before.slice(0, 2));
  assert.notEqual(lines()[2], before[2]);
  assert.equal(lines().length, 3);
});

test("who tabs through a conversation that has not begun does not stop at an empty list", async () => {
  const { el, model } = await show("conversation", { task, scene: empty });
  assert.equal(el.querySelector(".kv-call-log").tabIndex, -1);
  model.set({ scene });
  assert.equal(el.querySelector(".kv-call-log").tabIndex, 0);
});

test("how many endings one has seen is said as people say it", () => {
  const said = [[1, 1], [1, 3], [2, 3], [3, 3]].map(([seen, all]) => endings(seen, all).da);
  assert.deepEqual(said, [
    "Samtalen kan kun slutte på én måde.",
    "Du har set én af de 3 måder, samtalen kan slutte på.",
    "Du har set 2 af de 3 måder, samtalen kan slutte på.",
    "Nu har du set alle de 3 måder, samtalen kan slutte på.",
  ]);
});

test("who is brought up to date with another window is told so", async () => {
  const { el, model } = await show("conversation", { task, scene });
  button(el, "Så begynder vi.").click();
  model.refuse("saved", { message: both("Samtalen er ført videre i et andet vindue.") });
  assert.match(danish(el.querySelector(".kv-status")), /ført videre i et andet vindue/);
});
