import fc from "fast-check";
import { expect, test } from "vitest";
import { LEVELS } from "../../access/index.ts";
import { decide, offeredVerbs } from "./case-machine.ts";
import { DEFAULT_POLICY, type CommandActor } from "./decide-context.ts";
import { explainVerb, type VerbExplanation } from "./explain-verb.ts";
import { CASE_STATES, type Case, type CommandOf, type Verb } from "../model/model.ts";
import { ROLES } from "../people/roles.ts";
import { category, context, member, MONDAY_NINE, play, report } from "../test-builders.ts";
import { TRANSITIONS } from "./transitions.ts";

const VERBS = TRANSITIONS.flatMap(({ verb }) => (verb === "report" ? [] : [verb]));
const ASKED = { at: MONDAY_NINE, category: category("event.01-02") };

const NEW: Case = play([[report(), member("grid_staff", "resident")]]);
/** Where a parked or merged case goes back to. */
const BEFORE = {
  parked: { from: "filed", reviewAt: MONDAY_NINE },
  merged: { from: "filed", into: "case-2", at: MONDAY_NINE, intervals: [] },
} as const;

const someone = fc.constantFrom(null, "p1", "p2");
const named = fc.constantFrom(
  null,
  { unitId: null, memberId: "p1" },
  { unitId: "u1", memberId: null },
  { unitId: "u2", memberId: "p2" },
);
/** A case as any history might have left it; not every mix can come about, and none may disagree. */
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    state: fc.constantFrom(...CASE_STATES),
    level: fc.constantFrom(...LEVELS),
    categoryId: fc.constantFrom("event.01-02", "event.02-01"),
    reporterId: someone,
    assignee: named,
    verifier: named,
    handlerIds: fc.subarray(["p1", "p2"]),
    handlerUnitIds: fc.subarray(["u1", "u2"]),
    step: fc.constantFrom(null, "accepted" as const, "en_route" as const, "on_scene" as const),
    returnCount: fc.integer({ min: 0, max: 3 }),
    stars: fc.constantFrom(null, 4),
    closedAt: fc.constantFrom(null, MONDAY_NINE - 86_400_000, MONDAY_NINE - 40 * 86_400_000),
  })
  .map((changes) => ({ ...NEW, ...BEFORE, ...changes }));

type Actor = CommandActor & { readonly kind: "member" };
const anyActor: fc.Arbitrary<Actor> = fc
  .record({
    role: fc.constantFrom(...ROLES),
    id: fc.constantFrom("p1", "p2", "p3"),
    unitId: fc.constantFrom(null, "u1", "u3"),
    areaIds: fc.constantFrom(["district"], ["community-2"], ["community-9"]),
    categories: fc.constantFrom(null, null, ["event.01"]),
    maxLevel: fc.constantFrom(...LEVELS),
  })
  .map(({ role, id, unitId, ...reach }) => ({
    ...member("grid_staff", id, unitId),
    duty: { ...reach, role },
  }));

/** Refused for what it is, not for what a form left out. */
const FORMS = [
  "reason-required",
  "photos-missing",
  "fields-missing",
  "standard-not-met",
  "too-far",
];

test("an explained verb is what the machine decides, on 250,000 random persons, verbs and cases", () => {
  const cases = fc.sample(anyCase, { numRuns: 1_000, seed: 21 });
  const teams = fc.sample(fc.array(anyActor, { maxLength: 2 }), { numRuns: 250, seed: 22 });
  const counts = { asked: 0, allowed: 0, decided: 0 };
  const faults: unknown[] = [];
  for (const [at, current] of cases.entries())
    for (const [nth, actors] of teams.entries()) {
      const verb = VERBS[(at * 3 + nth) % VERBS.length] ?? "file";
      const said = explainVerb(current, verb, actors, ASKED);
      const isDone = isDecided(current, verb, actors);
      if (!isSound(said, { current, verb, actors }) || (isDone && !said.allowed))
        faults.push({ current, verb, actors, said });
      counts.asked += 1;
      counts.allowed += said.allowed ? 1 : 0;
      counts.decided += isDone ? 1 : 0;
    }
  expect(faults.slice(0, 2)).toEqual([]);
  expect(counts.asked).toBeGreaterThanOrEqual(250_000);
  expect(counts.allowed).toBeGreaterThan(3_000);
  // What really succeeds was compared as well.
  expect(counts.decided).toBeGreaterThan(500);
});

interface Asked {
  readonly current: Case;
  readonly verb: Exclude<Verb, "report">;
  readonly actors: readonly Actor[];
}

/** Nobody whom state or right refuse is told yes, every no has its reason, and a yes has an actor. */
function isSound(said: VerbExplanation, { current, verb, actors }: Asked): boolean {
  const offered = actors.map((actor) => offeredVerbs(current, [verb], actor).length > 0);
  const isWhole = said.duties.every(({ denial, refusal }, which) => {
    const isOffered = offered[which] === true;
    return (denial === null && said.isStateFit) === isOffered && (isOffered || refusal !== null);
  });
  return isWhole && (!said.allowed || offered.includes(true));
}

function isDecided(
  current: Case,
  verb: Exclude<Verb, "report">,
  actors: readonly Actor[],
): boolean {
  const fields = FIELDS[verb];
  if (fields === undefined) return false;
  return actors.some((actor) => {
    const header = { reason: "因为", note: null, deviceAt: null, devicePosition: null };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table pairs verbs with fields
    const command = { ...header, verb, fields } as CommandOf<"comment">;
    const decided = decide(current, command, {
      ...context(actor),
      policy: DEFAULT_POLICY,
      responsibleUnitIds: null,
    });
    return decided.ok || FORMS.some((form) => decided.error.code === `dispatch.${form}`);
  });
}

/** Fields that a form would send, written here once more. */
const FIELDS: Partial<Record<Verb, object>> = {
  comment: {},
  confirm: {},
  file: { standardMet: true },
  pass: { standardMet: true },
  reject: {},
  cancel: {},
  accept: {},
  recall: {},
  transfer: {},
  set_out: {},
  arrive: {},
  finish: { photos: ["a", "b", "c", "d", "e"], form: {} },
  fail: { photos: ["a"] },
  reopen: {},
  return: { suggestedUnitId: null },
  rate: { stars: 5 },
  supervise: { supervision: "normal" },
};

test("four eyes, the state and an empty hand are told apart", () => {
  const checked: Case = { ...NEW, state: "resolved", handlerIds: ["p1"] };
  const desk = (id: string) => ({ ...member("community_desk", id) });
  const said = explainVerb(checked, "pass", [desk("p1"), desk("p2")], ASKED);
  expect(said.duties.map(({ denial }) => denial)).toEqual(["handler", null]);
  expect(said.allowed).toBe(true);
  const filed: Case = { ...checked, state: "filed" };
  expect(explainVerb(filed, "pass", [desk("p2")], ASKED)).toMatchObject({
    allowed: false,
    isStateFit: false,
    allowedStates: ["resolved"],
    duties: [{ denial: null, refusal: { code: "dispatch.wrong-state" } }],
  });
  const given: Case = {
    ...checked,
    state: "dispatched",
    assignee: { unitId: null, memberId: "p2" },
  };
  const staff = member("grid_staff", "p1");
  expect(explainVerb(given, "accept", [staff], ASKED).duties[0]).toMatchObject({
    denial: null,
    refusal: { code: "dispatch.not-assignee" },
  });
});
