// @ts-check
// Jupyter's messages as they travel over a websocket: protocol v1.kernel.websocket.jupyter.org
// (https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html): a table of offsets, then the parts.

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";

/** @typedef {{channel: string, header: any, parent_header: any, metadata: any, content: any, buffers: ArrayBuffer[]}} Message */

/** A message as bytes. @param {string} channel @param {{header: any, content: any, metadata?: any}} message @returns {Uint8Array<ArrayBuffer>} */
export function pack(channel, { header, content, metadata = {} }) {
  const encoder = new TextEncoder();
  const parts = [encoder.encode(channel), ...[header, {}, metadata, content].map((part) => encoder.encode(JSON.stringify(part)))];
  const count = parts.length + 1;
  const starts = 8 * (count + 1);
  const bytes = new Uint8Array(starts + parts.reduce((sum, part) => sum + part.length, 0));
  const table = new DataView(bytes.buffer);
  table.setBigUint64(0, BigInt(count), true);
  let at = starts;
  parts.forEach((part, place) => {
    table.setBigUint64(8 * (place + 1), BigInt(at), true);
    bytes.set(part, at);
    at += part.length;
  });
  table.setBigUint64(8 * count, BigInt(at), true);
  return bytes;
}

/** Bytes as a message. @param {ArrayBuffer} bytes @returns {Message} */
export function unpack(bytes) {
  const table = new DataView(bytes);
  const count = Number(table.getBigUint64(0, true));
  const offsets = Array.from({ length: count }, (_, place) => Number(table.getBigUint64(8 * (place + 1), true)));
  const part = (/** @type {number} */ place) => bytes.slice(offsets[place], offsets[place + 1]);
  const text = (/** @type {number} */ place) => new TextDecoder().decode(part(place));
  const [header, parent_header, metadata, content] = [1, 2, 3, 4].map((place) => JSON.parse(text(place)));
  const buffers = Array.from({ length: count - 6 }, (_, place) => part(place + 5));
  return { channel: text(0), header, parent_header, metadata, content, buffers };
}
