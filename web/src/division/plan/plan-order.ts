import type { Me } from "@onegrid/core/access/contract";
import type { PlanReply } from "@onegrid/core/division/contract";

/** When something was last done with a plan as a whole. */
const lastStepOf = ({ createdAt, steps }: Pick<PlanReply, "createdAt" | "steps">): string =>
  steps.reduce((latest, { at }) => (Date.parse(at) > Date.parse(latest) ? at : latest), createdAt);

type Ordered = Pick<PlanReply, "id" | "state" | "createdAt" | "steps">;

/** Latest step first; for who approves plans, those that wait for them (会审中) before all others. */
export function inReadingOrder<Plan extends Ordered>(
  plans: readonly Plan[],
  { canPublish }: Pick<Me, "canPublish">,
): Plan[] {
  const waits = ({ state }: Plan): number => (canPublish && state === "review" ? 0 : 1);
  return plans
    .map((plan) => ({ plan, waits: waits(plan), at: Date.parse(lastStepOf(plan)) }))
    .toSorted((a, b) => a.waits - b.waits || b.at - a.at)
    .map(({ plan }) => plan);
}
