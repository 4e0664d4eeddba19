/** States of a plan (方案): 草稿 → 送审 → 已发布 → 已停用. */
export const PLAN_STATES = ["draft", "review", "published", "retired"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

export const PLAN_STEPS = [
  "submit",
  "return",
  "approve",
  "withdraw",
  "take-effect",
  "retire",
] as const;
export type PlanStep = (typeof PLAN_STEPS)[number];

/** Which step leads where. `take-effect` and `retire` are the calendar's, the rest are a person's. */
export const PLAN_TABLE: Readonly<Record<PlanState, Partial<Record<PlanStep, PlanState>>>> = {
  draft: { submit: "review" },
  review: { return: "draft", approve: "published" },
  // Until its day a published plan may be withdrawn; on its day it stays as it is.
  published: { withdraw: "draft", "take-effect": "published", retire: "retired" },
  retired: {},
};

/** What a step needs to know about the plan. Dates are `YYYY-MM-DD` in Asia/Shanghai. */
export interface PlanFacts {
  readonly state: PlanState;
  readonly effectiveOn: string | null;
  /** Accounts that changed the plan. */
  readonly editors: readonly string[];
  /** Divisions with unassigned units or grids in pieces, by community. */
  readonly unfinished: readonly string[];
  /** Grids that are not in one piece, as `community grid`: a review never passes with them. */
  readonly inPieces: readonly string[];
}

export interface PlanRequest {
  readonly step: PlanStep;
  readonly by: string;
  /** Those for whom they stand in (代班) in this step: what such a one edited is not theirs to approve. */
  readonly standsFor?: readonly string[];
  readonly today: string;
  /** For `approve`: the day on which the plan takes effect. */
  readonly effectiveOn?: string | undefined;
}

export type PlanError =
  | { readonly code: "division.wrong-state"; readonly state: PlanState; readonly step: PlanStep }
  | { readonly code: "division.unfinished"; readonly communities: readonly string[] }
  | { readonly code: "division.in-pieces"; readonly gridIds: readonly string[] }
  /** Who edited a plan does not approve it. */
  | { readonly code: "division.own-plan"; readonly by: string }
  | { readonly code: "division.date-missing" }
  | { readonly code: "division.date-passed"; readonly effectiveOn: string }
  | { readonly code: "division.in-force"; readonly effectiveOn: string };

/** The state after a step, or why the step is refused. */
export function stepPlan(plan: PlanFacts, request: PlanRequest): PlanState | PlanError {
  const next = PLAN_TABLE[plan.state][request.step];
  if (!next) return { code: "division.wrong-state", state: plan.state, step: request.step };
  return GUARDS[request.step]?.(plan, request) ?? next;
}

type Guard = (plan: PlanFacts, request: PlanRequest) => PlanError | undefined;

const GUARDS: Partial<Record<PlanStep, Guard>> = {
  submit: ({ unfinished, inPieces }) => {
    if (unfinished.length > 0) return { code: "division.unfinished", communities: unfinished };
    return inPieces.length > 0 ? { code: "division.in-pieces", gridIds: inPieces } : undefined;
  },
  approve: ({ editors }, { by, standsFor = [], today, effectiveOn }) => {
    if ([by, ...standsFor].some((id) => editors.includes(id)))
      return { code: "division.own-plan", by };
    if (effectiveOn === undefined) return { code: "division.date-missing" };
    // It takes effect at 00:00: today is already under way, but a first plan may start with it.
    return effectiveOn < today ? { code: "division.date-passed", effectiveOn } : undefined;
  },
  withdraw: ({ effectiveOn }, { today }) =>
    effectiveOn !== null && effectiveOn <= today
      ? { code: "division.in-force", effectiveOn }
      : undefined,
};
