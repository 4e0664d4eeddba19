import fc from "fast-check";
import { expect, test } from "vitest";
import { CASE_LEVELS, CASE_STATES, SEVERITIES } from "../model/model.ts";
import { decodeOpenCases, encodeOpenCases, type OpenCase } from "../open-cases-contract.ts";

const SECOND = 1000;
const instant = fc.integer({ min: 1_500_000_000, max: 1_900_000_000 }).map((at) => at * SECOND);
const degrees = (most: number) =>
  fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((value) => value / 1e6);
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const word = fc.oneof(
  fc.constantFrom("a", "b", "滨河社区", "d", "5f0c1d5e-0000-4000-8000-00000000000a"),
  fc.uuid(),
);

const openCase: fc.Arbitrary<OpenCase> = fc
  .record({
    id: fc.oneof(fc.uuid(), fc.uuid({ version: 7 })),
    version: fc.integer({ min: 1, max: 100_000 }),
    state: fc.constantFrom(...CASE_STATES),
    level: fc.constantFrom(...CASE_LEVELS),
    severity: fc.constantFrom(...SEVERITIES),
    categoryId: word,
    position: orNull(fc.tuple(degrees(180), degrees(90))),
    communityId: orNull(word),
    gridVersionId: orNull(word),
    assigneeId: orNull(word),
    reportedAt: instant,
    dueAt: orNull(instant),
    warning: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .map(({ warning, ...rest }) => ({
    ...rest,
    soonAt: rest.dueAt === null ? null : rest.dueAt - warning * SECOND,
  }));

const head = { epoch: "e1", position: 7, grids: [] };

const valueAt = (column: ArrayLike<number>, row: number): number => column[row] ?? 0;

/** Row by row, without the columns' own arithmetic. */
function rowsOf(bytes: Uint8Array): OpenCase[] {
  const read = decodeOpenCases(bytes);
  const time = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  const wordAt = (words: readonly string[], at: number | undefined): string | null =>
    words[at ?? -1] ?? null;
  return read.ids.map((id, row) => ({
    id,
    version: valueAt(read.version, row),
    state: CASE_STATES[valueAt(read.state, row)] ?? "draft",
    level: CASE_LEVELS[valueAt(read.level, row)] ?? "grid",
    severity: SEVERITIES[valueAt(read.severity, row)] ?? "unknown",
    categoryId: wordAt(read.categories, read.category[row]) ?? "",
    position: Number.isNaN(read.lng[row]) ? null : [valueAt(read.lng, row), valueAt(read.lat, row)],
    communityId: wordAt(read.communities, read.community[row]),
    gridVersionId: wordAt(
      read.grids.map((grid) => grid.id),
      read.grid[row],
    ),
    assigneeId: wordAt(read.assignees, read.assignee[row]),
    reportedAt: valueAt(read.reportedAt, row),
    dueAt: time(read.dueAt[row]),
    soonAt: time(read.soonAt[row]),
  }));
}

test("what is written is read again, the newest report first", () => {
  fc.assert(
    fc.property(fc.uniqueArray(openCase, { selector: ({ id }) => id }), (cases) => {
      const read = rowsOf(encodeOpenCases(cases, head));
      const wanted = cases.toSorted(
        (a, b) => b.reportedAt - a.reportedAt || (a.id < b.id ? -1 : 1),
      );
      expect(read).toEqual(wanted);
    }),
  );
});

const one: OpenCase = {
  id: "5f0c1d5e-0000-4000-8000-000000000001",
  version: 3,
  state: "filed",
  level: "street",
  severity: "minor",
  categoryId: "event.01-02",
  position: [102.19, 38.52],
  communityId: "c1",
  gridVersionId: "g1",
  assigneeId: null,
  reportedAt: 1_790_000_000_400,
  dueAt: 1_790_000_600_001,
  soonAt: 1_790_000_300_001,
};

test("a time between two seconds is never shown late before it is", () => {
  const [read] = rowsOf(encodeOpenCases([one], head));
  expect(read).toMatchObject({ reportedAt: 1_790_000_000_000, dueAt: 1_790_000_601_000 });
});

test("places are kept to half a tenth of a metre", () => {
  const position = [102.1900004, 38.5200016] as const;
  const [read] = rowsOf(encodeOpenCases([{ ...one, position }], head));
  expect(read?.position).toEqual([102.19, 38.520002]);
});

test("more people than are remembered of a grid act in it, in any order", () => {
  const cases = Array.from({ length: 400 }, (_, nth) => ({
    ...one,
    id: `5f0c1d5e-0000-4000-8000-${String(nth).padStart(12, "0")}`,
    reportedAt: one.reportedAt - nth * SECOND,
    assigneeId: `p${(nth * 37) % 101}`,
  }));
  const read = rowsOf(encodeOpenCases(cases, head));
  expect(read.map(({ assigneeId }) => assigneeId)).toEqual(
    cases.map(({ assigneeId }) => assigneeId),
  );
});

test("an id that is no UUID is kept as it is", () => {
  const odd = [one, { ...one, id: "case-7" }];
  expect(rowsOf(encodeOpenCases(odd, head)).map(({ id }) => id)).toEqual([one.id, "case-7"]);
});

test("grids come with their names, and one that the reader does not see without a place", () => {
  const grids = [{ id: "g1", name: "第一网格", center: [102, 38] as const }];
  const cases = [one, { ...one, id: "x", gridVersionId: "g2" }];
  expect(decodeOpenCases(encodeOpenCases(cases, { ...head, grids })).grids).toEqual([
    { id: "g1", name: "第一网格", center: [102, 38] },
    { id: "g2", name: "", center: null },
  ]);
});

test("other bytes, and bytes that were cut off, are refused", () => {
  const bytes = encodeOpenCases([one], head);
  expect(() => decodeOpenCases(Uint8Array.from([60, 33, 100, 111, 99]))).toThrow("no open");
  expect(() => decodeOpenCases(bytes.subarray(0, bytes.length - 1))).toThrow("cut short");
});
