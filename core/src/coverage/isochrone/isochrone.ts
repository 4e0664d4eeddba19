import { signedRingArea } from "../../geometry/index.ts";
import type { MultiPolygon, Position } from "../../geometry/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import { fromPlane, type LocalPlane } from "../network/local-plane.ts";
import type { FieldGeometry } from "./time-field.ts";
import { traceContour, type PlaneRing } from "./trace-contour.ts";

export interface IsochroneError {
  readonly code: "coverage.polygon-contradicts";
  /** Positions in the buildings given. */
  readonly buildings: readonly number[];
}

export interface IsochroneInput {
  readonly geometry: FieldGeometry;
  /** From `fieldValues`. */
  readonly values: Int32Array;
  /** Units: a building is inside if and only if its value is at most this. */
  readonly limit: number;
  /** The points the polygon must agree with, in degrees, as in `FieldGeometry.vertexOfBuilding`. */
  readonly buildings: readonly Position[];
}

/** Decimals of a degree tried in turn; 8 are a millimetre. */
const DECIMALS = [8, 10, 12] as const;

/**
 * The area reached within a limit (等时圈), in degrees, shells counter-clockwise. Between buildings
 * the line is an interpolation; for buildings it is exact: the polygon is tested against all of them
 * after its coordinates were rounded for writing, with more decimals where a millimetre is too coarse.
 */
export function isochrone(input: IsochroneInput): Result<MultiPolygon, IsochroneError> {
  const rings = traceContour(input.geometry, input.values, input.limit);
  let wrong: number[] = [];
  for (const decimals of DECIMALS) {
    const rounded = rings.map((ring) => toDegrees(ring, input.geometry.network.plane, decimals));
    wrong = contradictions(input, rounded);
    if (wrong.length === 0) return ok({ type: "MultiPolygon", coordinates: toPolygons(rounded) });
  }
  return fail({ code: "coverage.polygon-contradicts", buildings: wrong });
}

type DegreeRing = readonly Position[];

function toDegrees(ring: PlaneRing, plane: LocalPlane, decimals: number): DegreeRing {
  const scale = 10 ** decimals;
  const positions: Position[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const [lng, lat] = fromPlane(plane, ring[i] ?? 0, ring[i + 1] ?? 0);
    positions.push([Math.round(lng * scale) / scale, Math.round(lat * scale) / scale]);
  }
  const [first] = positions;
  return first === undefined ? [] : [...positions, first];
}

/** Buildings that the rings put on the wrong side. */
function contradictions(input: IsochroneInput, rings: readonly DegreeRing[]): number[] {
  const { geometry, values, limit } = input;
  const inside = new RingTest(rings);
  const wrong: number[] = [];
  input.buildings.forEach((position, i) => {
    if (!Number.isFinite(position[0] + position[1])) return;
    const isCovered = (values[geometry.vertexOfBuilding[i] ?? 0] ?? 0) <= limit;
    if (inside.holds(position) !== isCovered) wrong.push(i);
  });
  return wrong;
}

const MAX_ROWS = 2048;

/** Even-odd test of many points against many rings: sides are kept by row of latitude. */
class RingTest {
  readonly #rows: (readonly [Position, Position])[][];
  readonly #south: number;
  readonly #rowHeight: number;

  constructor(rings: readonly DegreeRing[]) {
    let [south, north] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const [, lat] of rings.flat()) {
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
    this.#south = south;
    const sides = rings.reduce((sum, ring) => sum + ring.length, 0);
    const rows = Math.min(MAX_ROWS, Math.ceil(sides / 8) + 1);
    this.#rowHeight = Math.max((north - south) / rows, 1e-12);
    this.#rows = Array.from({ length: rows }, () => []);
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) this.#addSide(ring[i - 1], ring[i]);
    }
  }

  holds([lng, lat]: Position): boolean {
    let inside = false;
    for (const [[x0, y0], [x1, y1]] of this.#rows[this.#rowOf(lat)] ?? []) {
      if (y0 > lat !== y1 > lat && lng < ((x1 - x0) * (lat - y0)) / (y1 - y0) + x0)
        inside = !inside;
    }
    return inside;
  }

  #rowOf(lat: number): number {
    const row = Math.floor((lat - this.#south) / this.#rowHeight);
    return row < 0 || row > this.#rows.length ? -1 : Math.min(row, this.#rows.length - 1);
  }

  #addSide(a: Position | undefined, b: Position | undefined): void {
    if (a === undefined || b === undefined) return;
    const last = this.#rowOf(Math.max(a[1], b[1]));
    for (let row = this.#rowOf(Math.min(a[1], b[1])); row <= last; row++)
      this.#rows[row]?.push([a, b]);
  }
}

interface Shell {
  readonly rings: DegreeRing[];
  readonly test: RingTest;
  readonly area: number;
}

/** Gives each hole to the smallest shell around it. */
function toPolygons(rings: readonly DegreeRing[]): DegreeRing[][] {
  const shells: Shell[] = [];
  const holes: DegreeRing[] = [];
  for (const ring of rings) {
    const area = signedRingArea(ring);
    if (area > 0) shells.push({ rings: [ring], test: new RingTest([ring]), area });
    else if (area < 0) holes.push(ring);
  }
  const byArea = shells.toSorted((a, b) => a.area - b.area);
  for (const hole of holes) {
    const [corner] = hole;
    const shell = byArea.find(({ test }) => corner !== undefined && test.holds(corner));
    shell?.rings.push(hole);
  }
  return shells.map((shell) => shell.rings);
}
