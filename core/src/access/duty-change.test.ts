import { expect, test } from "vitest";
import { dutiesAfter, firstDifference, permissionChanges, type WantedDuty } from "./duty-change.ts";
import type { DatedDuty } from "./explain.ts";

const TODAY = "2026-11-20";
const PATHS: Readonly<Record<string, readonly string[]>> = {
  s1: ["d", "s1"],
  c1: ["d", "s1", "c1"],
  c3: ["d", "s2", "c3"],
};
const duty = (id: string, areaId: string, change: Partial<DatedDuty> = {}): DatedDuty => ({
  id,
  role: "grid_staff",
  areaId,
  areaPath: PATHS[areaId] ?? [],
  areaKind: areaId.startsWith("s") ? "street" : "community",
  categories: [],
  validFrom: "2026-01-01",
  validTo: null,
  ...change,
});
const want = (areaId: string, change: Partial<WantedDuty> = {}): WantedDuty => ({
  role: "grid_staff",
  areaId,
  validFrom: "2026-01-01",
  validTo: null,
  ...change,
});
const by = {
  scope: ["s1"],
  make: ({ areaId, ...dates }: WantedDuty, nth: number) => duty(`new-${nth}`, areaId, dates),
};

test("only duties of the scope go; one that is named again keeps its classes", () => {
  const before = [
    duty("a", "c1", { categories: ["event.01"] }),
    duty("b", "c1", { role: "grid_head" }),
    duty("far", "c3"),
  ];
  const wanted = [want("c1", { validTo: "2027-01-01" }), want("s1", { role: "planner" })];
  expect(
    dutiesAfter(before, wanted, by).map(({ id, role, categories, validTo }) => [
      id,
      role,
      categories,
      validTo,
    ]),
  ).toEqual([
    ["far", "grid_staff", [], null],
    ["a", "grid_staff", ["event.01"], "2027-01-01"],
    ["new-1", "planner", [], null],
  ]);
});

test("a change is looked at on the day on which it begins to matter", () => {
  const before = [duty("a", "c1")];
  const later = [...before, duty("n", "s1", { validFrom: "2026-12-01" })];
  expect(firstDifference(before, later, TODAY)).toBe("2026-12-01");
  expect(firstDifference(before, [duty("a", "c1", { validTo: "2027-03-01" })], TODAY)).toBe(
    "2027-03-01",
  );
  expect(firstDifference(before, [], TODAY)).toBe(TODAY);
  expect(firstDifference(before, before, TODAY)).toBe(TODAY);
});

test("what a wider duty still gives is not lost, and what begins later is not gained yet", () => {
  const before = [duty("a", "c1"), duty("b", "s1", { role: "planner" })];
  const [change] = permissionChanges(before, [duty("b", "s1", { role: "planner" })], TODAY);
  expect(change).toEqual({
    areaId: "c1",
    gained: [],
    lost: ["case.read", "case.report", "case.act", "contact.read"],
  });
  const later = duty("n", "s1", { role: "auditor", validFrom: "2026-12-01" });
  expect(permissionChanges(before, [...before, later], TODAY)).toEqual([]);
  expect(permissionChanges(before, [...before, later], "2026-12-01")).toEqual([
    { areaId: "c1", gained: ["audit.read"], lost: [] },
    { areaId: "s1", gained: ["audit.read"], lost: [] },
  ]);
});
