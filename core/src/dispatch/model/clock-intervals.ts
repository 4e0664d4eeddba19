import type { EpochMs } from "./model.ts";

/** The seven clocks of a case and the review clock of a parked one. */
export const CLOCK_NAMES = [
  "intake", // 受理
  "verify", // 核实
  "assign", // 派遣
  "accept", // 接单
  "handle", // 处置
  "check", // 核查
  "total", // 总时限
  "review", // 挂账复核
] as const;
export type ClockName = (typeof CLOCK_NAMES)[number];

/**
 * One stretch of a clock, from one event to another; `to` is `null` while it lasts. A `hold` lies over
 * a run and takes its time out. A new `epoch` starts from zero; the same epoch goes on.
 */
export interface ClockInterval {
  readonly clock: ClockName;
  readonly epoch: number;
  readonly kind: "run" | "hold";
  /** What made it: `hold` 挂起 and `park` 挂账 make holds; `rework` 返工 goes on after a failed check. */
  readonly cause: "run" | "rework" | "hold" | "park";
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  /** The unit gave the task back: this run is nobody's delay. */
  readonly isVoid: boolean;
}

/** What a step of the case does to its clocks. */
export interface ClockEffect {
  readonly stop?: readonly ClockName[] | "all";
  /** Stops, and marks the whole epoch as void. */
  readonly void?: readonly ClockName[];
  /** Starts from zero. */
  readonly start?: readonly ClockName[];
  /** Goes on where it stopped. */
  readonly resume?: readonly ClockName[];
  readonly hold?: readonly ClockName[];
  readonly release?: readonly ClockName[];
  /** Goes back to the intervals before the merge: the time in between counts. */
  readonly undoMerge?: true;
}

/** The epoch a clock is in; 0 when it has never run. */
export const epochOf = (intervals: readonly ClockInterval[], clock: ClockName): number =>
  intervals.reduce((last, each) => (each.clock === clock ? Math.max(last, each.epoch) : last), 0);

/** Clocks with an open run that nothing holds. */
export function runningClocks(intervals: readonly ClockInterval[]): ClockName[] {
  const open = intervals.filter((each) => each.to === null);
  const held = new Set(open.filter((each) => each.kind === "hold").map((each) => each.clock));
  const running = open.filter((each) => each.kind === "run" && !held.has(each.clock));
  return running.map((each) => each.clock);
}

export const heldClocks = (intervals: readonly ClockInterval[]): ClockName[] => [
  ...new Set(
    intervals.filter((each) => each.kind === "hold" && each.to === null).map((each) => each.clock),
  ),
];

/** Applies one step to the intervals of a case. `hold` tells 挂起 from 挂账. */
export function applyClockEffect(
  intervals: readonly ClockInterval[],
  effect: ClockEffect,
  at: EpochMs,
  causes: { readonly hold: "hold" | "park"; readonly beforeMerge?: readonly ClockInterval[] },
): ClockInterval[] {
  if (effect.undoMerge) return [...(causes.beforeMerge ?? intervals)];
  const stopped = effect.stop === "all" ? CLOCK_NAMES : (effect.stop ?? []);
  let next = close(intervals, at, (each) => stopped.includes(each.clock));
  next = voidEpochs(next, effect.void ?? [], at);
  next = close(
    next,
    at,
    (each) => each.cause === causes.hold && (effect.release ?? []).includes(each.clock),
  );
  for (const clock of effect.start ?? [])
    next.push(run(clock, epochOf(next, clock) + 1, "run", at));
  for (const clock of effect.resume ?? []) {
    const cause = clock === "handle" ? "rework" : "run";
    next.push(run(clock, Math.max(1, epochOf(next, clock)), cause, at));
  }
  return [...next, ...holds(next, effect.hold ?? [], causes.hold, at)];
}

const run = (
  clock: ClockName,
  epoch: number,
  cause: "run" | "rework",
  from: EpochMs,
): ClockInterval => ({ clock, epoch, kind: "run", cause, from, to: null, isVoid: false });

const holds = (
  intervals: readonly ClockInterval[],
  clocks: readonly ClockName[],
  cause: "hold" | "park",
  from: EpochMs,
): ClockInterval[] =>
  intervals
    .filter((each) => each.kind === "run" && each.to === null && clocks.includes(each.clock))
    .map((each) => ({ ...each, kind: "hold", cause, from }));

const close = (
  intervals: readonly ClockInterval[],
  at: EpochMs,
  isClosed: (each: ClockInterval) => boolean,
): ClockInterval[] =>
  intervals.map((each) => (each.to === null && isClosed(each) ? { ...each, to: at } : each));

function voidEpochs(
  intervals: readonly ClockInterval[],
  clocks: readonly ClockName[],
  at: EpochMs,
): ClockInterval[] {
  const voided = new Map(clocks.map((clock) => [clock, epochOf(intervals, clock)]));
  return close(intervals, at, (each) => voided.has(each.clock)).map((each) =>
    voided.get(each.clock) === each.epoch ? { ...each, isVoid: true } : each,
  );
}
