import { applyChange, type Division } from "@onegrid/core/division";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createJournal } from "./journal.ts";
import { DivisionSession } from "./session.ts";
import type { Transport } from "./session-types.ts";
import { latticeBase, twoGrids } from "../state/test-base.ts";
import { atOnce, FakeServer } from "./test-server.ts";

const base = latticeBase();
/** Strokes that are told as touched by the other one, over all runs: the law must meet some. */
let touched = 0;
const UNITS = base.ground.unitIds.length;

/** One stroke of one of the two planners: units in a row, to one of the grids or to none. */
const strokes = fc.array(
  fc.record({
    planner: fc.nat({ max: 1 }),
    first: fc.nat({ max: UNITS - 1 }),
    length: fc.integer({ min: 1, max: 3 }),
    gridId: fc.constantFrom("001", "002", null),
    undoes: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
);

/** The planner's way to the server: every request and every answer may take its time. */
function slow(server: FakeServer, scheduler: fc.Scheduler): Transport {
  const pause = (): Promise<unknown> => scheduler.schedule(Promise.resolve());
  const later = async <T>(answer: () => Promise<T>): Promise<T> => {
    await pause();
    try {
      return await answer();
    } finally {
      await pause();
    }
  };
  return {
    load: () => later(() => server.load()),
    edit: (...asked) => later(() => server.edit(...asked)),
    undo: (...asked) => later(() => server.undo(...asked)),
    change: (revision) => later(() => server.change(revision)),
  };
}

interface Planner {
  readonly session: DivisionSession;
  /** Keys of every step that was done on this page. */
  readonly done: string[];
}

async function openPlanner(server: FakeServer, scheduler: fc.Scheduler, name: string) {
  const done: string[] = [];
  let keys = 0;
  const opening = DivisionSession.open({
    divisionId: `d-${name}`,
    transport: slow(server, scheduler),
    journal: createJournal({
      getItem: () => null,
      setItem: () => undefined,
      removeItem: () => undefined,
    }),
    predict: async (division, edit) => atOnce(division, edit),
    now: () => new Date(0),
    makeKey: () => `${name}-${(keys += 1)}`,
    authorName: name,
    onChange: ({ unsent }) => {
      for (const { key } of unsent) if (!done.includes(key)) done.push(key);
    },
    retryMs: 1,
  });
  await scheduler.waitFor(opening);
  const session = await opening;
  return { session, done } satisfies Planner;
}

const assignmentOf = ({ gridOf, grids }: Division) => ({ gridOf: [...gridOf], grids: [...grids] });

test("two planners in any interleaving end in a state that both logs explain, and no stroke is lost", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), strokes, async (scheduler, work) => {
      const start = twoGrids(base);
      const server = new FakeServer(start);
      const planners = [
        await openPlanner(server, scheduler, "li"),
        await openPlanner(server, scheduler, "wang"),
      ];
      const steps = work.map(async ({ planner, first, length, gridId, undoes }) => {
        await scheduler.schedule(Promise.resolve());
        const { session } = planners[planner] ?? { session: null };
        const unitIds = base.ground.unitIds.slice(first, first + length);
        const edit = { edit: "assign-units", unitIds, gridId, removeEmptied: true } as const;
        await (undoes ? session?.undo() : session?.perform(edit));
        for (const each of planners) each.session.noteRevision(server.division.revision);
      });
      await scheduler.waitFor(Promise.all(steps));
      await settle(planners, server, scheduler);

      const states = planners.map(({ session }) => session.state);
      for (const { session } of planners) session.close();
      // The server's own log, from the beginning, gives its state.
      let replayed = start;
      for (let revision = 1; revision <= server.division.revision; revision++)
        replayed = applyChange(replayed, await server.change(revision)).division;
      expect(assignmentOf(replayed)).toEqual(assignmentOf(server.division));
      for (const [at, state] of states.entries()) {
        touched += state.dropped.length;
        expect(state.unsent).toEqual([]);
        expect(assignmentOf(state.division)).toEqual(assignmentOf(server.division));
        expect(state.log.map(({ id }) => id)).toEqual(server.log.map(({ id }) => id));
        // Everything that was done here is saved, or is told with what can be done about it.
        const saved = server.log.map(({ id }) => id);
        const told = state.dropped.map(({ intent }) => intent.key);
        for (const key of planners[at]?.done ?? [])
          expect([key, saved.includes(key), told.includes(key)]).toEqual([
            key,
            !told.includes(key),
            !saved.includes(key),
          ]);
      }
    }),
    { numRuns: 150 },
  );
  expect(touched).toBeGreaterThan(10);
}, 60_000);

/** Until nobody has anything on the way and everybody has heard of everything. */
async function settle(
  planners: readonly Planner[],
  server: FakeServer,
  scheduler: fc.Scheduler,
): Promise<void> {
  const isQuiet = (): boolean =>
    planners.every(
      ({ session: { state } }) =>
        state.unsent.length === 0 && state.division.revision === server.division.revision,
    );
  // In the middle of a replay nothing is on the way for a moment: it has to stay so.
  for (let quiet = 0, round = 0; quiet < 3 && round < 2_000; round++) {
    for (const { session } of planners) session.noteRevision(server.division.revision);
    if (scheduler.count() > 0) await scheduler.waitOne();
    await new Promise((resolve) => void setTimeout(resolve, 0));
    quiet = isQuiet() && scheduler.count() === 0 ? quiet + 1 : 0;
  }
}
