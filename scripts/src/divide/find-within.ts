import { existsSync } from "node:fs";
import type { Position } from "@onegrid/core/geometry";
import { CommandProblem } from "../command-problem.ts";
import { nameOf, onlyCommunities } from "./read-raw-layers.ts";
import { readGeojson, textOf, type Feature } from "./read-geojson.ts";

/**
 * How to tell the community (社区) of a unit: by a field, or by a file of polygons that contain it.
 * Without either, all units are one community.
 */
export async function findWithin(
  within: string | undefined,
  units: readonly Feature[],
): Promise<(feature: Feature) => string | undefined> {
  if (within === undefined) return () => undefined;
  if (units.some((unit) => unit.properties[within] !== undefined)) return byField(within, units);
  if (existsSync(within)) return byAreas(onlyCommunities(await readGeojson(within)), within);
  throw new CommandProblem([
    {
      code: "division.unknown-within",
      object: `--within ${within}`,
      place: "",
      reason: ["既不是单元的字段，也不是文件。", "It is neither a field of the units nor a file."],
      advice: [
        `字段有：${fieldsOf(units)}。`,
        `Name one of the fields ${fieldsOf(units)} or a GeoJSON file of areas.`,
      ],
    },
  ]);
}

const fieldsOf = (units: readonly Feature[]): string =>
  Object.keys(units[0]?.properties ?? {}).join(", ");

function byField(field: string, units: readonly Feature[]): (feature: Feature) => string {
  const missing = units.filter((unit) => textOf(unit.properties[field]) === "");
  if (missing.length === 0) return (feature) => textOf(feature.properties[field]);
  throw new CommandProblem(
    missing.map((unit) => ({
      code: "division.missing-within",
      object: unit.id,
      place: `feature ${unit.number}`,
      reason: [`字段“${field}”为空。`, `Its field "${field}" is empty.`],
      advice: ["请填写所属社区。", "Say which community it belongs to."],
    })),
  );
}

function byAreas(areas: readonly Feature[], path: string): (feature: Feature) => string {
  return (unit) => {
    const place = firstInside(unit);
    const area = areas.find((candidate) => place && contains(candidate, place));
    if (area) return nameOf(area);
    throw new CommandProblem([
      {
        code: "division.outside",
        object: unit.id,
        place: place ? place.join(", ") : `feature ${unit.number}`,
        reason: [`不在 ${path} 的任何面内。`, `It lies in no area of ${path}.`],
        advice: ["请补充边界或移除该单元。", "Complete the areas or remove the unit."],
      },
    ]);
  };
}

type Rings = readonly (readonly Position[])[];

const polygonsOf = ({ geometry }: Feature): readonly Rings[] => {
  if (geometry?.type === "Polygon") return [geometry.coordinates];
  return geometry?.type === "MultiPolygon" ? geometry.coordinates : [];
};

/** A point of the unit that is not on its border: the middle of the longest stretch on a level line. */
function firstInside(unit: Feature): Position | undefined {
  const rings = polygonsOf(unit)[0];
  const shell = rings?.[0];
  if (!rings || !shell) return undefined;
  const lats = shell.map(([, lat]) => lat);
  // Off the middle, so that the line does not run through a vertex of a regular shape.
  const lat = Math.min(...lats) + 0.497 * (Math.max(...lats) - Math.min(...lats));
  const lngs = rings.flatMap((ring) => crossings(ring, lat)).toSorted((a, b) => a - b);
  let best: Position | undefined;
  let width = -1;
  for (let i = 0; i + 1 < lngs.length; i += 2) {
    const [west = 0, east = 0] = [lngs[i], lngs[i + 1]];
    if (east - west <= width) continue;
    width = east - west;
    best = [(west + east) / 2, lat];
  }
  return best;
}

/** Longitudes where a ring crosses a latitude. */
function crossings(ring: readonly Position[], lat: number): number[] {
  return ring.flatMap((start, i) => {
    const end = ring[i + 1];
    if (!end || start[1] > lat === end[1] > lat) return [];
    return [start[0] + ((lat - start[1]) / (end[1] - start[1])) * (end[0] - start[0])];
  });
}

function contains(area: Feature, [lng, lat]: Position): boolean {
  return polygonsOf(area).some((rings) => {
    const west = rings.flatMap((ring) => crossings(ring, lat)).filter((at) => at < lng);
    return west.length % 2 === 1;
  });
}
