import type { ClockEffect, ClockName } from "../model/clock-intervals.ts";
import { CASE_STATES, type CaseState, type Verb } from "../model/model.ts";

export interface StateRow {
  /** Who has to act next; `null` when nobody does. */
  readonly owner: string | null;
  /** Clocks that run in this state unless a hold lies on them. */
  readonly clocks: readonly ClockName[];
  readonly isOpen: boolean;
  /** Open311 GeoReport v2 status; `null` is not published. */
  readonly open311: "open" | "closed" | null;
}

/** The states with their owners and clocks. */
export const STATE_TABLE: Record<CaseState, StateRow> = {
  draft: { owner: "reporter", clocks: [], isOpen: false, open311: null },
  reported: { owner: "intake_desk", clocks: ["intake", "total"], isOpen: true, open311: "open" },
  verifying: { owner: "verifier", clocks: ["verify", "total"], isOpen: true, open311: "open" },
  filed: { owner: "dispatch_desk", clocks: ["assign", "total"], isOpen: true, open311: "open" },
  dispatched: {
    owner: "assignee",
    clocks: ["accept", "handle", "total"],
    isOpen: true,
    open311: "open",
  },
  in_progress: { owner: "assignee", clocks: ["handle", "total"], isOpen: true, open311: "open" },
  resolved: { owner: "check_desk", clocks: ["check", "total"], isOpen: true, open311: "open" },
  closed: { owner: null, clocks: [], isOpen: false, open311: "closed" },
  rejected: { owner: null, clocks: [], isOpen: false, open311: "closed" },
  merged: { owner: null, clocks: [], isOpen: false, open311: "closed" },
  cancelled: { owner: null, clocks: [], isOpen: false, open311: "closed" },
  parked: { owner: "supervision_desk", clocks: ["review"], isOpen: true, open311: "open" },
};

export const OPEN_STATES: readonly CaseState[] = CASE_STATES.filter(
  (state) => STATE_TABLE[state].isOpen,
);

export interface Transition {
  readonly verb: Verb;
  /** Empty: there is no case yet. */
  readonly from: readonly CaseState[];
  /** `same` stays; `before` goes back to the state before the merge or the parking. */
  readonly to: CaseState | "same" | "before";
  readonly clocks: ClockEffect;
  readonly needsReason: boolean;
  /** The product itself may do it, without a person. */
  readonly isAutomatic: boolean;
}

type Options = Partial<Pick<Transition, "clocks" | "needsReason" | "isAutomatic">>;

const row = (
  verb: Verb,
  from: readonly CaseState[],
  to: Transition["to"],
  options: Options = {},
): Transition => ({
  verb,
  from,
  to,
  clocks: {},
  needsReason: false,
  isAutomatic: false,
  ...options,
});

const WITH_REASON = { needsReason: true };
const HANDLING: readonly CaseState[] = ["dispatched", "in_progress"];
/** Who was called may answer while the case is sent anew; while it is parked nobody is waited for. */
const HELPED: readonly CaseState[] = ["filed", ...HANDLING];
/** States whose one main clock may be held (挂起). */
const HOLDABLE: readonly CaseState[] = ["verifying", "dispatched", "in_progress", "resolved"];

