import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "@onegrid/core/canonical-json";
import { evolve, spanStep, type Case, type CaseEvent } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import {
  appendCaseEvent,
  insertCase,
  lastEventHash,
  saveCase,
  saveSpanStep,
  type NewCaseEvent,
  type StoredCase,
} from "@onegrid/db/dispatch";
import type { NewEvent } from "@onegrid/db/events";
import { coverWords } from "./event-words.ts";
import { reachableOf } from "../rights/case-jurisdiction.ts";
import { holdRules } from "../rules/rules-in-force.ts";
import { timesOf } from "./case-card.ts";
import { describeCase } from "./describe-cases.ts";

export interface OpenCase {
  readonly number: string;
  readonly scopePath: readonly string[];
  readonly folded: Case | null;
}

/** Appends one event to a case and stores the fold; answers the case after it. One transaction, the caller's. */
export async function storeEvent(trx: Db, open: OpenCase, event: CaseEvent): Promise<Case> {
  const folded = evolve(open.folded, event);
  const { book, bookFor } = await holdRules(trx);
  const row = {
    number: open.number,
    case: folded,
    scopePath: open.scopePath,
    ...timesOf(folded, bookFor(folded)),
  };
  if (open.folded === null) await insertCase(trx, row);
  else if (!(await saveCase(trx, row, open.folded.version))) {
    throw new Error(`case ${folded.id} changed while its row was held`);
  }
  const previousHash = open.folded === null ? "" : await lastEventHash(trx, folded.id);
  await appendCaseEvent(trx, chained(event, previousHash));
  const step = spanStep(open.folded, folded, book);
  if (step) await saveSpanStep(trx, folded.id, step);
  return folded;
}

/**
 * The event as it goes into the log. Free words are replaced by salted hashes and stand beside it,
 * so that they can be erased by law without breaking the chain.
 */
export function chained(event: CaseEvent, previousHash: string): NewCaseEvent {
  const texts: { field: string; body: string; salt: string }[] = [];
  const cover = (field: string, body: string | null): string | null => {
    if (body === null || body === "") return body;
    const salt = randomBytes(12).toString("base64url");
    texts.push({ field, body, salt });
    return `sha256:${createHash("sha256").update(salt).update(body).digest("base64url")}`;
  };
  const note = cover("note", event.note);
  const covered = { ...coverWords(event, (field, body) => cover(field, body) ?? ""), note };
  return { event: covered, texts, previousHash, hash: hashOf(covered, previousHash) };
}

/** Hash of an event as it stands in the log, and of all before it. */
export const hashOf = (covered: CaseEvent, previousHash: string): string =>
  createHash("sha256").update(previousHash).update(canonicalJson(covered)).digest("base64url");

export interface CaseStep {
  readonly verb: string;
  /** An account, or `system`. */
  readonly actorId: string;
  /** The case before the step; `null`: there was none. */
  readonly was: Omit<StoredCase, "number"> | null;
}

/**
 * What the stream says of a case after a step. `reach` and `was` tell the stream who may see it now
 * and who could before: those it has left are told that it is gone. They are sent to nobody.
 */
export async function caseChanged(
  trx: Db,
  { number, scopePath }: Pick<OpenCase, "number" | "scopePath">,
  folded: Case,
  { verb, actorId, was }: CaseStep,
): Promise<NewEvent> {
  return {
    kind: verb === "report" ? "dispatch.case-opened" : "dispatch.case-changed",
    subject: folded.id,
    scopePath: [...scopePath],
    payload: {
      caseId: folded.id,
      version: folded.version,
      verb,
      actorId,
      card: await describeCase(trx, { case: folded, number }),
      reach: reachableOf({ case: folded, scopePath }),
      was: was && reachableOf(was),
    },
  };
}
