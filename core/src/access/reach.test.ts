import { expect, test } from "vitest";
import { denialOfReach, holdsCategory, isReached, reachesOf, type BoundedDuty } from "./reach.ts";

test("a class set names classes, majors or schemes, never a prefix by chance", () => {
  expect(holdsCategory(["event.01"], "event.01-02")).toBe(true);
  expect(holdsCategory(["event.0"], "event.01-02")).toBe(false);
  expect(holdsCategory(["event"], "event.01-02")).toBe(true);
  expect(holdsCategory(["local.900"], "local.9001")).toBe(false);
  expect(holdsCategory([], "event.01-02")).toBe(false);
  expect(holdsCategory(null, "anything")).toBe(true);
});

const duty = (change: Partial<BoundedDuty>): BoundedDuty => ({
  id: "d",
  role: "community_desk",
  areaId: "c1",
  areaPath: ["d", "s1", "c1"],
  areaKind: "community",
  categories: [],
  ...change,
});

test("duties with the same bounds are one reach; a role without the permission gives none", () => {
  const duties = [
    duty({}),
    duty({ areaId: "c2" }),
    duty({ role: "planner", areaId: "c3" }),
    duty({ role: "street_desk", areaId: "s1", areaKind: "street" }),
    duty({ role: "team_member", categories: ["event.02", "event.01"] }),
    duty({ role: "team_member", categories: ["event.01", "event.02"], areaId: "c2" }),
  ];
  expect(reachesOf(duties, "case.read")).toEqual([
    { areaIds: ["c1", "c2"], categories: null, maxLevel: "community" },
    { areaIds: ["s1"], categories: null, maxLevel: "street" },
    { areaIds: ["c1", "c2"], categories: ["event.01", "event.02"], maxLevel: "community" },
  ]);
});

test("a thing is out of reach for one of three reasons, unless one has it in hand", () => {
  const [reach] = reachesOf([duty({ role: "team_member", categories: ["event.01"] })], "case.read");
  if (reach === undefined) throw new Error("no reach");
  const thing = { path: ["d", "s1", "c1"], categoryId: "event.01-02", level: "grid" } as const;
  expect(denialOfReach(reach, thing)).toBeNull();
  expect(denialOfReach(reach, { ...thing, path: ["d", "s1", "c2"] })).toBe("area");
  expect(denialOfReach(reach, { ...thing, categoryId: "event.02-01" })).toBe("category");
  expect(denialOfReach(reach, { ...thing, level: "street" })).toBe("level");
  const mine = { ...thing, path: ["d"], assigneeId: "me" };
  expect(isReached({ reaches: [reach], ownIds: ["me"] }, mine)).toBe(true);
  expect(isReached({ reaches: [reach], ownIds: ["you"] }, mine)).toBe(false);
});
