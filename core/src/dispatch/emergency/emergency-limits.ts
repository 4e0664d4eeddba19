import type { ClockName } from "../model/clock-intervals.ts";
import type { Channel } from "../model/model.ts";
import type { LimitAmount } from "../rules/due-time.ts";

/** 演练 is practised, 实战 is meant: the words Exercise and Actual of CAP 1.2. */
export const ACTIVATION_KINDS = ["actual", "exercise"] as const;
export type ActivationKind = (typeof ACTIVATION_KINDS)[number];

/** Under which activation (应急启动) a case was reported. */
export interface CaseEmergency {
  readonly activationId: string;
  /** Practised, not meant: it is in no figure. */
  readonly isRehearsal: boolean;
}

/** By these staff report; what anybody else tells during an exercise is meant. */
const OWN_CHANNELS: readonly Channel[] = ["patrol", "desk"];

/**
 * Under what a report stands in an area whose plan is on. During an exercise (演练) the reports of staff are
 * rehearsals unless they say otherwise; a resident who calls at that hour does not know of any exercise.
 */
export const emergencyOf = (
  activation: { readonly id: string; readonly kind: ActivationKind } | null,
  report: { readonly channel: Channel; readonly isReal: boolean },
): CaseEmergency | null =>
  activation && {
    activationId: activation.id,
    isRehearsal:
      activation.kind === "exercise" && !report.isReal && OWN_CHANNELS.includes(report.channel),
  };

/** What was practised (演练) is in no figure, whatever became of it. */
export const isRehearsal = ({
  emergency,
}: {
  readonly emergency?: CaseEmergency | null;
}): boolean => emergency?.isRehearsal === true;

/** Clocks that an emergency shortens; checking and review keep their time. */
const SHORTENED: readonly ClockName[] = ["intake", "verify", "assign", "accept", "handle", "total"];

/**
 * What stands of a case once it is meant (转为实案): from now on, and for whoever looks back as well, since
 * what has happened did so from the beginning. Its limits stay those of the plan that was on.
 */
export const asMeant = ({
  emergency,
}: {
  readonly emergency?: CaseEmergency;
}): { readonly emergency?: CaseEmergency } =>
  emergency ? { emergency: { ...emergency, isRehearsal: false } } : {};

/**
 * The emergency limit set (应急时限), by rule and not by a second table: half of the time, rounded up, and
 * hours count round the clock. Days stay working days, half as many. A start value.
 */
export const emergencyAmount = <L extends LimitAmount>(clock: ClockName, limit: L): L =>
  SHORTENED.includes(clock)
    ? {
        ...limit,
        amount: Math.ceil(limit.amount / 2),
        unit: limit.unit === "working_minutes" ? "natural_minutes" : limit.unit,
      }
    : limit;
