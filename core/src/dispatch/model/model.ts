import { LEVELS, type Level } from "../../access/index.ts";
import type { Position } from "../../geometry/index.ts";
import type { CaseEmergency } from "../emergency/emergency-limits.ts";
import type { ClockInterval, ClockName } from "./clock-intervals.ts";
import type { Consultation } from "./consultation.ts";
import type { Cooperation } from "./cooperation.ts";
import type { VerbFields } from "./verb-fields.ts";

/** Milliseconds since 1970-01-01T00:00Z. Times always come in as arguments: `core` has no clock. */
export type EpochMs = number;

/** The twelve states of a case (案件). `draft` lives on the reporter's device only. */
export const CASE_STATES = [
  "draft", // 草稿
  "reported", // 待受理
  "verifying", // 待核实
  "filed", // 待派遣
  "dispatched", // 待接单
  "in_progress", // 处置中
  "resolved", // 待核查
  "closed", // 已结案
  "rejected", // 不予立案
  "merged", // 并案
  "cancelled", // 注销
  "parked", // 挂账
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Who must settle a case (层级), lowest first. */
export const CASE_LEVELS = LEVELS;
export type CaseLevel = Level;

/** The five words of CAP 1.2 (docs.oasis-open.org/emergency/cap/v1.2). */
export const SEVERITIES = ["extreme", "severe", "moderate", "minor", "unknown"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Kind of work that a limit depends on: 一般, 工程, 特殊. */
export const CONDITIONS = ["ordinary", "engineering", "special"] as const;
export type Condition = (typeof CONDITIONS)[number];

/** How a report came in. `patrol` (巡查) may be filed at once where the category allows it. */
export const CHANNELS = [
  "patrol",
  "public",
  "hotline",
  "superior",
  "sensor",
  "import",
  "desk",
] as const;
export type Channel = (typeof CHANNELS)[number];

/** Sub-steps of `in_progress`; they only go forward. */
export const HANDLING_STEPS = ["accepted", "en_route", "on_scene"] as const;
export type HandlingStep = (typeof HANDLING_STEPS)[number];

export const SUPERVISION_LEVELS = ["none", "normal", "yellow", "red"] as const;
export type SupervisionLevel = (typeof SUPERVISION_LEVELS)[number];

/**
 * Where the problem is. `position` is `[lng, lat]` in degrees (WGS 84 / CGCS2000), `null` while only
 * an address is known. The area ids are those in force on the day of the report; outside every grid
 * they are `null`, and only the district's desks see the case.
 */
export interface Place {
  readonly position: Position | null;
  readonly address: string;
  readonly gridId: string | null;
  readonly gridVersionId: string | null;
  readonly laneId: string | null;
  readonly communityId: string | null;
  readonly streetId: string | null;
  readonly districtId: string;
}

/** Who has to act: a unit, a member of it, or one member alone (at least one is not `null`). */
export interface Assignee {
  readonly unitId: string | null;
  readonly memberId: string | null;
}

/** A request for more time on the handling clock (延期). */
export interface ExtensionRequest {
  readonly by: string;
  /** For whom the asker stood in; not there in cases from before there were delegations. */
  readonly onBehalfOf?: string | null;
  readonly at: EpochMs;
  readonly extraMinutes: number;
}

/** Granted time: it counts like the limit itself, in working or natural minutes. */
export interface Extension {
  readonly clock: ClockName;
  readonly epoch: number;
  readonly extraMinutes: number;
}

/** The unit's signature under a parking (挂账); the supervision desk gives the second one. */
export interface ParkRequest {
  readonly by: string;
  /** For whom the asker stood in; not there in cases from before there were delegations. */
  readonly onBehalfOf?: string | null;
  readonly unitId: string | null;
  readonly at: EpochMs;
  readonly reviewAt: EpochMs;
}

export interface RaisedColour {
  readonly clock: ClockName;
  readonly epoch: number;
  readonly milestone: string;
  readonly colour: "yellow" | "red";
  /** When it was raised. Not there in what was raised before this was kept. */
  readonly at?: EpochMs;
}

/** What is known of a case: the fold of its events, nothing else. */
export interface Case {
  readonly id: string;
  /** Number of its last event; the first event makes version 1. */
  readonly version: number;
  readonly state: CaseState;
  readonly step: HandlingStep | null;
  readonly level: CaseLevel;
  readonly levelsSeen: readonly CaseLevel[];
  readonly categoryId: string;
  readonly condition: Condition;
  readonly severity: Severity;
  readonly place: Place;
  readonly channel: Channel;
  readonly reporterId: string | null;
  readonly description: string;
  /** Server time of the report. */
  readonly reportedAt: EpochMs;
  /** Earliest report among the cases merged into this one. */
  readonly firstReportedAt: EpochMs;
  readonly filedAt: EpochMs | null;
  readonly closedAt: EpochMs | null;
  /** Server time of the last event. */
  readonly updatedAt: EpochMs;
  readonly verifier: Assignee | null;
  readonly assignee: Assignee | null;
  /** Everybody who accepted, set out, arrived or gave feedback: none of them may check the work. */
  readonly handlerIds: readonly string[];
  readonly handlerUnitIds: readonly string[];
  readonly dispatchCount: number;
  readonly returnCount: number;
  readonly reworkCount: number;
  readonly reopenedCount: number;
  readonly confirmCount: number;
  readonly photoCount: number;
  readonly reopenAsked: boolean;
  readonly supervision: SupervisionLevel;
  readonly holdUntil: EpochMs | null;
  readonly extensionRequest: ExtensionRequest | null;
  readonly extensions: readonly Extension[];
  readonly parkRequest: ParkRequest | null;
  readonly parked: { readonly from: CaseState; readonly reviewAt: EpochMs } | null;
  /** With the clocks as they ran before, so that the merge can be undone. */
  readonly merged: {
    readonly into: string;
    readonly from: CaseState;
    readonly at: EpochMs;
    readonly intervals: readonly ClockInterval[];
  } | null;
  readonly absorbed: readonly { readonly caseId: string; readonly reportedAt: EpochMs }[];
  readonly cooperations: readonly Cooperation[];
  /** Meetings (会商) that were held. */
  readonly consultationCount: number;
  /** In the order in which they were called; not there where none was. */
  readonly consultations?: readonly Consultation[];
  readonly stars: number | null;
  readonly intervals: readonly ClockInterval[];
  readonly raised: readonly RaisedColour[];
  /** Reported while the emergency plan was on there; its limits are shorter for good. */
  readonly emergency?: CaseEmergency;
  /** The warning (预警) that has raised its severity last, and what it was before the first did. */
  readonly warned?: { readonly warningId: string; readonly before: Severity };
}

/** Verbs that a person, or the system where the table allows it, may command. */
export type Verb = Exclude<EventVerb, "absorb" | "split_off" | "warn" | AlarmVerb>;
/** What the product writes when a clock of the case, of help that was called, or of a task, runs to a mark. */
export const ALARM_VERBS = [
  ...(["clock_yellow", "clock_red", "whistle_yellow", "whistle_red"] as const),
  ...(["consult_yellow", "consult_red", "consult_day_yellow", "consult_day_red"] as const),
] as const;
type AlarmVerb = (typeof ALARM_VERBS)[number];
/** Verbs of the log: the commands and what follows from them or from time alone. */
export type EventVerb = keyof VerbFields;

/** Who did it, as written into the log. `id` is `system` for the product itself. */
export interface EventActor {
  readonly id: string;
  readonly role: string;
  readonly unitId: string | null;
  readonly onBehalfOf: string | null;
}

export interface EventHeader {
  readonly caseId: string;
  readonly version: number;
  readonly at: EpochMs;
  /** When and where the device says it happened; evidence only, no clock reads it. */
  readonly deviceAt: EpochMs | null;
  readonly devicePosition: Position | null;
  /** What the server's clock showed more than the device's. */
  readonly clockOffsetMs?: number;
  readonly accuracyMetres?: number;
  readonly actor: EventActor;
  readonly from: CaseState | null;
  readonly to: CaseState;
  readonly reason: string | null;
  /** Free text: kept beside the event, so that it can be erased by law. */
  readonly note: string | null;
}

export type EventOf<V extends EventVerb> = {
  [K in V]: EventHeader & { readonly verb: K; readonly fields: VerbFields[K] };
}[V];
/** Append-only record of what happened to a case, told apart by `verb`. */
export type CaseEvent = EventOf<EventVerb>;

interface CommandHeader {
  readonly reason: string | null;
  readonly note: string | null;
  readonly deviceAt: EpochMs | null;
  readonly devicePosition: Position | null;
  readonly clockOffsetMs?: number;
  readonly accuracyMetres?: number;
}
export type CommandOf<V extends Verb> = {
  [K in V]: CommandHeader & { readonly verb: K; readonly fields: VerbFields[K] };
}[V];
export type CaseCommand = CommandOf<Verb>;

/** A point that no community of ours holds: the district's desk has it. */
export const isOutsideAreas = ({
  position,
  gridId,
  communityId,
  streetId,
}: Pick<Place, "position" | "gridId" | "communityId" | "streetId">): boolean =>
  position !== null && gridId === null && communityId === null && streetId === null;

/** The areas a case lies in, smallest first. A duty holds the case when it names any of them. */
export const areaIdsOf = (place: Place): string[] =>
  [place.gridId, place.laneId, place.communityId, place.streetId, place.districtId].filter(
    (id) => id !== null,
  );
