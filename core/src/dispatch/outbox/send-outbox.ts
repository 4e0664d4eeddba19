import type { EpochMs } from "../model/model.ts";
import {
  backoffMs,
  fixForSending,
  nextToSend,
  settle,
  type OutboxEntry,
  type SendOutcome,
} from "./outbox.ts";

type PhotoOutcome =
  | { readonly kind: "taken"; readonly hash: string }
  | Exclude<SendOutcome, { readonly kind: "done" | "stale" }>;

/** What the outbox is handed by the device that it runs on. */
export interface OutboxPorts {
  /** Every entry as it is kept now. */
  readonly list: () => Promise<readonly OutboxEntry[]>;
  /** Resolves once it is safe against the end of the app. */
  readonly save: (entry: OutboxEntry) => Promise<void>;
  readonly sendPhoto: (id: string) => Promise<PhotoOutcome>;
  readonly send: (message: OutboxMessage) => Promise<SendOutcome>;
  readonly now: () => EpochMs;
  /** What the server's clock shows more than the device's; `null`: not heard yet. */
  readonly clockOffsetMs: () => number | null;
}

/** A request as `POST /api/cases` or `POST /api/cases/:id/commands` takes it. */
export interface OutboxMessage {
  /** `null`: a new report. */
  readonly caseId: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Why sending has stopped. `retryAt` is by the device's clock. */
export type SendPause =
  | { readonly kind: "idle" }
  | { readonly kind: "wait"; readonly retryAt: EpochMs }
  | { readonly kind: "unreachable"; readonly retryAt: EpochMs }
  | { readonly kind: "signed-out" };

/**
 * Sends what may go, the oldest first and one at a time, until nothing may or the line is down. Everything is
 * saved before and after each try, so the app may end at any moment.
 */
export async function sendOutbox(ports: OutboxPorts): Promise<SendPause> {
  for (;;) {
    const entries = await ports.list();
    const next = nextToSend(entries, ports.now());
    if (next.kind === "idle") return next;
    if (next.kind === "wait") return { kind: "wait", retryAt: next.until };
    const pause = await sendOne(next.entry, entries, ports);
    if (pause !== null) return pause;
  }
}

async function sendOne(
  found: OutboxEntry,
  entries: readonly OutboxEntry[],
  ports: OutboxPorts,
): Promise<SendPause | null> {
  const withPhotos = await sendPhotos(found, ports);
  if ("outcome" in withPhotos) return finish(withPhotos.entry, withPhotos.outcome, ports);
  const entry = fixForSending(withPhotos.entry, entries, ports.clockOffsetMs());
  if (entry !== withPhotos.entry) await ports.save(entry);
  return finish(entry, await ports.send(messageOf(entry)), ports);
}

async function finish(
  entry: OutboxEntry,
  outcome: SendOutcome,
  ports: OutboxPorts,
): Promise<SendPause | null> {
  if (outcome.kind === "signed-out") return outcome;
  await ports.save(settle(entry, outcome, ports.now()));
  return outcome.kind === "unreachable"
    ? { kind: "unreachable", retryAt: ports.now() + backoffMs(entry.attempts, entry.key) }
    : null;
}

type PhotosSent =
  | { readonly entry: OutboxEntry }
  | { readonly entry: OutboxEntry; readonly outcome: Exclude<SendOutcome, { kind: "done" }> };

/** Pictures go first: a report names them by the hashes that the server gives. */
async function sendPhotos(found: OutboxEntry, ports: OutboxPorts): Promise<PhotosSent> {
  let entry = found;
  for (const { id, hash } of found.photos) {
    if (hash !== null) continue;
    const outcome = await ports.sendPhoto(id);
    if (outcome.kind !== "taken") return { entry, outcome };
    const { hash: taken } = outcome;
    const photos = entry.photos.map((photo) => (photo.id === id ? { id, hash: taken } : photo));
    entry = { ...entry, photos };
    await ports.save(entry);
  }
  return { entry };
}

/** The request of an entry, the same at every try. */
export function messageOf(entry: OutboxEntry): OutboxMessage {
  const { intent, key, deviceAt, devicePosition, accuracyMetres, clockOffsetMs } = entry;
  const photos = [...new Set(entry.photos.flatMap(({ hash }) => hash ?? []))];
  const around = {
    idempotencyKey: key,
    deviceAt,
    ...(devicePosition === null ? {} : { devicePosition: [...devicePosition] }),
    ...(accuracyMetres === null ? {} : { accuracyMetres }),
    ...(clockOffsetMs === null ? {} : { clockOffsetMs }),
  };
  if (intent.kind === "report") {
    const named = photos.length === 0 ? {} : { photos };
    return { caseId: null, body: { ...intent.body, ...named, ...around } };
  }
  const { verb, fields, reason, note, caseId } = intent;
  return {
    caseId,
    body: {
      verb,
      expectedVersion: entry.sendsVersion ?? entry.seenVersion,
      fields: TAKES_PHOTOS.includes(verb) ? { ...fields, photos } : fields,
      ...(reason === null ? {} : { reason }),
      ...(note === null ? {} : { note }),
      ...around,
    },
  };
}

const TAKES_PHOTOS: readonly string[] = ["finish", "fail", "comment"];

/** Statuses of a server, or of what stands before it, that is away for now or has too much to do. */
const AWAY_STATUSES = [0, 408, 425, 429, 502, 503, 504];

/** What an answer that is no success means for the entry. Status 0: there was none. */
export function outcomeOfProblem(problem: {
  readonly status: number;
  readonly code: string;
  readonly values: Readonly<Record<string, unknown>>;
}): Exclude<SendOutcome, { kind: "done" | "stale" }> {
  const { status, code, values } = problem;
  if (AWAY_STATUSES.includes(status)) return { kind: "unreachable" };
  if (status === 401) return { kind: "signed-out" };
  if (status >= 500) return { kind: "fault" };
  return { kind: "refused", code, values };
}
