import fc from "fast-check";
import { expect, test } from "vitest";
import { keyDuties, keyIdIn, keyTokenOf, maskKeys, readKeyToken } from "./interface-key.ts";
import { KEY_PERMISSIONS, mayAt, PERMISSIONS, scopeOf, type Duty } from "./permissions.ts";
import { isReached, LEVELS, reachesOf } from "./reach.ts";

const AREAS = ["d", "s1", "s2", "s1c1", "s1c2", "s2c1", "s2c2"].map((id) => {
  const street = id.slice(0, 2);
  const path = id === "d" ? ["d"] : id === street ? ["d", id] : ["d", street, id];
  const kind = path.length === 1 ? "district" : path.length === 2 ? "street" : "community";
  return { id, path, kind };
});
const CLASSES = ["event.01", "event.01-02", "asset.01"];
const area = fc.constantFrom(...AREAS);

const key = fc.record({
  id: fc.constant("0123456789abcdef"),
  // Whatever a row may hold, also what was never to be given.
  permissions: fc.uniqueArray(fc.constantFrom(...PERMISSIONS), { minLength: 1 }),
  areas: fc.uniqueArray(area, { minLength: 1, maxLength: 3 }),
  categories: fc.uniqueArray(fc.constantFrom(...CLASSES), { maxLength: 2 }),
});
const maker = fc.array(fc.record({ role: fc.constantFrom("administrator", "planner"), at: area }), {
  maxLength: 2,
});

type Made = typeof key extends fc.Arbitrary<infer One> ? One : never;
const isPlaceOf = ({ areas }: Made, { path }: { path: readonly string[] }): boolean =>
  areas.some(({ id }) => path.includes(id));
const isClassOf = ({ categories }: Made, { categoryId }: { categoryId: string }): boolean =>
  categories.length === 0 || categories.some((each) => categoryId.startsWith(each));

test("a key never reaches more than its bounds, nor an area that nobody answers for", () => {
  let pairs = 0;
  let reached = 0;
  const thing = fc.record({
    path: area.map(({ path }) => path),
    categoryId: fc.constantFrom("event.01-02", "event.01-03", "asset.01-01"),
    level: fc.constantFrom(...LEVELS),
    assigneeId: fc.constant(null),
  });
  fc.assert(
    fc.property(
      key,
      maker,
      fc.array(thing, { minLength: 8, maxLength: 8 }),
      (made, held, things) => {
        const duties = held.map(({ role, at }, n): Duty => ({
          ...{ id: `${n}`, role, areaId: at.id, areaPath: at.path },
        }));
        const administrator = { accountId: "maker", duties };
        const subject = {
          accountId: "key",
          duties: keyDuties(made, scopeOf(administrator, "people.manage")).map((duty) => ({
            ...duty,
            areaKind: duty.area.kind,
          })),
        };
        for (const permission of PERMISSIONS)
          for (const one of things) {
            pairs += 1;
            const jurisdiction = { reaches: reachesOf(subject.duties, permission), ownIds: [] };
            const may = mayAt(subject, permission, one.path);
            const isPermitted =
              made.permissions.includes(permission) &&
              KEY_PERMISSIONS.some((known) => known === permission);
            const isPlace = isPlaceOf(made, one) && mayAt(administrator, "people.manage", one.path);
            const isClass = isClassOf(made, one);
            if (may) reached += 1;
            if (may && !(isPermitted && isPlace)) return false;
            if (isReached(jurisdiction, one) && !(may && isClass)) return false;
          }
        return true;
      },
    ),
    { numRuns: 2_500, seed: 7 },
  );
  expect(pairs).toBeGreaterThan(100_000);
  expect(reached).toBeGreaterThan(2_000);
});

test("a key has one shape, which is found wherever it has leaked to", () => {
  const token = { id: "0123456789abcdef", secret: "5a".repeat(32) };
  const text = keyTokenOf(token);
  expect(text).toBe(`og_0123456789abcdef_${"5a".repeat(32)}`);
  expect(readKeyToken(text)).toEqual(token);
  expect(readKeyToken(`${text}0`)).toBeNull();
  expect(readKeyToken(text.toUpperCase())).toBeNull();
  expect(keyIdIn(`/api/cases?key=${text}`)).toBe(token.id);
  expect(keyIdIn(`/api/cases?key=${text.slice(0, 30)}`)).toBe(token.id);
  expect(keyIdIn("/api/cases?text=dog_food")).toBeNull();
  expect(maskKeys(`/api/cases?key=${text}&limit=3`)).toBe(
    "/api/cases?key=og_0123456789abcdef_…&limit=3",
  );
});
