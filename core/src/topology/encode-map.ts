/**
 * One base version as bytes, for the store and for the way to browsers and workers. Little-endian:
 * magic, format version, number of sections, byte length of each section, then the sections, each
 * padded to eight bytes. Lengths and areas are not written but measured again, so they cannot
 * disagree with the points.
 */
import { fail, ok, type Result } from "../result.ts";
import { walkPoints } from "./arc-walk.ts";
import type { MapPositions } from "./map-geometry.ts";
import type { PlanarMap } from "./planar-map.ts";
import { float, int, num } from "./typed-access.ts";

/** "OGPM". */
const MAGIC = 0x4d50474f;
/** Raised with every change of the sections; older bytes are then refused by number. */
export const PLANAR_MAP_FORMAT = 2;
/** Without footprints: bases of the first release are read for ever. */
const FIRST_FORMAT = 1;

export type DecodeError =
  | { code: "topology.not-a-map" }
  | { code: "topology.unknown-map-format"; found: number; known: number }
  /** Cut short, or sections that do not fit together. */
  | { code: "topology.damaged-map"; section: number };

export interface DecodedMap {
  readonly map: PlanarMap;
  /** Those that were written with it. */
  readonly positions?: MapPositions;
}

type TypedArray = Int32Array | Uint32Array | Uint8Array | Uint16Array | Float64Array;

/** Equal maps give equal bytes. */
export function encodePlanarMap(map: PlanarMap, positions?: MapPositions): Uint8Array {
  const { arcs, units, buildings } = map;
  const sections: TypedArray[] = [
    Float64Array.of(map.centralMeridian, ...map.origin),
    map.nodes,
    arcs.from,
    arcs.to,
    arcs.left,
    arcs.right,
    arcs.barrier,
    arcs.firstPoint,
    arcs.points,
    units.households,
    units.community,
    units.compound,
    units.enclosure,
    units.label,
    buildings.unit,
    buildings.households,
    ...[units.ids, buildings.ids, map.communityIds, map.compoundIds].flatMap(packTexts),
    positions?.nodes ?? new Float64Array(0),
    positions?.points ?? new Float64Array(0),
    map.links ?? new Uint32Array(0),
    ...footprintSections(buildings),
  ];
  const header = Uint32Array.of(
    MAGIC,
    PLANAR_MAP_FORMAT,
    sections.length,
    ...sections.map(({ byteLength }) => byteLength),
  );
  const parts = [header, ...sections];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + padded(part.byteLength), 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    offset += padded(part.byteLength);
  }
  return bytes;
}

const footprintSections = ({ footprints }: PlanarMap["buildings"]): TypedArray[] => [
  footprints?.point ?? new Int32Array(0),
  footprints?.first ?? new Uint32Array(0),
  footprints?.segments ?? new Int32Array(0),
];

function padded(byteLength: number): number {
  return Math.ceil(byteLength / 8) * 8;
}

/** UTF-16 code units one after the other, and where each text ends. */
function packTexts(texts: readonly string[]): [Uint32Array, Uint16Array] {
  const whole = texts.join("");
  const units = new Uint16Array(whole.length);
  for (let at = 0; at < whole.length; at++) units[at] = whole.charCodeAt(at);
  let end = 0;
  return [Uint32Array.from(texts, (text) => (end += text.length)), units];
}

/** `undefined` if the ends do not fit the text. */
function unpackTexts(ends: Uint32Array, units: Uint16Array): string[] | undefined {
  const fits = ends.every((end, at) => end >= (ends[at - 1] ?? 0) && end <= units.length);
  if (!fits || (ends.at(-1) ?? 0) !== units.length) return undefined;
  let start = 0;
  return Array.from(ends, (end) => {
    let text = "";
    for (; start < end; start++) text += String.fromCharCode(units[start] ?? 0);
    return text;
  });
}

export function decodePlanarMap(bytes: Uint8Array): Result<DecodedMap, DecodeError> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 12 || view.getUint32(0, true) !== MAGIC)
    return fail({ code: "topology.not-a-map" });
  const found = view.getUint32(4, true);
  if (found !== PLANAR_MAP_FORMAT && found !== FIRST_FORMAT)
    return fail({ code: "topology.unknown-map-format", found, known: PLANAR_MAP_FORMAT });
  const sections = cutSections(bytes, view, found);
  if (!sections.ok) return sections;
  const read = new SectionReader(sections.value);
  return readWhole(read, found);
}

