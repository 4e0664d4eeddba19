import type { ConsultationTemplate, TaskUnit } from "../model/consultation.ts";
import type { BodyKind } from "../people/departments.ts";

/** What a template fills in, and what its minutes must have. */
export interface TemplateRule {
  readonly template: ConsultationTemplate;
  /** One body of each kind, in this order. */
  readonly kinds: readonly BodyKind[];
  /** Of how many parts the minutes are. */
  readonly steps: number;
  /** One place's practice, or our own start value where the sources name no bodies: a city sets its own. */
  readonly isLocal: boolean;
}

const THREE = ["residents_committee", "owners_committee", "property"] as const;
const FOUR = [...THREE, "owners_supervisors"] as const;

/** 三方, 四方 name their bodies; of 六方 and 五步 the sources give the number alone. */
export const CONSULTATION_RULES: readonly TemplateRule[] = [
  { template: "three_party", kinds: THREE, steps: 1, isLocal: false },
  { template: "four_party", kinds: FOUR, steps: 1, isLocal: false },
  { template: "six_party", kinds: [...FOUR, "enforcement", "police"], steps: 1, isLocal: true },
  { template: "five_step", kinds: THREE, steps: 5, isLocal: true },
  { template: "free", kinds: [], steps: 1, isLocal: false },
];

const FREE: TemplateRule = { template: "free", kinds: [], steps: 1, isLocal: false };

export const templateRule = (template: ConsultationTemplate): TemplateRule =>
  CONSULTATION_RULES.find((each) => each.template === template) ?? FREE;

/** Start values of our own, no city's. */
export const CONSULTATION_LIMITS = {
  fewestBodies: 2,
  mostBodies: 6,
  /** How far ahead a meeting may be called. */
  mostDaysAhead: 60,
  mostTasks: 12,
  mostTaskDays: 90,
} as const;

/** Times to choose from for a task; the first is proposed. */
export const TASK_LIMITS: readonly { readonly amount: number; readonly unit: TaskUnit }[] = [
  { amount: 5, unit: "working_days" },
  { amount: 1, unit: "working_days" },
  { amount: 3, unit: "working_days" },
  { amount: 10, unit: "working_days" },
  { amount: 20, unit: "working_days" },
  { amount: 1, unit: "natural_days" },
  { amount: 30, unit: "natural_days" },
];

interface Body {
  readonly id: string;
  readonly kind: BodyKind;
}

/** The bodies that a template asks for, out of those that serve a place, the nearest first; and kinds that none is of. */
export function partiesOf(
  template: ConsultationTemplate,
  bodies: readonly Body[],
): { readonly bodyIds: readonly string[]; readonly missing: readonly BodyKind[] } {
  const { kinds } = templateRule(template);
  const found = kinds.map((kind) => bodies.find((body) => body.kind === kind)?.id);
  return {
    bodyIds: found.filter((id) => id !== undefined),
    missing: kinds.filter((_, at) => found[at] === undefined),
  };
}
