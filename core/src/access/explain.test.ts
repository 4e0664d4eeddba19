import fc from "fast-check";
import { expect, test } from "vitest";
import { explain, isDutyInForce, type DatedDuty, type ThingAsked } from "./explain.ts";
import { mayAnywhere, mayAt, PERMISSIONS, ROLES, type Permission } from "./permissions.ts";
import { isReached, LEVELS, reachesOf } from "./reach.ts";

const PATHS = [
  ["d"],
  ["d", "s1"],
  ["d", "s2"],
  ["d", "s1", "c1"],
  ["d", "s1", "c2"],
  ["d", "s2", "c3"],
  [],
];
const KINDS = ["district", "street", "community"];
const CLASSES = ["event", "event.01", "event.01-02", "event.010", "event.02-1", "asset.01"];
const PEOPLE = ["me", "unit", "other", "c1"];
const DAYS = ["2026-11-01", "2026-11-19", "2026-11-20", "2026-11-21", "2026-12-01"];
const TODAY = "2026-11-20";

const duty: fc.Arbitrary<DatedDuty> = fc
  .record({
    path: fc.constantFrom(...PATHS.filter((path) => path.length > 0)),
    role: fc.constantFrom(...ROLES),
    categories: fc.oneof(fc.constant([]), fc.subarray(CLASSES, { maxLength: 2 })),
    validFrom: fc.constantFrom(...DAYS),
    validTo: fc.constantFrom(null, null, ...DAYS),
    id: fc.string({ minLength: 1, maxLength: 4 }),
  })
  .map(({ path, ...rest }) => ({
    ...rest,
    areaId: path.at(-1) ?? "",
    areaPath: path,
    areaKind: KINDS[path.length - 1] ?? "",
  }));
const thing: fc.Arbitrary<ThingAsked> = fc.oneof(
  fc.constant({ kind: "anywhere" } as const),
  fc.record({
    kind: fc.constant("places" as const),
    paths: fc.array(fc.constantFrom(...PATHS), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("reachable" as const),
    ownIds: fc.subarray(PEOPLE, { maxLength: 2 }),
    thing: fc.record({
      path: fc.constantFrom(...PATHS),
      categoryId: fc.constantFrom(...CLASSES),
      level: fc.constantFrom(...LEVELS),
      assigneeId: fc.constantFrom(null, null, ...PEOPLE),
    }),
  }),
);

/** The rule as requests meet it: today's duties, and then what the doors ask. */
function predicate(duties: readonly DatedDuty[], permission: Permission, asked: ThingAsked) {
  const subject = { accountId: "me", duties: duties.filter((one) => isDutyInForce(one, TODAY)) };
  if (asked.kind === "anywhere") return mayAnywhere(subject, permission);
  if (asked.kind === "places") return asked.paths.every((path) => mayAt(subject, permission, path));
  const reaches = reachesOf(
    subject.duties.map((one) => ({ ...one, ...boundsOf(duties, one.id) })),
    permission,
  );
  return isReached({ reaches, ownIds: reaches.length > 0 ? asked.ownIds : [] }, asked.thing);
}
const boundsOf = (duties: readonly DatedDuty[], id: string) => {
  const found = duties.find((one) => one.id === id);
  return { areaKind: found?.areaKind ?? "", categories: found?.categories ?? [] };
};

test("an explanation never says something else than the rule, on 300,000 random questions", () => {
  const subjects = fc.sample(fc.uniqueArray(duty, { maxLength: 3, selector: ({ id }) => id }), {
    numRuns: 600,
    seed: 11,
  });
  const things = fc.sample(thing, { numRuns: 500, seed: 12 });
  const counts = { asked: 0, allowed: 0 };
  const disagreements: unknown[] = [];
  for (const [at, duties] of subjects.entries())
    for (const [nth, asked] of things.entries()) {
      const permission = PERMISSIONS[(at * 7 + nth) % PERMISSIONS.length] ?? "map.read";
      const said = explain(duties, { permission, thing: asked, day: TODAY, accountFault: null });
      const wanted = predicate(duties, permission, asked);
      if (said.allowed !== wanted) disagreements.push({ duties, permission, asked, wanted });
      counts.asked += 1;
      counts.allowed += wanted ? 1 : 0;
    }
  expect(disagreements.slice(0, 3)).toEqual([]);
  expect(counts.asked).toBeGreaterThanOrEqual(300_000);
  // A rule that says yes or no to nearly everything would prove nothing.
  expect(counts.allowed).toBeGreaterThan(20_000);
  expect(counts.allowed).toBeLessThan(280_000);
});

const desk: DatedDuty = {
  id: "desk",
  role: "community_desk",
  areaId: "c1",
  areaPath: ["d", "s1", "c1"],
  areaKind: "community",
  categories: ["event.01"],
  validFrom: "2026-11-01",
  validTo: null,
};
const failing = (said: ReturnType<typeof explain>) =>
  said.duties.map(({ tests }) =>
    tests.filter(({ passes }) => !passes).map(({ test: name }) => name),
  );

test("every bound that a duty does not meet is named, not only the first", () => {
  const asked = {
    kind: "reachable",
    ownIds: ["me"],
    thing: { path: ["d", "s2", "c3"], categoryId: "event.02-1", level: "street", assigneeId: null },
  } as const;
  const question = {
    permission: "case.act",
    thing: asked,
    day: TODAY,
    accountFault: null,
  } as const;
  const late = { ...desk, validTo: TODAY };
  expect(failing(explain([desk], question))).toEqual([["area", "category", "level"]]);
  expect(failing(explain([late], question))).toEqual([["not-ended", "area", "category", "level"]]);
  const mine = { ...asked, thing: { ...asked.thing, assigneeId: "me" } };
  expect(explain([desk], { ...question, thing: mine })).toMatchObject({
    allowed: true,
    duties: [{ isInHand: true, allows: true }],
  });
});

test("two duties may hold together what neither holds alone; a closed account holds nothing", () => {
  const planner = { ...desk, role: "planner" as const };
  const other = { ...planner, id: "b", areaId: "c3", areaPath: ["d", "s2", "c3"] };
  const plan = { kind: "places", paths: [planner.areaPath, other.areaPath] } as const;
  const question = {
    permission: "plan.edit",
    thing: plan,
    day: TODAY,
    accountFault: null,
  } as const;
  expect(explain([planner], question).allowed).toBe(false);
  expect(explain([planner], question).duties[0]?.placesHeld).toBe(1);
  expect(explain([planner, other], question).allowed).toBe(true);
  expect(explain([planner, other], { ...question, accountFault: "closed" }).allowed).toBe(false);
});
