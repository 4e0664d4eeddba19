import { dutyGrants, isInScope, type Permission } from "./permissions.ts";
import { denialOfReach, isTheirs, reachOf, type BoundedDuty, type Reachable } from "./reach.ts";

/** A duty with the days it is held on: `YYYY-MM-DD`, `validTo` is the day after the last one. */
export interface DatedDuty extends BoundedDuty {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Whether a duty is in force (在任) on a day. */
export const isDutyInForce = (
  { validFrom, validTo }: Pick<DatedDuty, "validFrom" | "validTo">,
  day: string,
): boolean => validFrom <= day && (validTo === null || validTo > day);

/** What somebody asks about: how the rule looks at it, not what it is. */
export type ThingAsked =
  /** Nothing in particular, or something that is open to every holder of the permission. */
  | { readonly kind: "anywhere" }
  /** Lies at these area paths, root first; all of them have to be held (a plan of two communities). */
  | { readonly kind: "places"; readonly paths: readonly (readonly string[])[] }
  /** A case; `ownIds` are the person and the units they act for. */
  | {
      readonly kind: "reachable";
      readonly thing: Reachable;
      readonly ownIds: readonly string[];
    };

/** What a duty has to pass, in the order in which the rule asks. */
export type AccessTest = "begun" | "not-ended" | "role" | "area" | "category" | "level";

interface TestResult {
  readonly test: AccessTest;
  readonly passes: boolean;
}

/** What one duty says to a question. */
export interface DutyVerdict {
  readonly dutyId: string;
  readonly tests: readonly TestResult[];
  /** Has it in hand (在办): then area, class and level are not asked. */
  readonly isInHand: boolean;
  /** Alone; for things at several places, for at least one of them. */
  readonly allows: boolean;
  /** How many of the places it holds; 0 where no place is asked about. */
  readonly placesHeld: number;
}

/** Why an account can do nothing at all, whatever its duties. */
export type AccountFault = "closed" | "password-due";

export interface Explanation {
  readonly allowed: boolean;
  readonly accountFault: AccountFault | null;
  readonly duties: readonly DutyVerdict[];
}

export interface Question {
  readonly permission: Permission;
  readonly thing: ThingAsked;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly accountFault: AccountFault | null;
}

/**
 * Why somebody may or may not do something (为什么能／不能): every duty with every test it meets. It
 * asks the functions that decide (`dutyGrants`, `denialOfReach`, `isInScope`), so it cannot say
 * something else than they do.
 */
export function explain(duties: readonly DatedDuty[], question: Question): Explanation {
  const verdicts = duties.map((duty) => verdictOf(duty, question));
  return {
    allowed: question.accountFault === null && isAllowed(duties, verdicts, question.thing),
    accountFault: question.accountFault,
    duties: verdicts,
  };
}

function isAllowed(
  duties: readonly DatedDuty[],
  verdicts: readonly DutyVerdict[],
  thing: ThingAsked,
): boolean {
  if (thing.kind !== "places") return verdicts.some(({ allows }) => allows);
  const scope = duties.filter((_, at) => verdicts[at]?.allows).map(({ areaId }) => areaId);
  return thing.paths.every((path) => isInScope(scope, path));
}

function verdictOf(duty: DatedDuty, { permission, thing, day }: Question): DutyVerdict {
  const tests: TestResult[] = [
    ...forceTests(duty, day),
    { test: "role", passes: dutyGrants(duty, permission) },
    ...placeTests(duty, thing),
  ];
  const isInHand = hasInHand(thing);
  const counts = isInHand ? tests.filter(({ test }) => !BOUNDS.includes(test)) : tests;
  return {
    dutyId: duty.id,
    tests,
    isInHand,
    allows: counts.every(({ passes }) => passes),
    placesHeld: placesHeld(duty, thing),
  };
}

const BOUNDS: readonly AccessTest[] = ["area", "category", "level"];

/** `isDutyInForce` in its two halves: before its first day, and from the day after its last. */
const forceTests = ({ validFrom, validTo }: DatedDuty, day: string): TestResult[] => [
  { test: "begun", passes: isDutyInForce({ validFrom, validTo: null }, day) },
  { test: "not-ended", passes: isDutyInForce({ validFrom: day, validTo }, day) },
];

const hasInHand = (asked: ThingAsked): boolean =>
  asked.kind === "reachable" && isTheirs(asked.ownIds, asked.thing);

const placesHeld = ({ areaId }: DatedDuty, asked: ThingAsked): number =>
  asked.kind === "places" ? asked.paths.filter((path) => isInScope([areaId], path)).length : 0;

function placeTests(duty: DatedDuty, asked: ThingAsked): TestResult[] {
  if (asked.kind === "anywhere") return [];
  if (asked.kind === "places")
    return [{ test: "area", passes: placesHeld(duty, asked) > 0 || asked.paths.length === 0 }];
  const reach = reachOf(duty);
  // Each bound by itself: the others are put as if they were met.
  const inside = { ...asked.thing, path: reach.areaIds };
  return [
    { test: "area", passes: denialOfReach(reach, asked.thing) !== "area" },
    { test: "category", passes: denialOfReach(reach, inside) !== "category" },
    { test: "level", passes: denialOfReach({ ...reach, categories: null }, inside) !== "level" },
  ];
}
