import fc from "fast-check";
import { expect, test } from "vitest";
import type { Result } from "../../result.ts";
import { checkMap } from "../../topology/index.ts";
import { applyChange, checkUndo } from "../change/apply-change.ts";
import { piecesOf } from "../change/check-moves.ts";
import { cutsOf, groundWithCuts } from "../model/cut-ground.ts";
import { editAtOnce, type QuickEdit } from "../edit/edit-division.ts";
import type { PlanePoint } from "../model/land.ts";
import type { Division, DivisionChange, DivisionError } from "../model/model.ts";
import { seededRandom } from "../solve/seeded-random.ts";
import { crookedTown, gridsFrom, unitName } from "../model/test-town.ts";

const bytesOf = ({ ground, grids, gridOf, locks }: Division): string =>
  JSON.stringify({ cuts: cutsOf(ground), ids: ground.unitIds, grids, gridOf, locks });
const householdsOf = ({ ground }: Division): number =>
  ground.graph.households.reduce((sum, own) => sum + own, 0);

function edited(division: Division, edit: QuickEdit): Result<DivisionChange, DivisionError> {
  return editAtOnce(division, edit, "li");
}

function done(division: Division, edit: QuickEdit): Division {
  const change = edited(division, edit);
  if (!change.ok) throw new Error(JSON.stringify(change.error));
  return applyChange(division, change.value).division;
}

const refusalOf = (change: Result<DivisionChange, DivisionError>): string =>
  change.ok ? "none" : change.error.code;

function labelOf({ ground }: Division, unitId: string): PlanePoint {
  const unit = ground.indexOf.get(unitId) ?? -1;
  return [ground.graph.label[2 * unit] ?? 0, ground.graph.label[2 * unit + 1] ?? 0];
}

/** Any edit that somebody with a knife might try. */
function randomEdit(division: Division, seed: string): QuickEdit {
  const random = seededRandom(seed);
  const { ground, grids } = division;
  const gridId = grids[random.below(grids.length)] ?? "001";
  const unitId = ground.unitIds[random.below(ground.unitIds.length)] ?? "";
  const cut = cutsOf(ground)[random.below(cutsOf(ground).length)];
  const point = (): PlanePoint => {
    const [x, y] = labelOf(division, ground.unitIds[random.below(ground.unitIds.length)] ?? "");
    return [x + random.below(6000) - 3000, y + random.below(6000) - 3000];
  };
  const kind = random.below(5);
  if (kind === 0) return { edit: "assign-units", unitIds: [unitId], gridId };
  if (kind === 1 && cut) return { edit: "join-children", unitId: cut.unitId };
  return { edit: "free-cut", gridId, line: [point(), point(), point()], splits: kind === 2 };
}

test("random cuts, joins and strokes lose nothing, and undo gives back the same bytes", () => {
  let cuts = 0;
  fc.assert(
    fc.property(fc.string({ maxLength: 6 }), (seed) => {
      const town = crookedTown(seed, 7, 6, 3);
      let division = gridsFrom(town, [0, 3, 5]);
      const [start, households] = [bytesOf(division), householdsOf(division)];
      const inverses: DivisionChange[] = [];
      for (let step = 0; step < 24; step++) {
        const change = edited(division, randomEdit(division, `${seed} ${step}`));
        if (!change.ok) continue;
        const before = bytesOf(division);
        const applied = applyChange(division, JSON.parse(JSON.stringify(change.value)));
        const back = applyChange(applied.division, applied.inverse).division;
        expect(bytesOf(back)).toBe(before);
        division = applied.division;
        inverses.push(applied.inverse);
        cuts += change.value.addedCuts?.length ?? 0;
        expect(householdsOf(division)).toBe(households);
        for (const gridId of division.grids) expect(piecesOf(division, gridId)).toHaveLength(1);
      }
      expect(division.ground.map && checkMap(division.ground.map)).toEqual([]);
      for (const inverse of inverses.toReversed()) {
        const undo = checkUndo(division, inverse);
        if (!undo.ok) throw new Error(JSON.stringify(undo.error));
        division = applyChange(division, undo.value).division;
      }
      expect(bytesOf(division)).toBe(start);
    }),
    { numRuns: 40 },
  );
  expect(cuts).toBeGreaterThan(60);
});

const town = crookedTown("knife", 6, 6, 3);
const division = gridsFrom(town, [0, 3]);
/** Straight through column 1 from south to north. */
const through: PlanePoint[] = [
  [labelOf(division, unitName(1, 0))[0], labelOf(division, unitName(1, 0))[1] - 20_000],
  [labelOf(division, unitName(1, 5))[0], labelOf(division, unitName(1, 5))[1] + 20_000],
];

test("a cut from edge to edge splits the grid through its units, whose children keep the parent's id", () => {
  const next = done(division, { edit: "free-cut", gridId: "001", line: through, splits: true });
  expect(next.grids).toEqual(["001", "002", "003"]);
  const gridOf = (unitId: string) => next.gridOf[next.ground.indexOf.get(unitId) ?? -1];
  expect(cutsOf(next.ground).length).toBeGreaterThanOrEqual(5);
  const [cut] = cutsOf(next.ground);
  expect(gridOf(`${cut?.unitId}/1`)).not.toBe(gridOf(`${cut?.unitId}/2`));
  expect(refusalOf(edited(next, { edit: "join-children", unitId: cut?.unitId ?? "" }))).toBe(
    "division.children-apart",
  );
});

test("children in one grid become the parent again", () => {
  const cut = done(division, { edit: "free-cut", gridId: "001", line: through });
  expect(cut.grids).toEqual(division.grids);
  let next = cut;
  for (const { unitId } of cutsOf(cut.ground)) next = done(next, { edit: "join-children", unitId });
  expect(bytesOf(next)).toBe(bytesOf(division));
  expect(next.ground).toBe(division.ground);
});

test("a cut whose children were parted since is not undone", () => {
  const asked = { edit: "free-cut", gridId: "001", line: through } as const;
  const change = edited(division, asked);
  if (!change.ok) throw new Error(change.error.code);
  const { division: cut, inverse } = applyChange(division, change.value);
  const [first] = cutsOf(cut.ground);
  const parted = done(cut, {
    edit: "create-grid",
    unitIds: [`${first?.unitId}/2`],
    contiguity: "warn",
  });
  expect(refusalOf(checkUndo(parted, inverse))).toBe("division.changed-since");
});

test("a cut that ends inside, of a locked grid, or twice is refused", () => {
  const [low = [0, 0]] = through;
  const inside = {
    edit: "free-cut",
    gridId: "001",
    line: [low, labelOf(division, unitName(1, 2))],
  } as const;
  expect(refusalOf(edited(division, inside))).toBe("division.cut-ends-inside");
  const lock = { kind: "grid", gridId: "001", by: "li", reason: "" } as const;
  const asked = { edit: "free-cut", gridId: "001", line: through } as const;
  expect(refusalOf(edited({ ...division, locks: [lock] }, asked))).toBe("division.locked");
  const beside = { ...asked, line: through.map(([x, y]): PlanePoint => [x + 900_000, y]) };
  expect(refusalOf(edited(division, beside))).toBe("division.line-does-not-divide");
});

test("the ground is a function of base and cuts: made once, whatever the order", () => {
  const cut = done(division, { edit: "free-cut", gridId: "001", line: through });
  const cuts = cutsOf(cut.ground);
  const [one, other] = [
    groundWithCuts(division.ground, cuts),
    groundWithCuts(cut.ground, cuts.toReversed()),
  ];
  expect(one.ok && other.ok && one.value === other.value).toBe(true);
});
