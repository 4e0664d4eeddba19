import { BARRIER, type BarrierClass, type BarrierLine } from "@onegrid/core/topology";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { readGeojson, textOf, type Feature } from "./read-geojson.ts";

/** OSM classes of ways, for files that have no class of their own. */
const HIGHWAY: Readonly<Record<string, BarrierClass>> = {
  motorway: BARRIER.hard,
  trunk: BARRIER.arterial,
  primary: BARRIER.arterial,
  secondary: BARRIER.arterial,
  tertiary: BARRIER.minorRoad,
  unclassified: BARRIER.minorRoad,
  residential: BARRIER.minorRoad,
  living_street: BARRIER.lane,
  service: BARRIER.lane,
  pedestrian: BARRIER.lane,
};

/**
 * Lines that grid borders should follow. The class is the field `barrier` or `class` (0 hard … 4
 * lane, or its name); without it, the tags `highway`, `railway` and `waterway` of OSM tell it.
 */
export async function readBarriers(path: string): Promise<BarrierLine[]> {
  const features = await readGeojson(path);
  const problems: ProblemText[] = [];
  const lines: BarrierLine[] = [];
  for (const feature of features) {
    const barrier = classOf(feature);
    const geometry = asLine(feature);
    if (!feature.geometry) problems.push(badLine(path, feature));
    else if (geometry && barrier !== undefined) lines.push({ geometry, barrier });
  }
  if (problems.length > 0) throw new CommandProblem(problems);
  return lines;
}

function asLine({ geometry }: Feature): BarrierLine["geometry"] | undefined {
  switch (geometry?.type) {
    case "LineString":
    case "MultiLineString":
      return geometry;
    case "Polygon":
      return { type: "MultiLineString", coordinates: geometry.coordinates };
    case "MultiPolygon":
      return { type: "MultiLineString", coordinates: geometry.coordinates.flat() };
    default:
      return undefined;
  }
}

function classOf({ properties }: Feature): BarrierClass | undefined {
  const named = textOf(properties["barrier"] ?? properties["class"]);
  const given = Object.entries(BARRIER).find(
    ([name, value]) => named === name || named === String(value),
  );
  if (given) return given[1];
  // A viaduct or a tunnel separates nothing on the ground.
  if (textOf(properties["bridge"]) !== "" || textOf(properties["tunnel"]) !== "") return undefined;
  if (textOf(properties["railway"]) !== "" || textOf(properties["waterway"]) !== "") {
    return BARRIER.hard;
  }
  return HIGHWAY[textOf(properties["highway"]).replace(/_link$/, "")];
}

const badLine = (path: string, { id, number }: Feature): ProblemText => ({
  code: "division.bad-barrier",
  object: id === "" ? path : id,
  place: `${path}, feature ${number}`,
  reason: [
    "不是线或面，或坐标无效。",
    "It is no line or polygon, or a coordinate is not a number.",
  ],
  advice: ["请更正或移除。", "Mend or remove it."],
});