function readWhole(read: SectionReader, format: number): Result<DecodedMap, DecodeError> {
  const plain = readMap(read);
  const positions = { nodes: read.floats(), points: read.floats() };
  const links = read.uints();
  const map = format === FIRST_FORMAT ? plain : withFootprints(plain, read);
  const hasPositions = positions.nodes.length > 0;
  const wrong = read.wrongSection ?? findWrongSection(map) ?? findWrongEnd();
  if (wrong !== undefined) return fail({ code: "topology.damaged-map", section: wrong });
  measureAgain(map);
  const whole = links.length > 0 ? { ...map, links } : map;
  return ok({ map: whole, ...(hasPositions && { positions }) });

  function findWrongEnd(): number | undefined {
    if (hasPositions && !fitsMap(positions, map)) return LAST_OF_POSITIONS;
    return arePairs(links, map.units.ids.length) ? undefined : LAST_OF_POSITIONS + 1;
  }
}

function fitsMap({ nodes, points }: MapPositions, map: PlanarMap): boolean {
  return nodes.length === map.nodes.length && points.length === map.arcs.points.length;
}

/** Of no building, or of each. */
function withFootprints(map: PlanarMap, read: SectionReader): PlanarMap {
  const footprints = { point: read.ints(), first: read.uints(), segments: read.ints() };
  if (footprints.first.length === 0) return map;
  return { ...map, buildings: { ...map.buildings, footprints } };
}

/** In the order in which `encodePlanarMap` writes. */
function readMap(read: SectionReader): PlanarMap {
  const [centralMeridian = NaN, east = NaN, north = NaN] = read.floats();
  const nodes = read.ints();
  const arcs = {
    from: read.uints(),
    to: read.uints(),
    left: read.ints(),
    right: read.ints(),
    barrier: read.bytes(),
    firstPoint: read.uints(),
    points: read.ints(),
  };
  const units = {
    households: read.uints(),
    community: read.ints(),
    compound: read.ints(),
    enclosure: read.ints(),
    label: read.ints(),
  };
  const buildings = { unit: read.uints(), households: read.uints() };
  const measures = {
    length: new Uint32Array(arcs.from.length),
    cross: new Float64Array(arcs.from.length),
  };
  return {
    centralMeridian,
    origin: [east, north],
    nodes,
    arcs: { ...arcs, ...measures },
    units: {
      ids: read.texts(),
      ...units,
      area2: new Float64Array(units.households.length),
    },
    buildings: { ids: read.texts(), ...buildings },
    communityIds: read.texts(),
    compoundIds: read.texts(),
  };
}

const LAST_OF_POSITIONS = 25;
/** In the first format links are there where there are any. */
const SECTION_COUNTS: Readonly<Record<number, readonly number[]>> = {
  [FIRST_FORMAT]: [26, 27],
  [PLANAR_MAP_FORMAT]: [30],
};

function cutSections(
  bytes: Uint8Array,
  view: DataView,
  format: number,
): Result<Uint8Array[], DecodeError> {
  const count = view.getUint32(8, true);
  const isKnown = SECTION_COUNTS[format]?.includes(count) === true;
  if (!isKnown || bytes.byteLength < 12 + 4 * count)
    return fail({ code: "topology.damaged-map", section: -1 });
  const sections: Uint8Array[] = [];
  let offset = padded(12 + 4 * count);
  for (let section = 0; section < count; section++) {
    const length = view.getUint32(12 + 4 * section, true);
    if (offset + length > bytes.byteLength) return fail({ code: "topology.damaged-map", section });
    // A copy begins at offset 0 of its own buffer: typed arrays need that, and bytes from a store may
    // begin anywhere. Not `bytes.slice`: Node's Buffer has its own, which does not copy.
    sections.push(new Uint8Array(bytes.subarray(offset, offset + length)));
    offset += padded(length);
  }
  return ok(sections);
}

