import type { Reachable } from "@onegrid/core/access";
import { OPEN_STATES, type Case, type CaseEvent } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { sql } from "kysely";
import type { LoggedStep } from "./judge-log.ts";
import type { StreamEvent } from "./judge-screens.ts";

export interface StoredOpenCase {
  readonly id: string;
  readonly version: number;
  readonly thing: Reachable;
}

/** Every open case as the store has it, whoever asks. */
export async function readOpenCases(db: Db): Promise<StoredOpenCase[]> {
  const rows = await db
    .selectFrom("dispatch_case")
    .select(["card", "scope_path as path"])
    .$narrowType<{ card: Case }>()
    .where("state", "in", [...OPEN_STATES])
    .execute();
  return rows.map(({ card, path }) => ({
    id: card.id,
    version: card.version,
    thing: {
      path,
      categoryId: card.categoryId,
      level: card.level,
      assigneeId: card.assignee?.memberId ?? card.assignee?.unitId ?? null,
    },
  }));
}

/** The stream's log after a position: its numbers, and what it says of cases. */
export async function readStreamLog(
  db: Db,
  after: number,
): Promise<{ readonly positions: number[]; readonly events: StreamEvent[] }> {
  const rows = await db
    .selectFrom("event_log")
    .select((eb) => [
      "position",
      "kind",
      eb
        .fn<Omit<StreamEvent, "position">>("jsonb_set", [
          "payload",
          eb.val("{card}"),
          eb.val("null"),
        ])
        .as("said"),
    ])
    .where("position", ">", after)
    .orderBy("position")
    .execute();
  return {
    positions: rows.map(({ position }) => position),
    events: rows
      .filter(({ kind }) => kind.startsWith("dispatch.case-"))
      .map(({ position, said }) => ({ ...said, position })),
  };
}

export interface StoredHistory {
  readonly stored: Case;
  readonly steps: readonly LoggedStep[];
}

/** Every case, or those that are named, with its log, each event with the words that stand beside it. */
export async function readHistories(
  db: Db,
  caseIds: readonly string[] | null = null,
): Promise<StoredHistory[]> {
  const among = (column: string) =>
    caseIds === null
      ? sql<boolean>`true`
      : sql<boolean>`${sql.ref(column)} = any(${[...caseIds]}::text[])`;
  const cases = await db
    .selectFrom("dispatch_case")
    .select(["id", "card"])
    .$narrowType<{ card: Case }>()
    .where(among("id"))
    .orderBy("id")
    .execute();
  const marks = await db
    .selectFrom("case_text")
    .select(["case_id", "version", "body"])
    .where(among("case_id"))
    .execute();
  const markOf = new Map(marks.map((each) => [`${each.case_id} ${each.version}`, each.body]));
  const steps = await db
    .selectFrom("case_event")
    .select(["case_id", "version", "event", "previous_hash", "hash"])
    .$narrowType<{ event: CaseEvent }>()
    .where(among("case_id"))
    .orderBy("case_id")
    .orderBy("version")
    .execute();
  const byCase = new Map<string, LoggedStep[]>(cases.map(({ id }) => [id, []]));
  for (const { case_id, version, event, previous_hash, hash } of steps)
    byCase.get(case_id)?.push({
      event,
      hash,
      previousHash: previous_hash,
      mark: markOf.get(`${case_id} ${version}`) ?? null,
    });
  return cases.map(({ id, card }) => ({ stored: card, steps: byCase.get(id) ?? [] }));
}
