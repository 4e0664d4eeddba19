import { laneOf, pendingEntries, type OutboxEntry } from "@onegrid/core/dispatch";
import type { CaseDetail } from "@onegrid/core/dispatch/contract";
import { FIELD_VERBS } from "@onegrid/core/dispatch/field-contract";

type Meeting = NonNullable<CaseDetail["consultations"]>[number];

/** A task of a meeting that the reader may report done. */
export interface TaskToDo {
  readonly consultationId: string;
  readonly topic: string;
  readonly heldAt: number;
  readonly task: Meeting["tasks"][number];
  /** That it is done, written on this phone and not yet through. */
  readonly waiting: OutboxEntry | null;
  /** Nothing of this case waits for a decision. */
  readonly mayFinish: boolean;
}

/** Whether an entry says of a task that it is done. */
export const isOfTask = ({ intent }: OutboxEntry): boolean =>
  intent.kind === "command" && intent.verb === "consult_finish";

const isAbout = ({ intent }: OutboxEntry, consultationId: string, taskId: string): boolean =>
  intent.kind === "command" &&
  intent.verb === "consult_finish" &&
  intent.fields["consultationId"] === consultationId &&
  intent.fields["taskId"] === taskId;

/** The tasks on a case that are the reader's to do, with what the phone holds laid over what the server said. */
export function tasksToDo(
  { card, consultations = [] }: Pick<CaseDetail, "card" | "consultations">,
  entries: readonly OutboxEntry[],
): TaskToDo[] {
  const own = entries.filter((entry) => laneOf(entry) === card.id);
  const pending = pendingEntries(own);
  const mayFinish = pending.every(({ state }) => state.kind === "waiting");
  return consultations.flatMap(({ id: consultationId, topic, heldAt, tasks }) =>
    tasks.flatMap((task): TaskToDo[] => {
      const isThis = (entry: OutboxEntry): boolean => isAbout(entry, consultationId, task.id);
      // Sent, and what was read last does not know of it yet.
      const isSent = own.some(
        (entry) =>
          isThis(entry) && entry.state.kind === "sent" && entry.state.version > card.version,
      );
      if (isSent || !task.verbs.includes("consult_finish")) return [];
      const waiting = pending.find(isThis) ?? null;
      return [{ consultationId, topic, heldAt, task, waiting, mayFinish }];
    }),
  );
}

/** The task on a case that is due first. */
export const firstTask = (detail: CaseDetail): TaskToDo["task"] | undefined =>
  tasksToDo(detail, [])
    .map(({ task }) => task)
    .toSorted((a, b) => (a.deadline.dueAt ?? Infinity) - (b.deadline.dueAt ?? Infinity))[0];

/** Nothing but a task of a meeting waits for the reader on this case. */
export const isForTaskAlone = ({ verbs, ...detail }: CaseDetail): boolean =>
  !FIELD_VERBS.some((verb) => verbs.includes(verb)) && tasksToDo(detail, []).length > 0;
