import type { LineString, MultiLineString, Position } from "../../geometry/index.ts";

/**
 * Kinds of places of the duty list (责任清单) that are no areas of the tree: they overlap the tree and
 * each other, and bring their own outline.
 */
export const DUTY_PLACE_KINDS = ["special_grid", "property_area", "lane"] as const;
export type DutyPlaceKind = (typeof DUTY_PLACE_KINDS)[number];

/** How far from its line a lane (街巷) may own cases, in metres. */
export const MOST_BUFFER_METRES = 200;

/** What entries, cases and duties name a place by. It stays when the outline changes. */
export const dutyPlaceId = (kind: DutyPlaceKind, code: string): string => `${kind}:${code}`;

/** A lane near a point, with the line of the day that is asked about. */
export interface NearLane {
  readonly id: string;
  readonly code: string;
  readonly bufferMetres: number;
  readonly line: LineString | MultiLineString;
}

const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;
/** Lanes are drawn to the decimetre at best: where two are as near as this, neither is nearer. */
const TIE_METRES = 0.001;

/** The lane that a point belongs to: the nearest whose buffer holds it, on a tie that of the lowest code. */
export function laneAt(position: Position, lanes: readonly NearLane[]): string | null {
  const held = lanes
    .map((lane) => ({ ...lane, metres: metresToLine(position, lane.line) }))
    .filter(({ metres, bufferMetres }) => metres <= bufferMetres);
  const nearest = Math.min(...held.map(({ metres }) => metres));
  const [first] = held
    .filter(({ metres }) => metres <= nearest + TIE_METRES)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return first?.id ?? null;
}

/**
 * Metres from a point to a line, on a plane that touches the globe at the point: over the length of a
 * lane that is right to a few millimetres.
 */
function metresToLine(from: Position, line: LineString | MultiLineString): number {
  const parts = line.type === "LineString" ? [line.coordinates] : line.coordinates;
  const eastScale = METRES_PER_DEGREE * Math.cos((from[1] * Math.PI) / 180);
  const onPlane = ([lng, lat]: Position): readonly [number, number] => [
    (lng - from[0]) * eastScale,
    (lat - from[1]) * METRES_PER_DEGREE,
  ];
  const lengths = parts.flatMap((part) => {
    const points = part.map(onPlane);
    return points.slice(1).map((end, at) => metresToSegment(points[at] ?? end, end));
  });
  return Math.min(...lengths);
}

/** Metres from the origin to a segment. */
function metresToSegment(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / squared));
  return Math.hypot(ax + along * dx, ay + along * dy);
}
