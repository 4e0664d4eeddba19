import type { Bbox, Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { meetsBbox, pointFrom, positionOf } from "../postgis.ts";

export interface GateSurveyRow {
  readonly id: string;
  readonly compoundId: string;
  /** A gate of the layer; `null`: a place where one was only supposed. */
  readonly gateId: string | null;
  readonly verdict: "confirmed" | "refuted";
  readonly access: "public" | "residents";
  readonly hours: string | null;
  readonly position: Position;
  readonly by: string | null;
  readonly at: Date;
}

/** What was last seen at each gate (大门核实) within a box in degrees. */
export async function listGateSurveys(db: Db, box: Bbox): Promise<GateSurveyRow[]> {
  const { rows } = await sql<GateSurveyRow>`
    select s.id, s.compound_id as "compoundId", s.gate_id as "gateId", s.verdict, s.access, s.hours,
      ${positionOf(sql.ref("s.place"))} as position, a.display_name as by, s.surveyed_at as at
    from gate_survey s left join account a on a.id = s.surveyed_by
    where s.replaced_by is null and ${meetsBbox(sql.ref("s.place"), box)}
    order by s.id`.execute(db);
  return rows;
}

export interface NewGateSurvey extends Omit<GateSurveyRow, "by" | "at"> {
  readonly surveyedBy: string;
  readonly surveyedAt: Date;
  /** The survey this one takes the place of. */
  readonly replaces: string | null;
}

export async function insertGateSurvey(trx: Db, survey: NewGateSurvey): Promise<void> {
  const [lng, lat] = survey.position;
  const point = pointFrom(sql`${lng}::double precision`, sql`${lat}::double precision`);
  await sql`
    update gate_survey set replaced_by = ${survey.id}
    where replaced_by is null and (id = ${survey.replaces} or gate_id = ${survey.gateId})`.execute(
    trx,
  );
  await sql`
    insert into gate_survey (id, compound_id, gate_id, verdict, access, hours, place, surveyed_by,
      surveyed_at)
    values (${survey.id}, ${survey.compoundId}, ${survey.gateId}, ${survey.verdict},
      ${survey.access}, ${survey.hours}, ${point}, ${survey.surveyedBy}, ${survey.surveyedAt})`.execute(
    trx,
  );
}

export interface SurveyedCompound {
  readonly id: string;
  readonly name: string;
  /** Areas around it, from the root down; empty where it lies in none. */
  readonly path: readonly string[];
}

/** Those of some compounds that the reader may see. */
export async function listCompoundNames(
  db: Db,
  ids: readonly string[],
): Promise<SurveyedCompound[]> {
  const { rows } = await sql<SurveyedCompound>`
    select c.id, c.name, coalesce(a.path, '{}') as path
    from compound c left join area a on a.id = c.community_id
    where c.id = any(${[...ids]}::text[]) order by c.id`.execute(db);
  return rows;
}

/** The compound that each of some buildings stands in, as far as the reader may know. */
export async function listCompoundsOfBuildings(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("building")
    .select(["id", "compound_id as compoundId"])
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute();
  return new Map(
    rows.flatMap(({ id, compoundId }) => (compoundId === null ? [] : [[id, compoundId] as const])),
  );
}
