// The front end of a module's page: messages as bytes, what a component hears, and a line that is cut, mended, and led to a new kernel.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { clear, visible } from "./stage.mjs";

const { PROTOCOL, pack, unpack } = await import("../../widgets/front/wire.js");
const { Model } = await import("../../widgets/front/model.js");
const { Line } = await import("../../widgets/front/line.js");

/** A websocket whose other end is the test. */
class Socket {
  static all = [];

  constructor(url, protocols) {
    Object.assign(this, { url, protocols, sent: [], closed: false });
    Socket.all.push(this);
  }

  send(bytes) {
    this.sent.push(unpack(bytes.buffer));
  }

  close() {
    this.closed = true;
  }

  /** The service sends a component something. */
  bring(comm_id, data) {
    this.onmessage({ data: pack("iopub", { header: { msg_type: "comm_msg" }, content: { comm_id, data } }).buffer });
  }
}

/** What the course answers, by address; a function, or an error to throw. */
let course = {};
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  Socket.all = [];
  globalThis.WebSocket = Socket;
  globalThis.location = { origin: "http://course.test" };
  window.setTimeout = (...about) => setTimeout(...about);
  window.setInterval = (...about) => setInterval(...about);
  globalThis.fetch = async (url) => {
    const found = Object.entries(course).find(([name]) => url.includes(name))?.[1] ?? 200;
    if (found instanceof Error) throw found;
    return { ok: found === 200, status: found, type: "basic" };
  };
  course = {};
  visible(true);
});

afterEach(() => {
  mock.timers.reset();
  clear();
});

const VIEW = { kernel: "k2", at: "", components: { "opgave-valg": { model: "m2", module: "choice", state: {} } } };

function lined(more = {}) {
  const told = { heard: [], phases: [], renewed: [], woken: 0 };
  const line = new Line({
    base: "/",
    kernel: "k1",
    at: "",
    wake: async () => {
      told.woken += 1;
      return { ok: true, json: async () => VIEW };
    },
    renewed: (view) => told.renewed.push(view),
    heard: (comm, data) => told.heard.push([comm, data]),
    changed: (phase, fresh) => told.phases.push(fresh ? `${phase}, fresh` : phase),
    ...more,
  });
  line.open();
  return { line, told };
}

const socket = () => Socket.all.at(-1);
const contents = (one) => one.sent.map((message) => [message.content.comm_id, message.content.data.content]);

/** Let time pass until a line that was cut has been tried again. */
async function tick(milliseconds) {
  mock.timers.tick(milliseconds);
  await settle();
}

test("a message comes out as it went in, æøå and empty parts included", () => {
  const message = { header: { msg_id: "1", msg_type: "comm_msg" }, metadata: {}, content: { data: { text: "Blåbærgrød 🫐" } } };
  const found = unpack(pack("shell", message).buffer);
  assert.deepEqual({ ...found, buffers: found.buffers.length }, { channel: "shell", ...message, parent_header: {}, buffers: 0 });
});

test("a document comes as bytes behind the message", () => {
  const plain = pack("iopub", { header: {}, content: {} });
  const table = new DataView(plain.buffer);
  const count = Number(table.getBigUint64(0, true));
  const bytes = new Uint8Array(plain.length + 8 + 3);
  const grown = new DataView(bytes.buffer);
  grown.setBigUint64(0, BigInt(count + 1), true);
  for (let place = 0; place < count; place += 1) grown.setBigUint64(8 * (place + 1), table.getBigUint64(8 * (place + 1), true) + 8n, true);
  grown.setBigUint64(8 * (count + 1), BigInt(plain.length + 8 + 3), true);
  bytes.set(plain.subarray(8 * (count + 1)), 8 * (count + 2));
  bytes.set([80, 75, 3], plain.length + 8);
  assert.deepEqual(unpack(bytes.buffer).buffers.map((one) => [...new Uint8Array(one)]), [[80, 75, 3]]);
});

test("all traits are there before a component hears of the first", () => {
  const model = new Model("m", { answer: null, saved: { state: "none" } }, () => {});
  const seen = [];
  model.on("change:answer", () => seen.push(model.get("saved").state));
  model.receive({ method: "update", state: { answer: ["a"], saved: { state: "saved" } } }, []);
  model.receive({ method: "update", state: { answer: ["a"] } }, []);
  assert.deepEqual(seen, ["saved"], "told once, and only of what has changed");
});

test("one listener's mistake keeps nobody else from hearing", () => {
  const model = new Model("m", { answer: 1 }, () => {});
  const complained = mock.method(console, "error", () => {});
  const seen = [];
  model.on("change:answer", () => {
    throw new Error("a mistake");
  });
  model.on("change:answer", () => seen.push(model.get("answer")));
  model.update({ answer: 2 });
  assert.deepEqual([seen, complained.mock.callCount()], [[2], 1]);
});

