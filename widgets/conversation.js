// A conversation on screen: the other person's picture and words, what one may answer, and the debrief.

const MOODS = {
  calm: { da: "rolig", en: "calm" },
  happy: { da: "glad", en: "happy" },
  hesitant: { da: "tøvende", en: "hesitant" },
  worried: { da: "urolig", en: "worried" },
  annoyed: { da: "irriteret", en: "annoyed" },
  sad: { da: "trist", en: "sad" },
  relieved: { da: "lettet", en: "relieved" },
  confused: { da: "forvirret", en: "confused" },
};
const LINES = {
  good: { da: "Forbindelsen er god", en: "The connection is good" },
  choppy: { da: "Forbindelsen hakker", en: "The connection is choppy" },
  frozen: { da: "Billedet står stille", en: "The picture is frozen" },
  lost: { da: "Forbindelsen er væk", en: "The connection is lost" },
  phone: { da: "I taler i telefon", en: "You are on the phone" },
  room: { da: "I sidder i samme rum", en: "You are in the same room" },
};
const SAY = {
  begin: { da: "Begynd samtalen", en: "Begin the conversation" },
  you: { da: "Dig", en: "You" },
  choose: { da: "Hvad siger eller gør du?", en: "What do you say or do?" },
  coach: { da: "Spørg en coach", en: "Ask a coach" },
  coachSays: { da: "Coachen: ", en: "The coach: " },
  back: { da: "Gå et skridt tilbage", en: "Go back a step" },
  restart: { da: "Begynd forfra", en: "Start over" },
  again: { da: "Prøv samtalen igen", en: "Try the conversation again" },
  log: { da: "Samtalen indtil nu", en: "The conversation so far" },
  debrief: { da: "Efter samtalen", en: "After the conversation" },
  turning: { da: "Vendepunkterne", en: "The turning points" },
  chose: { da: "Du valgte: ", en: "You chose: " },
  other: { da: "En anden mulighed: ", en: "Another possibility: " },
  shows: { da: "Det viste: ", en: "It showed: " },
  attempts: { da: "Dine forsøg", en: "Your attempts" },
  unfinished: { da: "ikke afsluttet", en: "not finished" },
  thoughts: { da: "tænker: ", en: "is thinking: " },
  picked: { da: "Det her forsøg bliver afleveret.", en: "This attempt will be handed in." },
  pick: { da: "Aflever det her forsøg i stedet", en: "Hand in this attempt instead" },
  counts: {
    da: "Du må prøve, så tit du vil. Dit bedste forsøg bliver afleveret, medmindre du selv vælger et andet.",
    en: "You may try as often as you like. Your best attempt is handed in, unless you choose another yourself.",
  },
};

/** The lines of the face in a mood: the brows' slant (inner end), and the mouth. @param {string} mood */
export function face(mood) {
  const mouths = {
    calm: "M84 132 Q100 138 116 132", happy: "M80 128 Q100 150 120 128", hesitant: "M86 134 Q98 130 114 136", worried: "M84 138 Q100 128 116 138",
    annoyed: "M84 135 L116 133", sad: "M84 140 Q100 127 116 140", relieved: "M82 130 Q100 145 118 130", confused: "M86 136 Q94 128 102 135 T116 132",
  };
  const brows = { calm: 0, happy: -1, hesitant: -3, worried: -6, annoyed: 6, sad: -5, relieved: -2, confused: -4 };
  return { mouth: mouths[mood] ?? mouths.calm, brow: brows[mood] ?? 0 };
}

/** How far a share of points reaches, in whole per cent. @param {number} score @param {number} best */
export function share(score, best) {
  return best > 0 ? Math.round((100 * score) / best) : 100;
}

/** How the person comes across: seen on screen, heard on the phone. @param {{mood: string, line: string}} seen */
export function impression({ mood, line }) {
  const { da, en } = MOODS[mood];
  return line === "phone" ? { da: `lyder ${da}`, en: `sounds ${en}` } : { da: `ser ${da} ud`, en: `looks ${en}` };
}

