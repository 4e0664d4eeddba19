import { expect, test } from "vitest";
import type { Engine } from "./engine.ts";
import { Turns, type Visitor } from "./turns.ts";
import { simpleQuery, type TransactionStatus } from "./wire-messages.ts";

const readyForQuery = (status: TransactionStatus): Buffer =>
  Buffer.concat([Buffer.from("Z\0\0\0\x05", "latin1"), Buffer.from(status)]);

/** Says after each statement that a transaction is open, but for `commit` and `select 1`. */
const engine: Engine = {
  greeting: Buffer.alloc(0),
  run: (bytes) => {
    const asked = Buffer.from(bytes).toString("latin1");
    const isFree = /commit|select 1/.test(asked);
    return Promise.resolve(readyForQuery(isFree ? "I" : "T"));
  },
  close: () => Promise.resolve(),
};

const visitor = (): Visitor & { answered: Promise<Buffer> } => {
  let answer: Visitor["answer"] = () => undefined;
  const answered = new Promise<Buffer>((resolve) => (answer = resolve));
  return { answer: (bytes) => answer(bytes), expel: () => undefined, answered };
};

const batch = (sql: string) => ({ bytes: simpleQuery(sql), ending: "sync" as const });

test("what wants the engine free is told so at once when a transaction opens before its turn", async () => {
  const turns = new Turns(engine, { idleInTransactionMs: 60_000, onBroken: () => undefined });
  const [writer, next] = [visitor(), visitor()];
  turns.ask(writer, batch("begin"));
  // Nobody holds the engine yet: that statement is still on its way.
  const free = turns.runWhenFree("select 1");
  turns.ask(next, batch("select 1"));
  expect(await free).toBeUndefined();
  expect(await turns.runWhenFree("select 1")).toBeUndefined();

  turns.ask(writer, batch("commit"));
  // Other people's turns are kept.
  expect(await next.answered).toEqual(readyForQuery("I"));
  expect(await turns.runWhenFree("select 1")).toEqual(readyForQuery("I"));
  turns.stop();
});
