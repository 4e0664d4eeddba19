import { AREA2_OF_SQUARE_METRE, OUTSIDE, type PlanarMap } from "@onegrid/core/topology";
import { CommandProblem } from "../command-problem.ts";

/** Fewer ready units may well be a few islands. */
const FEWEST_UNITS = 10;
/** Ready units hang together in a few pieces; buildings are about as many pieces as rows of houses. */
const MOST_PIECES_PER_UNIT = 1 / 5;

/** In square metres. The half of a place's statistical areas that is smaller is larger than this. */
const LARGEST_FOOTPRINT = 3_000;

/**
 * Refuses ready units (现成单元) that are as small as buildings and mostly touch no other: buildings,
 * named by mistake. Large ones that lie apart are a sparse sample or islands, and are divided.
 */
export function refuseScattered(map: PlanarMap, path: string): void {
  const units = map.units.ids.length;
  const pieces = countPieces(map);
  if (units < FEWEST_UNITS || pieces <= units * MOST_PIECES_PER_UNIT) return;
  if (medianArea(map) > LARGEST_FOOTPRINT) return;
  throw new CommandProblem([
    {
      code: "division.units-apart",
      object: path,
      place: "",
      reason: [
        `${units} 个单元互不相连，分成 ${pieces} 片，看起来是楼栋。`,
        `Its ${units} units lie apart in ${pieces} pieces: they look like buildings.`,
      ],
      advice: [
        "单元必须铺满地面、彼此相接。楼栋请用 --buildings，并用 --boundary 给出社区边界。",
        "Units must cover the ground and touch. For buildings use --buildings, with the communities in --boundary.",
      ],
    },
  ]);
}

/** In square metres; the map has twice the area in square centimetres. */
function medianArea({ units }: PlanarMap): number {
  const areas = [...units.area2].toSorted((a, b) => a - b);
  return (areas[areas.length >> 1] ?? 0) / AREA2_OF_SQUARE_METRE;
}

/** Units that share a border, within a community or across, are in one piece. */
function countPieces({ arcs, units }: PlanarMap): number {
  const above = units.ids.map((_, unit) => unit);
  const rootOf = (unit: number): number => {
    let root = unit;
    while (above[root] !== root) root = above[root] = above[above[root] ?? root] ?? root;
    return root;
  };
  for (const [arc, left] of arcs.left.entries()) {
    const right = arcs.right[arc] ?? OUTSIDE;
    if (left !== OUTSIDE && right !== OUTSIDE) above[rootOf(left)] = rootOf(right);
  }
  return above.filter((root, unit) => root === unit).length;
}
