import { OUTSIDE, type PlanarMap, type Units } from "./planar-map.ts";
import { float, int, item, num, uint } from "./typed-access.ts";
import { walkPoints } from "./arc-walk.ts";

/** An arc while it is being worked on: its points with both nodes, x, y, x, y, … */
export interface DraftArc {
  from: number;
  to: number;
  left: number;
  right: number;
  barrier: number;
  points: readonly number[];
}

/** Facts of the units as lists that can grow. */
interface DraftUnits {
  readonly ids: string[];
  readonly households: number[];
  readonly community: number[];
  readonly compound: number[];
  readonly enclosure: number[];
  readonly label: number[];
}

/** A planar map that can be cut: nodes, arcs and units are only ever changed or appended. */
export interface CutDraft {
  readonly base: PlanarMap;
  readonly nodes: number[];
  readonly arcs: DraftArc[];
  readonly units: DraftUnits;
  /** Unit of each building. */
  readonly unitOfBuilding: Uint32Array;
  /** Number of each unit by id. */
  readonly numberOf: Map<string, number>;
  /** Arcs on the border of each unit, ascending. */
  readonly arcsOf: number[][];
  /** Buildings in each unit, ascending. */
  readonly buildingsOf: (readonly number[])[];
}

export function openDraft(map: PlanarMap): CutDraft {
  const { units } = map;
  const arcs = draftArcs(map);
  return {
    base: map,
    nodes: [...map.nodes],
    arcs,
    units: {
      ids: [...units.ids],
      households: [...units.households],
      community: [...units.community],
      compound: [...units.compound],
      enclosure: [...units.enclosure],
      label: [...units.label],
    },
    unitOfBuilding: map.buildings.unit.slice(),
    numberOf: new Map(units.ids.map((id, unit) => [id, unit])),
    arcsOf: arcsByUnit(arcs, units.ids.length),
    buildingsOf: buildingsByUnit(map),
  };
}

const draftArcs = (map: PlanarMap): DraftArc[] =>
  Array.from(map.arcs.from, (from, arc) => ({
    from,
    to: uint(map.arcs.to, arc),
    left: int(map.arcs.left, arc),
    right: int(map.arcs.right, arc),
    barrier: map.arcs.barrier[arc] ?? 0,
    points: walkPoints(map, 2 * arc),
  }));

function arcsByUnit(arcs: readonly DraftArc[], count: number): number[][] {
  const arcsOf = Array.from({ length: count }, (): number[] => []);
  for (const [number, arc] of arcs.entries())
    for (const unit of sidesOf(arc)) arcsOf[unit]?.push(number);
  return arcsOf;
}

function buildingsByUnit({ buildings, units }: PlanarMap): number[][] {
  const buildingsOf = units.ids.map((): number[] => []);
  for (const [building, unit] of buildings.unit.entries()) buildingsOf[unit]?.push(building);
  return buildingsOf;
}

/** Units beside an arc; one if it lies inside it. */
const sidesOf = ({ left, right }: DraftArc): readonly number[] =>
  [...new Set([left, right])].filter((unit) => unit !== OUTSIDE);

/** Appends an arc; answers its number. */
export function addArc(draft: CutDraft, arc: DraftArc): number {
  const number = draft.arcs.push(arc) - 1;
  for (const unit of sidesOf(arc)) item(draft.arcsOf, unit).push(number);
  return number;
}

/** The draft as a map, every length and area measured again. */
export function closeDraft({ base, nodes, arcs, units, unitOfBuilding }: CutDraft): PlanarMap {
  const inner = arcs.map(({ points }) => points.slice(2, -2));
  const firstPoint = new Uint32Array(arcs.length + 1);
  inner.forEach((points, arc) => {
    firstPoint[arc + 1] = uint(firstPoint, arc) + points.length / 2;
  });
  const crosses = Float64Array.from(arcs, ({ points }) => crossOf(points));
  return {
    ...base,
    nodes: Int32Array.from(nodes),
    arcs: {
      from: Uint32Array.from(arcs, ({ from }) => from),
      to: Uint32Array.from(arcs, ({ to }) => to),
      left: Int32Array.from(arcs, ({ left }) => left),
      right: Int32Array.from(arcs, ({ right }) => right),
      barrier: Uint8Array.from(arcs, ({ barrier }) => barrier),
      firstPoint,
      points: Int32Array.from(inner.flat()),
      length: Uint32Array.from(arcs, ({ points }) => lengthOf(points)),
      cross: crosses,
    },
    units: closeUnits(units, areasOf(arcs, crosses, units.ids.length)),
    buildings: { ...base.buildings, unit: unitOfBuilding },
  };
}

const closeUnits = (units: DraftUnits, area2: Float64Array): Units => ({
  ids: units.ids,
  households: Uint32Array.from(units.households),
  area2,
  community: Int32Array.from(units.community),
  compound: Int32Array.from(units.compound),
  enclosure: Int32Array.from(units.enclosure),
  label: Int32Array.from(units.label),
});

function areasOf(arcs: readonly DraftArc[], crosses: Float64Array, count: number): Float64Array {
  const area2 = new Float64Array(count);
  arcs.forEach(({ left, right }, arc) => {
    if (left !== OUTSIDE) area2[left] = float(area2, left) + float(crosses, arc);
    if (right !== OUTSIDE) area2[right] = float(area2, right) - float(crosses, arc);
  });
  return area2;
}

/** Σ (x·y' − x'·y) along points: twice the area they go round, if they close. */
export function crossOf(points: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at + 3 < points.length; at += 2)
    sum += num(points, at) * num(points, at + 3) - num(points, at + 2) * num(points, at + 1);
  return sum;
}

function lengthOf(points: readonly number[]): number {
  let length = 0;
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [dx, dy] = [
      num(points, at + 2) - num(points, at),
      num(points, at + 3) - num(points, at + 1),
    ];
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return Math.round(length);
}
