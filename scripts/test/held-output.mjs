import { Writable } from 'node:stream';

/** @typedef {{ readonly stdout: NodeJS.WritableStream, readonly stderr: NodeJS.WritableStream }} Output */

/** What a stage prints: kept, in its order, until it is shown; from then on passed on as it comes. */
export class HeldOutput {
  /** @type {Array<readonly [keyof Output, Buffer]>} */
  #held = [];
  /** @type {Output | null} */
  #shownOn = null;
  /** @type {Writable} */
  stdout = this.#stream('stdout');
  /** @type {Writable} */
  stderr = this.#stream('stderr');

  /** @param {Output} output such as `process` */
  showOn(output) {
    this.#shownOn = output;
    for (const [name, text] of this.#held.splice(0)) output[name].write(text);
  }

  /** @param {keyof Output} name */
  #stream(name) {
    return new Writable({
      write: (/** @type {Buffer} */ text, _encoding, done) => {
        if (this.#shownOn === null) this.#held.push([name, text]);
        else this.#shownOn[name].write(text);
        done();
      },
    });
  }
}
