import { canonicalJson } from "../canonical-json.ts";

/** What somebody did (审计记录): who, in which role, for whom, when, from where, what, with what values. */
export interface AuditFacts {
  /** 1, 2, 3 …, without gaps. */
  readonly position: number;
  /** ISO 8601 with milliseconds, in UTC. */
  readonly at: string;
  /** `null`: nobody was signed in. */
  readonly accountId: string | null;
  readonly role: string | null;
  /** The account for which somebody stood in. */
  readonly onBehalfOf: string | null;
  /** Network address of the request; `null` for what the server did by itself. */
  readonly source: string | null;
  /** `capability.verb`, for example `division.approve`. */
  readonly action: string;
  readonly object: string;
  readonly detail: unknown;
}

export interface ChainLink {
  readonly position: number;
  /** Of the entry at the position and of all before it; empty before the first. */
  readonly hash: string;
}

export type ChainedEntry = AuditFacts & ChainLink;

/** Before the first entry. */
export const CHAIN_START: ChainLink = { position: 0, hash: "" };

/** The text whose SHA-256, in base64url, is the hash of an entry. */
export const chainText = (previousHash: string, entry: AuditFacts): string =>
  canonicalJson([
    previousHash,
    entry.position,
    entry.at,
    entry.accountId,
    entry.role,
    entry.onBehalfOf,
    entry.source,
    entry.action,
    entry.object,
    entry.detail,
  ]);

/** The first place at which a log is not what was written. */
export interface ChainBreak {
  readonly position: number;
  /** `missing`: no entry stands there, or another one; `changed`: it, or the hash before it. */
  readonly why: "missing" | "changed";
}

/** Whether an entry follows a link; `null`: it does. */
export function breakAt(
  previous: ChainLink,
  entry: ChainedEntry,
  digest: (text: string) => string,
): ChainBreak | null {
  const position = previous.position + 1;
  if (entry.position !== position) return { position, why: "missing" };
  const isWhole = digest(chainText(previous.hash, entry)) === entry.hash;
  return isWhole ? null : { position, why: "changed" };
}

/** Whether a log that was read to a link ends where its head says; entries cut off its end are missing. */
export function breakAtEnd(last: ChainLink, head: ChainLink): ChainBreak | null {
  if (head.position > last.position) return { position: last.position + 1, why: "missing" };
  return head.position === last.position && head.hash === last.hash
    ? null
    : { position: last.position, why: "changed" };
}
