import type { Engine } from "./engine.ts";
import { settleAnswer, simpleQuery, syncMessage, type Batch } from "./wire-messages.ts";

/** One client's place in the queue for the engine. */
export interface Visitor {
  readonly answer: (bytes: Buffer) => void;
  /** Thrown out for sitting on an open transaction while others wait. */
  readonly expel: () => void;
}

interface Turn {
  readonly visitor: Visitor;
  readonly batch: Batch;
  /** For a turn that does not wait for anybody's transaction. */
  readonly giveUp?: () => void;
}

export interface TurnsOptions {
  /** How long an open transaction may do nothing while others wait for it. */
  readonly idleInTransactionMs: number;
  /** Gets the engine's crash. Nothing is run after it, and no answer is sent. */
  readonly onBroken: (error: Error) => void;
}

/**
 * All clients share one PostgreSQL session, so they take turns. A batch is run whole; who has a
 * transaction open, or has not said Sync yet, keeps the engine until it is done. So nothing is ever
 * left over in the session that could answer another client.
 */
export class Turns {
  readonly #engine: Engine;
  readonly #options: TurnsOptions;
  readonly #watch: NodeJS.Timeout;
  #queue: Turn[] = [];
  #holder: Visitor | undefined;
  #holderActiveAt = 0;
  #isRunning = false;
  #isOver = false;

  constructor(engine: Engine, options: TurnsOptions) {
    this.#engine = engine;
    this.#options = options;
    const everyMs = Math.min(1000, options.idleInTransactionMs);
    this.#watch = setInterval(() => this.#expelIdleHolder(), everyMs);
    this.#watch.unref();
  }

  ask(visitor: Visitor, batch: Batch): void {
    this.#queue.push({ visitor, batch });
    void this.#work();
  }

  /** For a client that is gone: what it has not been served is dropped, its transaction undone. */
  leave(visitor: Visitor): void {
    this.#queue = this.#queue.filter((turn) => turn.visitor !== visitor);
    if (this.#holder !== visitor) return;
    const nobody: Visitor = { answer: () => undefined, expel: () => undefined };
    this.#holder = nobody;
    // Sync first: after an unfinished sequence PostgreSQL would skip everything else.
    const undo = Buffer.concat([syncMessage(), simpleQuery("rollback")]);
    this.ask(nobody, { bytes: undo, ending: "sync" });
  }

  /** Runs something of our own; `undefined` when somebody is in a transaction or waits for a turn. */
  async runWhenFree(sql: string): Promise<Buffer | undefined> {
    if (this.#holder || this.#queue.length > 0 || this.#isOver) return undefined;
    return new Promise((answer) => {
      // What runs at this moment may open a transaction.
      const giveUp = (): void => answer(undefined);
      const visitor: Visitor = { answer, expel: () => undefined };
      this.#queue.push({ visitor, batch: { bytes: simpleQuery(sql), ending: "sync" }, giveUp });
      void this.#work();
    });
  }

  /** Nothing is run any more. */
  stop(): void {
    this.#isOver = true;
    clearInterval(this.#watch);
  }

  async #work(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let turn = this.#next(); turn && !this.#isOver; turn = this.#next()) {
        await this.#serve(turn.visitor, turn.batch);
        // The engine is synchronous: sockets and the watchdog's question get in between two batches.
        await new Promise((resolve) => void setImmediate(resolve));
      }
    } catch (error) {
      this.stop();
      this.#options.onBroken(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.#isRunning = false;
    }
  }

  #next(): Turn | undefined {
    const holder = this.#holder;
    if (holder) this.#sendAwayTheFree();
    const at = holder ? this.#queue.findIndex(({ visitor }) => visitor === holder) : 0;
    return at < 0 ? undefined : this.#queue.splice(at, 1)[0];
  }

  /** Whoever wanted the engine free does not stand in line behind a transaction. */
  #sendAwayTheFree(): void {
    const sent = this.#queue.filter(({ giveUp }) => giveUp);
    if (sent.length === 0) return;
    this.#queue = this.#queue.filter(({ giveUp }) => !giveUp);
    for (const { giveUp } of sent) giveUp?.();
  }

  async #serve(visitor: Visitor, batch: Batch): Promise<void> {
    const { bytes, status } = settleAnswer(await this.#engine.run(batch.bytes), batch.ending);
    this.#holder = batch.ending === "sync" && status === "I" ? undefined : visitor;
    this.#holderActiveAt = performance.now();
    visitor.answer(bytes);
  }

  #expelIdleHolder(): void {
    const holder = this.#holder;
    const doOthersWait = this.#queue.some(({ visitor }) => visitor !== holder);
    const idleMs = performance.now() - this.#holderActiveAt;
    if (holder && !this.#isRunning && doOthersWait && idleMs > this.#options.idleInTransactionMs)
      holder.expel();
  }
}
