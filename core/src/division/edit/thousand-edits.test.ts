import { expect, test } from "vitest";
import { BARRIER } from "../../topology/index.ts";
import { applyChange, checkUndo } from "../change/apply-change.ts";
import { editDivision, type DivisionEdit } from "./edit-division.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import { lockKey, type Division, type DivisionChange, type Lock } from "../model/model.ts";
import { seededRandom } from "../solve/seeded-random.ts";
import { finish, latticeGraph } from "../model/test-lattice.ts";

const COLUMNS = 10;
const ROWS = 8;
const COUNT = COLUMNS * ROWS;
const EDITS = 1000;
const idOf = (unit: number): string => `u${String(unit).padStart(3, "0")}`;

/** A river down the middle with one bridge, walls round compounds of four units. */
function town(): Division {
  const barrierOf = (a: number, b: number): number => {
    if (a % COLUMNS === 4 && b % COLUMNS === 5 && a !== 34) return BARRIER.hard;
    return Math.floor((a % COLUMNS) / 2) === Math.floor((b % COLUMNS) / 2)
      ? BARRIER.plot
      : BARRIER.compoundWall;
  };
  const graph = latticeGraph({
    columns: COLUMNS,
    rows: ROWS,
    householdsOf: (unit) => (unit * 29) % 90,
    compoundOf: (unit) => Math.floor((unit % COLUMNS) / 2) + 5 * Math.floor(unit / COLUMNS / 2),
    barrierOf,
  });
  const ids = Array.from({ length: COUNT }, (_, unit) => idOf(unit));
  const compounds = Array.from({ length: 20 }, (_, compound) => `k${compound}`);
  return emptyDivision("d", makeGround(graph, ids, compounds), 300);
}

type Pick = (count: number) => number;

/** Any edit there is, sensible or not. */
function anyEdit({ grids, locks }: Division, pick: Pick): DivisionEdit {
  const gridId = (): string => grids[pick(Math.max(1, grids.length))] ?? "001";
  const unitIds = (): string[] =>
    Array.from({ length: 1 + pick(6) }, () => idOf(pick(COUNT))).filter(
      (id, at, all) => all.indexOf(id) === at,
    );
  const automatic = { preset: "standard", seed: String(pick(9)), effort: 0.2 } as const;
  const contiguity = pick(4) === 0 ? ({ contiguity: "warn" } as const) : {};
  const removeEmptied = pick(2) === 0;
  const lock = locks[pick(Math.max(1, locks.length))];
  const edits: readonly (() => DivisionEdit)[] = [
    () => ({
      edit: "assign-units",
      unitIds: unitIds(),
      gridId: gridId(),
      removeEmptied,
      ...contiguity,
    }),
    () => ({
      edit: "assign-units",
      unitIds: unitIds(),
      gridId: gridId(),
      removeEmptied,
      ...contiguity,
    }),
    () => ({
      edit: "assign-units",
      unitIds: unitIds(),
      gridId: null,
      removeEmptied,
      ...contiguity,
    }),
    () => ({ edit: "create-grid", unitIds: unitIds(), removeEmptied, ...contiguity }),
    () => ({
      edit: "swap-units",
      unitIds: [idOf(pick(COUNT))],
      otherIds: [idOf(pick(COUNT))],
      ...contiguity,
    }),
    () => ({ edit: "merge-grids", gridIds: [gridId(), gridId()], allowOverLimit: pick(2) === 0 }),
    () => ({ edit: "split-grid", gridId: gridId(), count: 2 + pick(2), ...automatic }),
    () => ({ edit: "dissolve-grid", gridId: gridId() }),
    () => ({ edit: "absorb-leftovers" }),
    () => ({ edit: "rebalance-grids", gridIds: [gridId(), gridId()], ...automatic }),
    () => ({ edit: "divide-community", ...automatic }),
    () => ({ edit: "add-lock", thing: { kind: "grid", gridId: gridId() }, reason: "" }),
    () => ({
      edit: "add-lock",
      thing: { kind: "compound", compoundId: `k${pick(20)}` },
      reason: "",
    }),
    () => ({ edit: "remove-lock", thing: lock ?? { kind: "grid", gridId: gridId() } }),
    () => ({ edit: "remove-lock", thing: lock ?? { kind: "grid", gridId: gridId() } }),
  ];
  return (edits[pick(edits.length)] ?? edits[0] ?? (() => ({ edit: "absorb-leftovers" })))();
}

