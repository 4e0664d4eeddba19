import type { TimelineEntry } from "@onegrid/core/dispatch/contract";
import type { LoggedCaseEvent } from "@onegrid/db/dispatch";

/** A case's history for people: with names, and with the words that the log keeps beside the events. */
export const timelineOf = (logged: readonly LoggedCaseEvent[]): TimelineEntry[] =>
  logged.map(({ event, actorName, texts }) => ({
    version: event.version,
    verb: event.verb,
    at: event.at,
    deviceAt: event.deviceAt,
    devicePosition: event.devicePosition && [...event.devicePosition],
    actor: { ...event.actor, name: actorName },
    from: event.from,
    to: event.to,
    reason: event.reason,
    note: texts["note"] ?? null,
    fields: {
      ...event.fields,
      ...(texts["description"] === undefined ? {} : { description: texts["description"] }),
    },
  }));
