// Loaded before the proxy itself (node --import): what no address takes is refused before it is passed on, whoever sends it, and what does not
// come in time is no longer waited for. The proxy's own limits are those of the servers behind it (widgets/service/web/gate.py).

import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import path from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), "errors");
const SMALL = 16 * 1024;
/** Addresses that take more than `SMALL` bytes, and how many. @type {[RegExp, number][]} */
const LONGER = [[/^\/services\/formgrader\/formgrader\/api\/comment\/[^/]+$/, 64 * 1024]];
const LIMITS = {
  headersTimeout: 10_000, // milliseconds in which the headers of a request must have come
  requestTimeout: 20_000, // ... and all of it
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16 * 1024,
};
/** How long a connection to a server behind is kept for the next request: less than the server keeps it, which else might end it just then. */
const KEPT = 30_000;
/** What Node says of a request that is none, and the code it is refused with. @type {Record<string, number>} */
const CODES = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };
const WORDS = JSON.parse(fs.readFileSync(path.join(FOLDER, "refused.json"), "utf-8"));
const PAGE = fs.readFileSync(path.join(FOLDER, "refused.html"), "utf-8");
const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};

/** The page that says why. @param {number} code */
function page(code) {
  return PAGE.replace(/\{(\w+)\}/g, (_, name) => WORDS[code][name]);
}

/** How many bytes the address takes. @param {string} url */
function most(url) {
  const [address] = url.split("?");
  return LONGER.find(([pattern]) => pattern.test(address))?.[1] ?? SMALL;
}

/** Whether the proxy could find out where an address leads. @param {string} url */
function readable(url) {
  try {
    decodeURIComponent(new URL(url, "http://course").pathname);
    return true;
  } catch {
    return false;
  }
}

/** @param {http.ServerResponse} res @param {number} code */
function refuse(res, code) {
  if (!res.headersSent) res.writeHead(code, HEADERS);
  res.end(page(code));
}

/** Refuse a request whose body turns out to be too long, and let go of what it was being passed on to. @param {http.IncomingMessage} req @param {http.ServerResponse} res */
function count(req, res) {
  const limit = most(req.url ?? "");
  const { emit, pipe } = req;
  /** @type {any[]} */ const onward = [];
  let sent = 0;
  req.pipe = (/** @type {any} */ to, /** @type {any} */ options) => pipe.call(req, (onward.push(to), to), options);
  req.emit = (/** @type {string} */ event, /** @type {any[]} */ ...what) => {
    if (event === "data") sent += what[0].length;
    if (sent <= limit || (event !== "data" && event !== "end")) return emit.call(req, event, ...what);
    for (const one of onward.splice(0)) one.removeAllListeners("error").on("error", () => {}).destroy();
    if (!res.writableEnded) refuse(res, 413);
    return true;
  };
}

/** @param {(req: any, res: any) => any} listener */
function guarded(listener) {
  return (/** @type {http.IncomingMessage} */ req, /** @type {http.ServerResponse} */ res) => {
    if (!readable(req.url ?? "")) return refuse(res, 400);
    if (Number(req.headers["content-length"] ?? 0) > most(req.url ?? "")) return refuse(res, 413);
    if (req.headers["transfer-encoding"]) count(req, res);
    return listener(req, res);
  };
}

/** @param {(...what: any[]) => any} act */
function quiet(act) {
  return (/** @type {any[]} */ ...what) => {
    try {
      act(...what);
    } catch {
      /* the error itself, which is known */
    }
  };
}

/** @param {(req: any, socket: any, head: any) => any} listener */
function guardedLine(listener) {
  return (/** @type {http.IncomingMessage} */ req, /** @type {any} */ socket, /** @type {Buffer} */ head) => {
    socket.on("error", () => {}); // a browser that is gone is nothing to report, and nobody listens to what the proxy says of it
    const { on } = socket;
    socket.on = (/** @type {string} */ event, /** @type {any} */ act) => on.call(socket, event, event === "error" ? quiet(act) : act);
    if (!readable(req.url ?? "")) return socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    return listener(req, socket, head);
  };
}

/** @param {NodeJS.ErrnoException} error @param {any} socket */
function unreadable(error, socket) {
  if (!socket.writable || error.code === "ECONNRESET") return socket.destroy();
  const code = CODES[error.code ?? ""] ?? 400;
  const headers = Object.entries({ ...HEADERS, Connection: "close", "Content-Length": Buffer.byteLength(page(code)) });
  socket.end(`HTTP/1.1 ${code} ${http.STATUS_CODES[code]}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${page(code)}`);
}

for (const /** @type {any} */ module of [http, https]) {
  const { createServer, Agent } = module;
  module.createServer = (/** @type {any[]} */ ...given) => {
    const listener = given.pop();
    const server = createServer.call(module, { ...given[0], ...LIMITS }, guarded(listener));
    const { on } = server;
    server.on = (/** @type {string} */ event, /** @type {any} */ act) => on.call(server, event, event === "upgrade" ? guardedLine(act) : act);
    return on.call(server, "clientError", unreadable);
  };
  module.Agent = class extends Agent {
    constructor(/** @type {object} */ options) {
      super({ timeout: KEPT, ...options });
    }
  };
}
