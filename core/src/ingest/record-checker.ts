import { personalWordIn } from "../access/index.ts";
import type { Geometry } from "../geometry/index.ts";
import { fail, ok, type Result } from "../result.ts";
import { createGeometryCheck, type CheckGeometry } from "./check-geometry.ts";
import { isGeographic } from "./crs.ts";
import { MAKERS, makeIncident } from "./make-records.ts";
import { osmUses, type OsmUse } from "./osm-layers.ts";
import type { ImportPlan } from "./plan.ts";
import { readWkt } from "./read-wkt.ts";
import type { LayerName, LayerRecord } from "./records.ts";
import type { FileRefusal, RowRefusal } from "./refusals.ts";
import { cellText, readNumber, RowReader } from "./row-reader.ts";
import type { Reject, SourceFeature, SourceGeometry, SourcePlace } from "./source.ts";

export interface CheckedBatch {
  readonly records: LayerRecord[];
  readonly rejects: Reject[];
  /** Rows of an OSM source that serve no layer: not faulty, not taken. */
  readonly skipped: number;
}

/** Checks the rows of one source, batch after batch; remembers the ids it has seen. */
export interface RecordChecker {
  readonly take: (features: readonly SourceFeature[]) => CheckedBatch;
  /** Headings about people (姓名, 电话…) met so far: their columns were dropped. */
  readonly personalColumns: () => string[];
}

/** Refuses a plan with an unknown coordinate system. */
export function createRecordChecker(plan: ImportPlan): Result<RecordChecker, FileRefusal> {
  const check = createGeometryCheck(plan);
  if (check === null) return fail({ code: "ingest.crs-unknown", crs: plan.crs.slice(0, 80) });
  const state: State = { plan, check, seen: new Map(), personal: new Map(), copies: new Map() };
  return ok({
    take: (features) => takeBatch(features, state),
    personalColumns: () =>
      [...state.personal].filter(([, isPersonal]) => isPersonal).map(([name]) => name),
  });
}

/** All records and rejects of a few rows: for tests and small sources. */
export function toRecords(
  features: readonly SourceFeature[],
  plan: ImportPlan,
): Result<CheckedBatch, FileRefusal> {
  const checker = createRecordChecker(plan);
  return checker.ok ? ok(checker.value.take(features)) : checker;
}

interface State {
  readonly plan: ImportPlan;
  readonly check: CheckGeometry;
  /** By layer: id to where it was first seen. */
  readonly seen: Map<LayerName, Map<string, string | number>>;
  readonly personal: Map<string, boolean>;
  /** Made-up ids of incidents, with the number of equal ones so far. */
  readonly copies: Map<string, number>;
}

function takeBatch(features: readonly SourceFeature[], state: State): CheckedBatch {
  const records: LayerRecord[] = [];
  const rejects: Reject[] = [];
  let skipped = 0;
  for (const feature of features) {
    const taken = takeRow(withoutPersonal(feature, state), state);
    for (const record of taken.records) records.push(record);
    for (const reject of taken.rejects) rejects.push(reject);
    if (taken.isSkipped) skipped += 1;
  }
  return { records, rejects, skipped };
}

/** Personal columns go before anything looks at the row. */
function withoutPersonal(feature: SourceFeature, { personal }: State): SourceFeature {
  let kept: Record<string, unknown> | null = null;
  for (const heading of Object.keys(feature.properties)) {
    let isPersonal = personal.get(heading);
    if (isPersonal === undefined) {
      isPersonal = personalWordIn(heading) !== null;
      // A source with endless headings must not fill the memory.
      if (personal.size < 10_000) personal.set(heading, isPersonal);
    }
    if (!isPersonal) continue;
    kept ??= { ...feature.properties };
    delete kept[heading];
  }
  return kept === null ? feature : { ...feature, properties: kept };
}

interface TakenRow {
  readonly records: readonly LayerRecord[];
  readonly rejects: readonly Reject[];
  readonly isSkipped?: boolean;
}

function takeRow(feature: SourceFeature, state: State): TakenRow {
  const row = new RowReader(feature, state.plan, state.plan.mapping);
  if (feature.fault !== null) {
    row.report(feature.fault);
    return { records: [], rejects: row.problems };
  }
  const geometry = geometryOf(feature, state, row);
  if (state.plan.layer === "incidents") return finish(row, makeIncident(row, geometry), state);
  if (geometry === null) return { records: [], rejects: row.problems };
  if (state.plan.layer === "osm") return takeOsmRow(feature, geometry, { state, row });
  return finish(row, MAKERS[state.plan.layer](row, geometry, state.plan), state);
}

/** The checked geometry; what is wrong with it is reported, for incidents as a warning. */
function geometryOf(
  feature: SourceFeature,
  { plan, check }: State,
  row: RowReader,
): Geometry | null {
  const severity = plan.layer === "incidents" ? "warned" : "refused";
  const source = sourceGeometry(feature, plan);
  const checked = !source.ok
    ? source
    : source.value === null
      ? fail<RowRefusal>({ code: "ingest.geometry-missing" })
      : (placeholderFault(source.value, plan) ?? check(source.value));
  if (!checked.ok) {
    row.report(checked.error, { severity, value: coordinateText(checked.error) });
    return null;
  }
  const { geometry, repairs } = checked.value;
  if (
    repairs > 0 &&
    plan.layer !== "osm" &&
    plan.geometry.from !== "columns" &&
    isWorthTelling(repairs)
  )
    row.report({ code: "ingest.geometry-repaired", repairs }, { severity: "warned" });
  return geometry;
}

