import type { Reachable } from "@onegrid/core/access";
import type { StoredEvent } from "@onegrid/db/events";

/** An event as it goes over the line, still without its id. */
export interface Frames {
  readonly whole: string;
  /** That a case is no longer theirs, for those it has left: its number and nothing else. */
  readonly gone: string;
}

/** Where a case lies after an event and before it, as whoever wrote the event has said. */
interface CasePayload {
  readonly reach?: Reachable | null;
  readonly was?: Reachable | null;
  readonly caseId?: string;
  readonly version?: number;
}

/** The server writes its own events: only whether there is anything in one is asked. */
export const payloadOf = ({ payload }: StoredEvent): CasePayload => payload ?? {};

/** What a browser listens for, by its kind or the capability that this begins with. */
const NAMES: Readonly<Record<string, string>> = {
  "dispatch.activation-changed": "activation",
  "dispatch.warning-changed": "warning",
  dispatch: "case",
  division: "division",
  layers: "layers",
};

export function framesOf(event: StoredEvent): Frames {
  const { kind, position } = event;
  const { reach: _reach, was: _was, ...shown } = payloadOf(event);
  const name = NAMES[kind] ?? NAMES[kind.split(".")[0] ?? ""] ?? "other";
  const { caseId, version } = shown;
  const gone = { kind: "dispatch.case-gone", position, payload: { caseId, version } };
  return {
    whole: frame(name, { kind, position, payload: shown }),
    gone: frame(name, gone),
  };
}

/** A message of `text/event-stream`. */
export const frame = (name: string, data: unknown): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
