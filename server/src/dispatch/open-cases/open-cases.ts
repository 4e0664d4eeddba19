import type { Jurisdiction, Sight } from "@onegrid/core/access";
import {
  CASE_LEVELS,
  CASE_STATES,
  deadlinesOf,
  nextSoonAt,
  SEVERITIES,
} from "@onegrid/core/dispatch";
import { encodeOpenCases, type OpenCase } from "@onegrid/core/dispatch/open-cases-contract";
import { readMomentAs, type Db } from "@onegrid/db";
import { listGridCenters, listOpenColumns, type OpenCaseRow } from "@onegrid/db/dispatch";
import { head } from "@onegrid/db/events";
import { rulesOf, type Rules } from "../rules/rules-in-force.ts";

/**
 * Every open case that somebody reaches, as bytes. Cases and stream position are read as of one moment,
 * so what the stream says after it is exactly what is missing.
 */
export async function openCases(
  db: Db,
  { jurisdiction, sight }: { readonly jurisdiction: Jurisdiction; readonly sight: Sight },
): Promise<Uint8Array> {
  const rules = await rulesOf(db);
  return readMomentAs(db, sight, async (trx) => {
    const { epoch, position } = await head(trx);
    const rows = await listOpenColumns(trx, jurisdiction);
    const gridIds = new Set(rows.flatMap(({ gridVersionId }) => gridVersionId ?? []));
    const grids = await listGridCenters(trx, [...gridIds]);
    const cases = rows.map((row) => openCaseOf(row, rules));
    return encodeOpenCases(cases, { epoch, position, grids });
  });
}

const openCaseOf = (
  { lng, lat, category, unwarned, ...row }: OpenCaseRow,
  { bookFor }: Rules,
): OpenCase => ({
  ...row,
  categoryId: category,
  position: lng === null || lat === null ? null : [lng, lat],
  state: oneOf(CASE_STATES, row.state),
  level: oneOf(CASE_LEVELS, row.level),
  severity: oneOf(SEVERITIES, row.severity),
  soonAt: unwarned === null ? row.soonAt : nextSoonAt(deadlinesOf(unwarned, bookFor(unwarned))),
});

function oneOf<T extends string>(words: readonly T[], word: string): T {
  const found = words.find((each) => each === word);
  if (found === undefined) throw new Error(`a case is stored with the unknown word ${word}`);
  return found;
}
