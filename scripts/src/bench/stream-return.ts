import { setTimeout as wait } from "node:timers/promises";
import type { Store } from "../chaos/fleet.ts";
import { sees } from "../chaos/judge-screens.ts";
import { readStreamLog } from "../chaos/read-store.ts";
import { quantile } from "./city.ts";
import type { BenchScreen, BenchScreens } from "./stream-screens.ts";

const MOST_MS = 60_000;

/**
 * Everybody is cut off, things happen, and all come back at the same moment: how long until each has a
 * line again, and until each has been told of everything that it may see.
 */
export async function tellReturn(
  store: Store,
  rig: BenchScreens,
  {
    happen,
    tell,
  }: {
    readonly happen: () => Promise<unknown>;
    readonly tell: (name: string, value: string) => void;
  },
): Promise<void> {
  rig.cut();
  await wait(500);
  const from = await store.read(async (db) => {
    const row = await db.selectFrom("event_head").select("position").executeTakeFirstOrThrow();
    return row.position;
  });
  await happen();
  const lastFor = await lastPositions(store, rig.screens, from);

  const watch = watchReturn(rig.screens, lastFor);
  rig.open();
  const areCurrent = await until(watch.look, MOST_MS);
  const count = rig.screens.length;
  tell(
    `seconds until ${count} back at once had a line, half / 90 % / all`,
    spread(watch.openAfter),
  );
  tell(
    "seconds until they were current, half / 90 % / all",
    areCurrent ? spread(watch.currentAfter) : `${watch.currentAfter.size} of them`,
  );
  tell("answers that were no stream", String(rig.refusals.length));
}

/** Notes for each screen the seconds from now until it had a line, and until it had been told of its last event. */
function watchReturn(screens: readonly BenchScreen[], lastFor: ReadonlyMap<string, number>) {
  const began = performance.now();
  const openAfter = new Map<BenchScreen, number>();
  const currentAfter = new Map<BenchScreen, number>();
  const note = (when: Map<BenchScreen, number>, screen: BenchScreen): void => {
    if (!when.has(screen)) when.set(screen, (performance.now() - began) / 1000);
  };
  const look = (): boolean => {
    for (const screen of screens.filter(({ isOpen }) => isOpen)) {
      note(openAfter, screen);
      if (screen.position >= (lastFor.get(screen.person.login) ?? 0)) note(currentAfter, screen);
    }
    return currentAfter.size === screens.length;
  };
  return { openAfter, currentAfter, look };
}

/** Of everybody who looks: the last event after `from` that they may see; 0: none. */
async function lastPositions(
  store: Store,
  screens: readonly BenchScreen[],
  from: number,
): Promise<Map<string, number>> {
  const { events } = await store.read((db) => readStreamLog(db, from));
  const people = new Map(screens.map(({ person }) => [person.login, person]));
  return new Map(
    [...people].map(([login, person]) => {
      const last = events.findLast(({ reach, was }) => sees(person, reach) || sees(person, was));
      return [login, last?.position ?? 0];
    }),
  );
}

const spread = (after: ReadonlyMap<BenchScreen, number>): string =>
  [0.5, 0.9, 1].map((part) => quantile([...after.values()], part).toFixed(1)).join(" / ");

/** Whether something came about within so long. */
export async function until(isSo: () => boolean, mostMs: number): Promise<boolean> {
  const deadline = performance.now() + mostMs;
  while (!isSo() && performance.now() < deadline) await wait(10);
  return isSo();
}