test("a component that is taken away hears nothing more", () => {
  const model = new Model("m", { answer: 1 }, () => {});
  const follow = () => assert.fail("it is gone");
  model.on("change:answer", follow);
  model.off("change:answer", follow);
  model.update({ answer: 2 });
});

test("the line is asked for by kernel and session, in Jupyter's protocol", () => {
  const { line } = lined();
  assert.equal(socket().url, `ws://course.test/api/kernels/k1/channels?session_id=${line.session}`);
  assert.deepEqual(socket().protocols, [PROTOCOL]);
});

test("what the reader does before the line is open is sent, in order, when it is", () => {
  const { line, told } = lined();
  line.send("m1", { id: "a" });
  line.send("m1", { id: "b" });
  socket().onopen();
  assert.deepEqual(contents(socket()), [["m1", { id: "a" }], ["m1", { id: "b" }]]);
  assert.deepEqual(told.phases, ["open"]);
});

test("what the kernel says reaches the component it is for", () => {
  const { told } = lined();
  socket().onopen();
  socket().bring("m1", { method: "update", state: { answer: 1 } });
  assert.deepEqual(told.heard, [["m1", { method: "update", state: { answer: 1 } }]]);
});

test("a line that is cut is opened again to the same kernel, in the same session", async () => {
  const { line, told } = lined();
  socket().onopen();
  const first = socket();
  first.onclose();
  assert.doesNotThrow(() => line.send("m1", {}), "for a moment nobody is told");
  await tick(100);
  assert.notEqual(socket(), first);
  assert.equal(socket().url, first.url);
  socket().onopen();
  assert.deepEqual(told.phases, ["open", "mending", "open"]);
  assert.equal(told.woken, 0);
});

test("without a network the reader is told, and the line comes back by itself", async () => {
  const { line, told } = lined();
  socket().onopen();
  course = { "api/kernels": new TypeError("no network") };
  socket().onclose();
  for (const wait of [100, 300, 1000, 2000]) await tick(wait);
  assert.equal(told.phases.at(-1), "cut");
  assert.throws(() => line.send("m1", {}), /no line/);
  course = {};
  await tick(8000);
  socket().onopen();
  assert.equal(told.phases.at(-1), "open");
});

