/** Takes exact lengths from a stream of chunks: records of binary formats. */
export class ByteQueue {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array(0);
  #isDone = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Bytes are left, but fewer than were last asked for. */
  get hasRest(): boolean {
    return this.#held.length > 0;
  }

  /** The next `length` bytes; `null` when the stream ends before. */
  async take(length: number): Promise<Uint8Array | null> {
    if (this.#held.length < length) await this.#fill(length);
    if (this.#held.length < length) return null;
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }

  async skip(length: number): Promise<void> {
    let left = length;
    while (left > 0) {
      if (this.#held.length === 0) await this.#fill(1);
      if (this.#held.length === 0) return;
      const step = Math.min(left, this.#held.length);
      this.#held = this.#held.subarray(step);
      left -= step;
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #fill(length: number): Promise<void> {
    const parts = [this.#held];
    let size = this.#held.length;
    while (size < length && !this.#isDone) {
      const next = await this.#chunks.next();
      if (next.done === true) this.#isDone = true;
      else {
        parts.push(next.value);
        size += next.value.length;
      }
    }
    this.#held = parts.length === 1 ? this.#held : Buffer.concat(parts);
  }
}
