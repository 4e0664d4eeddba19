import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChange } from "../change/apply-change.ts";
import { editAtOnce } from "./edit-division.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import { readAssignment } from "./read-assignment.ts";
import { latticeGraph } from "../model/test-lattice.ts";

const unitIds = new Set(["u1", "u2", "甲,乙", 'say "x"']);
const community = { code: "620302002001", unitIds };

test("a table is read with its separator, headings in either language, and quotes", () => {
  expect(readAssignment("\uFEFFunit,grid\r\nu1,001\r\nu2,\r\n", community)).toEqual({
    rows: [
      { unitId: "u1", gridId: "001" },
      { unitId: "u2", gridId: null },
    ],
    refused: [],
    elsewhere: 0,
  });
  expect(readAssignment("基本单元\t网格\nu1\t东一\n", community)).toMatchObject({
    rows: [{ unitId: "u1", gridId: "东一" }],
  });
  expect(readAssignment('unit,grid\n"甲,乙",001\n"say ""x""",002', community)).toMatchObject({
    rows: [
      { unitId: "甲,乙", gridId: "001" },
      { unitId: 'say "x"', gridId: "002" },
    ],
  });
});

test("each line that cannot be taken says which, and why; the others are taken", () => {
  const text =
    "unit,grid,within\nu1,001,620302002001\nu9,001,\nu1,002,\nu2,=1+1,\nu2,001,999\nu2\n";
  expect(readAssignment(text, community)).toEqual({
    rows: [{ unitId: "u1", gridId: "001" }],
    refused: [
      { line: 3, reason: "unknown-unit", text: "u9,001," },
      { line: 4, reason: "twice", text: "u1,002," },
      { line: 5, reason: "bad-grid", text: "u2,=1+1," },
      { line: 7, reason: "too-short", text: "u2" },
    ],
    elsewhere: 1,
  });
});

test("without its columns a table is refused as a whole", () => {
  expect(readAssignment("楼栋,户数\nx,1", community)).toEqual({
    code: "division.assignment-columns",
    headings: "楼栋、户数",
  });
  expect(readAssignment("", community)).toMatchObject({ code: "division.assignment-columns" });
});

test("what is written is read back, whatever stands in the ids", () => {
  const id = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text);
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 20 }), (ids) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const text = ["unit,grid", ...ids.map((each, at) => `${quoted(each)},g${at}`)].join("\r\n");
      const read = readAssignment(text, { code: "", unitIds: new Set(ids) });
      expect(read).toMatchObject({
        rows: ids.map((unitId, at) => ({ unitId, gridId: `g${at}` })),
        refused: [],
      });
    }),
  );
});

const idOf = (unit: number): string => `u${unit}`;
const ground = makeGround(
  latticeGraph({ columns: 4, rows: 2 }),
  Array.from({ length: 8 }, (_, unit) => idOf(unit)),
);
const halves = {
  ...emptyDivision("d", ground),
  grids: ["A", "B"],
  gridOf: ["A", "A", "B", "B", "A", "A", "B", "B"],
};
const bring = (rows: readonly (readonly [unit: number, gridId: string | null])[]) =>
  editAtOnce(
    halves,
    {
      edit: "import-assignment",
      rows: rows.map(([unit, gridId]) => ({ unitId: idOf(unit), gridId })),
    },
    "",
  );

test("an assignment from a file is one change: new grids come, empty ones go, an undo takes it back", () => {
  const brought = bring([0, 1, 2, 3].flatMap((unit) => [[unit, "北"] as const, [unit + 4, "B"]]));
  if (!brought.ok) throw new Error(JSON.stringify(brought.error));
  expect([brought.value.addedGrids, brought.value.removedGrids]).toEqual([["北"], ["A"]]);
  const { division, inverse } = applyChange(halves, brought.value);
  expect(division.gridOf).toEqual(["北", "北", "北", "北", "B", "B", "B", "B"]);
  const back = applyChange(division, inverse).division;
  expect({ ...back, revision: 0 }).toEqual(halves);
});

test("units that the file does not name stay, and pieces are refused as for the brush", () => {
  expect(bring([[1, "B"]])).toMatchObject({
    ok: true,
    value: { addedGrids: [], removedGrids: [] },
  });
  expect(bring([[0, "B"]])).toMatchObject({
    ok: false,
    error: { code: "division.breaks-contiguity" },
  });
  expect(bring([[9, "B"]])).toMatchObject({ ok: false, error: { code: "division.unknown-unit" } });
});
