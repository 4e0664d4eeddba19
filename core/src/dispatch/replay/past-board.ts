import type { Position } from "../../geometry/index.ts";
import type {
  Assignee,
  CaseLevel,
  CaseState,
  EpochMs,
  HandlingStep,
  Severity,
} from "../model/model.ts";

/** An open case as the board showed it at an instant. */
export interface PastCase {
  readonly id: string;
  readonly number: string;
  /** The version that it stood so with; it may have had others since that show nothing here. */
  readonly version: number;
  readonly state: CaseState;
  readonly step: HandlingStep | null;
  readonly level: CaseLevel;
  readonly categoryId: string;
  readonly severity: Severity;
  /** Where it lay then, to the centimetre. A board says no more of it than queue and map show. */
  readonly place: {
    /** `[lng, lat]` in degrees. */
    readonly position: Position | null;
    readonly address: string;
    readonly communityId: string | null;
  };
  readonly reportedAt: EpochMs;
  /** Since when it stood so. */
  readonly updatedAt: EpochMs;
  readonly assignee: Assignee | null;
  readonly assigneeName: string | null;
  /** A rehearsal (演练): nothing that has happened. */
  readonly isRehearsal: boolean;
  /** Whether any of its clocks ran. */
  readonly isRunning: boolean;
  /** Earliest warning and due time of a running clock, by the rules of that day. */
  readonly yellowAt: EpochMs | null;
  readonly dueAt: EpochMs | null;
}

/** Somebody who was on duty (在岗) at the instant. */
export interface PastDuty {
  readonly dutyId: string;
  readonly name: string;
  readonly role: string;
  readonly areaId: string;
}

/** The board (看板) of a past instant: the cases that were open, and who was on duty. */
export interface PastBoard {
  readonly instant: EpochMs;
  /** In no order. Within what the reader reaches today. */
  readonly cases: readonly PastCase[];
  /** There were more than `MOST_PAST_CASES`. */
  readonly hasMore: boolean;
  /** Cases from before there was a replay, which the server is still making ready: they are missing. */
  readonly pending: number;
  /** `null`: whoever asks makes no rosters anywhere. */
  readonly onDuty: readonly PastDuty[] | null;
}
