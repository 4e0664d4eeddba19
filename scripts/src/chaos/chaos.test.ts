import { expect, test } from "vitest";
import { chaosTable, faultsOf } from "./chaos-report.ts";
import { openEmbeddedStore, openOwnServerStore } from "./fleet.ts";
import { runChaos } from "./run-chaos.ts";

// The short form of `npm run soak -- chaos`: two server processes on a PostgreSQL of its own, or, where
// its programs are not to be had, one on the embedded store.
test("servers and the database are killed, lines are cut, and nothing is lost or doubled", async () => {
  const store = (await openOwnServerStore(2)) ?? (await openEmbeddedStore());
  try {
    const report = await runChaos(store, { seed: 7, kills: 4, screens: 12, writers: 4 });
    console.info(chaosTable([report]));
    expect(faultsOf(report)).toEqual([]);
    expect(report.answered).toBeGreaterThan(0);
    expect(report.events).toBeGreaterThan(0);
  } finally {
    await store.close();
  }
}, 300_000);
