import type { LineString, MultiLineString } from "@onegrid/core/geometry";
import type { BarrierClass, BarrierLine } from "@onegrid/core/topology";
import type { BaseInputs } from "@onegrid/db/division";

/** Classes of roads as barriers, for places whose barriers were not drawn apart. */
const ROAD_BARRIERS: Readonly<Record<string, BarrierClass>> = {
  motorway: 0,
  trunk: 1,
  primary: 1,
  secondary: 1,
  tertiary: 2,
  unclassified: 2,
  residential: 2,
  living_street: 4,
  service: 4,
};
const isRoadClass = (barrier: number): boolean => barrier === 1 || barrier === 2 || barrier === 4;

/** The lines that blocks are cut along: those drawn as barriers, and roads where no road was. */
export function barrierLines({ barriers, ways }: BaseInputs): BarrierLine[] {
  const drawn = barriers.flatMap(({ barrier, geometry }) =>
    linesOf(geometry).map((line) => ({ geometry: line, barrier })),
  );
  if (barriers.some(({ barrier }) => isRoadClass(barrier))) return drawn;
  const roads = ways.flatMap(({ class: name, geometry }) => {
    const barrier = ROAD_BARRIERS[name.replace(/_link$/, "")];
    return barrier === undefined ? [] : [{ geometry, barrier }];
  });
  return [...drawn, ...roads];
}

/** Areas such as a river are barriers by their banks. */
function linesOf(
  geometry: BaseInputs["barriers"][number]["geometry"],
): (LineString | MultiLineString)[] {
  if (geometry.type === "LineString" || geometry.type === "MultiLineString") return [geometry];
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return [{ type: "MultiLineString", coordinates: polygons.flat() }];
}
