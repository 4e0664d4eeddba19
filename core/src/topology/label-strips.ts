import { findNeighbours, findParts } from "./face-parts.ts";
import type { NodedLines } from "./line-work.ts";
import type { Faces } from "./polygonize.ts";
import { float, int, num } from "./typed-access.ts";

/** A smaller piece of a strip, without a building, joins a piece beside it; twice 200 m² in cm². Start value. */
const SMALLEST_PIECE_AREA2 = 2 * 200 * 10_000;

export interface StripFaces {
  /** Enclosure of each face, −1 for faces that are in no strip. */
  readonly stripOfFace: Int32Array;
  /** Whether the face holds the point of a building with a cell. */
  readonly isSeed: (face: number) => boolean;
}

/** Faces that are put together. */
interface Piece {
  readonly name: number;
  readonly faces: number[];
  area2: number;
  /** Centimetres. */
  perimeter: number;
  /** Lengths of common borders by the name of the other piece in the strip. */
  readonly borders: Map<number, number>;
}

/**
 * Puts the faces of each strip together to pieces of a useful size, the smallest first, each to the
 * neighbour in the strip with which it has the best shape. Two buildings stay apart. Answers a face of
 * its piece for each face, −1 outside strips.
 */
export function labelStrips(
  lines: NodedLines,
  faces: Faces,
  { stripOfFace, isSeed }: StripFaces,
): Int32Array {
  const pieces = piecesOfFaces(lines, faces, stripOfFace);
  // Strip by strip: the search for the smallest goes through a list each time.
  const byStrip = new Map<number, Piece[]>();
  for (const piece of pieces.values()) {
    if (isSeed(piece.name)) continue;
    const strip = int(stripOfFace, piece.name);
    const list = byStrip.get(strip);
    if (list) list.push(piece);
    else byStrip.set(strip, [piece]);
  }
  for (const list of byStrip.values()) {
    for (let next = takeSmallest(list); next; next = takeSmallest(list)) {
      const host = bestHost(pieces, next);
      if (host) joinTo(pieces, next, host);
    }
  }
  const pieceOf = new Int32Array(faces.count).fill(-1);
  for (const piece of pieces.values()) for (const face of piece.faces) pieceOf[face] = piece.name;
  return pieceOf;
}

function piecesOfFaces(
  lines: NodedLines,
  faces: Faces,
  stripOfFace: Int32Array,
): Map<number, Piece> {
  const own = stripOfFace.map((strip, face) => (strip < 0 ? -1 : face));
  const neighbours = findNeighbours(lines, faces, own, () => true);
  const { perimeter, partOfFace } = findParts(lines, faces, own);
  const pieces = new Map<number, Piece>();
  for (const face of own) {
    if (face < 0) continue;
    const borders = (neighbours.get(face) ?? [])
      .filter(({ part }) => stripOfFace[part] === stripOfFace[face])
      .map(({ part, length }) => [part, length] as const);
    pieces.set(face, {
      name: face,
      faces: [face],
      area2: float(faces.area2, face),
      perimeter: num(perimeter, int(partOfFace, face)),
      borders: new Map(borders),
    });
  }
  return pieces;
}

/** Takes the smallest piece out of the list; `undefined` when all that are left are large enough. */
function takeSmallest(list: Piece[]): Piece | undefined {
  let best = -1;
  let record = SMALLEST_PIECE_AREA2;
  for (const [at, { area2 }] of list.entries()) {
    if (area2 >= record) continue;
    best = at;
    record = area2;
  }
  return best < 0 ? undefined : list.splice(best, 1)[0];
}

/** The neighbour with which the piece would have the largest A/P²; of equals the lowest. */
function bestHost(pieces: ReadonlyMap<number, Piece>, piece: Piece): Piece | undefined {
  let best: Piece | undefined;
  let record = 0;
  for (const [name, length] of piece.borders) {
    const host = pieces.get(name);
    if (!host) continue;
    const perimeter = piece.perimeter + host.perimeter - 2 * length;
    const shape = (piece.area2 + host.area2) / (perimeter * perimeter);
    if (shape < record || (shape === record && best && best.name < name)) continue;
    best = host;
    record = shape;
  }
  return best;
}

function joinTo(pieces: Map<number, Piece>, piece: Piece, host: Piece): void {
  host.faces.push(...piece.faces);
  host.area2 += piece.area2;
  host.perimeter += piece.perimeter - 2 * (piece.borders.get(host.name) ?? 0);
  for (const [name, length] of piece.borders) {
    const other = pieces.get(name);
    other?.borders.delete(piece.name);
    if (!other || other === host) continue;
    const shared = (host.borders.get(name) ?? 0) + length;
    host.borders.set(name, shared);
    other.borders.set(host.name, shared);
  }
  pieces.delete(piece.name);
}
