import type { CaseState } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";

/** The chips over the open cases: one for each desk that has to act. */
export const QUEUES = {
  intake: ["reported", "verifying"],
  assign: ["filed"],
  work: ["dispatched", "in_progress"],
  check: ["resolved"],
  parked: ["parked"],
} as const satisfies Record<string, readonly CaseState[]>;
export type QueueName = keyof typeof QUEUES;
export const QUEUE_NAMES: readonly QueueName[] = ["intake", "assign", "work", "check", "parked"];

/** What the list is of: every open case, those that wait for one desk, or the ended ones. */
export type QueueChoice = QueueName | "ended" | null;

/** Some cases by name: what lies behind a hot spot (热点). */
export interface NamedCases {
  /** Of what they lie behind. */
  readonly id: string;
  readonly title: string;
  readonly ids: ReadonlySet<string>;
}

export interface Filter {
  readonly queue: QueueChoice;
  readonly level: CaseCard["level"] | null;
  readonly isLateOnly: boolean;
  /** Account whose cases are shown; `null`: everybody's. */
  readonly memberId: string | null;
  readonly words: string;
  /** Only these; `null`: whichever. */
  readonly named: NamedCases | null;
  readonly order: "newest" | "due";
}

export const NO_FILTER: Filter = {
  queue: null,
  level: null,
  isLateOnly: false,
  memberId: null,
  words: "",
  named: null,
  order: "newest",
};

export interface QueueCounts {
  readonly all: number;
  readonly late: number;
  readonly queues: Readonly<Record<QueueName, number>>;
}
