import { expect, test } from "vitest";
import type { NewDutyEntry } from "./change-duty-list.ts";
import { overlapsOf } from "./overlaps.ts";

const entry = (unitId: string, changes: Partial<NewDutyEntry> = {}): NewDutyEntry => ({
  unitId,
  areaKind: "community",
  areaId: "north",
  categories: ["event.01"],
  priority: 100,
  clause: null,
  validFrom: "2026-01-01",
  validTo: null,
  ...changes,
});
const seen = (one: NewDutyEntry, ...others: readonly NewDutyEntry[]) =>
  overlapsOf(one, others).map(({ other, categoryId, isFirst, by }) => [
    other.unitId,
    categoryId,
    isFirst,
    by,
  ]);

test("the narrower class comes first, whichever of the two is asked about", () => {
  const wide = entry("wide");
  const narrow = entry("narrow", { categories: ["event.01-16", "event.02"] });
  expect(seen(wide, narrow)).toEqual([["narrow", "event.01-16", false, "class"]]);
  expect(seen(narrow, wide)).toEqual([["wide", "event.01-16", true, "class"]]);
  expect(seen(entry("all", { categories: null }), wide)).toEqual([
    ["wide", "event.01", false, "class"],
  ]);
});

test("of the same class the lower priority comes first, and of the same priority nobody knows", () => {
  const lower = entry("lower", { priority: 10 });
  expect(seen(entry("one"), lower)).toEqual([["lower", "event.01", false, "priority"]]);
  expect(seen(entry("one"), entry("two"))).toEqual([["two", "event.01", null, "order"]]);
  const all = { categories: null };
  expect(seen(entry("one", all), entry("two", all))).toEqual([["two", null, null, "order"]]);
});

test("another place, another day, another class or the same unit is no overlap", () => {
  const ended = entry("a", { validTo: "2026-06-01" });
  const next = entry("b", { validFrom: "2026-06-01" });
  expect(seen(next, ended, entry("b"), entry("c", { areaId: "south" }))).toEqual([]);
  expect(seen(next, entry("d", { categories: ["event.02"] }))).toEqual([]);
  expect(seen(next, entry("e", { categories: ["event.010"] }))).toEqual([]);
});