/** How often, in words. @param {number} count */
export function times(count) {
  return count === 1 ? { da: "1 gang", en: "once" } : { da: `${count} gange`, en: `${count} times` };
}

/** How many of a conversation's endings one has seen. @param {number} seen @param {number} all */
export function endings(seen, all) {
  if (all === 1) return { da: "Samtalen kan kun slutte på én måde.", en: "The conversation can only end one way." };
  if (seen === all) return { da: `Nu har du set alle de ${all} måder, samtalen kan slutte på.`, en: `You have now seen all ${all} ways the conversation can end.` };
  const some = seen === 1 ? { da: "én", en: "one" } : { da: String(seen), en: String(seen) };
  return { da: `Du har set ${some.da} af de ${all} måder, samtalen kan slutte på.`, en: `You have seen ${some.en} of the ${all} ways the conversation can end.` };
}

const HAIR = {
  short: () => [h("path", { d: "M58 88 Q56 44 100 42 Q144 44 142 88 Q136 66 118 62 Q92 66 70 62 Q62 70 58 88 Z" })],
  long: () => [h("path", { d: "M52 152 Q46 40 100 40 Q154 40 148 152 Q136 156 132 148 Q146 96 128 64 Q96 74 72 64 Q54 96 68 148 Q62 156 52 152 Z" })],
  curly: () => [[62, 74], [72, 56], [88, 46], [106, 44], [124, 52], [136, 66], [142, 84], [58, 90]].map(([x, y]) => h("circle", { cx: x, cy: y, r: 14 })),
  bald: () => [],
  bun: () => [h("circle", { cx: 100, cy: 34, r: 16 }), h("path", { d: "M58 90 Q56 44 100 44 Q144 44 142 90 Q132 60 100 58 Q68 60 58 90 Z" })],
  scarf: () => [h("path", { "fill-rule": "evenodd", d: "M48 110 Q44 36 100 36 Q156 36 152 110 Q154 158 132 178 L68 178 Q46 158 48 110 Z M66 98 Q66 56 100 56 Q134 56 134 98 Q134 148 100 150 Q66 148 66 98 Z" })],
};

/** The person, drawn. Decorative: mood and name stand beside it in words. @param {any} look @param {string} mood @returns {any} */
function portrait(look, mood) {
  const { mouth, brow } = face(mood);
  const line = { fill: "none", stroke: "#2b1d16", "stroke-width": 3.5, "stroke-linecap": "round" };
  const behind = { long: "M54 150 Q50 60 100 52 Q150 60 146 150 Z", short: "M57 94 Q56 43 100 43 Q144 43 143 94 Z", bun: "M57 94 Q56 43 100 43 Q144 43 143 94 Z" }[look.hairstyle];
  const back = behind ? h("path", { d: behind, fill: look.hair }) : null;
  const glasses = look.glasses && h("g", { ...line, "stroke-width": 3 }, h("circle", { cx: 83, cy: 98, r: 12 }), h("circle", { cx: 117, cy: 98, r: 12 }), h("path", { d: "M95 98 H105" }));
  const beard = look.beard && h("path", { fill: look.hair, opacity: 0.75, d: "M66 112 Q68 158 100 160 Q132 158 134 112 Q126 124 116 123 Q100 118 84 123 Q74 124 66 112 Z" });
  return h(
    "svg",
    { viewBox: "0 0 200 220", "aria-hidden": "true", focusable: "false", class: "kv-portrait" },
    back,
    h("path", { d: "M24 220 Q30 168 82 164 L118 164 Q170 168 176 220 Z", fill: look.clothes }),
    h("path", { d: "M86 140 H114 V166 Q100 178 86 166 Z", fill: look.skin }),
    h("ellipse", { cx: 100, cy: 102, rx: 40, ry: 50, fill: look.skin }),
    beard,
    h("g", { fill: look.hair }, HAIR[look.hairstyle]()),
    h("circle", { cx: 84, cy: 98, r: 4, fill: "#2b1d16" }),
    h("circle", { cx: 116, cy: 98, r: 4, fill: "#2b1d16" }),
    h("path", { ...line, d: `M74 ${86} L92 ${86 + brow}` }),
    h("path", { ...line, d: `M126 ${86} L108 ${86 + brow}` }),
    h("path", { ...line, "stroke-width": 2.5, d: "M100 102 Q105 114 98 116" }),
    h("path", { ...line, d: mouth }),
    glasses,
  );
}

/** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
function render({ model, el, signal = new AbortController().signal }) {
  const task = model.get("task");
  const name = task.person.name;
  const graded = task.use === "graded";
  const saver = new Saver(model, () => {
    status.update();
    if (waits && free()) act(...waits);
  }, signal);
  /** What was asked for while something else was on its way. @type {[string, any]|null} */
  let waits = null;
  saver.keep = () => {}; // a choice made without a connection is made again by the reader, who sees where she is
  const status = statusLine(saver);
  const thinks = { da: `Hvad tænker ${name}?`, en: `What is ${name} thinking?` };

  const picture = h("div", {});
  /** How the person comes across, and the connection: told when they change. */
  const caption = h("div", { class: "kv-call-caption", "aria-live": "polite" });
  const screen = h("div", { class: "kv-call-screen" }, picture, caption);
  const log = h("ol", { class: "kv-call-log", role: "list", "aria-labelledby": `kv-log-${task.id}` });
  /** What is added to it is read aloud, and nothing else of it. */
  const record = h("div", { role: "log", "aria-labelledby": `kv-log-${task.id}` }, log);
  /** The lines that stand in it. @type {{line: any, fresh: boolean, element: any}[]} */
  let said = [];
  const help = h("div", { class: "kv-call-help", "aria-live": "polite" });
  const choices = h("div", { class: "kv-call-choices" });
  const after = h("div", { class: "kv-call-after" });
  const call = h("div", { class: "kv-call" }, screen, h("div", { class: "kv-call-talk" }, h("h4", { class: "kv-hidden", id: `kv-log-${task.id}` }, t(SAY.log)), record, help, choices));
  let acted = false; // only after the reader did something may focus move

  const free = () => !saver.pending || saver.status().state === "error"; // after a refusal another choice may be made
  const act = (/** @type {string} */ type, /** @type {any} */ value = null) => {
    if (!free()) return void (type !== "choose" && (waits = [type, value])); // one after the other, since the last one alone outlives the page
    acted = true;
    waits = null;
    saver.send(type, value);
  };
  const start = (/** @type {any} */ scene) => act("start", { attempts: scene.attempts.length });
  const button = (/** @type {any} */ label, /** @type {() => void} */ click, quiet = true) =>
    h("button", { type: "button", class: quiet ? "kv-button kv-quiet" : "kv-button", click }, t(label));

  function bubble(/** @type {any} */ line) {
    const who = line.kind === "mine" ? h("span", { class: "kv-who" }, t(SAY.you), ": ") : line.kind === "say" ? h("span", { class: "kv-who" }, `${name}: `) : null;
    const heard = line.kind === "mine" ? "off" : null; // who has just chosen it knows it
    return h("li", { class: `kv-line kv-line-${line.kind}`, "aria-live": heard }, who, t(line.text));
  }

  function drawScreen(/** @type {any} */ now) {
    const seen = now ?? { mood: "calm", line: "room" };
    screen.dataset.line = seen.line;
    picture.replaceChildren(portrait(task.person.portrait, seen.mood));
    patch(caption, now && [seen.mood, seen.line], () => [
      h("p", { class: "kv-call-name" }, h("strong", {}, name), now ? [" · ", t(impression(seen))] : null),
      now ? h("p", { class: "kv-call-line" }, h("span", { "aria-hidden": "true" }, { good: "● ", phone: "✆ ", room: "● " }[seen.line] ?? "▲ "), t(LINES[seen.line])) : null,
    ]);
  }

  /** Add what is new, and take away what was gone back from; a line that stands there already is neither drawn nor read again. */
  function drawLog(/** @type {any} */ scene) {
    const past = scene.turns.flatMap((/** @type {any} */ turn) => [...turn.lines, { kind: "mine", text: turn.chose }]);
    const wanted = [...past.map((/** @type {any} */ line) => ({ line, fresh: false })), ...(scene.now?.lines ?? []).map((/** @type {any} */ line) => ({ line, fresh: true }))];
    const changed = wanted.findIndex((one, at) => !said[at] || !same(said[at].line, one.line) || (one.fresh && !said[at].fresh));
    const kept = changed < 0 ? wanted.length : changed;
    for (const one of said.slice(kept)) one.element.remove();
    said = wanted.map((one, at) => ({ ...one, element: at < kept ? said[at].element : bubble(one.line) }));
    for (const { element, fresh } of said) element.dataset.fresh = String(fresh);
    log.append(...said.slice(kept).map((one) => one.element));
    log.tabIndex = said.length ? 0 : -1; // an empty list is nothing to stop at
    log.scrollTop = log.scrollHeight;
  }

  function drawHelp(/** @type {any} */ now) {
    const told = [
      ...(now?.hint ?? []).map((/** @type {any} */ text) => h("p", { class: "kv-coach" }, h("strong", {}, t(SAY.coachSays)), t(text))),
      ...(now?.thought ?? []).map((/** @type {any} */ text) => h("p", { class: "kv-thought" }, h("strong", {}, `${name} `, t(SAY.thoughts)), t(text))),
    ];
    patch(help, [now?.hint, now?.thought], () => told);
  }

  function drawChoices(/** @type {any} */ scene) {
    const now = scene.now;
    if (!now) {
      const counts = graded ? h("p", { class: "kv-help" }, t(SAY.counts)) : "";
      return choices.replaceChildren(h("div", { class: "kv-prompt" }, paragraphs(task.person.about)), counts, button(SAY.begin, () => start(scene), false));
    }
    if (scene.debrief) return choices.replaceChildren();
    const heading = h("h4", { tabindex: "-1", class: "kv-call-ask" }, t(SAY.choose));
    const list = now.choices.map((/** @type {any} */ choice) =>
      h("li", {}, h("button", { type: "button", class: "kv-reply", click: () => act("choose", { choice: choice.id, step: scene.step }) }, t(choice.text))),
    );
    const tools = h(
      "div",
      { class: "kv-call-tools" },
      now.helps.hint && !now.hint ? button(SAY.coach, () => act("hint")) : null,
      now.helps.thought && !now.thought ? button(thinks, () => act("thought")) : null,
      scene.step ? button(SAY.back, () => act("back", { step: scene.step })) : null,
      scene.step ? button(SAY.restart, () => start(scene)) : null,
    );
    choices.replaceChildren(heading, h("ul", { role: "list" }, list), tools);
    if (acted) heading.focus({ preventScroll: false });
  }

  function drawAfter(/** @type {any} */ scene) {
    after.replaceChildren(...(scene.debrief ? debrief(scene) : []));
    if (scene.debrief && acted) after.querySelector("h4")?.focus();
  }

  function debrief(/** @type {any} */ scene) {
    const told = scene.debrief;
    const [hints, thoughts] = [times(told.hints), times(told.thoughts)];
    const helped = {
      da: `Du spurgte coachen ${hints.da} og så ind i tankerne ${thoughts.da}. Det trækker ikke fra.`,
      en: `You asked the coach ${hints.en} and looked at the thoughts ${thoughts.en}. That costs nothing.`,
    };
    const found = endings(told.endings_seen, told.endings);
    return [
      h("h4", { tabindex: "-1" }, t(SAY.debrief), ": ", t(told.ending)),
      h("p", { class: "kv-outcome", "data-outcome": told.outcome }, t(told.ended)),
      ...told.learn.map((/** @type {any} */ text) => h("p", {}, t(text))),
      meter({ da: "I alt", en: "In all" }, told.score, told.best),
      ...told.competences.map((/** @type {any} */ one) => meter(one.name, one.score, one.best)),
      told.turning_points.length ? h("h5", {}, t(SAY.turning)) : null,
      h("ol", { class: "kv-turning" }, told.turning_points.map(turningPoint)),
      h("p", {}, told.hints + told.thoughts ? [t(helped), " "] : null, t(found)),
      graded || scene.attempts.length > 1 ? attempts(scene.attempts, graded, (number) => act("pick", { attempt: number })) : null,
      button(SAY.again, () => start(scene), false),
    ].filter(Boolean);
  }

  function turningPoint(/** @type {any} */ point) {
    const shown = point.shows.flatMap((/** @type {any} */ one, /** @type {number} */ index) => [index ? ", " : "", t(one.name), ` +${one.points}`]);
    return h(
      "li",
      {},
      point.said ? h("p", { class: "kv-said" }, `${name}: `, t(point.said)) : null,
      point.seen ? h("p", { class: "kv-said" }, t(point.seen)) : null,
      h("p", {}, h("strong", {}, t(SAY.chose)), t(point.chose)),
      point.why ? h("p", {}, t(point.why)) : null,
      shown.length ? h("p", { class: "kv-shown" }, t(SAY.shows), shown) : null,
      point.better ? h("p", { class: "kv-better" }, h("strong", {}, t(SAY.other)), t(point.better.text), point.better.why ? [" ", t(point.better.why)] : null) : null,
    );
  }

  function update() {
    const scene = model.get("scene");
    status.update();
    if (!scene) return;
    drawScreen(scene.now);
    drawLog(scene);
    drawHelp(scene.now);
    drawChoices(scene);
    drawAfter(scene);
    acted = false;
  }

  onChange(model, ["scene"], update, signal);
  el.replaceChildren(frame(task, call, h("div", {}, after, h("div", { class: "kv-foot" }, status.element))));
  update();
}