/** One turned ring is how half of all files are written; more is worth a line. */
const isWorthTelling = (repairs: number): boolean => repairs > 1;

function coordinateText(refusal: RowRefusal): string | null {
  return "x" in refusal ? `${refusal.x}, ${refusal.y}` : null;
}

function sourceGeometry(
  feature: SourceFeature,
  plan: ImportPlan,
): Result<SourceGeometry | null, RowRefusal> {
  const from = plan.geometry;
  if (from.from === "file") return ok(feature.geometry);
  if (from.from === "wkt") {
    const text = cellText(feature.properties[from.column]);
    return text === "" ? ok(null) : readWkt(text);
  }
  const x = cellText(feature.properties[from.x]);
  const y = cellText(feature.properties[from.y]);
  if (x === "" && y === "") return ok(null);
  const numbers = [readNumber(x), readNumber(y)];
  if (numbers.includes(null))
    return fail({ code: "ingest.coordinate-invalid", x: x.slice(0, 40), y: y.slice(0, 40) });
  // Columns are told apart by name, so that only the plan's own swap applies.
  return ok({ type: "Point", coordinates: numbers });
}

/**
 * Systems without a position write 0, 0 or the middle of the city in whole degrees (39, -77). For
 * incidents no whole degree is believed; elsewhere only 0, 0 is refused.
 */
function placeholderFault(
  { type, coordinates }: SourceGeometry,
  plan: ImportPlan,
): Result<never, RowRefusal> | null {
  if (type !== "Point" || !Array.isArray(coordinates)) return null;
  const [x, y]: unknown[] = coordinates;
  if (typeof x !== "number" || typeof y !== "number") return null;
  const isZero = x === 0 && y === 0;
  const isWhole =
    plan.layer === "incidents" &&
    isGeographic(plan.crs) &&
    Number.isInteger(x) &&
    Number.isInteger(y);
  return isZero || isWhole ? fail({ code: "ingest.coordinate-placeholder", x, y }) : null;
}

function takeOsmRow(
  feature: SourceFeature,
  geometry: Geometry,
  { state, row }: { state: State; row: RowReader },
): TakenRow {
  const uses = osmUses(feature.properties, geometry);
  if (uses.length === 0) return { records: [], rejects: [], isSkipped: true };
  const results = uses.map((use) => takeOsmUse(feature, geometry, { use, state }));
  return {
    records: results.flatMap(({ records }) => records),
    rejects: [...row.problems, ...results.flatMap(({ rejects }) => rejects)],
  };
}

function takeOsmUse(
  feature: SourceFeature,
  geometry: Geometry,
  { use, state }: { use: OsmUse; state: State },
): TakenRow {
  if (use.layer === "incidents") return { records: [], rejects: [], isSkipped: true };
  const mapping = { ...use.mapping, ...state.plan.mapping };
  for (const target of Object.keys(use.values)) delete mapping[target];
  const plan = { ...state.plan, defaults: { ...state.plan.defaults, ...use.values } };
  const row = new RowReader(feature, plan, mapping);
  return finish(row, MAKERS[use.layer](row, geometry, plan), state);
}

/** Records of a row count only when nothing refuses it and its id is new. */
function finish(row: RowReader, records: readonly LayerRecord[], state: State): TakenRow {
  if (row.isRefused) return { records: [], rejects: row.problems };
  const distinct =
    row.raw("id") === "" ? records.map((record) => numberCopy(record, state)) : records;
  const good = distinct.filter((record) => isNewId(record, row, state));
  return { records: good, rejects: row.problems };
}

/**
 * Reports without a number of their own may be equal in all they say. The second and third get the
 * made-up id with `-2`, `-3`: the same at each import, in whatever order the rows come.
 */
function numberCopy(record: LayerRecord, { copies }: State): LayerRecord {
  if (record.layer !== "incidents") return record;
  const count = (copies.get(record.sourceId) ?? 0) + 1;
  copies.set(record.sourceId, count);
  return count === 1 ? record : { ...record, sourceId: `${record.sourceId}-${count}` };
}

function isNewId({ layer, sourceId }: LayerRecord, row: RowReader, { seen }: State): boolean {
  let ids = seen.get(layer);
  if (ids === undefined) seen.set(layer, (ids = new Map()));
  const first = ids.get(sourceId);
  if (first === undefined) {
    ids.set(sourceId, placeKey(row.place));
    return true;
  }
  row.report(
    { code: "ingest.duplicate-id", id: sourceId.slice(0, 80), first: String(first) },
    { field: row.field("id"), value: sourceId },
  );
  return false;
}

/** Small, because a million of them are kept: a number stays out of the heap. */
function placeKey({ line, feature }: SourcePlace): string | number {
  return line ?? feature ?? "?";
}
