import type { EpochMs } from "./model.ts";

/** Grounds on which a body may be whistled for (吹哨): the three of the Beijing rule. */
export const COOPERATION_KINDS = ["public_concern", "joint_enforcement", "emergency"] as const;
export type CooperationKind = (typeof COOPERATION_KINDS)[number];

export const COOPERATION_STATES = [
  "called", // 待应哨
  "acknowledged", // 已应哨
  "arrived", // 已到场
  "done", // 协办完成
  "rated", // 已评哨
  "refused", // 拒哨, waits for the supervisor
  "excused", // 同意拒哨
  "waived", // 撤哨
] as const;
export type CooperationState = (typeof COOPERATION_STATES)[number];

/** The clocks of a call, all of them from the call on: 应哨, 到场, 办结. */
export const COOPERATION_CLOCKS = ["answer", "arrive", "finish"] as const;
export type CooperationClock = (typeof COOPERATION_CLOCKS)[number];

/** Help called from another body (吹哨报到). The main owner of the case does not change. */
export interface Cooperation {
  readonly id: string;
  readonly callerId: string;
  readonly calledUnitId: string;
  readonly kind: CooperationKind;
  readonly state: CooperationState;
  /** When it was called, or told again to come. */
  readonly calledAt: EpochMs;
  readonly acknowledgedAt: EpochMs | null;
  readonly arrivedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  readonly stars: number | null;
  // What follows is not there in calls from before they had clocks.
  /** When it was called first: told again to come, it is the same call. */
  readonly firstCalledAt?: EpochMs;
  /** Why it was called. */
  readonly reason?: string | null;
  /** Why it did not want to come, the last time. */
  readonly refusal?: string | null;
  readonly refusedAt?: EpochMs | null;
  readonly ratedAt?: EpochMs | null;
  /** From 1; one more each time the supervisor tells it to come after all. */
  readonly round?: number;
  /** While the case was parked (挂账) nobody was waited for. */
  readonly pauses?: readonly { readonly from: EpochMs; readonly to: EpochMs | null }[];
  readonly raised?: readonly {
    readonly clock: CooperationClock;
    readonly round: number;
    readonly colour: "yellow" | "red";
    /** When it was raised. Not there in what was raised before this was kept. */
    readonly at?: EpochMs;
  }[];
}

const OPEN: readonly CooperationState[] = ["called", "acknowledged", "arrived"];
const HELPING: readonly CooperationState[] = [...OPEN, "done", "rated"];

/** Neither done nor given up: somebody is waited for. */
export const isHelpOpen = ({ state }: Pick<Cooperation, "state">): boolean => OPEN.includes(state);

/** Units that were called to help with a case and have not refused: they see it. */
export const helperUnitIds = (cooperations: readonly Cooperation[]): string[] => [
  ...new Set(
    cooperations
      .filter(({ state }) => HELPING.includes(state))
      .map(({ calledUnitId }) => calledUnitId),
  ),
];

/** Somebody has a move to make: the unit, the supervisor after a refusal, whoever called after the help. */
export const isHelpPending = ({ state }: Pick<Cooperation, "state">): boolean =>
  isHelpOpen({ state }) || state === "done" || state === "refused";
