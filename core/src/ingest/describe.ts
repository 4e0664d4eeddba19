import type { Bbox, Geometry } from "../geometry/index.ts";
import { createGeometryCheck } from "./check-geometry.ts";
import type { CrsCode } from "./gauss-kruger-zone.ts";
import { rowGeometry, samplePositions, type GeometryColumns } from "./row-geometry.ts";
import { matchGeometryColumns, personalHeadings } from "./match-headings.ts";
import type { ImportPlan } from "./plan.ts";
import { proposeCrs, type CrsFinding } from "./propose-crs.ts";
import { proposePlan, type PlanHints } from "./propose-plan.ts";
import { createRecordChecker } from "./record-checker.ts";
import type { LayerRecord } from "./records.ts";
import { cellText } from "./row-reader.ts";
import type { Reject, SourceFeature, SourceGeometry } from "./source.ts";
import type { SourceFormat } from "./refusals.ts";
import { TARGETS } from "./targets.ts";

/** What a file is and how it would be read; from its first part, so it is quick on any size. */
export interface SourceDescription {
  readonly file: string;
  readonly format: SourceFormat;
  readonly bytes: number;
  readonly encoding: EncodingGuess | null;
  /** Tables, sheets, folders or inner files; one without name where the format has none. */
  readonly layers: readonly LayerDescription[];
}

export interface EncodingGuess {
  /** Label of the WHATWG encoding standard: `utf-8`, `gb18030`, `big5`, `utf-16le`… */
  readonly label: string;
  readonly because: "mark" | "declared" | "strict-utf-8" | "not-utf-8" | "chosen";
  /** Others the user may try, with the same text read that way. */
  readonly alternatives: readonly { readonly label: string; readonly sample: string }[];
}

export interface FieldDescription {
  readonly name: string;
  /** Up to three different values, shortened. None for personal fields. */
  readonly samples: readonly string[];
  /** Dropped on import: about people. */
  readonly isPersonal: boolean;
}

export interface LayerDescription {
  readonly name: string | null;
  /** `null`: known only after reading everything. */
  readonly rows: number | null;
  readonly geometryTypes: readonly string[];
  readonly fields: readonly FieldDescription[];
  readonly crs: CrsFinding;
  readonly plan: ImportPlan;
  /** What the proposed plan makes of the sample. */
  readonly trial: PlanTrial;
}

/** What a plan makes of the first rows of a layer; nothing is kept of it. */
export interface PlanTrial {
  /** Targets the layer cannot do without that nothing is mapped to. */
  readonly missingTargets: readonly string[];
  /**
   * Some geometries in degrees, for a preview map: of rows that are taken; where there are none, of
   * all that have a place, so that a wrong system shows.
   */
  readonly preview: readonly Geometry[];
  /** Degrees, of the preview; `null` when nothing has a place. */
  readonly bbox: Bbox | null;
  /** Rows looked at. */
  readonly rows: number;
  /** Records they give. */
  readonly accepted: number;
  readonly refused: number;
  readonly warned: number;
  /** The first of the refused and warned rows. */
  readonly rejects: readonly Reject[];
  /** Of buildings: how many have a number, and from where; `null` for other layers. */
  readonly households: HouseholdTrial | null;
}

export interface HouseholdTrial {
  readonly buildings: Readonly<Record<"register" | "estimate" | "unknown", number>>;
  readonly households: number;
}

/** What a reader knows of a layer beside its first rows. */
export interface LayerFacts extends PlanHints {
  readonly name: string | null;
  readonly rows: number | null;
  readonly declaredCrs: { readonly text: string; readonly crs: CrsCode | null } | null;
  readonly formatCrs: CrsCode | null;
  readonly district: Bbox | null;
  readonly headings: readonly string[];
}

const PREVIEW = 500;
const PREVIEW_POSITIONS = 20_000;

export function describeLayer(
  sample: readonly SourceFeature[],
  facts: LayerFacts,
): LayerDescription {
  const columns = sample.some(({ geometry }) => geometry !== null)
    ? null
    : matchGeometryColumns(facts.headings);
  const geometryTypes = [...new Set(geometriesOf(sample, columns).map(({ type }) => type))];
  const settle = (rows: readonly SourceFeature[]) => {
    const crs = findCrs(geometriesOf(rows, columns), columns, facts);
    return { crs, plan: proposePlan({ facts, sample, crs, columns, geometryTypes }) };
  };
  const first = settle(sample);
  // What is refused says nothing about the system of the other rows.
  const { features } = takeRows(sample, first.plan);
  const { crs, plan } = features.length === 0 ? first : settle(features);
  return {
    name: facts.name,
    rows: facts.rows,
    geometryTypes,
    fields: describeFields(sample, facts.headings),
    crs,
    plan,
    trial: tryPlan(sample, plan),
  };
}

