import type { Geometry } from "@onegrid/core/geometry";
import type { BuildingInput } from "@onegrid/core/topology";
import { estimateHouseholds } from "./estimate-households.ts";
import { at, faultOf, type InputNotes } from "./notices.ts";
import { isBlank, readCount } from "./read-count.ts";
import type { Feature } from "./read-layer.ts";
import { badCount, isSameGround } from "./read-units.ts";

export interface ReadBuildings {
  readonly buildings: readonly BuildingInput[];
  /** Ids of those whose households nobody knows: counted as none. */
  readonly unknown: readonly string[];
  /** Ids of those whose households are estimated (估算) from footprint and storeys. */
  readonly estimated: ReadonlySet<string>;
}

export interface BuildingFields {
  readonly path: string;
  /** Field of the households; `undefined`: there is none, all are estimated. */
  readonly weight: string | undefined;
  /** Estimate those whose field is empty too. */
  readonly isEstimating: boolean;
  readonly notes: InputNotes;
}

/** Buildings (楼栋) with their households; everything that is wrong with them at once. */
export function readBuildings(features: readonly Feature[], fields: BuildingFields): ReadBuildings {
  const { path, weight, notes } = fields;
  const rows = takeRows(features, path, notes);
  const isKnown = ({ feature }: Row): boolean =>
    weight !== undefined && !isBlank(feature.properties[weight]);
  const guesses =
    weight === undefined || fields.isEstimating
      ? estimateHouseholds(rows.filter((row) => !isKnown(row)).map(({ feature }) => feature))
      : new Map<Feature, number>();
  const buildings: BuildingInput[] = [];
  const unknown: string[] = [];
  const estimated = new Set<string>();
  for (const row of rows) {
    const { id, feature, geometry } = row;
    const guess = guesses.get(feature);
    if (!isKnown(row)) {
      if (guess === undefined) unknown.push(id);
      else estimated.add(id);
    }
    const value = weight === undefined ? undefined : feature.properties[weight];
    const count = isKnown(row) ? readCount(value) : (guess ?? 0);
    if (count === null) notes.problem({ ...at(feature, path), ...badCount(weight ?? "", value) });
    else buildings.push({ id, geometry, households: count });
  }
  tellCounts(fields, { all: rows.length, unknown: unknown.length, estimated: estimated.size });
  notes.throwProblems();
  return { buildings, unknown, estimated };
}

interface Row {
  readonly id: string;
  readonly feature: Feature;
  readonly geometry: BuildingInput["geometry"];
}

/** Rows with a place of their own; the same building twice is taken once. */
function takeRows(features: readonly Feature[], path: string, notes: InputNotes): Row[] {
  const seen = new Map<string, Feature>();
  const rows: Row[] = [];
  for (const feature of features) {
    const { geometry, fault } = feature;
    if (!geometry || isLine(geometry)) {
      const found = geometry?.type ?? "";
      const wanted = "Polygon, Point";
      notes.settled(
        faultOf(feature, path, fault ?? { code: "ingest.geometry-type", found, wanted }),
      );
      continue;
    }
    // A footprint only tells where the building stands: one that crosses itself does so well enough.
    if (fault) notes.notice(faultOf(feature, path, fault));
    const id = feature.id || `#${feature.number}`;
    const twin = seen.get(id);
    if (!twin) {
      seen.set(id, feature);
      rows.push({ id, feature, geometry });
    } else if (isSameGround(twin, feature)) {
      notes.notice({ ...at(feature, path), ...sameTwice(twin.number) });
    } else {
      const other = `${id}#${feature.number}`;
      notes.notice({ ...at(feature, path), ...renamed(twin.number, other) });
      seen.set(other, feature);
      rows.push({ id: other, feature, geometry });
    }
  }
  return rows;
}

const isLine = (geometry: Geometry) =>
  geometry.type === "LineString" || geometry.type === "MultiLineString";

const NO_ADVICE = ["", ""] as const;

const sameTwice = (twin: number) => ({
  code: "division.same-building",
  reason: [
    `与第 ${twin} 个要素编号、位置都相同，只取一次。`,
    `It is feature ${twin} once more, in id and place: taken once.`,
  ] as const,
  advice: NO_ADVICE,
});

const renamed = (twin: number, name: string) => ({
  code: "division.duplicate-id",
  reason: [
    `编号与第 ${twin} 个要素相同而位置不同，记为 ${name}。`,
    `Feature ${twin} has the same id in another place: this one is called ${name}.`,
  ] as const,
  advice: NO_ADVICE,
});

interface Counts {
  readonly all: number;
  readonly unknown: number;
  readonly estimated: number;
}

function tellCounts(fields: BuildingFields, { all, unknown, estimated }: Counts): void {
  const { notes, path, weight } = fields;
  const about = { object: path, place: "", advice: NO_ADVICE };
  if (estimated > 0)
    notes.notice({
      ...about,
      code: "division.estimated",
      reason: [
        `${all} 栋中 ${estimated} 栋的户数按占地与层数估算。`,
        `Households of ${estimated} of ${all} buildings are estimated from footprint and storeys.`,
      ],
    });
  if (unknown > 0)
    notes.notice({
      ...about,
      code: "division.no-households",
      reason: [
        `${all} 栋中 ${unknown} 栋户数不明，按 0 户计${weight === undefined ? "" : "；可加 --estimate 估算"}。`,
        `Households of ${unknown} of ${all} buildings are not known and count as none${weight === undefined ? "" : "; add --estimate to estimate them"}.`,
      ],
    });
}