test("a kernel that is gone is replaced without a reload", async () => {
  const { line, told } = lined();
  socket().onopen();
  course = { "api/kernels/k1": 404 };
  const { session } = line;
  socket().onclose();
  await tick(100);
  assert.deepEqual(told.renewed, [VIEW]);
  assert.match(socket().url, /kernels\/k2\//);
  assert.notEqual(line.session, session);
  socket().onopen();
  assert.deepEqual(told.phases, ["open", "mending", "open, fresh"]);
});

test("when the replica is gone where a page's kernel lived, another replica gives it one", async () => {
  const { line, told } = lined({ at: "replica/1/", wake: async () => ({ ok: true, json: async () => ({ ...VIEW, at: "replica/2/" }) }) });
  assert.match(socket().url, /\/replica\/1\/api\/kernels\/k1\//);
  socket().onopen();
  course = { "replica/1/": 503 };
  socket().onclose();
  await tick(100);
  assert.match(socket().url, /\/replica\/2\/api\/kernels\/k2\//);
  socket().onopen();
  assert.equal(told.phases.at(-1), "open, fresh");
});

test("where there is no place for a new kernel, the page knows why and tries again by itself", async () => {
  const full = { ok: false, status: 503, headers: new Map([["Retry-After", "10"]]) };
  let answer = full;
  const { line, told } = lined({ wake: async () => answer });
  socket().onopen();
  course = { "api/kernels/k1": 404 };
  socket().onclose();
  for (const wait of [100, 300, 1000, 2000]) await tick(wait);
  assert.deepEqual([told.phases.at(-1), line.crowded], ["cut", true]);
  answer = { ok: true, json: async () => VIEW };
  await tick(8000);
  socket().onopen();
  assert.deepEqual([told.phases.at(-1), line.crowded], ["open, fresh", false]);
});

test("a page that nobody looks at sleeps until somebody does", async () => {
  const { line, told } = lined();
  socket().onopen();
  course = { "api/kernels/k1": 404 };
  visible(false);
  socket().onclose();
  await tick(100);
  assert.equal(told.woken, 0);
  visible(true);
  await line.beat();
  await settle();
  assert.equal(told.woken, 1);
  assert.match(socket().url, /kernels\/k2\//);
});

test("a kernel found dead while its line seems open is replaced too", async () => {
  const { line, told } = lined();
  socket().onopen();
  const first = socket();
  course = { "api/kernels/k1": 404 };
  await line.beat();
  assert.ok(first.closed);
  first.onclose();
  socket().onopen();
  assert.deepEqual([told.phases.at(-1), Socket.all.length], ["open, fresh", 2]);
});

test("a kernel that dies before the line to it is open is replaced, and what the reader did meanwhile is not lost", async () => {
  const { line, told } = lined();
  line.send("m1", { id: "a" });
  await tick(3000);
  assert.equal(Socket.all.length, 1, "a kernel that lives may take its time");
  course = { "api/kernels/k1": 404 };
  const first = socket();
  await tick(3000);
  assert.ok(first.closed);
  assert.match(socket().url, /kernels\/k2\//);
  socket().onopen();
  assert.deepEqual(told.phases, ["open, fresh"], "on which the components send again what is unanswered");
});

test("a line that never opens, though its kernel lives, is given up for another", async (context) => {
  const { line, told } = lined();
  socket().onopen();
  socket().onclose();
  await tick(100);
  assert.equal(Socket.all.length, 2);
  await tick(3000);
  assert.equal(Socket.all.length, 2, "a busy kernel may take its time");
  const later = Date.now() + 16_000;
  context.mock.method(Date, "now", () => later);
  await tick(3000);
  assert.equal(Socket.all.length, 3);
  assert.ok(Socket.all[1].closed);
  socket().onopen();
  assert.equal(told.phases.at(-1), "open");
  assert.doesNotThrow(() => line.send("m1", {}));
});

test("a question after the kernel that is never answered is given up, and the line is opened all the same", async (context) => {
  const { told } = lined();
  socket().onopen();
  const answer = globalThis.fetch;
  const patience = new AbortController();
  context.mock.method(AbortSignal, "timeout", (within) => (within === 15_000 ? patience.signal : undefined));
  globalThis.fetch = (_, { signal }) => new Promise((_answered, refuse) => signal.addEventListener("abort", () => refuse(new Error("too late"))));
  socket().onclose();
  await tick(100);
  globalThis.fetch = answer;
  await tick(30_000);
  assert.equal(Socket.all.length, 1, "it is asked after one thing at a time");
  patience.abort();
  await settle();
  await tick(300);
  assert.equal(Socket.all.length, 2);
  socket().onopen();
  assert.equal(told.phases.at(-1), "open");
});

test("a line that is cut while the kernel is being asked after is opened again all the same", async () => {
  const { line, told } = lined();
  socket().onopen();
  const asked = line.beat();
  socket().onclose();
  mock.timers.tick(100); // its own try comes while the asking is not over
  await asked;
  await settle();
  assert.equal(Socket.all.length, 2);
  socket().onopen();
  assert.deepEqual(told.phases, ["open", "mending", "open"]);
});

test("a line that swallows what is sent is given up for another to the same kernel", async (context) => {
  const { line, told } = lined();
  socket().onopen();
  line.send("m1", { id: "a" });
  await line.beat();
  assert.equal(Socket.all.length, 1, "it may still answer");
  const later = Date.now() + 9000;
  context.mock.method(Date, "now", () => later);
  await line.beat();
  assert.equal(Socket.all.length, 2);
  assert.match(socket().url, /kernels\/k1\//);
  socket().onopen();
  assert.deepEqual(told.phases, ["open", "open"]);
});

test("a page that became another person's ends, and says so once", async () => {
  const { line, told } = lined();
  socket().onopen();
  course = { "api/kernels": 403 };
  socket().onclose();
  await tick(100);
  await tick(60_000);
  assert.equal(told.phases.at(-1), "ended");
  assert.throws(() => line.send("m1", {}));
  assert.equal(Socket.all.length, 1);
});

test("a service that is restarting is asked again, less and less often, but never given up", async () => {
  let asked = 0;
  const { told } = lined({
    wake: async () => {
      asked += 1;
      return { ok: asked > 3, status: 503, type: "basic", json: async () => VIEW };
    },
  });
  socket().onopen();
  course = { "api/kernels/k1": 404 };
  socket().onclose();
  for (const wait of [100, 300, 1000, 2000, 4000]) await tick(wait);
  assert.equal(asked, 4);
  assert.deepEqual(told.renewed, [VIEW]);
});

test("a line that is cut again and again is not tried again and again at once", async () => {
  lined();
  for (const wait of [100, 300, 1000]) {
    socket().onopen();
    socket().onclose();
    await tick(wait - 1);
    const opened = Socket.all.length;
    await tick(1);
    assert.equal(Socket.all.length, opened + 1);
  }
});

test("the reader who is back need not wait for the next try", async () => {
  const { line } = lined();
  socket().onopen();
  course = { "api/kernels": new TypeError("no network") };
  socket().onclose();
  for (const wait of [100, 300, 1000, 2000, 4000]) await tick(wait);
  course = {};
  line.hurry();
  await settle();
  assert.equal(Socket.all.length, 2);
});
