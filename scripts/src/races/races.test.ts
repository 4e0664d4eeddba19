import { expect, test } from "vitest";
import { openEmbeddedStore, openOwnServerStore } from "../chaos/fleet.ts";
import { runRaces } from "./run-races.ts";

// The short form of `npm run soak -- races`.
test("of fifty who act on the same cases at once one wins, and each is told what came of it", async () => {
  const store = (await openOwnServerStore(2, false)) ?? (await openEmbeddedStore());
  try {
    const report = await runRaces(store, { seed: 3, commands: 2_000, dispatchers: 50 });
    console.info(JSON.stringify({ ...report, faults: report.faults.length }));
    expect(report.faults).toEqual([]);
    expect(report.unanswered).toBe(0);
    expect(report.stale).toBeGreaterThan(report.commands / 10);
    expect(report.won).toBeGreaterThan(report.commands / 20);
  } finally {
    await store.close();
  }
}, 300_000);
