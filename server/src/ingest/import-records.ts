import { randomUUID } from "node:crypto";
import type { Bbox } from "@onegrid/core/geometry";
import type { LayerName, LayerRecord } from "@onegrid/core/ingest";
import { writeAudit } from "../access/audit.ts";
import type { Db } from "@onegrid/db";
import { append } from "@onegrid/db/events";
import {
  applyBatch,
  dropUnusedBatch,
  endBatch,
  extendRootDuties,
  holdBatch,
  liftRootDuties,
  linkAreas,
  linkObjects,
  measureBatch,
  openBatch,
  stageRecords,
  stageRejects,
  type Applied,
  type StagedRecord,
  type StagedReject,
} from "@onegrid/db/ingest";
import { listRootAreas } from "@onegrid/db/organisation";
import { giveFirstDuties } from "../access/demo-accounts.ts";
import { settleWaitingRoles } from "../access/waiting-duties.ts";
import { raiseLayers } from "../live/raise-layers.ts";
import { applyIncidents } from "./apply-incidents.ts";
import { dropUnfit } from "./drop-unfit.ts";
import { indexName } from "./name-index.ts";

/** What a reader or the demo generator hands over at a time. */
export interface ImportPart {
  readonly records: readonly LayerRecord[];
  readonly rejects: readonly StagedReject[];
}

export interface ImportOptions {
  readonly fileName: string;
  readonly accountId: string | null;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** Id for the batch; default: a new one. A failed or cancelled batch of this id is replaced. */
  readonly batchId?: string;
  /** More for the batch's record, asked for when all rows are read. */
  readonly detail?: () => Readonly<Record<string, unknown>>;
  /** Area ids of whoever imports, where they do not answer for all: elsewhere nothing is changed. */
  readonly within?: readonly string[] | null;
  /** All rows are read and checked; what follows is one step. */
  readonly onStoring?: () => void;
  /** What follows from the rows that are waiting, such as areas that nobody drew; staged with them. */
  readonly derive?: (batchId: string) => Promise<readonly LayerRecord[]>;
  /** After each part: rows taken and refused so far. */
  readonly onProgress?: (progress: { accepted: number; rejected: number }) => void;
}

export interface ImportResult {
  readonly batchId: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly applied: readonly Applied[];
  /** Degrees, round all that came in. */
  readonly bbox: Bbox | null;
}

const CASES_IMPORTED = {
  kind: "dispatch.cases-imported",
  subject: "cases",
  scopePath: [],
  payload: {},
} as const;

/** Layers whose rows a record layer changes: tiles, and what is computed from them, go by their revisions. */
const TILE_LAYERS: Partial<Record<LayerName, readonly string[]>> = {
  areas: ["areas", "compounds", "buildings", "grids"],
  compounds: ["compounds"],
  gates: ["gates"],
  buildings: ["buildings"],
  entrances: ["entrances"],
  ways: ["ways"],
  barriers: ["barriers"],
  way_barriers: ["way_barriers"],
  land: ["land"],
  stations: ["stations"],
};

/**
 * Takes records into the store: parts wait out of sight while the source is read, then one
 * transaction moves all of them. Ended, cancelled or killed before that, nothing has changed.
 */
export async function importRecords(
  db: Db,
  parts: AsyncIterable<ImportPart> | Iterable<ImportPart>,
  options: ImportOptions,
): Promise<ImportResult> {
  const { accountId, fileName, batchId = randomUUID() } = options;
  if (options.batchId !== undefined) await dropUnusedBatch(db, batchId);
  await openBatch(db, { id: batchId, accountId, fileName, layer: "" });
  const count = { accepted: 0, rejected: 0 };
  try {
    await stageAll(db, batchId, parts, { ...options, count });
    options.onStoring?.();
    return { batchId, ...count, ...(await applyStaged(db, batchId, options, count)) };
  } catch (error) {
    const state = options.signal?.aborted ? "cancelled" : "failed";
    const end = { state, ...count, added: 0, updated: 0, detail: {} } as const;
    // When the database is away this fails too: the next start sees to the batch, and what is told
    // is why the import failed.
    await endBatch(db, batchId, options.now(), end).catch(() => undefined);
    throw error;
  }
}

