// @ts-check
// A module's page: its components stand in its text with their state, and work as soon as it is read; the line to their kernel follows.

import { Line } from "./line.js";
import { Model } from "./model.js";
import { Status, base, carryLastWords, fail, followProgress, foldContents, goToTask, saveBeforeLeaving, sayGoodbye, signed, slots } from "./parts.js";

/** How often a page that is looked at asks whether its kernel lives, in milliseconds. */
const BEAT = 15_000;

/** @typedef {{render: (context: {model: any, el: HTMLElement, signal: AbortSignal}) => void}} Component */

/** Show the components, and open the line. @param {Record<string, Component>} known the components by the name of their module */
export function start(known) {
  const status = new Status("ready");
  foldContents();
  const held = document.getElementById("page-state");
  if (!held) return status.fail(/** @type {HTMLElement|null} */ (document.querySelector("[data-kernel-failed]"))?.dataset.kernelFailed);
  const view = JSON.parse(held.textContent ?? "{}");
  const line = new Line({ base, kernel: view.kernel, at: view.at, wake, renewed, heard, changed });
  /** @type {Map<string, Model>} */
  let models = new Map();
  let before = false; // whether the line has been open before
  /** The components by the cell they stand in. @type {Record<string, Model>} */
  const places = {};

  /** @param {HTMLElement[]} these */
  function showAll(these) {
    for (const slot of these) {
      const about = view.components[slot.id];
      if (!about) fail(slot);
      else show(slot, about);
    }
  }

  /** @param {HTMLElement} slot @param {{model: string, module: string, state: Record<string, any>}} about */
  function show(slot, about) {
    const model = new Model(about.model, about.state, (one, content) => line.send(one.id, content));
    const el = document.createElement("div");
    slot.replaceChildren(el);
    try {
      known[about.module].render({ model, el, signal: new AbortController().signal });
    } catch (error) {
      console.error(error);
      slot.replaceChildren();
      return fail(slot);
    }
    places[slot.id] = model;
    models.set(model.id, model);
  }

  function wake(/** @type {AbortSignal} */ within) {
    const { module, page } = document.body.dataset;
    return fetch(`${base}module/${module}/${page}/kernel`, { method: "POST", body: signed({ owner: view.owner }), cache: "no-store", redirect: "manual", signal: within });
  }

  /** Another kernel has taken over: the same components, as they are saved. @param {import("./line.js").View} fresh */
  function renewed(fresh) {
    Object.assign(view.components, fresh.components);
    models = new Map();
    for (const [cell, model] of Object.entries(places)) {
      const about = fresh.components[cell];
      if (!about) continue; // the page has changed meanwhile; this task says that it is not saved
      model.id = about.model;
      models.set(model.id, model);
      model.update(about.state);
    }
  }

  function heard(/** @type {string} */ comm, /** @type {any} */ data, /** @type {ArrayBuffer[]} */ buffers) {
    models.get(comm)?.receive(data, buffers);
  }

  function changed(/** @type {import("./line.js").Phase} */ phase, /** @type {boolean} */ fresh) {
    if (phase === "ended") status.say("other", true);
    else if (phase === "cut") status.say(line.crowded ? "crowded" : "offline");
    else if (phase === "open") {
      status.say("ready");
      if (before || fresh) document.dispatchEvent(new CustomEvent("kompetencevej:line", { detail: { fresh } }));
      before = true;
    }
  }

  // What is seen first can be used first; the rest of the page follows when that has been drawn.
  const first = location.hash || document.visibilityState !== "visible" ? slots.length : 1;
  showAll(slots.slice(0, first));
  requestAnimationFrame(() => setTimeout(() => showAll(slots.slice(first))));
  goToTask();

  const beat = () => document.visibilityState === "visible" && line.beat();
  line.open();
  setInterval(beat, BEAT);
  document.addEventListener("visibilitychange", beat);
  window.addEventListener("pageshow", (event) => event.persisted && beat());
  window.addEventListener("online", () => line.hurry());
  window.addEventListener("offline", () => status.say("offline"));
  carryLastWords(() => `${line.at}api/kernels/${line.kernel}/last-words`);
  saveBeforeLeaving();
  sayGoodbye(() => `${line.at}voila/api/shutdown/${line.kernel}`);
  followProgress();
}
