import type { Db } from "@onegrid/db";
import {
  adoptKnownAreas,
  dropDoubledCodes,
  dropForeignRows,
  dropHomelessEntrances,
  dropInvalidRows,
  renumberStandIns,
  type StagedReject,
  type UnfitRow,
} from "@onegrid/db/ingest";

/**
 * Takes rows out that only the store, or the whole batch, shows to be unfit; answers why. `within`: area
 * ids of whoever imports, where they do not answer for all.
 */
export async function dropUnfit(
  db: Db,
  batchId: string,
  within: readonly string[] | null,
): Promise<StagedReject[]> {
  await adoptKnownAreas(db, batchId);
  await renumberStandIns(db, batchId);
  const invalid = await dropInvalidRows(db, batchId);
  const foreign = within === null ? [] : await dropForeignRows(db, batchId, within);
  const doubled = await dropDoubledCodes(db, batchId);
  const homeless = await dropHomelessEntrances(db, batchId);
  const broken = { code: "ingest.geometry-broken", detail: "ST_IsValid" } as const;
  return [
    ...invalid.map((row) => lateReject(row, broken, "geometry")),
    ...foreign.map((row) => lateReject(row, { code: "ingest.outside-part" }, "geometry")),
    ...doubled.map((row) =>
      lateReject(row, { code: "ingest.duplicate-id", id: row.code, first: row.first }, "code"),
    ),
    ...homeless.map((row) =>
      lateReject(
        row,
        { code: "ingest.reference-unknown", target: "building", id: row.building },
        "building",
      ),
    ),
  ];
}

const lateReject = (
  { number, sourceId }: UnfitRow,
  refusal: StagedReject["refusal"],
  field: string,
): StagedReject => ({
  place: `#${number + 1}`,
  severity: "refused",
  refusal,
  field,
  value: sourceId,
});
