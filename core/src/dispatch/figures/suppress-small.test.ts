import fc from "fast-check";
import { expect, test } from "vitest";
import { LARGEST_SMALL_COUNT, suppressSmall, type PublishedTable } from "./suppress-small.ts";

/**
 * Looks for two tables that fit everything shown, by trying every number in every hidden place: slow,
 * and without a word about flows. Answers the hidden numbers of which only one value was found.
 */
function bound(shown: PublishedTable, largest: number): string[] {
  const rows = shown.cells.length;
  const columns = shown.cells[0]?.length ?? 0;
  const grid = shown.cells.map((row) => row.map((cell) => cell ?? 0));
  const values = new Map<string, Set<number>>();
  const add = (key: string, value: number): void => {
    values.set(key, (values.get(key) ?? new Set()).add(value));
  };
  const hidden = shown.cells.flatMap((row, r) =>
    row.flatMap((cell, c) => (cell === null ? [{ r, c }] : [])),
  );
  const total = (cells: readonly number[]): number => cells.reduce((all, cell) => all + cell, 0);
  const column = (c: number): number[] => grid.map((row) => row[c] ?? 0);
  const fits = (wanted: number | null | undefined, found: number): boolean =>
    wanted === null || wanted === undefined || wanted === found;
  const isSolution = (): boolean =>
    shown.columnTotals.every((wanted, c) => fits(wanted, total(column(c)))) &&
    shown.rowTotals.every((wanted, r) => fits(wanted, total(grid[r] ?? []))) &&
    fits(shown.total, total(grid.flat()));
  const note = (): void => {
    for (const { r, c } of hidden) add(`${r},${c}`, grid[r]?.[c] ?? 0);
    for (let r = 0; r < rows; r += 1)
      if (shown.rowTotals[r] === null) add(`row ${r}`, total(grid[r] ?? []));
    for (let c = 0; c < columns; c += 1)
      if (shown.columnTotals[c] === null) add(`column ${c}`, total(column(c)));
    if (shown.total === null) add("total", total(grid.flat()));
  };
  // Once two values are known everywhere there is nothing left to find.
  const isFree = (): boolean =>
    values.size > 0 && [...values.values()].every((found) => found.size > 1);
  const fill = (at: number): void => {
    if (isFree()) return;
    const place = hidden[at];
    if (!place) return isSolution() ? note() : undefined;
    const row = grid[place.r];
    const isLastOfRow = hidden[at + 1]?.r !== place.r;
    if (!row) return;
    for (let value = 1; value <= largest; value += 1) {
      row[place.c] = value;
      if (!isLastOfRow || fits(shown.rowTotals[place.r], total(row))) fill(at + 1);
    }
  };
  fill(0);
  return [...values].filter(([, found]) => found.size < 2).map(([key]) => key);
}

const isSmall = (value: number): boolean => value > 0 && value <= LARGEST_SMALL_COUNT;

const countNumbers = (shown: PublishedTable) => {
  const all = [...shown.cells.flat(), ...shown.rowTotals, ...shown.columnTotals, shown.total];
  return { all: all.length, hidden: all.filter((value) => value === null).length };
};

test("a count below five is hidden, with as many others as it takes", () => {
  const shown = suppressSmall({
    counts: [
      [20, 3, 50],
      [12, 30, 40],
      [31, 9, 60],
    ],
  });
  expect(shown.cells[0]?.[1]).toBeNull();
  // The 3 can be had from its row and from its column: one more in each, and where these two meet.
  expect(countNumbers(shown).hidden).toBe(4);
  expect(shown.rowTotals).toEqual([73, 82, 100]);
  expect(shown.total).toBe(255);
  expect(bound(shown, 60)).toEqual([]);
});

test("a table without small counts is shown as it is, zeros too", () => {
  const shown = suppressSmall({
    counts: [
      [0, 7],
      [9, 0],
    ],
  });
  expect(shown).toEqual({
    cells: [
      [0, 7],
      [9, 0],
    ],
    rowTotals: [7, 9],
    columnTotals: [9, 7],
    total: 16,
  });
});

test("one lonely case hides its sums as well, and an empty table is no fault", () => {
  expect(
    countNumbers(
      suppressSmall({
        counts: [
          [1, 0],
          [0, 0],
        ],
      }),
    ).hidden,
  ).toBe(4);
  expect(suppressSmall({ counts: [] })).toEqual({
    cells: [],
    rowTotals: [],
    columnTotals: [],
    total: 0,
  });
});

test("no hidden number follows from what is shown, in any small table", () => {
  const count = fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
    { weight: 3, arbitrary: fc.integer({ min: 5, max: 9 }) },
  );
  const table = fc
    .record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 1, max: 3 }) })
    .chain(({ rows, columns }) =>
      fc.array(fc.array(count, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
  let tables = 0;
  let hidden = 0;
  fc.assert(
    fc.property(table, (counts) => {
      const shown = suppressSmall({ counts });
      const sums = counts.map((row) => row.reduce((all, value) => all + value, 0));
      const wrong = counts.flatMap((row, r) =>
        row.filter((value, c) => {
          const cell = shown.cells[r]?.[c];
          return isSmall(value) ? cell !== null : value === 0 && cell !== 0;
        }),
      );
      expect(wrong).toEqual([]);
      const shownSums = sums.filter((value, r) => isSmall(value) && shown.rowTotals[r] !== null);
      expect(shownSums).toEqual([]);
      expect(bound(shown, 11)).toEqual([]);
      tables += 1;
      hidden += countNumbers(shown).hidden;
    }),
    { numRuns: 400, seed: 20_261_120 },
  );
  expect([tables >= 400, hidden > 1000]).toEqual([true, true]);
}, 60_000);

test("a district of 60 communities and 20 classes is done at once", () => {
  const counts = Array.from({ length: 60 }, (_, r) =>
    Array.from({ length: 20 }, (_each, c) => (r * 7 + c * 13 + r * c) % 23),
  );
  const shown = countNumbers(suppressSmall({ counts }));
  expect(shown.hidden).toBeLessThan(shown.all / 2);
});
