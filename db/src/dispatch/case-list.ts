import type { Jurisdiction } from "@onegrid/core/access";
import type { Case } from "@onegrid/core/dispatch";
import type { Bbox } from "@onegrid/core/geometry";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { likePattern } from "../like-pattern.ts";
import { meetsBbox } from "../postgis.ts";
import { reached, type StoredCase } from "./cases.ts";

/** The next due first, or the last reported, or the last changed. */
type CaseOrder = "due" | "reported" | "updated";

export interface CaseQuery {
  /** What the reader reaches. */
  readonly jurisdiction: Jurisdiction;
  readonly states: readonly string[] | null;
  readonly areaId: string | null;
  readonly category: string | null;
  readonly text: string | null;
  readonly memberId: string | null;
  readonly level: string | null;
  readonly severity: string | null;
  readonly limit: number;
  /** The mark (`next`) of the last case of the page before; `null`: from the beginning. */
  readonly after: string | null;
  readonly order?: CaseOrder;
  /** What a unit has in hand, whoever of it was named. */
  readonly unitId?: string | null;
  /** Reported at or after this instant. */
  readonly reportedFrom?: Date | null;
  /** Reported before this instant. */
  readonly reportedTo?: Date | null;
  readonly bbox?: Bbox | null;
  readonly colour?: ShownColour | null;
}

/** What the board shows of a case at a moment: a clock of it warns, or has run out. */
interface ShownColour {
  readonly name: "yellow" | "red";
  readonly at: Date;
}

export interface CasePage {
  readonly cases: StoredCase[];
  readonly total: number;
  /** Where the next page begins; `null` at the end. */
  readonly next: string | null;
}

/** A case without a limit of time stands behind every date. */
const NEVER_DUE_MS = "999999999999999";

const wholeMs = (column: string): RawBuilder<string> =>
  sql<string>`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`;

/** What a list is sorted by, the least first: what is to be first when it is newest counts down from the end of time. */
const RANKS: Readonly<Record<CaseOrder, RawBuilder<string>>> = {
  due: sql<string>`coalesce(${wholeMs("due_at")}, ${sql.lit(NEVER_DUE_MS)}::bigint)`,
  reported: sql<string>`${sql.lit(NEVER_DUE_MS)}::bigint - ${wholeMs("reported_at")}`,
  updated: sql<string>`${sql.lit(NEVER_DUE_MS)}::bigint - ${wholeMs("updated_at")}`,
};

/**
 * Cases within the reader's reach: in the order asked for, then the newest. Counted and found in one
 * pass: whether a case is theirs is asked once, and only the listed ones are read whole. A page begins
 * behind the last case of the one before, not after a number of them: cases that have left the list
 * meanwhile must not hide others.
 */
export async function listCases(db: Db, query: CaseQuery): Promise<CasePage> {
  const rows = await db
    .with("mine", (on) =>
      matching(on, query).select([
        "id",
        RANKS[query.order ?? "due"].as("rank"),
        wholeMs("reported_at").as("reported"),
      ]),
    )
    .selectFrom(sql<{ total: number }>`(select count(*)::int as total from mine)`.as("counted"))
    .leftJoin(
      (eb) =>
        eb
          .selectFrom("mine")
          .selectAll()
          .$if(query.after !== null, (qb) => qb.where(isBehind(query.after ?? "")))
          .orderBy("rank")
          .orderBy("reported", "desc")
          .orderBy("id")
          .limit(query.limit + 1)
          .as("listed"),
      (join) => join.onTrue(),
    )
    .leftJoin("dispatch_case as c", "c.id", "listed.id")
    .select(["counted.total", "c.number", "c.card as case", "c.scope_path as scopePath"])
    .select(sql<string>`concat_ws('.', listed.rank, listed.reported, listed.id)`.as("mark"))
    .$narrowType<{ case: Case | null }>()
    .orderBy("listed.rank")
    .orderBy("listed.reported", "desc")
    .orderBy("listed.id")
    .execute();
  const page = rows.slice(0, query.limit);
  return {
    total: rows[0]?.total ?? 0,
    next: rows.length > page.length ? (page.at(-1)?.mark ?? null) : null,
    cases: page.flatMap(({ number, case: folded, scopePath }) =>
      number && folded && scopePath ? { number, case: folded, scopePath } : [],
    ),
  };
}

/** Later in the order of the list than the case with a mark. */
function isBehind(mark: string): RawBuilder<boolean> {
  const [rank = "", reported = "", ...id] = mark.split(".");
  return sql<boolean>`(rank, -reported, id)
    > (${rank}::bigint, -${reported}::bigint, ${id.join(".")}::text)`;
}

function matching(db: Pick<Db, "selectFrom">, query: CaseQuery) {
  const { states, areaId, category, memberId, level, severity } = query;
  const like = query.text === null ? null : likePattern(query.text);
  const more = narrowing(query);
  return db
    .selectFrom("dispatch_case")
    .where(reached(query.jurisdiction))
    .$if(states !== null, (qb) =>
      qb.where(sql<boolean>`state = any(${[...(states ?? [])]}::text[])`),
    )
    .$if(areaId !== null, (qb) => qb.where(sql<boolean>`scope_path @> ${[areaId]}::text[]`))
    .$if(category !== null, (qb) =>
      qb.where(sql<boolean>`(category = ${category} or starts_with(category, ${`${category}-`})
        or starts_with(category, ${`${category}.`}))`),
    )
    .$if(level !== null, (qb) => qb.where("level", "=", level))
    .$if(severity !== null, (qb) => qb.where("severity", "=", severity))
    .$if(memberId !== null, (qb) => qb.where("assignee_id", "=", memberId))
    .$if(like !== null, (qb) =>
      qb.where(sql<boolean>`(number ilike ${like} or address ilike ${like}
        or card ->> 'description' ilike ${like})`),
    )
    .$if(more.length > 0, (qb) => qb.where((eb) => eb.and(more)));
}

/** What few lists ask for; each by a column as it is, so that its index answers. */
function narrowing(query: CaseQuery): RawBuilder<boolean>[] {
  const { unitId = null, reportedFrom = null, reportedTo = null, bbox = null } = query;
  return [
    ...(unitId === null
      ? []
      : [
          sql<boolean>`(assignee_id is not null and card #>> '{assignee,unitId}' = ${unitId}::text)`,
        ]),
    ...(reportedFrom === null ? [] : [sql<boolean>`reported_at >= ${reportedFrom}::timestamptz`]),
    ...(reportedTo === null ? [] : [sql<boolean>`reported_at < ${reportedTo}::timestamptz`]),
    ...(bbox === null ? [] : [meetsBbox(sql.ref("place"), bbox)]),
    ...(query.colour ? [shows(query.colour)] : []),
  ];
}

const shows = ({ name, at }: ShownColour): RawBuilder<boolean> =>
  name === "red"
    ? sql<boolean>`due_at <= ${at}::timestamptz`
    : sql<boolean>`(soon_at <= ${at}::timestamptz
        and (due_at is null or due_at > ${at}::timestamptz))`;