function findCrs(
  geometries: readonly SourceGeometry[],
  columns: GeometryColumns,
  facts: LayerFacts,
): CrsFinding {
  return proposeCrs({
    declared: facts.declaredCrs,
    formatDefault: facts.formatCrs,
    sample: samplePositions(geometries),
    district: facts.district,
    namesAxes: columns !== null && "x" in columns && /^(?:lng|lon|经度)/i.test(columns.x),
  });
}

const geometriesOf = (rows: readonly SourceFeature[], columns: GeometryColumns): SourceGeometry[] =>
  rows.flatMap((feature) => rowGeometry(feature, columns) ?? []);

/** Applies a plan to a sample: what the user sees before anything is imported. */
export function tryPlan(sample: readonly SourceFeature[], plan: ImportPlan): PlanTrial {
  const { records, rejects, features } = takeRows(sample, plan);
  const taken = previewOf(features, plan);
  const preview = taken.length > 0 ? taken : previewOf(sample, { ...plan, district: null });
  const refused = rejects.filter(({ severity }) => severity === "refused").length;
  return {
    missingTargets: missingTargets(plan),
    preview,
    bbox: boxOf(preview),
    rows: sample.length,
    accepted: records.length,
    refused,
    warned: rejects.length - refused,
    rejects: rejects.slice(0, MOST_REJECTS),
    households: householdsOf(records),
  };
}

interface TakenRows {
  readonly records: LayerRecord[];
  readonly rejects: Reject[];
  /** The rows that give the records. */
  readonly features: SourceFeature[];
}

function takeRows(sample: readonly SourceFeature[], plan: ImportPlan): TakenRows {
  const taken: TakenRows = { records: [], rejects: [], features: [] };
  const checker = createRecordChecker(plan);
  if (!checker.ok) return taken;
  for (const feature of sample) {
    const { records, rejects } = checker.value.take([feature]);
    taken.records.push(...records);
    taken.rejects.push(...rejects);
    if (records.length > 0) taken.features.push(feature);
  }
  return taken;
}

const MOST_REJECTS = 50;

function planGeometry(feature: SourceFeature, { geometry }: ImportPlan): SourceGeometry | null {
  if (geometry.from === "file") return feature.geometry;
  return rowGeometry(
    { ...feature, geometry: null },
    geometry.from === "wkt" ? { wkt: geometry.column } : geometry,
  );
}

function householdsOf(records: readonly LayerRecord[]): HouseholdTrial | null {
  const buildings = { register: 0, estimate: 0, unknown: 0 };
  let households = 0;
  for (const record of records) {
    if (record.layer !== "buildings") continue;
    buildings[record.householdSource] += 1;
    households += record.households ?? 0;
  }
  const count = buildings.register + buildings.estimate + buildings.unknown;
  return count === 0 ? null : { buildings, households };
}

function describeFields(
  sample: readonly SourceFeature[],
  headings: readonly string[],
): FieldDescription[] {
  const personal = new Set(personalHeadings(headings));
  return headings.map((name) => {
    const isPersonal = personal.has(name);
    return { name, isPersonal, samples: isPersonal ? [] : samplesOf(sample, name) };
  });
}

function samplesOf(sample: readonly SourceFeature[], name: string): string[] {
  const found = new Set<string>();
  for (const { properties } of sample) {
    const text = cellText(properties[name]);
    if (text !== "") found.add(text.length > 60 ? `${text.slice(0, 60)}…` : text);
    if (found.size === 3) break;
  }
  return [...found];
}

function missingTargets(plan: ImportPlan): string[] {
  if (plan.layer === "osm") return [];
  return TARGETS[plan.layer]
    .filter(
      ({ name, isRequired }) =>
        isRequired && plan.mapping[name] === undefined && plan.defaults[name] === undefined,
    )
    .map(({ name }) => name);
}

function previewOf(rows: readonly SourceFeature[], plan: ImportPlan): Geometry[] {
  const check = createGeometryCheck(plan);
  const preview: Geometry[] = [];
  let positions = 0;
  for (const row of rows) {
    const geometry = planGeometry(row, plan);
    const checked = geometry === null ? undefined : check?.(geometry);
    if (checked?.ok !== true) continue;
    positions += countPositions(checked.value.geometry);
    if (preview.length >= PREVIEW || positions > PREVIEW_POSITIONS) break;
    preview.push(checked.value.geometry);
  }
  return preview;
}

function countPositions({ coordinates }: Geometry): number {
  return coordinates.flat(3).length / 2;
}

function boxOf(geometries: readonly Geometry[]): Bbox | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { coordinates } of geometries) {
    const numbers = coordinates.flat(3);
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const [lng, lat] = [Number(numbers[i]), Number(numbers[i + 1])];
      west = Math.min(west, lng);
      south = Math.min(south, lat);
      east = Math.max(east, lng);
      north = Math.max(north, lat);
    }
  }
  return west <= east ? [west, south, east, north] : null;
}
