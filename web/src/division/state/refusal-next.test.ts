import type { DivisionEdit, Lock } from "@onegrid/core/division";
import { beforeAll, expect, test } from "vitest";
import { startTexts, withTexts } from "../../i18n/index.ts";
import { latticeBase, twoGrids, unitId } from "./test-base.ts";
import { insteadOf } from "./instead.ts";
import { nextStep, wayOut } from "./refusal-next.ts";
import type { Refusal } from "../session/session-types.ts";

beforeAll(async () => {
  Object.assign(globalThis, {
    localStorage: { getItem: () => null, setItem: () => undefined },
    document: { documentElement: {}, title: "" },
  });
  await startTexts("zh-CN");
  await withTexts(["division", "plan"], async () => undefined);
});

const search = { preset: "standard", seed: "1", effort: 1 } as const;
const units = [unitId(0, 0)];
const grid = { kind: "grid", gridId: "001" } as const;
const pairs: [string, string][] = [[unitId(2, 0), unitId(3, 0)]];
const line: [number, number][] = [
  [0, 0],
  [1, 0],
];

/** One edit of every kind. */
const EDITS: { readonly [K in DivisionEdit["edit"]]: Extract<DivisionEdit, { edit: K }> } = {
  "assign-units": { edit: "assign-units", unitIds: units, gridId: "002" },
  "create-grid": { edit: "create-grid", unitIds: units },
  "swap-units": { edit: "swap-units", unitIds: units, otherIds: [unitId(3, 0)] },
  "merge-grids": { edit: "merge-grids", gridIds: ["001", "002"] },
  "split-grid": { edit: "split-grid", gridId: "001", count: 2, ...search },
  "split-by-line": { edit: "split-by-line", gridId: "001", line },
  "split-by-route": { edit: "split-by-route", gridId: "001", path: line },
  "move-border": { edit: "move-border", from: line, to: line },
  "redraw-border": { edit: "redraw-border", gridIds: ["001", "002"], path: line },
  "free-cut": { edit: "free-cut", gridId: "001", line },
  "join-children": { edit: "join-children", unitId: unitId(0, 0) },
  "lock-border": { edit: "lock-border", pairs, reason: "" },
  "unlock-border": { edit: "unlock-border", pairs },
  "import-assignment": { edit: "import-assignment", rows: [] },
  "dissolve-grid": { edit: "dissolve-grid", gridId: "001" },
  "absorb-leftovers": { edit: "absorb-leftovers" },
  "complete-remaining": { edit: "complete-remaining", ...search },
  "rebalance-grids": { edit: "rebalance-grids", gridIds: ["001", "002"], ...search },
  "divide-community": { edit: "divide-community", ...search },
  "add-lock": { edit: "add-lock", thing: grid, reason: "" },
  "remove-lock": { edit: "remove-lock", thing: grid },
};

const LOCKS: readonly Lock[] = [
  { ...grid, by: "", reason: "" },
  { kind: "compound", compoundId: "c", by: "", reason: "" },
  { kind: "border", unitId: unitId(2, 0), otherId: unitId(3, 0), by: "", reason: "" },
];

const WITH_A_WAY: readonly Refusal[] = [
  { code: "division.breaks-contiguity", gridId: "001", pieces: [[unitId(0, 0)], [unitId(2, 0)]] },
  { code: "division.empties-grid", gridId: "001" },
  { code: "division.not-adjacent", gridIds: ["001", "002"] },
  { code: "division.over-red-limit", households: 1200, limit: 600 },
  { code: "division.no-neighbour", unitIds: units },
  ...LOCKS.map((lock) => ({ code: "division.locked", lock }) as const),
];

const CASES = WITH_A_WAY.flatMap((refusal) =>
  Object.values(EDITS).map((edit) => ({ refusal, edit, way: wayOut(refusal, edit) })),
);
const kindsWith = (way: string): string[] =>
  [...new Set(CASES.filter((one) => one.way === way).map(({ edit }) => edit.edit))].toSorted();

test("the tick box is named for the edits that take it, and for no other", () => {
  const taking = Object.values(EDITS).filter(({ edit }) => TAKES_CONTIGUITY.has(edit));
  expect(kindsWith("tick-box")).toEqual(taking.map(({ edit }) => edit).toSorted());
});
const TAKES_CONTIGUITY = new Set(["assign-units", "create-grid", "swap-units"]);

test("what can be done after the click is promised exactly where a button offers it", () => {
  const division = twoGrids(latticeBase());
  const promising = new Set(["remove-too", "rebalance-or-merge", "merge-all-the-same"]);
  const asked = CASES.filter(({ refusal }) => refusal.code !== "division.breaks-contiguity");
  for (const { refusal, edit, way } of asked) {
    const isOffered = insteadOf(division, edit, refusal) !== null;
    expect(way !== null && promising.has(way), `${refusal.code} ${edit.edit}`).toBe(isOffered);
  }
});

test("a lock is opened by the key or the tool of its kind, and a grid is called by its number", () => {
  const edit = EDITS["move-border"];
  const ways = LOCKS.map((lock) => wayOut({ code: "division.locked", lock }, edit));
  expect(ways).toEqual(["unlock-grid", "elsewhere", "unlock-border"]);
  const [lock] = LOCKS;
  if (lock === undefined) throw new Error("no lock");
  expect(nextStep({ code: "division.locked", lock }, edit)).toContain("1");
});

test("more than six grids are not told to be rebalanced", () => {
  const gridIds = Array.from({ length: 7 }, (_, at) => `00${at}`);
  const edit = { edit: "merge-grids", gridIds } as const;
  const refusal = { code: "division.over-red-limit", households: 4000, limit: 600 } as const;
  expect(wayOut(refusal, { ...edit, gridIds: gridIds.slice(0, 6) })).toBe("rebalance-or-merge");
  expect(wayOut(refusal, edit)).toBe("merge-all-the-same");
});

test("an undo, a fault of the line and a refusal by the server have no way out beside their sentence", () => {
  for (const refusal of WITH_A_WAY) expect(nextStep(refusal, null)).toBeNull();
  for (const edit of Object.values(EDITS)) {
    expect(nextStep({ code: "division.stale", revision: 3 }, edit)).toBeNull();
    expect(nextStep({ code: "division.failed", error: new Error("x") }, edit)).toBeNull();
  }
});

test("every way out is a sentence without a hole", () => {
  for (const { refusal, edit, way } of CASES) {
    const sentence = nextStep(refusal, edit);
    expect(sentence === null).toBe(way === null);
    expect(sentence ?? "").not.toMatch(/\{\{|division:next/);
  }
});
