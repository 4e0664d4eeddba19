import type { NetworkInput, NetworkWay } from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";

export interface MadeCity {
  readonly input: NetworkInput;
  readonly buildings: readonly Position[];
  readonly stations: readonly Position[];
}

/** Small deterministic generator (mulberry32): the same seed, the same city. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const CELL_METRES = 50;
const BLOCK_CELLS = 8;
const MISSING_INNER_EDGES = 0.28;

/**
 * A city of superblocks of 400 m with a net of inner paths, more than a quarter of them missing, and
 * only 2–5 ways out of each block: badly joined on purpose. `side`: cells along one side.
 */
export function makeCity(side: number, counts: { buildings: number; stations: number }): MadeCity {
  const random = randomOf(20261122);
  const lng = new Float64Array(side * side);
  const lat = new Float64Array(side * side);
  for (let node = 0; node < side * side; node++) {
    const wobble = () => (random() - 0.5) * 12;
    lng[node] = 115.5 + ((node % side) * CELL_METRES + wobble()) / 97_700;
    lat[node] = 28.4 + (Math.floor(node / side) * CELL_METRES + wobble()) / 110_800;
  }
  const ways: NetworkWay[] = [];
  for (let line = 0; line < side; line++) {
    const isKeptAt = (along: number) => isKept(line, along, random);
    addWays(ways, { side, isKeptAt, nodeAt: (along) => line * side + along });
    addWays(ways, { side, isKeptAt, nodeAt: (along) => along * side + line });
  }
  const place = (): Position => [
    115.5 + (random() * side * CELL_METRES) / 97_700,
    28.4 + (random() * side * CELL_METRES) / 110_800,
  ];
  return {
    input: { lng, lat, nodeTags: new Map(), ways },
    buildings: Array.from({ length: counts.buildings }, place),
    stations: Array.from({ length: counts.stations }, place),
  };
}

interface Line {
  readonly side: number;
  readonly isKeptAt: (along: number) => boolean;
  readonly nodeAt: (along: number) => number;
}

/** One way for each unbroken stretch of a line, at most a block long. */
function addWays(ways: NetworkWay[], { side, isKeptAt, nodeAt }: Line): void {
  const tags = { highway: "footway" };
  let nodes = [nodeAt(0)];
  for (let along = 0; along + 1 < side; along++) {
    const isOpen = isKeptAt(along);
    if (isOpen) nodes.push(nodeAt(along + 1));
    if (isOpen && nodes.length <= BLOCK_CELLS) continue;
    if (nodes.length > 1) ways.push({ id: `way/${ways.length}`, tags, nodes });
    nodes = [nodeAt(along + 1)];
  }
  if (nodes.length > 1) ways.push({ id: `way/${ways.length}`, tags, nodes });
}

/** Streets around blocks are whole; inside paths may be missing, and most do not reach the street. */
function isKept(across: number, along: number, random: () => number): boolean {
  if (across % BLOCK_CELLS === 0) return true;
  const isAtWall = along % BLOCK_CELLS === 0 || along % BLOCK_CELLS === BLOCK_CELLS - 1;
  return isAtWall ? random() < 0.15 : random() >= MISSING_INNER_EDGES;
}
