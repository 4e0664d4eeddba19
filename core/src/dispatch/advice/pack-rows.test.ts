import fc from "fast-check";
import { expect, test } from "vitest";
import { packRows, unpackRows } from "./pack-rows.ts";

test("rows come back as they were, also through JSON", () => {
  const row = fc.record({
    id: fc.string(),
    count: fc.constantFrom(0, 1),
    place: fc.option(fc.tuple(fc.integer(), fc.integer())),
    classes: fc.array(fc.string(), { maxLength: 1 }),
    kind: fc.constant("person"),
  });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const packed = packRows(rows);
      expect(unpackRows(packed)).toEqual(rows);
      expect(unpackRows(JSON.parse(JSON.stringify(packed)))).toEqual(rows);
    }),
  );
});

test("what is the same for all is written once", () => {
  const rows = Array.from({ length: 1000 }, (_, id) => ({ id, kind: "person", gridIds: [] }));
  expect(packRows(rows).columns).toMatchObject({ kind: { same: "person" }, gridIds: { same: [] } });
  expect(JSON.stringify(packRows(rows)).length * 5).toBeLessThan(JSON.stringify(rows).length);
});
