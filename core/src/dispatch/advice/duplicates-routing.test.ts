import fc from "fast-check";
import { expect, test } from "vitest";
import { findDuplicates, type ExistingCase } from "./duplicates.ts";
import { fallbackUnit, routeCase, ROUTING_AREA_KINDS, type DutyEntry } from "./routing.ts";
import { category, HOUR, MONDAY_NINE, place } from "../test-builders.ts";
import { textSimilarity } from "../model/text-similarity.ts";

const litter = category("event.01-02");
const report = {
  caseId: "new",
  position: [102.19, 38.52] as const,
  category: litter,
  description: "小区北门垃圾堆放无人清理",
  reportedAt: MONDAY_NINE,
  laneId: null,
  assetId: null,
};
const existing = (changes: Partial<ExistingCase> = {}): ExistingCase => ({
  ...report,
  caseId: "old",
  description: "北门垃圾没人清理",
  reportedAt: MONDAY_NINE - 3 * HOUR,
  state: "dispatched",
  closedAt: null,
  ...changes,
});
const found = (...list: ExistingCase[]) => findDuplicates(report, list).map((each) => each.caseId);

test("a near open case of the same class is proposed, with its distance and its parts", () => {
  const near = existing({ position: [102.1901, 38.52] });
  const [hit] = findDuplicates(report, [near]);
  expect(hit).toMatchObject({ caseId: "old", distanceMetres: 9 });
  expect(hit?.score).toBeGreaterThan(0.75);
});

test("another family, too far, long closed or rejected is not proposed", () => {
  expect(found(existing({ category: category("event.05-05") }))).toEqual([]);
  expect(found(existing({ position: [102.1907, 38.52] }))).toEqual([]);
  expect(found(existing({ position: null }))).toEqual([]);
  expect(found(existing({ state: "closed", closedAt: MONDAY_NINE - 8 * 24 * HOUR }))).toEqual([]);
  expect(found(existing({ state: "closed", closedAt: MONDAY_NINE - 2 * HOUR }))).toEqual(["old"]);
  expect(found(existing({ state: "rejected" }))).toEqual([]);
  expect(found(existing({ caseId: "new" }))).toEqual([]);
});

test("the same fixture is the same problem wherever the point was put", () => {
  const cover = { ...report, category: category("asset.01-14"), assetId: "620302010100001" };
  const far = existing({ ...cover, caseId: "old", position: [102.21, 38.52], state: "filed" });
  expect(findDuplicates(cover, [far]).map((each) => each.caseId)).toEqual(["old"]);
  expect(findDuplicates(cover, [{ ...far, assetId: "620302010100002" }])).toEqual([]);
});

test("the nearer and likelier comes first, ties by id", () => {
  const far = existing({ caseId: "far", position: [102.1904, 38.52] });
  const b = existing({ caseId: "b" });
  const a = existing({ caseId: "a" });
  expect(found(far, b, a)).toEqual(["a", "b", "far"]);
});

test("texts are compared by pairs of characters, both ways alike", () => {
  expect(textSimilarity("垃圾堆放", "垃圾堆放！")).toBe(1);
  expect(textSimilarity("垃圾堆放", "路灯不亮")).toBe(0);
  expect(textSimilarity("", "")).toBe(0);
  const law = fc.property(fc.string(), fc.string(), (a, b) => {
    const score = textSimilarity(a, b);
    return score >= 0 && score <= 1 && score === textSimilarity(b, a);
  });
  fc.assert(law, { numRuns: 100 });
});

const entry = (id: string, changes: Partial<DutyEntry> = {}): DutyEntry => ({
  id,
  unitId: `unit-${id}`,
  areaId: "district",
  areaKind: "district",
  categories: null,
  priority: 0,
  clause: null,
  validFrom: "2026-01-01",
  validTo: null,
  ...changes,
});
const query = { place, extraAreaIds: ["park"], categoryId: "event.01-02", day: "2026-03-02" };
const route = (...entries: DutyEntry[]) => routeCase(query, entries, []).entry?.id;

