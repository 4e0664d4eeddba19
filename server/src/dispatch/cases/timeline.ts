import { areaIdsOf, type Assignee, type CaseEvent } from "@onegrid/core/dispatch";
import type { TimelineEntry } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { findNames, type LoggedCaseEvent } from "@onegrid/db/dispatch";
import { coverWords } from "./event-words.ts";
import type { Names } from "./case-card.ts";

/** A case's history for people: with names, and with the words that the log keeps beside the events. */
export async function timelineOf(
  db: Db,
  logged: readonly LoggedCaseEvent[],
): Promise<TimelineEntry[]> {
  const owners = taskOwners(logged);
  const sent = logged.flatMap(({ event }) => sentOf(event, owners) ?? []);
  const ids = (key: keyof Assignee): string[] => [
    ...new Set(sent.flatMap((assignee) => assignee[key] ?? [])),
  ];
  const stoodInFor = logged.flatMap(({ event }) => event.actor.onBehalfOf ?? []);
  const names = await findNames(db, [...ids("memberId"), ...stoodInFor], ids("unitId"));
  const areaIds = logged.flatMap(({ event }) =>
    event.verb === "report" || event.verb === "relocate" ? areaIdsOf(event.fields.place) : [],
  );
  return logged.map((each) =>
    entryOf(each, sentTo(sentOf(each.event, owners), names, areaIds), names),
  );
}

const entryOf = (
  { event, actorName, texts }: LoggedCaseEvent,
  sent: TimelineEntry["sentTo"],
  names: Names,
): TimelineEntry => ({
  version: event.version,
  verb: event.verb,
  at: event.at,
  deviceAt: event.deviceAt,
  devicePosition: event.devicePosition && [...event.devicePosition],
  ...(event.clockOffsetMs === undefined ? {} : { clockOffsetMs: event.clockOffsetMs }),
  ...(event.accuracyMetres === undefined ? {} : { accuracyMetres: event.accuracyMetres }),
  actor: {
    ...event.actor,
    name: actorName,
    onBehalfOfName: names.get(event.actor.onBehalfOf ?? "") ?? null,
  },
  from: event.from,
  to: event.to,
  reason: event.reason,
  note: texts["note"] ?? null,
  sentTo: sent,
  fields: { ...coverWords(event, (field, words) => texts[field] ?? words).fields },
});

/** Which body each task of the meetings (会商) was given to: what is done about it later names the task alone. */
const taskOwners = (logged: readonly LoggedCaseEvent[]): ReadonlyMap<string, string> =>
  new Map(
    logged.flatMap(({ event }) =>
      event.verb === "consult_hold"
        ? event.fields.tasks.map(({ id, ownerId }) => [
            taskKey({ ...event.fields, taskId: id }),
            ownerId,
          ])
        : [],
    ),
  );

const taskKey = (task: { readonly consultationId: string; readonly taskId: string }): string =>
  JSON.stringify([task.consultationId, task.taskId]);

/** Whom a step sends: to handle the case, to look at it first, or to help; or whose task it is about, or who is late. */
function sentOf(event: CaseEvent, owners: ReadonlyMap<string, string>): Assignee | null {
  if (event.verb === "dispatch") return event.fields.assignee;
  if (event.verb === "consult_finish" || event.verb === "consult_waive")
    return { unitId: owners.get(taskKey(event.fields)) ?? null, memberId: null };
  if (event.verb === "consult_yellow" || event.verb === "consult_red")
    return { unitId: event.fields.ownerId, memberId: null };
  if (event.verb === "whistle" || event.verb === "whistle_yellow" || event.verb === "whistle_red")
    return { unitId: event.fields.calledUnitId, memberId: null };
  return event.verb === "send_verifier" ? event.fields.verifier : null;
}

/** A unit is the team of one of the areas that the case lay in, or a body (部门) with a name of its own. */
function sentTo(
  assignee: Assignee | null,
  names: Names,
  areaIds: readonly string[],
): TimelineEntry["sentTo"] {
  const { memberId, unitId } = assignee ?? { memberId: null, unitId: null };
  const name = names.get(memberId ?? unitId ?? "");
  const isTeam = memberId === null && unitId !== null && areaIds.includes(unitId);
  return name === undefined ? null : { name, isTeam };
}
