import { existsSync } from "node:fs";
import type { Bbox, Position } from "@onegrid/core/geometry";
import { CommandProblem } from "../command-problem.ts";
import type { InputNotes } from "./notices.ts";
import { nameOf, onlyCommunities } from "./read-raw-layers.ts";
import {
  boundsOf,
  fieldsOf,
  readLayer,
  textOf,
  type Feature,
  type LayerOptions,
} from "./read-layer.ts";

/**
 * How to tell the community (社区) of a unit: by a field, or by a file of polygons that contain it.
 * Without either, all units are one community.
 */
export async function findWithin(
  within: string | undefined,
  units: readonly Feature[],
  options: LayerOptions,
): Promise<(feature: Feature) => string | undefined> {
  if (within === undefined) return () => undefined;
  if (units.some((unit) => unit.properties[within] !== undefined)) return byField(within, units);
  if (existsSync(within))
    return byAreas(onlyCommunities(await readLayer(within, options)), within, options.notes);
  throw new CommandProblem([
    {
      code: "division.unknown-within",
      object: `--within ${within}`,
      place: "",
      reason: ["既不是单元的字段，也不是文件。", "It is neither a field of the units nor a file."],
      advice: [
        `字段有：${fieldsOf(units).join(", ")}。`,
        `Name one of the fields ${fieldsOf(units).join(", ")} or a GeoJSON file of areas.`,
      ],
    },
  ]);
}

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

/** What lies in no area is told with all the others once every unit was looked at. */
function byAreas(
  areas: readonly Feature[],
  path: string,
  notes: InputNotes,
): (feature: Feature) => string | undefined {
  const boxes = areas.map((area) => ({ area, box: boundsOf([area]) }));
  return (unit) => {
    const place = firstInside(unit);
    const found = boxes.find(
      ({ area, box }) => place && box && isInBox(place, box) && contains(area, place),
    );
    if (found) return nameOf(found.area);
    notes.problem({
      code: "division.outside",
      object: unit.id,
      place: place ? place.map((at) => at.toFixed(6)).join(", ") : `feature ${unit.number}`,
      reason: [`不在 ${path} 的任何面内。`, `It lies in no area of ${path}.`],
      advice: ["请补充边界或移除该单元。", "Complete the areas or remove the unit."],
    });
    return undefined;
  };
}

const isInBox = ([lng, lat]: Position, [west, south, east, north]: Bbox): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;

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