interface Count {
  accepted: number;
  rejected: number;
}

async function stageAll(
  db: Db,
  batchId: string,
  parts: AsyncIterable<ImportPart> | Iterable<ImportPart>,
  { count, signal, onProgress, derive, within = null }: ImportOptions & { count: Count },
): Promise<void> {
  for await (const { records, rejects } of parts) {
    signal?.throwIfAborted();
    await stageRecords(db, batchId, count.accepted, withIndex(records));
    await stageRejects(db, batchId, count.rejected, rejects);
    count.accepted += records.length;
    count.rejected += rejects.length;
    onProgress?.({ ...count });
  }
  if (derive) {
    const derived = await derive(batchId);
    await stageRecords(db, batchId, count.accepted, withIndex(derived));
    count.accepted += derived.length;
  }
  const late = await dropUnfit(db, batchId, within);
  await stageRejects(db, batchId, count.rejected, late);
  count.accepted -= late.length;
  count.rejected += late.length;
}

const withIndex = (records: readonly LayerRecord[]): StagedRecord[] =>
  records.map((record) => ({ record, ...indexName("name" in record ? record.name : "") }));

const applyStaged = (
  db: Db,
  batchId: string,
  { accountId, fileName, now, signal, detail }: ImportOptions,
  count: Count,
): Promise<Pick<ImportResult, "applied" | "bbox">> =>
  db.transaction().execute(async (trx) => {
    await requireAll(trx, batchId, count);
    const roots = (await listRootAreas(trx)).map(({ id }) => id);
    const applied = await applyBatch(trx, batchId);
    const has = (layer: LayerName): boolean => applied.some((done) => done.layer === layer);
    await link(trx, batchId, { areas: has("areas"), compounds: has("compounds"), roots });
    // Last: a case lies in areas that may have come with it.
    applied.push(...(await applyIncidents(trx, batchId, now())));

    const layers = applied.flatMap(({ layer }) => TILE_LAYERS[layer] ?? []);
    const total = (key: "added" | "updated"): number =>
      applied.reduce((sum, done) => sum + done[key], 0);
    const end = { ...count, added: total("added"), updated: total("updated") };
    // The last moment at which it can be undone by doing nothing.
    signal?.throwIfAborted();
    const bbox = await measureBatch(trx, batchId);
    await endBatch(trx, batchId, now(), {
      state: "done",
      ...end,
      detail: { applied, bbox, ...detail?.() },
    });
    await writeAudit(trx, { accountId, action: "ingest.import", object: fileName, detail: end });
    await raiseLayers(trx, layers);
    // One event for all of them: screens ask again for what is open.
    if (has("incidents")) await append(trx, [CASES_IMPORTED]);
    return { applied, bbox };
  });

/** Another server that starts on the same store sweeps what it takes for left behind. */
async function requireAll(trx: Db, batchId: string, { accepted }: Count): Promise<void> {
  const waiting = await holdBatch(trx, batchId);
  if (waiting === accepted) return;
  throw new Error(`${waiting} of ${accepted} rows of import ${batchId} are left`);
}

async function link(
  trx: Db,
  batchId: string,
  { roots, ...changed }: { areas: boolean; compounds: boolean; roots: readonly string[] },
): Promise<void> {
  if (changed.areas) await linkAreas(trx, batchId);
  await linkObjects(trx, batchId, changed);
  if (!changed.areas) return;
  await liftRootDuties(trx, roots);
  await extendRootDuties(trx);
  await giveFirstDuties(trx);
  if ((await settleWaitingRoles(trx)) > 0) await extendRootDuties(trx);
}
