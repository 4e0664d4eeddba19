import type { ListedEntry } from "@onegrid/core/dispatch/duty-list-contract";
import { expect, test } from "vitest";
import type { Area } from "../../organisation/areas.ts";
import { ANY_ENTRY, filterEntries, whenOf, type EntryFilter } from "./entry-filter.ts";

const area = (id: string, kind: Area["kind"], parentId: string | null): Area => ({
  ...{ id, kind, parentId, code: id, name: id, pinyin: "", initials: "" },
  ...{ bbox: [0, 0, 1, 1], center: [0, 0], households: 0, buildings: 0 },
});
const AREAS = [
  area("district", "district", null),
  area("north", "street", "district"),
  area("south", "street", "district"),
  area("well", "community", "north"),
];

const entry = (id: string, scopeId: string, changes: Partial<ListedEntry> = {}): ListedEntry => ({
  ...{ id, scopeId, areaId: scopeId, areaKind: "community", areaName: null },
  ...{ unitId: "fire", unitName: "fire", categories: null, priority: 100, clause: null },
  ...{ validFrom: "2026-01-01", validTo: null },
  ...changes,
});
const found = (entries: readonly ListedEntry[], filter: Partial<EntryFilter>) =>
  filterEntries(entries, { ...ANY_ENTRY, ...filter }, AREAS).map(({ id }) => id);

test("an area is concerned by what is said above it, of it and in it, and by nothing beside it", () => {
  const list = [
    entry("all", "district"),
    entry("own", "north"),
    entry("below", "well"),
    entry("beside", "south"),
    entry("lane", "well", { areaId: "lane:1", areaKind: "lane" }),
  ];
  expect(found(list, { areaId: "north" })).toEqual(["all", "own", "below", "lane"]);
  expect(found(list, { areaId: "well" })).toEqual(["all", "own", "below", "lane"]);
  expect(found(list, { areaId: "lane:1" })).toEqual(["lane"]);
  expect(found(list, {})).toHaveLength(5);
});

test("a class is concerned by its major and by every class, a major by its classes", () => {
  const list = [
    entry("every", "district"),
    entry("major", "district", { categories: ["event.01"] }),
    entry("class", "district", { categories: ["event.01-16"] }),
    entry("other", "district", { categories: ["event.02"] }),
  ];
  expect(found(list, { categoryId: "event.01-16" })).toEqual(["every", "major", "class"]);
  expect(found(list, { categoryId: "event.01-02" })).toEqual(["every", "major"]);
  expect(found(list, { categoryId: "event.01" })).toEqual(["every", "major", "class"]);
  expect(found(list, { unitId: "police" })).toEqual([]);
});

test("on its first day an entry is in force, on the first day without it it is over", () => {
  const held = { validFrom: "2026-11-20", validTo: "2026-12-01" };
  const days = ["2026-11-19", "2026-11-20", "2026-11-30", "2026-12-01"];
  expect(days.map((day) => whenOf(held, day))).toEqual(["coming", "present", "present", "ended"]);
  // Taken back before it began.
  expect(whenOf({ validFrom: "2027-01-01", validTo: "2027-01-01" }, "2026-11-20")).toBe("ended");
});
