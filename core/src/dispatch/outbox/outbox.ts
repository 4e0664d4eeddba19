import type { CaseCard } from "../contract.ts";
import type { EpochMs, Verb } from "../model/model.ts";

/** A picture of an entry: its name on the device, and its hash once the server has taken it in. */
interface OutboxPhoto {
  readonly id: string;
  readonly hash: string | null;
}

/** What was written, without what the outbox itself puts round it (key, version, photos, device). */
export type OutboxIntent =
  | { readonly kind: "report"; readonly body: Readonly<Record<string, unknown>> }
  | {
      readonly kind: "command";
      readonly caseId: string;
      readonly verb: Exclude<Verb, "report">;
      readonly fields: Readonly<Record<string, unknown>>;
      readonly reason: string | null;
      readonly note: string | null;
    };

/** How an entry stands: 待发送, 已发送, 冲突, 被拒, 已撤下. */
export type OutboxState =
  | { readonly kind: "waiting" }
  | {
      readonly kind: "sent";
      readonly at: EpochMs;
      readonly caseId: string;
      readonly number: string;
      readonly version: number;
      /** No area of ours holds its point: it waits at the district's desk. */
      readonly isOutside?: boolean;
    }
  /** Somebody else was first: the case as they left it. */
  | { readonly kind: "conflict"; readonly card: CaseCard }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly values: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "withdrawn"; readonly at: EpochMs };

/** One thing that somebody did on a device, kept until the server has answered, and as a proof after. */
export interface OutboxEntry {
  /** Key of the intent (client uuid): every try carries it, so the server does it once. */
  readonly key: string;
  /** Order of writing on this device. */
  readonly seq: number;
  readonly intent: OutboxIntent;
  readonly photos: readonly OutboxPhoto[];
  /** Version of the case that was on the screen; 0 for a report. */
  readonly seenVersion: number;
  /** Time by the device's own clock, and where the device was; evidence, no clock of a case reads them. */
  readonly deviceAt: EpochMs;
  readonly devicePosition: readonly [number, number] | null;
  readonly accuracyMetres: number | null;
  /** What the server's clock showed more than the device's; `null` until the server was heard. */
  readonly clockOffsetMs: number | null;
  /** Set before the first try: a body that changes between tries would be another intent. */
  readonly sendsVersion: number | null;
  readonly attempts: number;
  readonly retryAt: EpochMs;
  readonly state: OutboxState;
}

/** What came of a try. */
export type SendOutcome =
  | {
      readonly kind: "done";
      readonly caseId: string;
      readonly number: string;
      readonly version: number;
      readonly isOutside?: boolean;
    }
  | { readonly kind: "stale"; readonly card: CaseCard }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly values: Readonly<Record<string, unknown>>;
    }
  /** A fault of the server with this entry: others may go before it. */
  | { readonly kind: "fault" }
  /** No answer, or the server is away: nothing is known, and nothing else would get through. */
  | { readonly kind: "unreachable" }
  | { readonly kind: "signed-out" };

/** Steps of one case go one after the other; each report is on its own. */
export const laneOf = ({ key, intent }: Pick<OutboxEntry, "key" | "intent">): string =>
  intent.kind === "command" ? intent.caseId : key;

const inOrder = (entries: readonly OutboxEntry[]): OutboxEntry[] =>
  entries.toSorted((a, b) => a.seq - b.seq);

const isPending = ({ state }: OutboxEntry): boolean =>
  state.kind !== "sent" && state.kind !== "withdrawn";

export const pendingEntries = (entries: readonly OutboxEntry[]): OutboxEntry[] =>
  inOrder(entries).filter(isPending);

/**
 * Puts an entry behind the others. A step that waits for this case already is the same step pressed
 * twice, and a key that is there is the same entry: neither is taken again.
 */
export function enqueue(entries: readonly OutboxEntry[], entry: OutboxEntry): OutboxEntry[] {
  const { intent } = entry;
  const isThere = entries.some(
    (other) =>
      other.key === entry.key ||
      (intent.kind === "command" &&
        intent.verb !== "comment" &&
        other.intent.kind === "command" &&
        isSameStep(other.intent, intent) &&
        isPending(other)),
  );
  return isThere ? [...entries] : [...entries, entry];
}

type CommandIntent = Extract<OutboxIntent, { readonly kind: "command" }>;

/** Two tasks of one case (会商任务) are two things to do, by the same verb. */
const isSameStep = (a: CommandIntent, b: CommandIntent): boolean =>
  a.caseId === b.caseId && a.verb === b.verb && taskOf(a) === taskOf(b);

const taskOf = ({ fields }: CommandIntent): string =>
  JSON.stringify([fields["consultationId"], fields["taskId"]]);

export type NextSend =
  | { readonly kind: "send"; readonly entry: OutboxEntry }
  | { readonly kind: "wait"; readonly until: EpochMs }
  | { readonly kind: "idle" };

/**
 * The oldest entry that may go. What stands behind an unsent entry of its case waits for it: behind a
 * conflict or a refusal until somebody has decided.
 */
export function nextToSend(entries: readonly OutboxEntry[], now: EpochMs): NextSend {
  const closed = new Set<string>();
  let until = Infinity;
  for (const entry of pendingEntries(entries)) {
    const lane = laneOf(entry);
    if (closed.has(lane)) continue;
    if (entry.state.kind === "waiting" && entry.retryAt <= now) return { kind: "send", entry };
    if (entry.state.kind === "waiting") until = Math.min(until, entry.retryAt);
    closed.add(lane);
  }
  return until === Infinity ? { kind: "idle" } : { kind: "wait", until };
}

