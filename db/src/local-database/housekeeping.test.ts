import { afterAll, beforeAll, expect, test } from "vitest";
import { openEngine, type Engine } from "./engine.ts";
import { firstValue, tidy } from "./housekeeping.ts";
import { IN_MEMORY, loadTemplate } from "./prepare-folder.ts";
import { Turns } from "./turns.ts";
import { simpleQuery } from "./wire-messages.ts";

let engine: Engine;
let turns: Turns;
beforeAll(async () => {
  engine = await openEngine(IN_MEMORY, await loadTemplate());
  const onBroken = (error: Error): void => {
    throw error;
  };
  turns = new Turns(engine, { idleInTransactionMs: 1_000, onBroken });
}, 60_000);
afterAll(async () => {
  turns.stop();
  await engine.close();
});

const ask = async (sql: string): Promise<string | undefined> =>
  firstValue(await engine.run(simpleQuery(sql)));
const logBytes = async (): Promise<number> =>
  Number(await ask("select pg_current_wal_lsn() - redo_lsn from pg_control_checkpoint()"));

test("a table that has changed much gets its statistics, and a long log is put away", async () => {
  await ask("create table much (text text)");
  await ask("insert into much select repeat('x', 900) from generate_series(1, 100000)");
  expect(await ask("select reltuples from pg_class where relname = 'much'")).toBe("-1");
  expect(await logBytes()).toBeGreaterThan(64 * 2 ** 20);

  // PostgreSQL itself counts changes with a delay of about a second.
  const known = async (): Promise<string | undefined> => {
    await tidy(turns);
    return ask("select reltuples from pg_class where relname = 'much'");
  };
  await expect.poll(known, { timeout: 10_000, interval: 500 }).toBe("100000");
  expect(await logBytes()).toBeLessThan(2 ** 20);
});

test("nothing is tidied while somebody is in a transaction", async () => {
  const seen: string[] = [];
  const visitor = { answer: () => seen.push("answer"), expel: () => seen.push("expel") };
  turns.ask(visitor, { bytes: simpleQuery("begin"), ending: "sync" });
  await expect.poll(() => seen).toEqual(["answer"]);
  expect(await turns.runWhenFree("select 1")).toBeUndefined();
  turns.leave(visitor);
  await expect.poll(() => turns.runWhenFree("select 1")).toBeDefined();
});
