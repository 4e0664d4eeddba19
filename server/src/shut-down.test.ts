import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { newReport, type Place } from "../test/cases.ts";
import { openDemoTown } from "../test/demo-town.ts";

const REPORTS = 60;

interface Outcome {
  readonly key: string;
  /** 0: no answer came. */
  readonly status: number;
}

test("closing finishes what was accepted: whatever was answered is kept, the rest never began", async () => {
  const town = await openDemoTown();
  const dispatcher = await town.as("dispatcher");
  const { areas } = (await dispatcher.get<{ areas: { center: Place }[] }>("/api/areas")).body;
  const address = await town.app.listen({ port: 0, host: "127.0.0.1" });
  const before = await town.countCases();
  const headers = { ...dispatcher.headers, "content-type": "application/json" };
  const send = async (at: number): Promise<Outcome> => {
    // Spread over the moment at which the server begins to close.
    await wait(at * 4);
    const key = `shut-down-${at}`;
    const place = areas.at(-1)?.center ?? [0, 0];
    const body = JSON.stringify(newReport(place, { idempotencyKey: key }));
    try {
      const reply = await fetch(`${address}/api/cases`, { method: "POST", headers, body });
      await reply.text();
      return { key, status: reply.status };
    } catch {
      return { key, status: 0 };
    }
  };
  const sending = Promise.all(Array.from({ length: REPORTS }, (_, at) => send(at)));
  await wait(REPORTS * 2);
  await town.app.close();
  const outcomes = await sending;
  const kept = outcomes.filter(({ status }) => status === 201).length;
  expect(outcomes.every(({ status }) => [201, 503, 0].includes(status))).toBe(true);
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(REPORTS);
  expect((await town.countCases()) - before).toBe(kept);
  process.stdout.write(`${REPORTS} reports while closing: ${kept} answered and kept\n`);
  await town.close();
}, 60_000);
