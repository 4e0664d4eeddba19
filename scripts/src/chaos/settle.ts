import { setTimeout as wait } from "node:timers/promises";
import { OPEN_STATES } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Runner, Store } from "./fleet.ts";
import {
  differences,
  judgeNumbers,
  judgeStretch,
  sees,
  type StreamEvent,
} from "./judge-screens.ts";
import { readOpenCases, readStreamLog, type StoredOpenCase } from "./read-store.ts";
import type { ChaosReport } from "./chaos-report.ts";
import { readList, type Screen } from "./screen.ts";

/** How far the stream's log has been looked at, and what of it some screen may still be told. */
export interface Ledger {
  checked: number;
  recent: StreamEvent[];
}

export const startLedger = (position: number): Ledger => ({ checked: position, recent: [] });

interface Scene {
  readonly store: Store;
  readonly runners: readonly Runner[];
  readonly screens: readonly Screen[];
  readonly ledger: Ledger;
  readonly report: ChaosReport;
}

/**
 * Waits until every screen shows what the store has for it; what differs at the deadline is a fault.
 * Clocks go on meanwhile, so a difference counts only when the next look finds the same one.
 */
export async function settle(scene: Scene, deadline: number): Promise<void> {
  const { screens, report } = scene;
  const look = (): Promise<string[]> => compare(scene).catch((error: unknown) => [String(error)]);
  let left = await look();
  while (left.length > 0 && Date.now() < deadline) {
    await wait(200);
    const now = new Set(await look());
    left = now.size === 0 ? [] : left.filter((fault) => now.has(fault));
  }
  report.differing.push(...left);
  await judgeStream(scene);
  const unloaded = screens.filter(({ isLoaded }) => !isLoaded()).length;
  if (unloaded > 0) report.differing.push(`${unloaded} screens have no list yet`);
}

/** Screens against the lists that the servers give, and those against the rows of the store. */
async function compare({ store, runners, screens }: Scene): Promise<string[]> {
  const rows = await store.read(readOpenCases);
  const lists = new Map<string, CaseCard[]>();
  const faults: string[] = [];
  for (const [index, screen] of screens.entries()) {
    const { person, cards } = screen;
    const door = runners[index % runners.length]?.door ?? "";
    const list =
      lists.get(person.id) ??
      (await readList({ person, door: () => door, page: 500 }, AbortSignal.timeout(5_000)));
    if (!lists.has(person.id))
      faults.push(...listFaults(list, rows, (row) => sees(person, row.thing)));
    lists.set(person.id, list);
    faults.push(
      ...differences(cards, list, ({ state }) => OPEN_STATES.includes(state)).map(
        (fault) => `${person.id}: ${fault}`,
      ),
    );
  }
  return faults;
}

const versionsOf = (cases: readonly { id: string; version: number }[]): string =>
  cases
    .map(({ id, version }) => `${id} v${version}`)
    .toSorted()
    .join("\n");

function listFaults(
  list: readonly CaseCard[],
  rows: readonly StoredOpenCase[],
  isTheirs: (row: StoredOpenCase) => boolean,
): string[] {
  return versionsOf(list) === versionsOf(rows.filter(isTheirs))
    ? []
    : ["a list differs from the store"];
}

async function judgeStream({ store, screens, ledger, report }: Scene): Promise<void> {
  const { positions, events } = await store.read((db) => readStreamLog(db, ledger.checked));
  report.illegal.push(...judgeNumbers([ledger.checked, ...positions]));
  ledger.checked = positions.at(-1) ?? ledger.checked;
  ledger.recent.push(...events);
  report.events += events.length;
  for (const { person, takeStretches } of screens)
    for (const stretch of takeStretches()) {
      const { lost, doubled, outOfOrder } = judgeStretch(stretch, person, ledger.recent);
      const where = `${person.id} after ${stretch.after}`;
      if (lost > 0) report.lost.push(`${where}: ${lost} events`);
      if (doubled > 0) report.doubled.push(`${where}: ${doubled} events`);
      if (outOfOrder > 0) report.outOfOrder.push(`${where}: ${outOfOrder} events`);
    }
  const oldest = Math.min(...screens.map(({ reachedPosition }) => reachedPosition()));
  ledger.recent = ledger.recent.filter(({ position }) => position > oldest);
}
