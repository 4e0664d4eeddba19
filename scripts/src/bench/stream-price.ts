import type { Jurisdiction, Sight } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { append, type NewEvent } from "@onegrid/db/events";
import { openLiveHub, type LiveHub } from "@onegrid/server";
import { quantile } from "./city.ts";

interface Reader {
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
}

const SCREENS = 1000;
const EVENTS = 200;

/**
 * From commit to the last of 1,000 screens, all of which see everything: an event that concerns
 * everybody, of which nothing is asked, and one of a case, of which both walls are asked per screen.
 */
export async function measureStream(db: Db, reader: Reader): Promise<void> {
  const hub = await openLiveHub(db, {
    pollMs: 1000,
    onError: (error) => {
      throw error;
    },
  });
  const screens = await openScreens(hub, reader);
  const ways = eventsFor(reader);
  const times = { open: [] as number[], asked: [] as number[] };
  for (let round = 0; round < EVENTS; round += 1)
    for (const way of ["open", "asked"] as const) {
      const all = screens.allHeard();
      await db.transaction().execute((trx) => append(trx, [ways[way]]));
      const committed = performance.now();
      hub.wake();
      await all;
      times[way].push(performance.now() - committed);
    }
  await hub.close();
  const cell = (way: keyof typeof ways): string =>
    [0.5, 0.99].map((part) => quantile(times[way], part).toFixed(1)).join(" / ");
  const price = (quantile(times.asked, 0.5) / quantile(times.open, 0.5) - 1) * 100;
  const cells = [
    `stream, commit to the last of ${SCREENS} screens`,
    "everybody",
    cell("open"),
    `${cell("asked")} (predicate and sight)`,
    "nothing is read per screen",
    `${price >= 0 ? "+" : ""}${price.toFixed(0)} %`,
  ];
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}

/** Screens that see everything; `allHeard` resolves when the next event has reached each of them. */
async function openScreens(
  hub: LiveHub,
  { jurisdiction, sight }: Reader,
): Promise<{ allHeard: () => Promise<void> }> {
  let heard = 0;
  const waiting: { done?: () => void } = {};
  const send = (message: string): boolean => {
    if (message.includes("event: reset")) return true;
    heard += 1;
    if (heard % SCREENS === 0) waiting.done?.();
    return true;
  };
  const line = { send, drop: () => undefined, end: () => undefined };
  const client = { scope: sight.map, plans: sight.plan, cases: jurisdiction, sight, ...line };
  for (let screen = 0; screen < SCREENS; screen += 1) await hub.join({ ...client }, undefined);
  return {
    allHeard: () =>
      new Promise((resolve) => {
        waiting.done = resolve;
      }),
  };
}

function eventsFor({ sight }: Reader): Readonly<Record<"open" | "asked", NewEvent>> {
  const path = sight.map.slice(0, 1);
  const reach = { path, categoryId: "event.01-02", level: "community", assigneeId: null };
  const card = { id: "case", number: "20261120-000001", address: "x".repeat(400) };
  return {
    open: { kind: "layers.changed", subject: "x", scopePath: [], payload: { card } },
    asked: {
      kind: "dispatch.case-changed",
      subject: "case",
      scopePath: path,
      payload: { caseId: "case", version: 2, card, reach, was: reach },
    },
  };
}
