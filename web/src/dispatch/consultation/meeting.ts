import {
  CONSULTATION_LIMITS,
  TASK_LIMITS,
  templateRule,
  type ConsultationTemplate,
} from "@onegrid/core/dispatch";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type { Intent } from "../board/desk-store.ts";

export type Meeting = NonNullable<CaseReply["consultations"]>[number];
export type Task = Meeting["tasks"][number];

const HOUR_MS = 3_600_000;
/** The district is all of China's: eight hours before Greenwich, the whole year. */
const ZONE_MS = 8 * HOUR_MS;

/** An instant as the browser's field for a day and a minute writes it, in the district's time. */
export const localMinute = (at: number): string =>
  new Date(at + ZONE_MS).toISOString().slice(0, 16);

export const instantOf = (local: string): number => Date.parse(`${local}:00+08:00`);

/** What the form that calls a meeting holds. */
export interface CallValues {
  readonly template: ConsultationTemplate;
  readonly bodyIds: readonly string[];
  readonly heldAt: string;
  readonly topic: string;
  readonly place: string;
}

/** Tomorrow at ten, unless somebody says otherwise. */
export const nextMorning = (now: number): string =>
  `${localMinute(now + 24 * HOUR_MS).slice(0, 10)}T10:00`;

export function isCallReady({ bodyIds, heldAt, topic }: CallValues): boolean {
  const { fewestBodies, mostBodies } = CONSULTATION_LIMITS;
  const { length } = bodyIds;
  return length >= fewestBodies && length <= mostBodies && heldAt !== "" && topic.trim() !== "";
}

export const callIntent = (values: CallValues, consultationId: string): Intent => ({
  verb: "consult",
  fields: {
    consultationId,
    template: values.template,
    bodyIds: [...values.bodyIds],
    heldAt: instantOf(values.heldAt),
    topic: values.topic.trim(),
    place: values.place.trim(),
  },
});

/** One task while it is written down. */
export interface TaskValues {
  readonly id: string;
  readonly ownerId: string;
  readonly text: string;
  /** Which of the times to choose from. */
  readonly limit: number;
}

/** What the form that records a meeting holds. */
export interface HoldValues {
  readonly heldAt: string;
  readonly minutes: readonly string[];
  readonly decision: string;
  readonly tasks: readonly TaskValues[];
}

/** A meeting is recorded after it: planned for later, it has been now. */
export const emptyRecord = ({ heldAt, template }: Meeting, now: number): HoldValues => ({
  heldAt: localMinute(Math.min(heldAt, now)),
  minutes: Array.from({ length: templateRule(template).steps }, () => ""),
  decision: "",
  tasks: [],
});

const isWritten = (text: string): boolean => text.trim() !== "";

export const isRecordReady = ({ heldAt, minutes, decision, tasks }: HoldValues): boolean =>
  heldAt !== "" &&
  minutes.every(isWritten) &&
  isWritten(decision) &&
  tasks.every(({ text, ownerId }) => isWritten(text) && ownerId !== "");

export const holdIntent = (values: HoldValues, consultationId: string): Intent => ({
  verb: "consult_hold",
  fields: {
    consultationId,
    heldAt: instantOf(values.heldAt),
    minutes: values.minutes.map((text) => text.trim()),
    decision: values.decision.trim(),
    tasks: values.tasks.map(({ id, ownerId, text, limit }) => ({
      id,
      ownerId,
      text: text.trim(),
      ...(TASK_LIMITS[limit] ?? { amount: 5, unit: "working_days" }),
    })),
  },
});
