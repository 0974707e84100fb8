// Files are dropped on a page as people drop them: one, many, whole folders, and what a mail program hands over.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { JSDOM } from "jsdom";

const DROP = "widgets/theme/static/drop.js";
const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf-8").replace("export {};", "");
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const SAYS = ["of", "413", "400", "failed"].map((name) => `<template data-says="${name}">${name}</template>`).join("");
const DESK = `<form data-drop data-take="/desk/files/take" data-most="100"><input type="hidden" name="_xsrf" value="mark">
  <input id="one-file" type="file" name="file"><p data-folder hidden><input id="folder" type="file"></p><p data-drop-here hidden></p></form>
  <div data-progress hidden><progress></progress><span data-count></span><ul data-outcomes></ul><p data-done hidden><a href="#waits">Sig</a></p>${SAYS}</div>`;
const WORK = `<form data-drop><input type="file" name="file"><p data-drop-here hidden></p></form>`;

/** A page with these scripts. @param {string} body @param {string[]} scripts */
function page(body, ...scripts) {
  const sent = [];
  const { window } = new JSDOM(`<!doctype html><body>${body}<script>${[DROP, ...scripts].map((script) => `{${read(script)}}`).join("\n")}</script></body>`, {
    url: "http://course.test/",
    runScripts: "dangerously",
    beforeParse(window) {
      window.fetch = async (_address, { body }) => {
        sent.push(body.get("file").name);
        return { ok: true, json: async () => ({ tone: "good", da: "Taget imod.", en: "Taken." }) };
      };
    },
  });
  const drop = async (items, files = []) => {
    const event = new window.Event("drop", { bubbles: true, cancelable: true });
    Object.assign(event, { dataTransfer: { items, files: files.length ? files : [1], types: ["Files"] } });
    window.document.dispatchEvent(event);
    await settle();
    return event.defaultPrevented;
  };
  const file = (name) => new window.File(["{}"], name);
  return { window, sent, drop, file, told: () => [...window.document.querySelectorAll("[data-outcomes] li")].map((one) => `${one.dataset.tone} ${one.textContent}`) };
}

const item = (entry, file) => ({ kind: "file", webkitGetAsEntry: () => entry, getAsFile: () => file });
const single = (file) => ({ name: file.name, isFile: true, file: (give) => give(file) });
const broken = (name) => ({ name, isFile: true, file: (_give, refuse) => refuse(new Error("no")) });

/** A folder as a browser reads it: some at a time, until there are none. */
function folder(name, entries) {
  return { name, isFile: false, createReader: () => ({ readEntries: (give) => give(entries.splice(0, 2)) }) };
}

test("a folder that is dropped is sent file by file, those in folders within it too", async () => {
  const { drop, file, sent, told } = page(DESK, "grading/desk/templates/files.js");
  const [a, b, c, d] = ["a.json", "b.json", "c.json", "d.json"].map(file);
  assert.equal(await drop([item(folder("alle", [single(a), single(b), folder("sene", [single(c)]), single(d)]))]), true);
  assert.deepEqual(sent, ["a.json", "b.json", "c.json", "d.json"]);
  assert.equal(told()[0], "good a.json Taget imod.Taken.");
});

test("what a mail program drops is taken once, whatever words come along", async () => {
  const { drop, file, sent } = page(DESK, "grading/desk/templates/files.js");
  const attached = file("ATT00001.json.txt");
  const words = { kind: "string", webkitGetAsEntry: () => null, getAsFile: () => null };
  await drop([words, item(null, attached), words, item(single(file("b.json")))], [attached]);
  assert.deepEqual(sent, ["ATT00001.json.txt", "b.json"]);
});

test("a file that cannot be read is told by name, and the others are sent", async () => {
  const { drop, file, sent, told, window } = page(DESK, "grading/desk/templates/files.js");
  await drop([item(broken("væk.json")), item(single(file("b.json")))]);
  assert.deepEqual(sent, ["b.json"]);
  assert.equal(told()[0], "bad væk.json failed");
  assert.equal(window.document.querySelector("[data-progress]").hidden, false);
});

test("a file with work that is dropped anywhere on the page is looked into", async () => {
  const { drop, file, window } = page(WORK);
  const [input, form] = ["input", "form"].map((name) => window.document.querySelector(name));
  let [held, submitted] = [null, 0];
  Object.defineProperty(input, "files", { set: (files) => (held = files) });
  form.requestSubmit = () => (submitted += 1);
  const work = file("mit-arbejde-kompetencevej.json");
  assert.equal(await drop([], [work]), true);
  assert.deepEqual([held, submitted], [[work], 1]);
});
