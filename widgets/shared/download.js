// @ts-check
// The button that fetches a file which the kernel makes of a tool, and what became of it.

/** How long the kernel may take to make a file, in milliseconds. */
const MADE_WITHIN = 15000;

const DOWNLOAD = {
  document: { da: "Hent som Word-dokument", en: "Download as a Word document" },
  pdf: { da: "Hent som PDF", en: "Download as a PDF" },
  calendar: { da: "Hent til din kalender", en: "Download for your calendar" },
  making: { da: "Laver filen …", en: "Making the file …" },
  late: { da: "Filen kom ikke. Er der forbindelse? Prøv igen.", en: "The file did not come. Is there a connection? Try again." },
};
const FILES = {
  document: { ending: "docx", type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  pdf: { ending: "pdf", type: "application/pdf" },
  calendar: { ending: "ics", type: "text/calendar" },
};

/** A button that asks the kernel for a file; `value` gives the answer that the page shows. @param {any} model @param {AbortSignal} signal
 * @param {"document"|"pdf"|"calendar"} kind @param {string} filename without ending @param {() => any} value @returns {any[]} */
function download(model, signal, kind, filename, value) {
  const told = h("span", { role: "status", class: "kv-download-words" });
  const button = h("button", { type: "button", class: kind === "document" ? "kv-button" : "kv-button kv-quiet", click: ask }, t(DOWNLOAD[kind]));
  const { ending, type } = FILES[kind];
  let asked = "";
  let timer = 0;
  function ask() {
    if (asked) return;
    const answer = value();
    asked = crypto.randomUUID?.() ?? String(Math.random());
    tell("making", DOWNLOAD.making);
    timer = setTimeout(() => tell("error", DOWNLOAD.late), MADE_WITHIN);
    try {
      model.send({ type: kind, id: asked, value: { language: language(), answer } });
    } catch {
      tell("error", DOWNLOAD.late);
    }
  }
  function tell(/** @type {string} */ state, /** @type {Both} */ words) {
    if (state !== "making") {
      clearTimeout(timer);
      asked = "";
    }
    button.setAttribute("aria-disabled", String(state === "making"));
    told.dataset.state = state;
    told.replaceChildren(t(words));
  }
  function receive(/** @type {any} */ message, /** @type {any[]} */ buffers) {
    if (message?.type !== kind || message.reply !== asked) return;
    if (message.error) return tell("error", message.error);
    const name = `${filename}.${ending}`;
    hand(name, buffers[0], type);
    tell("done", { da: `Filen er hentet og ligger blandt dine overførsler: ${name}`, en: `The file is among your downloads: ${name}` });
  }
  model.on("msg:custom", receive);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    model.off("msg:custom", receive);
  });
  return [button, told];
}

/** The buttons that fetch a tool's files, and behind them what became of it. @param {any} model @param {AbortSignal} signal
 * @param {["document"|"pdf"|"calendar", string][]} files their kinds and names @param {() => any} value @returns {any[]} */
function downloads(model, signal, files, value) {
  const made = files.map(([kind, name]) => download(model, signal, kind, name, value));
  return [...made.map(([button]) => button), ...made.map(([, told]) => told)];
}

/** What a tool's document is fetched as. @param {any} task @returns {["document"|"pdf", string][]} */
function asDocument({ document }) {
  return document ? [["document", document.filename], ["pdf", document.filename]] : [];
}

/** Hand a file to the browser's downloads. @param {string} name @param {any} content @param {string} type */
function hand(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