/** A share of points in words and as a bar. @param {any} label @param {number} score @param {number} best @returns {any} */
function meter(label, score, best) {
  const words = { da: `${score} af højst ${best}`, en: `${score} of at most ${best}` };
  return h(
    "div",
    { class: "kv-meter" },
    h("p", {}, t(label), ": ", h("strong", {}, t(words))),
    h("div", { class: "kv-bar", "aria-hidden": "true" }, h("div", { style: `width: ${share(score, best)}%` })),
  );
}

/** The attempts so far; in a graded conversation each finished one can be picked to be handed in.
 * @param {any[]} all @param {boolean} graded @param {(number: number) => void} pick @returns {any} */
function attempts(all, graded, pick) {
  const row = (/** @type {any} */ one) => {
    const result = one.outcome ? [t(one.ended), ` (${one.score}/${one.best})`] : [t(SAY.unfinished)];
    const mine = one.handed_in ? h("strong", { class: "kv-picked" }, " ", t(SAY.picked)) : null;
    const other = one.can_be && !one.handed_in ? h("button", { type: "button", class: "kv-button kv-quiet", click: () => pick(one.number) }, t(SAY.pick)) : null;
    return h("li", {}, `${one.number}. ${new Date(one.at).toLocaleDateString("da-DK")} ${clock(one.at)}: `, result, mine, other && [" ", other]);
  };
  return h("details", { open: graded }, h("summary", {}, t(SAY.attempts), ` (${all.length})`), h("ul", { role: "list" }, all.map(row)));
}

export default { render };
