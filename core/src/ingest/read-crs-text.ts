import { toDegrees } from "./crs.ts";
import { findGaussKrugerZone, type CrsCode } from "./gauss-kruger-zone.ts";

/**
 * The system that a projection text (a `.prj` file, well-known text of a GeoPackage) or a name
 * (`urn:ogc:def:crs:EPSG::4490`, `EPSG:4547`, `CRS84`) declares. `null`: not one we can read.
 */
export function readCrsText(text: string): CrsCode | null {
  const plain = text.trim().slice(0, 20_000);
  return readName(plain) ?? readWellKnownText(plain);
}

function readName(text: string): CrsCode | null {
  const shifted = SHIFTED_NAMES.find(([, names]) => names.test(text));
  if (shifted) return shifted[0];
  if (/CRS:?84$/i.test(text) || /^urn:ogc:def:crs:OGC:.*CRS84$/i.test(text)) return "EPSG:4326";
  const number = /^(?:urn:(?:x-)?ogc:def:crs:)?EPSG:{1,2}[\d.]*:?(\d{4,6})$/i.exec(text)?.[1];
  if (number === undefined) return null;
  const crs = `EPSG:${number === "900913" || number === "102100" ? "3857" : number}`;
  return toDegrees(crs) === null ? null : crs;
}

/** The shifted degrees of Chinese map services have no official code; files name them in words. */
const SHIFTED_NAMES: readonly (readonly [CrsCode, RegExp])[] = [
  ["GCJ-02", /^[^(["]*(?:GCJ[-_ ]?02|火星|高德)/i],
  ["BD-09", /^[^(["]*(?:BD[-_ ]?09|百度)/i],
];

const CHINA_2000 = /China_?(?:Geodetic_?Coordinate_?System_?)?2000|CGCS_?2000|China 2000/i;
const WGS_84 = /WGS_?(?:19)?84|WGS 84|World Geodetic System 1984/i;
/** Older Chinese datums lie up to 100 m off: reading them as CGCS2000 would be a silent shift. */
const OTHER_DATUM = /Beijing_?(?:19)?54|Xian_?(?:19)?80|Xi'?an 1980|Krasovsky|IAG_?(?:19)?75/i;

function readWellKnownText(text: string): CrsCode | null {
  if (!/^(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS|BOUNDCRS)/i.test(text)) return null;
  if (OTHER_DATUM.test(text)) return null;
  const isChina = CHINA_2000.test(text);
  if (!isChina && !WGS_84.test(text)) return null;
  if (/^GEO/i.test(text)) return isChina ? "EPSG:4490" : "EPSG:4326";
  if (/Mercator_Auxiliary_Sphere|Pseudo[- _]Mercator|Popular Visualisation/i.test(text))
    return "EPSG:3857";
  return readTransverseMercator(text, isChina);
}

interface Grid {
  readonly meridian: number;
  readonly east: number;
  readonly north: number;
  readonly scale: number;
}

function readTransverseMercator(text: string, isChina: boolean): CrsCode | null {
  if (!/Gauss[_ ]?Kr[uü]ger|Transverse[_ ]Mercator/i.test(text)) return null;
  const meridian = parameter(text, "Central_Meridian|Longitude of natural origin");
  const east = parameter(text, "False_Easting|False easting");
  if (meridian === null || east === null) return null;
  const north = parameter(text, "False_Northing|False northing") ?? 0;
  const scale = parameter(text, "Scale_Factor|Scale factor at natural origin") ?? 1;
  const grid = { meridian, east, north, scale };
  return isChina ? chinaZone(grid, text) : utmZone(grid);
}

function chinaZone({ meridian, east, north, scale }: Grid, text: string): CrsCode | null {
  if (scale !== 1 || north !== 0) return null;
  const prefix = east === 500_000 ? null : (east - 500_000) / 1_000_000;
  for (const widthDegrees of zoneWidths(prefix, text)) {
    const crs = findGaussKrugerZone({ centralMeridian: meridian, widthDegrees, prefix });
    if (crs !== null) return crs;
  }
  return null;
}

/** Zone numbers tell the width; without one the name may, and three degrees are usual. */
function zoneWidths(prefix: number | null, text: string): readonly (3 | 6)[] {
  if (prefix !== null) return prefix < 24 ? [6] : [3];
  const saysSix = /6[-_ ]?degree|CGCS2000_GK_CM/i.test(text) && !/3[-_ ]?degree/i.test(text);
  return saysSix ? [6, 3] : [3, 6];
}

function utmZone(grid: Grid): CrsCode | null {
  const zone = (grid.meridian + 183) / 6;
  if (grid.scale !== 0.9996 || grid.east !== 500_000 || !Number.isInteger(zone)) return null;
  if (grid.north !== 0 && grid.north !== 10_000_000) return null;
  const crs = `EPSG:${(grid.north === 0 ? 32_600 : 32_700) + zone}`;
  return toDegrees(crs) === null ? null : crs;
}

function parameter(text: string, names: string): number | null {
  const found = new RegExp(`PARAMETER\\["(?:${names})"\\s*,\\s*(-?[\\d.]+)`, "i").exec(text)?.[1];
  return found === undefined ? null : Number(found);
}
