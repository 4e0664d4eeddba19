import type { Polygon, Position } from "../geometry/index.ts";

const METRES_PER_DEGREE = 111_320;
/** Corners of the margin round each point: an octagon keeps the outline short and without spikes. */
const CORNERS = 8;

/**
 * An outline round places for which nobody drew an area: their convex hull with a margin, in degrees,
 * counter-clockwise. A stand-in until the official border is imported. `undefined` without places.
 */
export function outlineAround(
  places: readonly Position[],
  marginMetres: number,
): Polygon | undefined {
  const [first] = places;
  if (!first) return undefined;
  const eastScale = METRES_PER_DEGREE * Math.cos((first[1] * Math.PI) / 180);
  const corners = places.flatMap(([lng, lat]) =>
    Array.from({ length: CORNERS }, (_, corner): Position => {
      const angle = ((corner + 0.5) * 2 * Math.PI) / CORNERS;
      const east = (marginMetres * Math.cos(angle)) / eastScale;
      const north = (marginMetres * Math.sin(angle)) / METRES_PER_DEGREE;
      return [round(lng + east), round(lat + north)];
    }),
  );
  const hull = convexHull(corners);
  const [start] = hull;
  return start && { type: "Polygon", coordinates: [[...hull, start]] };
}

const round = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

/** Andrew's monotone chain; counter-clockwise, without the closing point. */
function convexHull(points: readonly Position[]): Position[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...lowerChain(sorted), ...lowerChain(sorted.toReversed())];
}

function lowerChain(along: readonly Position[]): Position[] {
  const kept: Position[] = [];
  for (const point of along) {
    while (kept.length >= 2 && !isLeftTurn(kept.at(-2), kept.at(-1), point)) kept.pop();
    kept.push(point);
  }
  return kept.slice(0, -1);
}

const isLeftTurn = (a: Position | undefined, b: Position | undefined, c: Position): boolean =>
  a !== undefined &&
  b !== undefined &&
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
