import { toDegrees } from "../geometry/index.ts";
import type { Position } from "../geometry/index.ts";
import type { MapPositions } from "./map-geometry.ts";
import { PairTable } from "./pair-table.ts";
import type { PlanarMap } from "./planar-map.ts";
import type { PathListener } from "./project-path.ts";
import { int } from "./typed-access.ts";

/**
 * The degrees that a file gave for each integer point, so that they can be given back as they were.
 * Where two positions fall on one integer the first stays.
 */
export class SourcePositions {
  readonly #points = new PairTable();
  /** `undefined` for a point that only divides a long segment. */
  readonly #positions: (Position | undefined)[] = [];

  readonly listener: PathListener = (x, y, source) => {
    const point = this.#points.add(x, y);
    this.#positions[point] ??= source;
  };

  /** Points of no file (crossings, snapped points) get derived degrees; dividing points inside an arc get NaN. */
  positionsOf(map: PlanarMap): MapPositions {
    return {
      nodes: this.#degreesOf(map, map.nodes, true),
      points: this.#degreesOf(map, map.arcs.points, false),
    };
  }

  #degreesOf(map: PlanarMap, coordinates: Int32Array, areNodes: boolean): Float64Array {
    const degrees = new Float64Array(coordinates.length);
    for (let at = 0; at < coordinates.length; at += 2) {
      const [x, y] = [int(coordinates, at), int(coordinates, at + 1)];
      const point = this.#points.find(x, y);
      const source = point < 0 ? undefined : this.#positions[point];
      const isDividing = point >= 0 && !source && !areNodes;
      degrees.set(isDividing ? [NaN, NaN] : (source ?? toDegrees(map, x, y)), at);
    }
    return degrees;
  }
}
