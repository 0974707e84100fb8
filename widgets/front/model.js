// @ts-check
// What a component knows: its traits, which only the kernel sets, and a way to send the kernel a message.
// This is the part of anywidget's model that our components use; they set no traits, so there is nothing to synchronise.

export class Model {
  /** @param {string} id the comm's id in the kernel @param {Record<string, any>} state @param {(model: Model, content: any) => void} send */
  constructor(id, state, send) {
    this.id = id;
    this.state = state;
    this.transmit = send;
    /** @type {Map<string, Set<Function>>} */
    this.listeners = new Map();
  }

  /** The value of a trait. @param {string} name */
  get(name) {
    return this.state[name];
  }

  /** Follow `change:<trait>` or `msg:custom`. @param {string} event @param {Function} follow */
  on(event, follow) {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(follow));
  }

  /** @param {string} event @param {Function} follow */
  off(event, follow) {
    this.listeners.get(event)?.delete(follow);
  }

  /** Send the kernel a message; throws while there is no line to it. @param {any} content */
  send(content) {
    this.transmit(this, content);
  }

  /** The kernel has set traits: all are there before anybody is told. @param {Record<string, any>} state */
  update(state) {
    const changed = Object.keys(state).filter((name) => JSON.stringify(state[name]) !== JSON.stringify(this.state[name]));
    Object.assign(this.state, state);
    for (const name of changed) this.tell(`change:${name}`);
  }

  /** What came over the line for this component. @param {any} data @param {ArrayBuffer[]} buffers */
  receive(data, buffers) {
    if (data.method === "update") this.update(data.state);
    else if (data.method === "custom") this.tell("msg:custom", data.content, buffers);
  }

  /** @param {string} event @param {...any} what */
  tell(event, ...what) {
    for (const follow of [...(this.listeners.get(event) ?? [])]) {
      try {
        follow(...what);
      } catch (error) {
        console.error(error); // one listener's mistake must not keep the others from hearing
      }
    }
  }
}