/**
 * Fixes what every try of an entry says: the version it expects, which is the one that the step before it
 * made when that is newer than what was on the screen, and how far the device's clock was off.
 */
export function fixForSending(
  entry: OutboxEntry,
  entries: readonly OutboxEntry[],
  clockOffsetMs: number | null,
): OutboxEntry {
  if (entry.sendsVersion !== null) return entry;
  const lane = laneOf(entry);
  const made = entries.flatMap((other) =>
    laneOf(other) === lane && other.seq < entry.seq && other.state.kind === "sent"
      ? [other.state.version]
      : [],
  );
  return {
    ...entry,
    sendsVersion: Math.max(entry.seenVersion, ...made),
    clockOffsetMs: entry.clockOffsetMs ?? clockOffsetMs,
  };
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * How long to wait after so many tries: doubled each time, at most five minutes. A part depends on the key,
 * so that a thousand phones do not come back in the same second.
 */
export function backoffMs(attempts: number, key: string): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempts, 20), LONGEST_WAIT_MS);
  let spread = 7;
  for (let at = 0; at < key.length; at += 1) spread = (spread * 31 + key.charCodeAt(at)) % 1000;
  return Math.round(wait * (0.75 + spread / 4000));
}

/** An entry after a try. */
export function settle(entry: OutboxEntry, outcome: SendOutcome, now: EpochMs): OutboxEntry {
  switch (outcome.kind) {
    case "done": {
      const { kind: _done, ...sent } = outcome;
      return { ...entry, state: { kind: "sent", at: now, ...sent } };
    }
    case "stale":
      return { ...entry, state: { kind: "conflict", card: outcome.card } };
    case "refused":
      return {
        ...entry,
        state: { kind: "refused", code: outcome.code, values: outcome.values },
      };
    case "fault":
      return {
        ...entry,
        attempts: entry.attempts + 1,
        retryAt: now + backoffMs(entry.attempts, entry.key),
      };
    case "unreachable":
      // No date of its own: it stays the first to go, whatever moment the line comes back.
      return { ...entry, attempts: entry.attempts + 1 };
    default:
      return entry;
  }
}

/**
 * Somebody has seen why an entry did not go through and wants it all the same: a step is then meant for the
 * case as the other left it. The key stays, since the refused try has left nothing behind.
 */
export function tryAgain(entry: OutboxEntry): OutboxEntry {
  const { state } = entry;
  if (state.kind !== "conflict" && state.kind !== "refused") return entry;
  return {
    ...entry,
    state: { kind: "waiting" },
    seenVersion: state.kind === "conflict" ? state.card.version : entry.seenVersion,
    sendsVersion: null,
    attempts: 0,
    retryAt: 0,
    // Taken in again: a picture that the server does not know is no longer taken for sent.
    photos: entry.photos.map(({ id }) => ({ id, hash: null })),
  };
}

/**
 * Whether an entry can be let go: it was never tried, or the server has said no. After a try without an answer
 * it may have been done, and must not be shown as let go.
 */
export const mayWithdraw = ({ state, sendsVersion }: OutboxEntry): boolean =>
  state.kind === "conflict" ||
  state.kind === "refused" ||
  (state.kind === "waiting" && sendsVersion === null);

/** Lets an entry go, with the steps on its case that were to follow it; answers what changed. */
export function withdraw(
  entries: readonly OutboxEntry[],
  key: string,
  now: EpochMs,
): OutboxEntry[] {
  const first = entries.find((entry) => entry.key === key);
  if (first === undefined || !mayWithdraw(first)) return [];
  return pendingEntries(entries)
    .filter((entry) => laneOf(entry) === laneOf(first) && entry.seq >= first.seq)
    .map((entry) => ({ ...entry, state: { kind: "withdrawn", at: now } }));
}

const RANKS: { readonly [K in OutboxState["kind"]]?: number } = { sent: 2, withdrawn: 1 };
const rankOf = ({ state }: OutboxEntry): number => RANKS[state.kind] ?? 0;

/**
 * What is kept of an entry when a try ends that began before somebody else (a second page, a press on
 * "withdraw") wrote it: what the server has done is true whoever says it, and nothing else brings back what
 * was let go.
 */
export const keptOf = (kept: OutboxEntry | undefined, next: OutboxEntry): OutboxEntry =>
  kept !== undefined && rankOf(kept) > rankOf(next) ? kept : next;

const KEPT_MS = 7 * 86_400_000;
const MOST_KEPT = 100;

/** Entries that are done with long enough: their proof has been seen, or is found in the case itself. */
export function outworn(entries: readonly OutboxEntry[], now: EpochMs): OutboxEntry[] {
  const done = inOrder(entries).flatMap((entry) => {
    const { state } = entry;
    return state.kind === "sent" || state.kind === "withdrawn" ? [{ entry, at: state.at }] : [];
  });
  return done.flatMap(({ entry, at }, index) => {
    const isOld = now - at > KEPT_MS || done.length - index > MOST_KEPT;
    // A step that still waits takes its version from the one before it.
    const isNeeded = entries.some((other) => isPending(other) && laneOf(other) === laneOf(entry));
    return isOld && !isNeeded ? [entry] : [];
  });
}
