import { createHash } from "node:crypto";
import type { MultiPolygon, Polygon } from "@onegrid/core/geometry";
import type { AreaRecord } from "@onegrid/core/ingest";
import { outlineAround } from "@onegrid/core/organisation";
import {
  buildFromUnits,
  dissolve,
  indexUnitBorders,
  shapeGeometry,
  type BuiltMap,
} from "@onegrid/core/topology";
import type { Db } from "@onegrid/db";
import { listHomelessPlaces, listHomelessUnits, type StagedUnit } from "@onegrid/db/ingest";
import { Problem } from "../problem.ts";

const MARGIN_METRES = 60;

/**
 * Areas for what is about to be imported where nobody drew any: ready units bring their own
 * communities (the units of one `within` together); buildings get an outline round them, but only
 * when the user has given it a name. Official borders imported later take over by their codes.
 */
export async function deriveAreas(
  db: Db,
  batchId: string,
  around: string | null,
): Promise<AreaRecord[]> {
  const units = await listHomelessUnits(db, batchId);
  if (units.length > 0) return areasOfUnits(units, around);
  if (around === null) return [];
  const geometry = outlineAround(await listHomelessPlaces(db, batchId), MARGIN_METRES);
  return geometry ? districtOf(around, [{ name: `${around}社区`, geometry }], geometry) : [];
}

function areasOfUnits(units: readonly StagedUnit[], around: string | null): AreaRecord[] {
  const built = buildFromUnits(
    units.map(({ id, households, geometry }) => ({ id, households, geometry })),
  );
  if (!built.ok) throw new Problem(built.error);
  const name = around ?? "导入区域";
  const withinOf = new Map(units.map((unit) => [unit.id, unit.within ?? name]));
  const names = [...new Set(withinOf.values())].toSorted();
  // A unit in parts has further pieces, named after it.
  const nameOf = (unitId: string): string => withinOf.get(unitId.replace(/#\d+$/, "")) ?? name;
  const { ids } = built.value.map.units;
  const whole = shapesOf(built.value, new Int32Array(ids.length), 1)[0];
  if (!whole) return [];
  const groups = Int32Array.from(ids, (id) => names.indexOf(nameOf(id)));
  const communities = shapesOf(built.value, groups, names.length).flatMap((geometry, index) =>
    geometry ? [{ name: names[index] ?? name, geometry }] : [],
  );
  return districtOf(name, communities, whole);
}

function shapesOf(
  { map, positions }: BuiltMap,
  groupOf: Int32Array,
  groups: number,
): (Polygon | MultiPolygon | undefined)[] {
  return dissolve(map, indexUnitBorders(map), groupOf, groups).map((shape) =>
    shapeGeometry(map, positions, shape),
  );
}

interface Outline {
  readonly name: string;
  readonly geometry: Polygon | MultiPolygon;
}

function districtOf(
  name: string,
  communities: readonly Outline[],
  geometry: Polygon | MultiPolygon,
): AreaRecord[] {
  const district = areaOf("district", { name, geometry }, null);
  return [
    district,
    ...communities.map((community) => areaOf("community", community, district.code)),
  ];
}

function areaOf(
  kind: AreaRecord["kind"],
  { name, geometry }: Outline,
  parentCode: string | null,
): AreaRecord {
  const code = standInCode(`${parentCode ?? ""}/${kind}/${name}`);
  return { layer: "areas", sourceId: `derived:${code}`, kind, code, name, parentCode, geometry };
}

/** Twelve digits that no statistical code begins with (99): the same name gets the same ones. */
function standInCode(key: string): string {
  const digest = createHash("sha256").update(key).digest();
  return `99${String(digest.readUIntBE(0, 6) % 10_000_000_000).padStart(10, "0")}`;
}
