import type { Jurisdiction } from "@onegrid/core/access";
import type { Consultation } from "@onegrid/core/dispatch";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { groupKeyOf, within, type FiguresAsked } from "./case-figures.ts";
import { reached, stored, type StoredCase } from "./cases.ts";

/** Cases within reach with a meeting (会商) that waits for its record or for one of its tasks, the latest first. */
export const listMeetingPending = (
  db: Db,
  jurisdiction: Jurisdiction,
  limit: number,
): Promise<StoredCase[]> =>
  stored(db)
    .where("is_meeting_pending", "=", true)
    .where(reached(jurisdiction))
    .orderBy("meeting_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();

/** The meetings on a case and the group it counts in. */
export interface MeetingCase {
  readonly id: string;
  readonly key: string;
  readonly consultations: readonly Consultation[];
}

/** Cases with a meeting in a period: the latest one of a case may be later than the one that is meant. */
export async function listMeetingCases(db: Db, asked: FiguresAsked): Promise<MeetingCase[]> {
  const { rows } = await sql<MeetingCase>`
    select id, ${groupKeyOf(asked)} as key, card -> 'consultations' as consultations
    from dispatch_case
    where meeting_at >= ${asked.from} and reported_at < ${asked.to} and ${within(asked)}
    order by id`.execute(db);
  return rows;
}
