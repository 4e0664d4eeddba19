import type { Case, EpochMs, EventOf, Severity } from "../model/model.ts";
import { SEVERITIES } from "../model/model.ts";
import { STATE_TABLE } from "../machine/transitions.ts";
import { isRehearsal } from "../emergency/emergency-limits.ts";
import type { CapWarning } from "./cap-warning.ts";

/** What a warning of a severity does to cases in its area. Data, and start values. */
export interface WarningRule {
  readonly severity: Severity;
  /** Cases are at least this grave while it is in force. */
  readonly floor: Severity;
}

/**
 * One step below the warning itself: a rainstorm of the highest degree makes a fallen tree urgent, and
 * does not make every bag of litter a matter of fifteen minutes.
 */
const WARNING_RULES: readonly WarningRule[] = [
  { severity: "extreme", floor: "severe" },
  { severity: "severe", floor: "moderate" },
];

/** What is said to come later, to be over, or not to be likely, raises nothing yet. */
const NEAR = ["immediate", "expected"];
const SURE = ["observed", "likely"];

/** How grave cases in its area are at least; `null`: it raises nothing. An exercise or a test is not meant. */
export function floorOf(
  {
    status,
    urgency,
    severity,
    certainty,
  }: Pick<CapWarning, "status" | "urgency" | "severity" | "certainty">,
  rules: readonly WarningRule[] = WARNING_RULES,
): Severity | null {
  if (status !== "actual" || !NEAR.includes(urgency) || !SURE.includes(certainty)) return null;
  return rules.find((rule) => rule.severity === severity)?.floor ?? null;
}

/** Those that a floor raises, the least grave last. */
export const severitiesBelow = (floor: Severity): Severity[] =>
  SEVERITIES.slice(SEVERITIES.indexOf(floor) + 1);

/** A warning as a case hears of it. */
export interface RaisingWarning {
  readonly id: string;
  readonly floor: Severity;
  /** In words, for the history of the case. */
  readonly headline: string;
}

/**
 * What a warning makes happen to a case in its area: its severity rises to the floor, and its limits are
 * those of that severity from then on. `null`: it is as grave already, closed, or was practised. Nothing
 * lowers it again by itself: that a storm is over does not say that the tree is gone.
 */
export function raisedByWarning(
  current: Case,
  { id, floor, headline }: RaisingWarning,
  at: EpochMs,
): EventOf<"warn"> | null {
  const { state, severity } = current;
  if (!STATE_TABLE[state].isOpen || isRehearsal(current)) return null;
  if (!severitiesBelow(floor).includes(severity)) return null;
  return {
    caseId: current.id,
    version: current.version + 1,
    at: Math.max(at, current.updatedAt),
    deviceAt: null,
    devicePosition: null,
    actor: { id: "system", role: "system", unitId: null, onBehalfOf: null },
    from: state,
    to: state,
    reason: null,
    note: headline,
    verb: "warn",
    fields: { warningId: id, severity: floor, before: severity },
  };
}
