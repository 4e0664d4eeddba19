import type { CellInput } from "./cut-cells.ts";
import { findNeighbours, findParts } from "./face-parts.ts";
import type { FaceParts } from "./face-parts.ts";
import { labelStrips } from "./label-strips.ts";
import type { NodedLines } from "./line-work.ts";
import { indexEdges, locateFace } from "./locate-face.ts";
import { OUTSIDE } from "./planar-map.ts";
import type { Faces } from "./polygonize.ts";
import { labelFaces } from "./polygonize.ts";
import { longest } from "./settle-claims.ts";
import { int, item, num } from "./typed-access.ts";

/** Which ground is one unit, and which buildings stand on it. */
export interface LabelledCells {
  /** Parts are units. */
  readonly units: FaceParts;
  /** Enclosure of each unit. */
  readonly homeOfUnit: readonly number[];
  /** Unit of each placed building. */
  readonly unitOfBuilding: readonly number[];
}

/**
 * A face with a building's point is that building's; in an enclosure with one building or none all
 * faces are one unit; a face that holds no point goes to the neighbour in its enclosure with the
 * longest border, round by round. Strips are cut into pieces with and without buildings.
 */
export function labelCells(input: CellInput, lines: NodedLines, faces: Faces): LabelledCells {
  const homeOfFace = Int32Array.from(labelFaces(lines, faces), (set) => {
    const [home] = lines.sets.members(set);
    return home ?? OUTSIDE;
  });
  const seeds = findSeeds(input, lines, faces, homeOfFace);
  const label = spreadSeeds(lines, faces, homeOfFace, seeds);
  const strips = new Set(input.strips.map(({ home }) => home));
  const stripOfFace = homeOfFace.map((home) => (strips.has(home) ? home : -1));
  const isSeed = (face: number) => seeds.facesOfHome.get(int(homeOfFace, face))?.has(face) === true;
  for (const [face, piece] of labelStrips(lines, faces, { stripOfFace, isSeed }).entries()) {
    if (piece >= 0) label[face] = piece;
  }
  // Rounding may have pinched a neck shut: what hangs together is a unit, the rest ground of its own.
  const units = findParts(lines, faces, label);
  const homeOfUnit: number[] = units.label.map(() => OUTSIDE);
  const largest = new Map<number, number>();
  units.partOfFace.forEach((unit, face) => {
    if (unit < 0) return;
    const home = int(homeOfFace, face);
    homeOfUnit[unit] = home;
    const rival = largest.get(home);
    if (rival === undefined || num(units.area2, unit) > num(units.area2, rival))
      largest.set(home, unit);
  });
  const unitOfBuilding = input.placed.map(({ part }, building) => {
    const face = num(seeds.faceOfBuilding, building);
    const unit = face < 0 ? undefined : int(units.partOfFace, face);
    // A point on a wall may have come to lie in the next enclosure: then the largest unit of its own.
    return unit ?? largest.get(int(input.homeOfPart, part)) ?? OUTSIDE;
  });
  return { units, homeOfUnit, unitOfBuilding };
}

interface Seeds {
  /** The face of each building's point; −1 if that is not in the building's enclosure. */
  readonly faceOfBuilding: readonly number[];
  /** Faces with the point of a building that has a cell, by enclosure. */
  readonly facesOfHome: ReadonlyMap<number, ReadonlySet<number>>;
}

function findSeeds(
  { placed, homeOfPart }: CellInput,
  lines: NodedLines,
  faces: Faces,
  homeOfFace: Int32Array,
): Seeds {
  const index = indexEdges(lines);
  const facesOfHome = new Map<number, Set<number>>();
  const faceOfBuilding = placed.map(({ anchor, part, hasCell }) => {
    const face = locateFace(lines, faces, index, anchor);
    const home = int(homeOfPart, part);
    if (int(homeOfFace, face) !== home) return -1;
    if (!hasCell) return face;
    const known = facesOfHome.get(home);
    if (known) known.add(face);
    else facesOfHome.set(home, new Set([face]));
    return face;
  });
  return { faceOfBuilding, facesOfHome };
}

/** A label per face: equal labels are one unit. Labels are face numbers, or count + enclosure where there is nothing to divide. */
function spreadSeeds(
  lines: NodedLines,
  faces: Faces,
  homeOfFace: Int32Array,
  { facesOfHome }: Seeds,
): Int32Array {
  const waiting: number[] = [];
  const label = homeOfFace.map((home, face) => {
    const seeds = home < 0 ? undefined : facesOfHome.get(home);
    if (home < 0) return OUTSIDE;
    if (!seeds || seeds.size < 2) return faces.count + home;
    if (!seeds.has(face)) waiting.push(face);
    return seeds.has(face) ? face : OUTSIDE;
  });
  const isWaiting = new Set(waiting);
  const own = Int32Array.from(homeOfFace, (home, face) => (home < 0 ? -1 : face));
  const neighbours = findNeighbours(lines, faces, own, (face) => isWaiting.has(face));
  for (let rest = waiting; rest.length > 0;) {
    const chosen = rest.map((face) => {
      const lengths = new Map<number, number>();
      for (const { part, length } of neighbours.get(face) ?? []) {
        const other = int(label, part);
        if (other >= 0 && int(homeOfFace, part) === int(homeOfFace, face))
          lengths.set(other, (lengths.get(other) ?? 0) + length);
      }
      return [face, longest(lengths)] as const;
    });
    const settled = chosen.filter(([, winner]) => winner >= 0);
    for (const [face, winner] of settled) label[face] = winner;
    // Pinched off from all the rest of its enclosure: ground of its own.
    if (settled.length === 0) for (const face of rest) label[face] = face;
    rest = settled.length === 0 ? [] : chosen.filter(([, w]) => w < 0).map(([face]) => face);
  }
  return label;
}

/** Buildings by unit. */
export function buildingsByUnit({ units, unitOfBuilding }: LabelledCells): number[][] {
  const lists: number[][] = Array.from({ length: units.count }, () => []);
  unitOfBuilding.forEach((unit, building) => item(lists, unit).push(building));
  return lists;
}
