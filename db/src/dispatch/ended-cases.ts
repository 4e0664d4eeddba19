import type { Jurisdiction } from "@onegrid/core/access";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { likePattern } from "../like-pattern.ts";
import { reached, stored, type StoredCase } from "./cases.ts";

export interface EndedQuery {
  /** What the reader reaches. */
  readonly jurisdiction: Jurisdiction;
  /** Part of a number, an address or a description; `null` is every case. */
  readonly text: string | null;
  /** Classes that the same words name. */
  readonly categoryIds: readonly string[];
  readonly level: string | null;
  readonly memberId: string | null;
  readonly limit: number;
}

/** Cases that are at their end (办结), within the reader's reach, the newest first. */
export function listEndedCases(db: Db, query: EndedQuery): Promise<StoredCase[]> {
  const { text, categoryIds, level, memberId } = query;
  const like = text === null ? null : likePattern(text);
  return (
    stored(db)
      // As the index has it, word for word: otherwise it is not taken.
      .where(sql<boolean>`state in ('closed', 'rejected', 'merged', 'cancelled')`)
      .where(reached(query.jurisdiction))
      .$if(level !== null, (qb) => qb.where("level", "=", level))
      .$if(memberId !== null, (qb) => qb.where("assignee_id", "=", memberId))
      .$if(like !== null, (qb) =>
        qb.where(sql<boolean>`(category = any(${[...categoryIds]}::text[]) or number ilike ${like}
          or address ilike ${like} or card ->> 'description' ilike ${like})`),
      )
      .orderBy("updated_at", "desc")
      .orderBy("id")
      .limit(query.limit)
      .execute()
  );
}

/** A case by the number people call it, whatever its state. */
export const findCaseByNumber = (
  db: Db,
  number: string,
  jurisdiction: Jurisdiction,
): Promise<StoredCase | undefined> =>
  stored(db).where("number", "=", number).where(reached(jurisdiction)).executeTakeFirst();
