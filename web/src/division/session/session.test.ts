import type { Division } from "@onegrid/core/division";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createJournal } from "./journal.ts";
import type { OpenBase } from "../state/open-base.ts";
import { DivisionSession } from "./session.ts";
import { atOnce, FakeServer, type QuickEdit } from "./test-server.ts";
import { latticeBase, twoGrids, unitId } from "../state/test-base.ts";

let base: OpenBase;
let server: FakeServer;
let shelf: Map<string, string>;
let keys: number;

beforeAll(() => {
  base = latticeBase();
});

beforeEach(() => {
  server = new FakeServer(twoGrids(base));
  shelf = new Map();
  keys = 0;
});

const journal = () =>
  createJournal({
    getItem: (key) => shelf.get(key) ?? null,
    setItem: (key, value) => void shelf.set(key, value),
    removeItem: (key) => void shelf.delete(key),
  });

const open = () =>
  DivisionSession.open({
    divisionId: "d",
    transport: server,
    journal: journal(),
    predict: async (division, edit) => atOnce(division, edit),
    now: () => new Date("2026-11-22T04:03:00Z"),
    makeKey: () => `key-${(keys += 1)}`,
    authorName: "me",
    onChange: () => undefined,
    retryMs: 1,
  });

const give = (column: number, row: number, gridId: string): QuickEdit => ({
  edit: "assign-units",
  unitIds: [unitId(column, row)],
  gridId,
});

const settled = async (session: DivisionSession): Promise<void> => {
  for (let wait = 0; wait < 500; wait++) {
    const { save, unsent } = session.state;
    if (unsent.length === 0 && save.kind === "saved") return;
    if (save.kind === "stopped") return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`not settled: ${JSON.stringify(session.state.save)}`);
};

const gridAt = ({ division }: { division: Division }, column: number, row: number) =>
  division.gridOf[division.ground.indexOf.get(unitId(column, row)) ?? -1];

test("an edit is there at once and on the server a moment later", async () => {
  const session = await open();
  const done = await session.perform(give(3, 0, "001"));
  expect(done.ok).toBe(true);
  expect(gridAt(session.state, 3, 0)).toBe("001");
  await settled(session);
  expect(gridAt(server, 3, 0)).toBe("001");
  expect(session.state.log.map(({ revision }) => revision)).toEqual([1]);
  expect(shelf.size).toBe(0);
});

test("a refused edit changes nothing and is never sent", async () => {
  const session = await open();
  const refused = await session.perform(give(5, 0, "001"));
  expect(refused).toMatchObject({ ok: false, error: { code: "division.breaks-contiguity" } });
  expect(session.state.unsent).toEqual([]);
  expect(server.requests).toBe(0);
});

test("edits made in a row are sent in order, one after another", async () => {
  const session = await open();
  await Promise.all([0, 1, 2].map((row) => session.perform(give(3, row, "001"))));
  expect(session.state.division.revision).toBe(3);
  await settled(session);
  expect(server.division.gridOf).toEqual(session.state.division.gridOf);
  expect(server.division.revision).toBe(3);
});

test("undo and redo go to any depth, and on after a reload", async () => {
  const session = await open();
  const start = session.state.division.gridOf;
  for (const row of [0, 1, 2, 3]) await session.perform(give(3, row, "001"));
  const end = session.state.division.gridOf;
  await session.undo();
  await session.undo();
  await settled(session);
  session.close();
  const again = await open();
  await again.undo();
  await again.undo();
  expect(again.state.division.gridOf).toEqual(start);
  expect(await again.undo()).toMatchObject({ ok: false });
  for (let step = 0; step < 4; step++) await again.redo();
  expect(again.state.division.gridOf).toEqual(end);
  await settled(again);
  expect(server.division.gridOf).toEqual(end);
});

test("an edit after an undo leaves nothing to redo", async () => {
  const session = await open();
  await session.perform(give(3, 0, "001"));
  await session.undo();
  await session.perform(give(3, 1, "001"));
  expect(await session.redo()).toMatchObject({ error: { code: "division.nothing-to-undo" } });
});