/** The steps from one state to another, one row for each verb. */
const STEPS: readonly Transition[] = [
  row("report", [], "reported", { clocks: { start: ["intake", "total"] }, isAutomatic: true }),
  row("send_verifier", ["reported"], "verifying", {
    clocks: { stop: ["intake"], start: ["verify"] },
  }),
  row("return_verify", ["verifying"], "reported", {
    clocks: { stop: ["verify"], resume: ["intake"] },
    needsReason: true,
    isAutomatic: true,
  }),
  row("verify", ["verifying"], "filed", { clocks: { stop: ["verify"], start: ["assign"] } }),
  row("file", ["reported"], "filed", {
    clocks: { stop: ["intake"], start: ["assign"] },
    isAutomatic: true,
  }),
  row("reject", ["reported", "verifying"], "rejected", {
    clocks: { stop: "all" },
    needsReason: true,
  }),
  row("merge", ["reported", "verifying", "filed"], "merged", { clocks: { stop: "all" } }),
  row("unmerge", ["merged"], "before", { clocks: { undoMerge: true }, needsReason: true }),
  row("dispatch", ["filed"], "dispatched", {
    clocks: { stop: ["assign"], start: ["accept", "handle"] },
    isAutomatic: true,
  }),
  row("accept", ["dispatched"], "in_progress", { clocks: { stop: ["accept"] } }),
  row("return", ["dispatched"], "filed", {
    clocks: { stop: ["accept"], void: ["handle"], start: ["assign"] },
    needsReason: true,
  }),
  row("recall", ["dispatched"], "filed", {
    clocks: { stop: ["accept"], void: ["handle"], start: ["assign"] },
    needsReason: true,
  }),
  row("transfer", ["in_progress"], "filed", {
    clocks: { void: ["handle"], start: ["assign"] },
    needsReason: true,
  }),
  row("set_out", ["in_progress"], "same"),
  row("arrive", ["in_progress"], "same"),
  row("finish", ["in_progress"], "resolved", { clocks: { stop: ["handle"], start: ["check"] } }),
  row("pass", ["resolved"], "closed", { clocks: { stop: "all" }, isAutomatic: true }),
  row("fail", ["resolved"], "in_progress", {
    clocks: { stop: ["check"], resume: ["handle"] },
    needsReason: true,
  }),
  row("reopen", ["closed"], "in_progress", {
    clocks: { start: ["handle", "total"] },
    needsReason: true,
  }),
  row("park", ["in_progress", "filed"], "parked", {
    clocks: { hold: ["assign", "handle", "total"], start: ["review"] },
  }),
  row("unpark", ["parked"], "before", {
    clocks: { stop: ["review"], release: ["assign", "handle", "total"] },
    isAutomatic: true,
  }),
  row("cancel", OPEN_STATES, "cancelled", { clocks: { stop: "all" }, needsReason: true }),
];

/** What happens beside the line: the state stays. */
const SIDE_STEPS: readonly Transition[] = [
  row("confirm", OPEN_STATES, "same"),
  row("comment", [...OPEN_STATES, "closed", "rejected"], "same"),
  row("rate", ["closed", "rejected"], "same"),
  row("ask_reopen", ["closed"], "same", WITH_REASON),
  row("ask_park", ["in_progress", "filed"], "same", WITH_REASON),
  row("refuse_park", ["in_progress", "filed"], "same", WITH_REASON),
  row("escalate", OPEN_STATES, "same", WITH_REASON),
  row("hand_down", OPEN_STATES, "same", WITH_REASON),
  row("hold", HOLDABLE, "same", WITH_REASON),
  row("release", HOLDABLE, "same", { isAutomatic: true }),
  row("ask_extension", HANDLING, "same", WITH_REASON),
  row("grant_extension", HANDLING, "same"),
  row("refuse_extension", HANDLING, "same", WITH_REASON),
  row("supervise", OPEN_STATES, "same", WITH_REASON),
  row("whistle", HANDLING, "same", WITH_REASON),
  row("whistle_acknowledge", HELPED, "same"),
  row("whistle_arrive", HELPED, "same"),
  row("whistle_finish", HELPED, "same"),
  row("whistle_refuse", HELPED, "same", WITH_REASON),
  row("whistle_rate", [...HELPED, "resolved", "closed"], "same"),
  row("whistle_insist", HELPED, "same", WITH_REASON),
  row("whistle_excuse", [...HELPED, "resolved"], "same"),
  row("whistle_waive", HELPED, "same", WITH_REASON),
  row("consult", OPEN_STATES, "same"),
  row("consult_hold", OPEN_STATES, "same"),
  row("consult_cancel", OPEN_STATES, "same", WITH_REASON),
  row("consult_finish", OPEN_STATES, "same"),
  row("consult_waive", OPEN_STATES, "same", WITH_REASON),
  row("reclassify", OPEN_STATES, "same", WITH_REASON),
  row("relocate", OPEN_STATES, "same", WITH_REASON),
  row("make_real", [...OPEN_STATES, "closed"], "same", WITH_REASON),
];

export const TRANSITIONS: readonly Transition[] = [...STEPS, ...SIDE_STEPS];

const BY_VERB = new Map(TRANSITIONS.map((each) => [each.verb, each]));

/** The row of a verb; every verb has one. */
export function transitionOf(verb: Verb): Transition {
  const found = BY_VERB.get(verb);
  if (!found) throw new Error(`the verb ${verb} has no row in the table of transitions`);
  return found;
}

/** The clock that a hold (挂起) stops in each state. */
export const HOLDABLE_CLOCK: Partial<Record<CaseState, ClockName>> = {
  verifying: "verify",
  dispatched: "handle",
  in_progress: "handle",
  resolved: "check",
};
