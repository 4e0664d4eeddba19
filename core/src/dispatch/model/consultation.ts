import type { EpochMs } from "./model.ts";

/** How a meeting is made up: who belongs to it, and of how many parts its minutes are. */
export const CONSULTATION_TEMPLATES = [
  "three_party", // 三方: 居委会, 业委会, 物业
  "four_party", // 四方: with 监事会
  "six_party", // 六方
  "five_step", // 五步协商
  "free", // 其他
] as const;
export type ConsultationTemplate = (typeof CONSULTATION_TEMPLATES)[number];

export const CONSULTATION_STATES = [
  "called", // 待召开
  "held", // 已召开, tasks are open
  "settled", // 已落实
  "cancelled", // 已取消
] as const;
export type ConsultationState = (typeof CONSULTATION_STATES)[number];

/** Tasks take days; a task of hours is a call for help (吹哨). */
export const TASK_UNITS = ["working_days", "natural_days"] as const;
export type TaskUnit = (typeof TASK_UNITS)[number];

/** What a meeting gives one of its bodies to do. */
export interface NewConsultationTask {
  readonly id: string;
  /** One of the bodies of the meeting. */
  readonly ownerId: string;
  readonly text: string;
  readonly amount: number;
  readonly unit: TaskUnit;
}

export interface ConsultationTask extends NewConsultationTask {
  /** When it was written down: from then on its clock runs. */
  readonly setAt: EpochMs;
  readonly doneAt: EpochMs | null;
  /** Dropped by whoever may call a meeting, or since its case has ended. */
  readonly waivedAt: EpochMs | null;
  /** From a parking (挂账) of the case until it goes on nobody is waited for. */
  readonly pauses: readonly { readonly from: EpochMs; readonly to: EpochMs | null }[];
  readonly raised: readonly ("yellow" | "red")[];
  /** When its yellow was raised; not there before, nor where it was raised before this was kept. */
  readonly yellowSince?: EpochMs;
}

/** A meeting on a case (会商): its parties are bodies, never people. The main owner of the case does not change. */
export interface Consultation {
  readonly id: string;
  readonly template: ConsultationTemplate;
  readonly state: ConsultationState;
  readonly bodyIds: readonly string[];
  readonly topic: string;
  /** Where it is held, in words; may be empty. */
  readonly place: string;
  /** When it is to be held; once it was, when that was. */
  readonly heldAt: EpochMs;
  /** When it was to be held; not there in meetings from before that was kept. */
  readonly plannedAt?: EpochMs;
  readonly calledAt: EpochMs;
  readonly cancelledAt?: EpochMs;
  /** Raised since its day went by without a record; not there where none was. */
  readonly raised?: readonly ("yellow" | "red")[];
  /** One text for each part of the minutes; none before it was held. */
  readonly minutes: readonly string[];
  readonly decision: string | null;
  readonly tasks: readonly ConsultationTask[];
}

/** Somebody is waited for. */
export const isTaskOpen = ({
  doneAt,
  waivedAt,
}: Pick<ConsultationTask, "doneAt" | "waivedAt">): boolean => doneAt === null && waivedAt === null;

/** Somebody is waited for: to record it, or to do one of its tasks. */
export const isMeetingOpen = ({ state }: Pick<Consultation, "state">): boolean =>
  state === "called" || state === "held";

/** When it was to be held. */
export const plannedAtOf = ({ plannedAt, heldAt }: Consultation): EpochMs => plannedAt ?? heldAt;

/** Bodies of meetings that were not cancelled: whoever is asked to come sees what it is about. */
export const partyIds = (consultations: readonly Consultation[]): string[] => [
  ...new Set(
    consultations.filter(({ state }) => state !== "cancelled").flatMap(({ bodyIds }) => bodyIds),
  ),
];
