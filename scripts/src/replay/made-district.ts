import type { Bbox, Polygon, Position } from "@onegrid/core/geometry";
import type { AreaRecord, LayerRecord } from "@onegrid/core/ingest";

export interface MadeCommunity {
  readonly code: string;
  /** Degrees. */
  readonly box: Bbox;
}

/** A district that nobody drew: a regular partition of a rectangle. */
export interface MadeDistrict {
  readonly records: readonly LayerRecord[];
  readonly communities: readonly MadeCommunity[];
  readonly streets: number;
  /** Length of a community's side, in metres. */
  readonly sideMetres: number;
}

const LEAST_SIDE_METRES = 1000;
const MOST_COMMUNITIES = 120;
/** Communities along the side of a street, where nothing else is asked for. */
const IN_STREET = 4;
/** Units along the side of a community: sixteen of them, for four grids. */
const UNITS = 4;
const HOUSEHOLDS = 75;
const PREFIX = "990001";
const METRES_PER_DEGREE = 111_000;

/** District, streets (街道), communities (社区) and units of ground with 75 households each, all made. */
export function makeDistrict(
  [west, south, east, north]: Bbox,
  name: string,
  inStreet = IN_STREET,
): MadeDistrict {
  const perLng = METRES_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [wide, high] = [(east - west) * perLng, (north - south) * METRES_PER_DEGREE];
  const side = Math.max(LEAST_SIDE_METRES, Math.sqrt((wide * high) / MOST_COMMUNITIES));
  const columns = Math.max(1, Math.floor(wide / side));
  const rows = Math.max(1, Math.floor(high / side));
  // All corners lie on one lattice, so that neighbours share them to the last digit.
  const lng = (unit: number): number => rounded(west + ((east - west) * unit) / (columns * UNITS));
  const lat = (unit: number): number => rounded(south + ((north - south) * unit) / (rows * UNITS));
  const boxOf = ({ column, row, across, up }: Block): Bbox => [
    lng(column * UNITS),
    lat(row * UNITS),
    lng((column + across) * UNITS),
    lat((row + up) * UNITS),
  ];
  const all: Block = { column: 0, row: 0, across: columns, up: rows };
  const streets = blocksOf(all, inStreet);
  const records: LayerRecord[] = [
    areaOf("district", { code: `${PREFIX}000000`, name, parentCode: null }, boxOf(all)),
  ];
  const communities: MadeCommunity[] = [];
  streets.forEach((street, index) => {
    const stem = `${PREFIX}${digits(index)}`;
    const named = { code: `${stem}000`, name: `${name}${index + 1}街道` };
    records.push(areaOf("street", { ...named, parentCode: `${PREFIX}000000` }, boxOf(street)));
    blocksOf(street, 1).forEach((cell, at) => {
      const code = `${stem}${digits(at)}`;
      const box = boxOf(cell);
      const label = `${name}${index + 1}-${at + 1}社区`;
      records.push(areaOf("community", { code, name: label, parentCode: `${stem}000` }, box));
      records.push(...unitsOf(cell, code, { lng, lat }));
      communities.push({ code, box });
    });
  });
  return { records, communities, streets: streets.length, sideMetres: Math.round(side) };
}

/** Communities, from one column and row on. */
interface Block {
  readonly column: number;
  readonly row: number;
  readonly across: number;
  readonly up: number;
}

function blocksOf({ column, row, across, up }: Block, size: number): Block[] {
  const blocks: Block[] = [];
  for (let y = 0; y < up; y += size) {
    for (let x = 0; x < across; x += size) {
      blocks.push({
        column: column + x,
        row: row + y,
        across: Math.min(size, across - x),
        up: Math.min(size, up - y),
      });
    }
  }
  return blocks;
}

interface Lattice {
  readonly lng: (unit: number) => number;
  readonly lat: (unit: number) => number;
}

const unitsOf = ({ column, row }: Block, code: string, { lng, lat }: Lattice): LayerRecord[] =>
  Array.from({ length: UNITS * UNITS }, (_, at) => {
    const x = column * UNITS + (at % UNITS);
    const y = row * UNITS + Math.floor(at / UNITS);
    return {
      layer: "units",
      sourceId: `made-${code}-${at + 1}`,
      households: HOUSEHOLDS,
      within: code,
      geometry: rectangle([lng(x), lat(y), lng(x + 1), lat(y + 1)]),
    };
  });

const areaOf = (
  kind: AreaRecord["kind"],
  named: Pick<AreaRecord, "code" | "name" | "parentCode">,
  box: Bbox,
): AreaRecord => ({
  layer: "areas",
  sourceId: `made-${named.code}`,
  kind,
  ...named,
  geometry: rectangle(box),
});

const rectangle = ([west, south, east, north]: Bbox): Polygon => {
  const ring: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: "Polygon", coordinates: [ring] };
};

const digits = (index: number): string => String(index + 1).padStart(3, "0");

/** About a centimetre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
