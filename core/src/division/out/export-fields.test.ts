import { expect, test } from "vitest";
import { BUILDING_FIELDS, CITY_UNIT_FIELDS, GRID_FIELDS } from "./export-fields.ts";

const tables = [GRID_FIELDS, BUILDING_FIELDS, CITY_UNIT_FIELDS] as const;

test("a field's name in a dBASE table has at most ten bytes of ASCII and stands once", () => {
  for (const fields of tables) {
    const names = fields.map(({ dbf }) => dbf);
    expect(names.filter((name) => !/^[A-Z][A-Z0-9_]{0,9}$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(fields.map(({ key }) => key)).size).toBe(names.length);
  }
});

test("every field has a title in both languages", () => {
  const titles = tables.flatMap((fields) => fields.map(({ title }) => title));
  expect(titles.every(({ "zh-CN": zh, en }) => zh !== "" && en !== "")).toBe(true);
});