/** Sections in the order in which they were written. */
class SectionReader {
  /** The first section that is no whole number of items, or whose texts do not fit. */
  wrongSection: number | undefined;
  readonly #sections: readonly Uint8Array[];
  #next = 0;

  constructor(sections: readonly Uint8Array[]) {
    this.#sections = sections;
  }

  bytes(itemSize = 1): Uint8Array {
    const section = this.#sections[this.#next++] ?? new Uint8Array(0);
    if (section.length % itemSize !== 0) this.wrongSection ??= this.#next - 1;
    return section;
  }

  ints(): Int32Array {
    const { buffer, length } = this.bytes(4);
    return new Int32Array(buffer, 0, length >> 2);
  }

  uints(): Uint32Array {
    const { buffer, length } = this.bytes(4);
    return new Uint32Array(buffer, 0, length >> 2);
  }

  floats(): Float64Array {
    const { buffer, length } = this.bytes(8);
    return new Float64Array(buffer, 0, length >> 3);
  }

  texts(): string[] {
    const ends = this.uints();
    const { buffer, length } = this.bytes(2);
    const texts = unpackTexts(ends, new Uint16Array(buffer, 0, length >> 1));
    if (!texts) this.wrongSection ??= this.#next - 1;
    return texts ?? [];
  }
}

/** The first section whose size or references do not fit the others; `checkMap` tests the geometry. */
function findWrongSection({ nodes, arcs, units, buildings }: PlanarMap): number | undefined {
  const [arcCount, unitCount] = [arcs.from.length, units.ids.length];
  const ends = arcs.firstPoint;
  const wrong = [
    areBelow(arcs.from, arcCount, nodes.length / 2),
    areBelow(arcs.to, arcCount, nodes.length / 2),
    areBelow(arcs.left, arcCount, unitCount),
    areBelow(arcs.right, arcCount, unitCount),
    arcs.barrier.length === arcCount,
    ends.length === arcCount + 1 && ends.every((end, at) => end >= (ends[at - 1] ?? 0)),
    arcs.points.length === 2 * (ends.at(-1) ?? 0),
    units.households.length === unitCount,
    areBelow(units.community, unitCount, Infinity),
    areBelow(units.compound, unitCount, Infinity),
    units.enclosure.length === unitCount,
    units.label.length === 2 * unitCount,
    areBelow(buildings.unit, buildings.ids.length, unitCount),
    buildings.households.length === buildings.ids.length,
    fitFootprints(buildings),
  ].indexOf(false);
  // The frame and the nodes come first.
  return wrong < 0 ? undefined : wrong + 2;
}

function fitFootprints({ ids, footprints }: PlanarMap["buildings"]): boolean {
  if (footprints === undefined) return true;
  const { point, first, segments } = footprints;
  const isAscending = first.every((end, at) => end >= (first[at - 1] ?? 0));
  const fits = point.length === 2 * ids.length && first.length === ids.length + 1;
  return fits && isAscending && segments.length === 4 * (first.at(-1) ?? 0);
}

function areBelow(values: Uint32Array | Int32Array, count: number, limit: number): boolean {
  return values.length === count && values.every((value) => value >= -1 && value < limit);
}

const arePairs = (links: Uint32Array, unitCount: number): boolean =>
  links.length % 2 === 0 && areBelow(links, links.length, unitCount);

function measureAgain(map: PlanarMap): void {
  const { arcs, units } = map;
  for (let arc = 0; arc < arcs.from.length; arc++) {
    const points = walkPoints(map, 2 * arc);
    let [length, cross] = [0, 0];
    for (let at = 0; at + 3 < points.length; at += 2) {
      const [ax, ay] = [num(points, at), num(points, at + 1)];
      const [bx, by] = [num(points, at + 2), num(points, at + 3)];
      length += Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
      cross += ax * by - bx * ay;
    }
    arcs.length[arc] = Math.round(length);
    arcs.cross[arc] = cross;
    const [left, right] = [int(arcs.left, arc), int(arcs.right, arc)];
    if (left >= 0) units.area2[left] = float(units.area2, left) + cross;
    if (right >= 0) units.area2[right] = float(units.area2, right) - cross;
  }
}
