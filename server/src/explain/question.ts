import {
  explain,
  isDutyInForce,
  LEVELS,
  type DatedDuty,
  type Explanation,
  type Permission,
  type Reachable,
  type ThingAsked,
} from "@onegrid/core/access";
import {
  denialOf,
  explainVerb,
  type Case,
  type CaseView,
  type Category,
  type Denial,
  type VerbExplanation,
} from "@onegrid/core/dispatch";
import type { DatedDutyRow } from "@onegrid/db/access";
import { actorsOf } from "../dispatch/rights/acting-duty.ts";
import { caseJurisdiction } from "../dispatch/rights/case-jurisdiction.ts";
import type { CaseVerb } from "../dispatch/rights/offered-verbs.ts";

/** Something one asks about, as the rule sees it. */
export type Thing =
  | { readonly kind: "anywhere" }
  | {
      readonly kind: "place";
      readonly paths: readonly (readonly string[])[];
      /** Shown on the map to everybody who may see a map. */
      readonly isOpen: boolean;
    }
  | {
      readonly kind: "case";
      readonly reachable: Reachable;
      readonly case: Case;
      /** Its class, as of the day of the report. */
      readonly category: Category;
    };

export type Wish =
  | { readonly kind: "permission"; readonly permission: Permission }
  | { readonly kind: "verb"; readonly verb: CaseVerb };

export interface Question {
  readonly accountId: string;
  readonly duties: readonly DatedDutyRow[];
  readonly accountFault: Explanation["accountFault"];
  readonly wish: Wish;
  readonly thing: Thing;
  readonly day: string;
  readonly now: Date;
}

type TestName = Explanation["duties"][number]["tests"][number]["test"] | MachineTest;
type MachineTest = "verb" | "four-eyes" | "own-report";

interface DutyAnswer {
  readonly dutyId: string;
  readonly tests: readonly { readonly test: TestName; readonly passes: boolean }[];
  readonly isInHand: boolean;
  readonly allows: boolean;
  readonly placesHeld: number;
}

export interface Answer {
  readonly allowed: boolean;
  readonly duties: readonly DutyAnswer[];
  readonly machine: {
    readonly state: string;
    readonly isStateFit: boolean;
    readonly allowedStates: readonly string[];
    readonly refusal: string | null;
  } | null;
}

/** Whether somebody may do something, with what each duty says: the guard, the reach and the machine. */
export function answer(question: Question): Answer {
  const { wish, thing } = question;
  if (wish.kind === "verb" && thing.kind === "case") return answerVerb(question, wish.verb, thing);
  const permission = wish.kind === "verb" ? "case.act" : wish.permission;
  const said = explained(question, permission);
  if (permission === "case.report" && thing.kind === "place")
    return answerReport(question, said, thing.paths);
  if (wish.kind === "verb") return answerRole(question, said, wish.verb);
  return { allowed: said.allowed, duties: said.duties, machine: null };
}

const explained = (question: Question, permission: Permission): Explanation =>
  explain(question.duties, {
    permission,
    thing: asRule(question, permission),
    day: question.day,
    accountFault: question.accountFault,
  });

/** The part of the rule that a permission meets a thing with. */
function asRule({ thing, accountId, duties, day }: Question, permission: Permission): ThingAsked {
  if (thing.kind === "anywhere") return thing;
  if (thing.kind === "place") {
    // Reporting asks for the permission, and the case machine for the place.
    const isOpen = (thing.isOpen && permission === "map.read") || permission === "case.report";
    return isOpen ? { kind: "anywhere" } : { kind: "places", paths: thing.paths };
  }
  if (permission !== "case.read" && permission !== "case.act")
    return { kind: "places", paths: [thing.reachable.path] };
  const { ownIds } = caseJurisdiction({ accountId, duties: inForce(duties, day) }, permission);
  return { kind: "reachable", thing: thing.reachable, ownIds };
}

const inForce = (duties: readonly DatedDutyRow[], day: string): DatedDutyRow[] =>
  duties.filter((duty) => isDutyInForce(duty, day));

const actorOf = (accountId: string, duty: DatedDutyRow) =>
  actorsOf({ accountId, duties: [duty] })[0];