test("a special grid goes before the class, the class before the area, the area before priority", () => {
  const special = entry("special", {
    areaId: "park",
    areaKind: "special_grid",
    categories: ["event.01"],
  });
  const exact = entry("exact", { categories: ["event.01-02"] });
  const major = entry("major", { categories: ["event.01"] });
  const street = entry("street", { areaId: "street-1", areaKind: "street" });
  const community = entry("community", { areaId: "community-2", areaKind: "community" });
  const late = entry("late", { areaId: "community-2", areaKind: "community", priority: 5 });
  const order = [special, exact, major, community, late, street, entry("whole")];
  for (let at = 0; at < order.length; at += 1) {
    expect(route(...order.slice(at).toReversed())).toBe(order[at]?.id);
  }
});

test("all whose lists hold a class may take it, but a special grid takes it over", () => {
  const street = entry("street", { areaId: "street-1", areaKind: "street" });
  const whole = entry("whole");
  const both = routeCase(query, [whole, street], []);
  expect(both.responsibleUnitIds).toEqual(["unit-street", "unit-whole"]);
  const special = entry("special", { areaId: "park", areaKind: "special_grid" });
  const taken = routeCase(query, [whole, street, special], []);
  expect(taken.responsibleUnitIds).toEqual(["unit-special"]);
  expect(taken.otherUnitIds).toEqual(["unit-street", "unit-whole"]);
});

test("other places, other classes and other times do not answer", () => {
  expect(route(entry("x", { areaId: "street-9", areaKind: "street" }))).toBeUndefined();
  expect(route(entry("x", { categories: ["event.05"] }))).toBeUndefined();
  expect(route(entry("x", { validFrom: "2026-03-03" }))).toBeUndefined();
  expect(route(entry("x", { validTo: "2026-03-02" }))).toBeUndefined();
});

test("without an entry the smallest territory with an owner takes the case", () => {
  const fallbacks = [
    { areaId: "district", unitId: "district-office" },
    { areaId: "street-1", unitId: "street-office" },
  ];
  expect(routeCase(query, [], fallbacks)).toEqual({
    unitId: "street-office",
    by: "fallback",
    entry: null,
    otherUnitIds: [],
    responsibleUnitIds: [],
    fitting: [],
  });
  expect(fallbackUnit({ ...place, streetId: null }, fallbacks)).toBe("district-office");
  expect(routeCase(query, [], []).by).toBe("nobody");
});

const anyEntry = fc.record({
  areaIndex: fc.nat({ max: 3 }),
  isSpecial: fc.boolean(),
  categories: fc.constantFrom(null, ["event"], ["event.01"], ["event.01-02"], ["asset"]),
  priority: fc.nat({ max: 2 }),
  isOver: fc.boolean(),
});

test("routing equals an elimination in rounds, and a district with a fallback leaves nobody out", () => {
  const areas = [
    ["district", "district"],
    ["street-1", "street"],
    ["community-2", "community"],
    ["street-9", "street"],
  ] as const;
  const law = fc.property(fc.array(anyEntry, { maxLength: 12 }), (list) => {
    const entries = list.map(({ areaIndex, isSpecial, isOver, ...each }, at) => {
      const [areaId, areaKind] = areas[areaIndex] ?? areas[0];
      const ends = isOver ? "2026-02-01" : null;
      const kind = isSpecial ? "special_grid" : areaKind;
      return entry(`e${at}`, { ...each, areaId, areaKind: kind, validTo: ends });
    });
    let left = entries.filter(
      (each) =>
        each.areaId !== "street-9" && each.validTo === null && each.categories?.[0] !== "asset",
    );
    const keep = (best: (each: DutyEntry) => number) => {
      const least = Math.min(...left.map(best));
      left = left.filter((each) => best(each) === least);
    };
    keep((each) => (each.areaKind === "special_grid" ? 0 : 1));
    keep((each) => -(each.categories?.[0] ?? "").length);
    keep((each) => ROUTING_AREA_KINDS.indexOf(each.areaKind));
    keep((each) => each.priority);
    const winner = left.map((each) => each.id).toSorted()[0];
    const routed = routeCase(query, entries, [{ areaId: "district", unitId: "office" }]);
    expect(routed.entry?.id).toBe(winner);
    expect(routed.unitId).not.toBeNull();
  });
  fc.assert(law, { numRuns: 150, seed: 9 });
});
