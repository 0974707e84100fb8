// @ts-check
// A tool that a learner may share with her team: the switch, and what her colleagues have written, each under her name.

/** What is known of the team. @typedef {{name: string|null, shares: boolean, others: {name: string, value: any, parts: {heading: Both, lines: (Both|string)[]}[]}[], error: Both|null, reply: string|null}} TeamOfTool */

const TEAM = {
  heading: { da: "Sammen med teamet", en: "Together with the team" },
  share: (/** @type {string} */ name) => ({ da: `Lad ${name} læse det, jeg har skrevet her`, en: `Let ${name} read what I have written here` }),
  help: {
    da: "Kolleger i dit team kan læse det med dit navn på. Kun du kan rette i det. Slår du det fra, kan kun du se det igen.",
    en: "Colleagues in your team can read it, with your name on it. Only you can change it. If you switch this off, you alone can see it again.",
  },
  on: { da: "Nu kan dit team læse med.", en: "Your team can read it now." },
  off: { da: "Nu er det kun dig, der kan se det.", en: "Now you alone can see it." },
  others: { da: "Det har dine kolleger skrevet", en: "What your colleagues have written" },
  nobody: { da: "Ingen kolleger har delt noget her endnu.", en: "No colleague has shared anything here yet." },
  look: { da: "Se, om der er kommet nyt", en: "See whether there is anything new" },
  looked: { da: "Listen er hentet igen.", en: "The list has been fetched again." },
  lost: { da: "Det kunne ikke lade sig gøre lige nu. Prøv igen om lidt.", en: "That could not be done just now. Try again shortly." },
};

/** The part of a tool that is about the team; nothing where there is none. @param {any} model @param {Kept} kept @param {AbortSignal} signal @returns {Part} */
function teamPart(model, kept, signal) {
  const id = `kv-${kept.task.id}-team`;
  /** What was asked and is not answered. @type {{id: string, said: Both}|null} */
  let asked = null;
  let timer = 0;
  const box = h("input", { type: "checkbox", role: "switch", id, "aria-describedby": `${id}-help`, change: () => ask({ type: "share", value: box.checked }, box.checked ? TEAM.on : TEAM.off) });
  const label = h("label", { for: id });
  const told = h("p", { role: "status", class: "kv-help kv-team-told" });
  const list = h("div", {});
  const look = h("button", { type: "button", class: "kv-button kv-quiet", click: () => ask({ type: "team" }, TEAM.looked) }, t(TEAM.look));
  const help = h("p", { class: "kv-help", id: `${id}-help` }, t(TEAM.help));
  const shown = [h("h4", {}, t(TEAM.heading)), h("p", { class: "kv-team-switch" }, box, label), help, told, list, h("p", { class: "kv-team-look" }, look)];
  const element = h("div", { class: "kv-team", hidden: true }, shown);
  const say = (/** @type {Both|null} */ words) => patch(told, words, () => [words && t(words)]);

  function ask(/** @type {any} */ message, /** @type {Both} */ said) {
    kept.flush();
    asked = { id: crypto.randomUUID?.() ?? String(Math.random()), said };
    clearTimeout(timer);
    timer = setTimeout(lose, CONFIRM_WITHIN);
    try {
      model.send({ ...message, id: asked.id });
    } catch {
      lose(); // a kernel that is gone cannot be spoken to
    }
  }
  function lose() {
    clearTimeout(timer);
    asked = null;
    say(TEAM.lost);
    show();
  }
  function show() {
    /** @type {TeamOfTool|null} */
    const team = model.get("team");
    element.hidden = !team;
    if (!team) return;
    if (asked && asked.id === team.reply) {
      clearTimeout(timer);
      say(team.error ?? asked.said);
      asked = null;
    } else if (team.error && !asked) say(team.error);
    if (!asked) box.checked = team.shares;
    patch(label, team.name, () => [team.name && t(TEAM.share(team.name))]);
    box.parentElement.hidden = help.hidden = !team.name;
    patch(list, team.others, () => colleagues(team.others));
  }
  signal.addEventListener("abort", () => clearTimeout(timer));
  return { element, show, fits: () => true };
}

/** @param {TeamOfTool["others"]} others @returns {any[]} */
function colleagues(others) {
  if (!others.length) return [h("p", { class: "kv-help" }, t(TEAM.nobody))];
  const line = (/** @type {Both|string} */ one) => h("p", {}, typeof one === "string" ? one : t(one));
  const part = (/** @type {any} */ one) => [h("dt", {}, t(one.heading)), h("dd", {}, one.lines.map(line))];
  const one = (/** @type {any} */ colleague) => h("li", { class: "kv-colleague" }, h("p", { class: "kv-label" }, colleague.name), h("dl", {}, colleague.parts.flatMap(part)));
  return [h("h5", {}, t(TEAM.others)), h("ul", { role: "list" }, others.map(one))];
}