function answerVerb(
  question: Question,
  verb: CaseVerb,
  { case: folded, category }: Thing & { kind: "case" },
): Answer {
  const { accountId, duties, day, now } = question;
  const said = explained(question, "case.act");
  const acting = duties.flatMap((duty, at) => {
    const actor = isDutyInForce(duty, day) ? actorOf(accountId, duty) : undefined;
    return actor ? [{ at, actor }] : [];
  });
  const asked = { at: now.getTime(), category };
  const machine = explainVerb(
    folded,
    verb,
    acting.map(({ actor }) => actor),
    asked,
  );
  const answers = said.duties.map((verdict, at) => {
    const nth = acting.findIndex((each) => each.at === at);
    const spoken = machine.duties[nth];
    return spoken
      ? withMachine(verdict, spoken.denial, spoken.refusal === null)
      : { ...verdict, isInHand: false, allows: false };
  });
  return {
    allowed: said.allowed && machine.allowed,
    duties: answers,
    machine: {
      state: machine.state,
      isStateFit: machine.isStateFit,
      allowedStates: machine.allowedStates,
      refusal: refusalOf(machine),
    },
  };
}

/** What stands in the way when state and right do not. */
function refusalOf({ isStateFit, allowed, duties }: VerbExplanation): string | null {
  if (allowed || !isStateFit) return null;
  return duties.find(({ denial }) => denial === null)?.refusal?.code ?? null;
}

const TEST_OF: Record<Denial, TestName> = {
  role: "verb",
  area: "area",
  category: "category",
  level: "level",
  handler: "four-eyes",
  handler_unit: "four-eyes",
  own_report: "own-report",
  not_own_report: "own-report",
};

/** The tests of reach, with what the machine says about them: having it in hand opens, it does not act. */
function withMachine(
  verdict: Explanation["duties"][number],
  denial: Denial | null,
  allows: boolean,
): DutyAnswer {
  const failed = denial === null ? null : TEST_OF[denial];
  const more = ["verb", "four-eyes", "own-report"] as const;
  const tests = [
    ...verdict.tests.map(({ test, passes }) => ({ test, passes: passes && test !== failed })),
    ...more
      .filter((test) => test === "verb" || test === failed)
      .map((test) => ({ test, passes: test !== failed })),
  ];
  return { ...verdict, tests, isInHand: verdict.isInHand && denial === null, allows };
}

/** A step without a case: the roles that may take it at all; the rest is up to the case. */
function answerRole({ duties, accountId }: Question, said: Explanation, verb: CaseVerb): Answer {
  const answers = said.duties.map((verdict, at) => {
    const duty = duties[at];
    const actor = duty && actorOf(accountId, duty);
    const isMember = actor?.kind === "member";
    const isRole = isMember && denialOf(actor.duty, verb, reportView(duty, []), actor) !== "role";
    return withMachine(verdict, isRole ? null : "role", verdict.allows && isRole);
  });
  const allowed = said.allowed && answers.some(({ allows }) => allows);
  return { allowed, duties: answers, machine: null };
}

/** Reporting: the permission at the door, then the case machine for the place (the class is free). */
function answerReport(
  { duties, accountId }: Question,
  said: Explanation,
  paths: readonly (readonly string[])[],
): Answer {
  const answers = said.duties.map((verdict, at) => {
    const duty = duties[at];
    const actor = duty && actorOf(accountId, duty);
    const denial =
      actor?.kind === "member"
        ? denialOf(actor.duty, "report", reportView(duty, paths), actor)
        : "role";
    return {
      ...withMachine(verdict, denial, verdict.allows && denial === null),
      placesHeld: denial === null ? 1 : 0,
    };
  });
  const allowed = said.allowed && answers.some(({ allows }) => allows);
  return { allowed, duties: answers, machine: null };
}

const reportView = (
  duty: Pick<DatedDuty, "categories"> | undefined,
  paths: readonly (readonly string[])[],
): CaseView => ({
  areaIds: paths.flat(),
  categoryId: duty?.categories[0] ?? "event",
  level: LEVELS[0],
  reporterId: null,
  handlerIds: [],
  handlerUnitIds: [],
  helperUnitIds: [],
});