/** Pieces of a grid by colouring from neighbour to neighbour until nothing changes. */
function piecesOf({ ground, gridOf }: Division, gridId: string): number {
  const isIn = (unit: number): boolean => {
    const host = ground.hangsOn.get(unit);
    return gridOf[unit] === gridId && !(host !== undefined && gridOf[host] === gridId);
  };
  const contacts = contactsOf(ground).filter(([unit, other]) => isIn(unit) && isIn(other));
  const color = gridOf.map((_, unit) => unit);
  const colorAt = (unit: number): number => color[unit] ?? -1;
  for (let isChanged = true; isChanged;) {
    const wrong = contacts.filter(([unit, other]) => colorAt(unit) > colorAt(other));
    for (const [unit, other] of wrong) color[unit] = Math.min(colorAt(unit), colorAt(other));
    isChanged = wrong.length > 0;
  }
  return new Set([...color.keys()].filter(isIn).map(colorAt)).size;
}

const contactsOf = ({ graph }: Division["ground"]): (readonly [number, number])[] =>
  Array.from({ length: COUNT }, (_, unit) => unit).flatMap((unit) =>
    [...graph.to.subarray(graph.first[unit], graph.first[unit + 1]).entries()].flatMap(
      ([at, other]) =>
        graph.contact[(graph.first[unit] ?? 0) + at] === 1 ? [[unit, other] as const] : [],
    ),
  );

/** What no edit may do, told by a list of what it did. */
function faultsOf(before: Division, after: Division, edit: DivisionEdit): string[] {
  const faults = before.locks
    .filter((lock) => after.locks.some((kept) => lockKey(kept) === lockKey(lock)))
    .filter((lock) => !isHeld(before, after, lock))
    .map(lockKey);
  const strays = after.gridOf.filter((gridId) => gridId !== null && !after.grids.includes(gridId));
  if (after.gridOf.length !== COUNT || strays.length > 0)
    faults.push("a gap, or ground of no grid");
  const used = new Set(after.gridOf);
  if (after.grids.some((gridId) => !used.has(gridId))) faults.push("an empty grid");
  const isAsked = "contiguity" in edit && edit.contiguity === "warn";
  for (const gridId of isAsked ? [] : after.grids) {
    const old = before.grids.includes(gridId) ? piecesOf(before, gridId) : 0;
    const pieces = piecesOf(after, gridId);
    if (pieces > 1 && pieces > old) faults.push(`${edit.edit} breaks ${gridId}`);
  }
  return faults;
}

/** Units of a locked grid stay in it and none come; units of a locked compound stay where they are. */
function isHeld(before: Division, after: Division, lock: Lock): boolean {
  const { ground } = after;
  const compoundOf = (unit: number): string | undefined =>
    ground.compoundIds[ground.graph.compound[unit] ?? -1];
  return ground.unitIds.every((_, unit) => {
    const [old, now] = [before.gridOf[unit], after.gridOf[unit]];
    if (lock.kind === "grid") return (old === lock.gridId) === (now === lock.gridId);
    return lock.kind === "border" || compoundOf(unit) !== lock.compoundId || old === now;
  });
}

const stateOf = ({ grids, gridOf, locks }: Division): string =>
  JSON.stringify({ grids, gridOf, locks });

test("a thousand edits of every kind leave no gap, no broken lock, no unasked break, and undo gives the same bytes", () => {
  const random = seededRandom("thousand");
  const pick: Pick = (count) => random.below(count);
  let division = town();
  const states = [stateOf(division)];
  const undo: DivisionChange[] = [];
  const kinds = new Set<string>();
  for (let time = 0; time < EDITS; time++) {
    const edit = anyEdit(division, pick);
    const change = finish(editDivision(division, edit, "me"));
    if (!change.ok) continue;
    // Through JSON, as it goes into the log.
    const saved: DivisionChange = JSON.parse(JSON.stringify(change.value));
    const next = applyChange(division, saved);
    expect(faultsOf(division, next.division, edit)).toEqual([]);
    undo.push(next.inverse);
    ({ division } = next);
    states.push(stateOf(division));
    kinds.add(edit.edit);
  }
  expect(kinds.size).toBeGreaterThanOrEqual(11);
  expect(undo.length).toBeGreaterThan(250);
  const redo: DivisionChange[] = [];
  for (const inverse of undo.toReversed()) {
    expect(stateOf(division)).toBe(states.pop());
    const allowed = checkUndo(division, inverse);
    if (!allowed.ok) throw new Error(JSON.stringify(allowed.error));
    const back = applyChange(division, allowed.value);
    redo.push(back.inverse);
    ({ division } = back);
  }
  expect(stateOf(division)).toBe(stateOf(town()));
  for (const change of redo.toReversed()) {
    const allowed = checkUndo(division, change);
    if (!allowed.ok) throw new Error(JSON.stringify(allowed.error));
    ({ division } = applyChange(division, allowed.value));
  }
}, 60_000);