test("what is unsent when the page dies is sent by the next one", async () => {
  server.isDown = true;
  const session = await open();
  await session.perform(give(3, 0, "001"));
  await session.perform(give(3, 1, "001"));
  session.close();
  server.isDown = false;
  const again = await open();
  expect(gridAt(again.state, 3, 1)).toBe("001");
  await settled(again);
  expect(gridAt(server, 3, 1)).toBe("001");
});

test("an unreachable server is told and tried again by itself", async () => {
  const session = await open();
  server.isDown = true;
  await session.perform(give(3, 0, "001"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(session.state.save.kind).not.toBe("saved");
  server.isDown = false;
  await settled(session);
  expect(gridAt(server, 3, 0)).toBe("001");
});

test("an answer that got lost does not save the edit twice", async () => {
  const session = await open();
  server.losesNextAnswer = true;
  await session.perform(give(3, 0, "001"));
  await settled(session);
  expect(server.division.revision).toBe(1);
  expect(session.state.division.gridOf).toEqual(server.division.gridOf);
  expect(session.state.dropped).toEqual([]);
});

test("after somebody else's edit the unsent ones are done again on the new state", async () => {
  const session = await open();
  server.byOther(give(2, 3, "002"));
  await session.perform(give(3, 0, "001"));
  await settled(session);
  expect([gridAt(session.state, 2, 3), gridAt(session.state, 3, 0)]).toEqual(["002", "001"]);
  expect(server.division.gridOf).toEqual(session.state.division.gridOf);
  expect(session.state.dropped).toEqual([]);
});

test("a stroke over units that somebody else has changed is told with what it was drawn on", async () => {
  const session = await open();
  // Both give the same unit away, to different ends: the rules would let the second one through.
  server.byOther({ edit: "assign-units", unitIds: [unitId(3, 0)], gridId: null });
  await Promise.all([session.perform(give(3, 1, "001")), session.perform(give(3, 0, "001"))]);
  await settled(session);
  expect(gridAt(server, 3, 0)).toBeNull();
  expect(gridAt(server, 3, 1)).toBe("001");
  const [told] = session.state.dropped;
  expect(told).toMatchObject({
    reason: { code: "division.touched-by-others", unitIds: [unitId(3, 0)] },
    onRevision: 0,
  });
  expect(told?.mine).toHaveLength(2);
  // What the planner then asks for once more goes through: now it is no surprise.
  session.forgetDropped(told?.intent.key);
  await session.perform(give(3, 0, "001"));
  await settled(session);
  expect([gridAt(server, 3, 0), session.state.dropped]).toEqual(["001", []]);
});

test("what no longer holds after somebody else's edit is told, not forced", async () => {
  const session = await open();
  server.byOther({ edit: "merge-grids", gridIds: ["001", "002"], allowOverLimit: true });
  await session.perform(give(3, 0, "002"));
  await session.perform(give(2, 0, "002"));
  await settled(session);
  expect(session.state.division.grids).toEqual(["001"]);
  expect(session.state.dropped.map(({ reason }) => reason)).toMatchObject([
    { code: "division.unknown-grid" },
  ]);
  session.forgetDropped();
  expect(session.state.dropped).toEqual([]);
});

test("news of another's revision brings it in", async () => {
  const session = await open();
  server.byOther(give(3, 2, "001"));
  session.noteRevision(1);
  for (let wait = 0; wait < 100 && session.state.division.revision < 1; wait++)
    await new Promise((resolve) => setTimeout(resolve, 1));
  expect(gridAt(session.state, 3, 2)).toBe("001");
});

test("a plan that was submitted meanwhile stops the sending and keeps the strokes", async () => {
  const session = await open();
  server.isPublished = true;
  await session.perform(give(3, 0, "001"));
  await settled(session);
  expect(session.state.save.kind).toBe("stopped");
  expect(session.state.unsent).toHaveLength(1);
  expect(shelf.size).toBe(1);
});
