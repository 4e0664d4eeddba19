import fc from "fast-check";
import { expect, test } from "vitest";
import { DELEGABLE, delegationFault, lentDuties, type Lent } from "./delegation.ts";
import { mayAt, PERMISSIONS, ROLES } from "./permissions.ts";
import { isReached, LEVELS, reachesOf, type BoundedDuty, type Reachable } from "./reach.ts";

const DAY_MS = 86_400_000;
const NOW = 1_700_000_000_000;

/** A small world, so that things often meet: two streets of two communities. */
const AREAS = ["d", "s1", "s2", "s1c1", "s1c2", "s2c1", "s2c2"].map((id) => {
  const street = id.slice(0, 2);
  const path = id === "d" ? ["d"] : id === street ? ["d", id] : ["d", street, id];
  const kind = path.length === 1 ? "district" : path.length === 2 ? "street" : "community";
  return { id, path, kind };
});
const CLASSES = ["event", "event.01", "event.01-02", "event.02", "asset.01", "asset.01-01"];

const area = fc.constantFrom(...AREAS);
const classes = fc.uniqueArray(fc.constantFrom(...CLASSES), { maxLength: 2 });
const held = fc
  .record({ at: area, role: fc.constantFrom(...ROLES), categories: classes })
  .map(({ at, role, categories }): BoundedDuty => ({
    ...{ id: "duty", role, areaId: at.id, areaPath: at.path, areaKind: at.kind, categories },
  }));
const lent: fc.Arbitrary<Lent<(typeof AREAS)[number]>> = fc.record({
  id: fc.constant("lent"),
  areas: fc.uniqueArray(area, { minLength: 1, maxLength: 3 }),
  categories: classes,
  from: fc.integer({ min: NOW - 3, max: NOW + 1 }),
  to: fc.integer({ min: NOW, max: NOW + 3 }),
});
const thing: fc.Arbitrary<Reachable> = fc.record({
  path: area.map(({ path }) => path),
  categoryId: fc.constantFrom("event.01-02", "event.01-03", "event.02-01", "asset.01-01"),
  level: fc.constantFrom(...LEVELS),
  assigneeId: fc.constant(null),
});

const duty = (change: Partial<BoundedDuty> = {}): BoundedDuty => ({
  ...{ id: "duty", role: "street_desk", areaId: "s1", areaPath: ["d", "s1"], areaKind: "street" },
  categories: [],
  ...change,
});
const [, S1, S2, S1C1] = AREAS;
if (!S1 || !S2 || !S1C1) throw new Error("the small world is gone");
const lending = (change: Partial<Lent<typeof S1>> = {}): Lent<typeof S1> => ({
  ...{ id: "lent", areas: [S1], categories: [], from: NOW, to: NOW + DAY_MS },
  ...change,
});

test("a delegate never reaches more than the giver does at that moment", () => {
  let pairs = 0;
  let reached = 0;
  fc.assert(
    fc.property(
      held,
      lent,
      fc.array(thing, { minLength: 8, maxLength: 8 }),
      (given, part, things) => {
        const lentNow = lentDuties(given, part, NOW);
        const delegate = { accountId: "delegate", duties: lentNow };
        const giver = { accountId: "giver", duties: [given] };
        for (const permission of PERMISSIONS) {
          const theirs = { reaches: reachesOf(lentNow, permission), ownIds: [] };
          const own = { reaches: reachesOf([given], permission), ownIds: [] };
          for (const one of things) {
            pairs += 1;
            const isTheirs = isReached(theirs, one);
            const isOwn = isReached(own, one) && mayAt(giver, permission, one.path);
            const isLendable = DELEGABLE.includes(permission);
            const isTime = part.from <= NOW && NOW < part.to;
            if (isTheirs) reached += 1;
            if (isTheirs && !(isOwn && isLendable && isTime)) return false;
            if (mayAt(delegate, permission, one.path) && !mayAt(giver, permission, one.path))
              return false;
          }
        }
        return true;
      },
    ),
    { numRuns: 4_000, seed: 5 },
  );
  expect(pairs).toBeGreaterThan(100_000);
  expect(reached).toBeGreaterThan(2_000);
});

test("what is lent whole reaches all that the giver reaches, but for what nobody lends", () => {
  fc.assert(
    fc.property(held, thing, (given, one) => {
      const home = AREAS.filter(({ id }) => id === given.areaId);
      const all = lentDuties(given, lending({ areas: home }), NOW);
      for (const permission of DELEGABLE) {
        const reaches = (duties: readonly BoundedDuty[]) =>
          isReached({ reaches: reachesOf(duties, permission), ownIds: [] }, one);
        expect(reaches(all)).toBe(reaches([given]));
      }
      expect(all.every(({ isWhole }) => isWhole)).toBe(true);
    }),
    { numRuns: 3_000, seed: 6 },
  );
});

test("a part of a street's duty stays a street's, and knows that it is a part", () => {
  const [part] = lentDuties(duty(), lending({ areas: [S1C1] }), NOW);
  expect(part).toMatchObject({ areaId: "s1c1", maxLevel: "street", isWhole: false });
});

test("what was lent is not handed on, and ends with its time or the giver's duty", () => {
  const [mine] = lentDuties(duty(), lending(), NOW);
  if (!mine) throw new Error("nothing was lent");
  expect(lentDuties(mine, lending(), NOW)).toEqual([]);
  expect(lentDuties(duty(), lending(), NOW + DAY_MS)).toEqual([]);
  expect(lentDuties(duty(), lending(), NOW - 1)).toEqual([]);
  // The giver has moved to another street.
  expect(lentDuties(duty({ areaId: "s2", areaPath: ["d", "s2"] }), lending(), NOW)).toEqual([]);
  // The giver's classes were narrowed to others than those that were lent.
  const narrowed = duty({ categories: ["asset.01"] });
  expect(lentDuties(narrowed, lending({ categories: ["event.01"] }), NOW)).toEqual([]);
});

test("a delegation that cannot be is refused for its reason", () => {
  const bounded = duty({ categories: ["event.01"] });
  const fault = (change: Partial<Lent<typeof S1>>) =>
    delegationFault(bounded, lending(change), NOW);
  expect(fault({})).toBeNull();
  expect(fault({ areas: [S2] })).toBe("area");
  expect(fault({ categories: ["event.01-02"] })).toBeNull();
  expect(fault({ categories: ["event"] })).toBe("category");
  expect(fault({ to: NOW })).toBe("backwards");
  expect(fault({ from: NOW - 9, to: NOW - 1 })).toBe("ended");
  expect(fault({ to: NOW + 30 * DAY_MS })).toBeNull();
  expect(fault({ to: NOW + 30 * DAY_MS + 1 })).toBe("too-long");
  // Begun long ago is no way to last longer.
  expect(fault({ from: NOW - DAY_MS, to: NOW + 30 * DAY_MS + 1 })).toBe("too-long");
});
