import type { CooperationClock, CooperationKind } from "../model/cooperation.ts";
import type { LimitAmount } from "./due-time.ts";

/** How long a body that was called may take, by the grounds of the call. */
export interface CooperationLimit extends LimitAmount {
  readonly kind: CooperationKind;
  readonly clock: CooperationClock;
  /** After how much of the time it turns yellow, in hundredths; 70 where it says nothing. */
  readonly yellowPercent?: number;
}

const limit = (
  kind: CooperationKind,
  clock: CooperationClock,
  amount: number,
  unit: CooperationLimit["unit"],
): CooperationLimit => ({ kind, clock, amount, unit });

/** Start values of our own, no city's: an emergency is answered by the clock on the wall. */
export const COOPERATION_LIMITS: readonly CooperationLimit[] = [
  limit("public_concern", "answer", 60, "working_minutes"),
  limit("public_concern", "arrive", 240, "working_minutes"),
  limit("public_concern", "finish", 5, "working_days"),
  limit("joint_enforcement", "answer", 30, "working_minutes"),
  limit("joint_enforcement", "arrive", 120, "working_minutes"),
  limit("joint_enforcement", "finish", 3, "working_days"),
  limit("emergency", "answer", 10, "natural_minutes"),
  limit("emergency", "arrive", 30, "natural_minutes"),
  limit("emergency", "finish", 1440, "natural_minutes"),
];
