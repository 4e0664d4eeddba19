import { CATEGORIES, foldCase } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import { endGrids } from "@onegrid/db/division";
import { listCaseEvents, saveRuleEdition } from "@onegrid/db/dispatch";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOW, openDemoTown, type DemoTown } from "../../../test/demo-town.ts";
import { localDay } from "../../access/sessions.ts";
import { OTHER_CLASS } from "../cases/incident-class.ts";
import { rehearse, type Rehearsed } from "./rehearse.ts";
import type { PlayedReport } from "./stage.ts";

const DAY_MS = 86_400_000;
const FIRST = Date.parse("2026-11-02T09:00:00+08:00");
const LITTER = "event.01-02";

let town: DemoTown;
let inside: Position;
let reports: PlayedReport[];
let rehearsed: Rehearsed;

const reportAt = (
  row: number,
  coordinates: Position | null,
  changes: Partial<PlayedReport> & { readonly category?: string; readonly text?: string } = {},
): PlayedReport => ({
  row,
  record: {
    layer: "incidents",
    sourceId: `row-${row}`,
    category: changes.category ?? "暴露垃圾",
    description: changes.text ?? `第 ${row} 处垃圾`,
    address: "",
    reportedAt: "",
    closedAt: null,
    geometry: coordinates && { type: "Point", coordinates },
  },
  categoryId: changes.categoryId ?? LITTER,
  at: changes.at ?? FIRST + row * 3_600_000,
});

beforeAll(async () => {
  town = await openDemoTown();
  const [root] = await listRootAreas(town.db);
  const areas = await listAreas(town.db, [root?.id ?? ""]);
  const communities = areas.filter(({ kind }) => kind === "community");
  const [home, other] = communities;
  if (!home || !other) throw new Error("the demo has two communities");
  inside = home.center;
  // Two weeks on the grids of one community are retired; what lay in them keeps them.
  await endGrids(town.db, other.id, "2026-11-10");
  const near = ([lng, lat]: Position, step: number): Position => [lng + step * 1e-3, lat];
  reports = [
    ...Array.from({ length: 14 }, (_, at) => reportAt(at + 1, near(inside, (at % 7) - 3))),
    reportAt(15, inside, { text: "垃圾桶外溢", at: FIRST }),
    reportAt(16, inside, { text: "垃圾桶外溢", at: FIRST + 30 * 60_000 }),
    reportAt(17, [10, 50]),
    reportAt(18, null),
    reportAt(19, other.center),
    reportAt(20, inside, { category: "Flying saucer", categoryId: OTHER_CLASS }),
  ];
  rehearsed = await rehearse(town.db, reports, {
    seed: 5,
    deskLogin: "dispatcher",
    until: FIRST + 14 * DAY_MS,
  });
}, 180_000);
afterAll(() => town.close());

const caseOf = (row: number) => rehearsed.cases.find(({ report }) => report.row === row);

test("every report is a case, and most go the whole way without a refused command", async () => {
  expect(rehearsed.cases.map(({ report }) => report.row)).toEqual(reports.map(({ row }) => row));
  const states = rehearsed.cases.map(({ folded }) => folded?.state);
  expect(states).not.toContain(undefined);
  expect(states.filter((state) => state === "closed").length).toBeGreaterThanOrEqual(12);
  expect(rehearsed.cases.flatMap(({ refusals }) => refusals)).toEqual([]);
  const counted = await town.countCases();
  expect(counted).toBeGreaterThanOrEqual(reports.length);
});

test("what is stored is the fold of its log, nobody has checked their own work, times go forward", async () => {
  for (const { folded, times } of rehearsed.cases) {
    if (!folded) continue;
    const logged = await listCaseEvents(town.db, folded.id);
    expect(foldCase(logged.map(({ event }) => event))?.state).toBe(folded.state);
    const handlers = logged.filter(({ event }) => event.verb === "finish");
    const checkers = logged.filter(({ event }) => event.verb === "pass");
    const ids = new Set(handlers.map(({ event }) => event.actor.id));
    expect(checkers.some(({ event }) => ids.has(event.actor.id))).toBe(false);
    const instants = Object.values(times);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(folded.updatedAt).toBeLessThanOrEqual(FIRST + 14 * DAY_MS);
  }
});

test("a report from outside or without a place is kept at the desk under its rule", () => {
  for (const [row, rule] of [
    [17, "outside-district"],
    [18, "no-place"],
  ] as const) {
    const kept = caseOf(row);
    expect(kept?.folded?.state).toBe("reported");
    expect([...(kept?.rules ?? [])]).toEqual([rule]);
  }
});

test("a case keeps the grid of its day after that one is retired", () => {
  const kept = caseOf(19);
  expect(kept?.folded?.place.gridVersionId).not.toBeNull();
  expect(kept?.rules.has("retired-grid")).toBe(true);
  expect(caseOf(1)?.rules.has("retired-grid")).toBe(false);
});

test("the second report of the same thing is merged, and a foreign class keeps its word", () => {
  expect(caseOf(16)?.folded?.state).toBe("merged");
  expect(caseOf(16)?.folded?.merged?.into).toBe(caseOf(15)?.folded?.id);
  expect(caseOf(20)?.folded?.description).toMatch(/^【Flying saucer】/);
});

test("the figures count what was played", () => {
  const closed = rehearsed.figures.find(({ figure }) => figure === "filed");
  expect(closed?.denominator).toBeGreaterThanOrEqual(reports.length);
});

test("a report of a class that is abolished on its day is taken in under the class for all others", async () => {
  const rubble = CATEGORIES.find(({ id }) => id === "event.01-03");
  if (!rubble) throw new Error("rubble is a class");
  const at = FIRST + 20 * DAY_MS;
  const ended = { kind: "category", id: rubble.id, edition: 2, rule: null } as const;
  const edition = { edition: 2, savedAt: at, accountId: null, note: "" };
  const day = localDay(new Date(at));
  await saveRuleEdition(town.db, edition, [{ ...ended, validFrom: day }]);
  const late = reportAt(30, inside, { at, categoryId: rubble.id, category: rubble.name.zh });
  const options = { seed: 5, deskLogin: "dispatcher", until: at + 60_000 };
  const { cases } = await rehearse(town.db, [late], options);
  expect([...(cases[0]?.rules ?? [])]).toEqual(["class-abolished"]);
  expect(cases[0]?.folded?.categoryId).toBe(OTHER_CLASS);
});

test("stops between two steps when it is told to; what had no turn says so", async () => {
  const stop = new AbortController();
  const two = [reportAt(41, inside, { at: NOW.getTime() }), reportAt(42, inside)];
  const { cases } = await rehearse(town.db, two, {
    seed: 1,
    deskLogin: "dispatcher",
    until: NOW.getTime() + DAY_MS,
    signal: stop.signal,
    onStep: () => stop.abort(),
  });
  expect(cases.filter(({ folded }) => folded !== null)).toHaveLength(1);
});
