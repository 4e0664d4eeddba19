import type { Bbox } from "../geometry/index.ts";
import { isGeographic, toDegrees } from "./crs.ts";
import { findGaussKrugerZone, type CrsCode } from "./gauss-kruger-zone.ts";

/** Which of a pair is east: `xy` as in GeoJSON, `yx` for latitude or northing first. */
export type AxisOrder = "xy" | "yx";

/** One reading of the numbers, with the ground for it. The user confirms it on a map. */
export interface CrsProposal {
  readonly crs: CrsCode;
  readonly axisOrder: AxisOrder;
  /** `format`: the format's own rule. `range`: the size of the numbers. `district`: lands there. */
  readonly because: "declared" | "format" | "range" | "district";
}

export interface CrsFinding {
  /** What the file says of itself; `crs` is `null` when the text names a system we cannot read. */
  readonly declared: { readonly text: string; readonly crs: CrsCode | null } | null;
  /** Best first. Empty: nothing fits, the user has to know. */
  readonly proposals: readonly CrsProposal[];
  /** The best one is declared or the only one that fits. `false`: ask. */
  readonly isCertain: boolean;
  /** The file declares one system and its numbers fit another. */
  readonly isContradicted: boolean;
  /** Also possible, never proposed: numbers alone cannot show a shift of 500 m. */
  readonly alternatives: readonly CrsCode[];
}

export interface CrsClues {
  readonly declared: { readonly text: string; readonly crs: CrsCode | null } | null;
  /** The rule of the format when nothing is declared (GeoJSON, KML, OSM: WGS 84). */
  readonly formatDefault: CrsCode | null;
  /** Some numbers of the file, first and second as written. */
  readonly sample: readonly (readonly [number, number])[];
  /** Degrees: where the data should be, if known. */
  readonly district: Bbox | null;
  /** The columns are called longitude and latitude: their order is no guess. */
  readonly namesAxes?: boolean;
}

const SHIFTED: readonly CrsCode[] = ["EPSG:4490", "GCJ-02", "BD-09"];

const CHINA: Bbox = [73, 17, 136, 54];

export function proposeCrs(clues: CrsClues): CrsFinding {
  const extent = extentOf(clues.sample);
  const byRange = extent === null ? [] : rangeProposals(extent, clues.district);
  const stated = statedProposal(clues);
  const fits = stated !== null && (extent === null || fitsExtent(stated, extent, byRange));
  const proposals =
    stated !== null && fits ? [stated, ...byRange.filter((it) => !isSame(it, stated))] : byRange;
  const best = proposals[0];
  // Only in China are there shifted degrees that look like true ones.
  const alternatives = extent !== null && liesIn(extent, CHINA) ? SHIFTED : [];
  return {
    declared: clues.declared,
    proposals,
    isCertain: fits || (byRange.length === 1 && isNoGuess(best, alternatives, clues)),
    isContradicted: stated !== null && !fits,
    alternatives,
  };
}

/** The numbers fit one system; degrees may still be swapped or shifted ones. */
function isNoGuess(
  best: CrsProposal | undefined,
  alternatives: readonly CrsCode[],
  { namesAxes }: CrsClues,
): boolean {
  if (best === undefined) return false;
  return !isGeographic(best.crs) || (namesAxes === true && alternatives.length === 0);
}

function statedProposal(clues: CrsClues): CrsProposal | null {
  if (clues.declared !== null && clues.declared.crs !== null)
    return { crs: clues.declared.crs, axisOrder: "xy", because: "declared" };
  if (clues.declared !== null || clues.formatDefault === null) return null;
  return { crs: clues.formatDefault, axisOrder: "xy", because: "format" };
}

function isSame(a: CrsProposal, b: CrsProposal): boolean {
  return a.crs === b.crs && a.axisOrder === b.axisOrder;
}

/** West, south, east, north of numbers as written, without wild ones. */
type Extent = readonly [number, number, number, number];

function extentOf(sample: readonly (readonly [number, number])[]): Extent | null {
  const finite = sample.filter(
    ([x, y]) => Number.isFinite(x) && Number.isFinite(y) && (x !== 0 || y !== 0),
  );
  if (finite.length === 0) return null;
  const [west, east] = rangeOf(finite.map(([x]) => x));
  const [south, north] = rangeOf(finite.map(([, y]) => y));
  return [west, south, east, north];
}

/** A number this many widths of the middle half away from it is wild. */
const WILD = 3;

/** Without the outer 2 % and without wild ones: one wrong row of twenty must not settle the system. */
function rangeOf(numbers: readonly number[]): [least: number, most: number] {
  const sorted = numbers.toSorted((a, b) => a - b);
  const last = sorted.length - 1;
  const low = sorted[Math.floor(last * 0.25)] ?? 0;
  const high = sorted[Math.ceil(last * 0.75)] ?? 0;
  const reach = (high - low) * WILD;
  const cut = Math.floor(sorted.length * 0.02);
  const kept = sorted
    .slice(cut, sorted.length - cut)
    .filter((number) => number >= low - reach && number <= high + reach);
  return [kept[0] ?? low, kept.at(-1) ?? high];
}

function liesIn([west, south, east, north]: Extent, box: Extent): boolean {
  return west >= box[0] && south >= box[1] && east <= box[2] && north <= box[3];
}

const swap = ([west, south, east, north]: Extent): Extent => [south, west, north, east];

/** A stated system stands unless its numbers are impossible or lie in China only when swapped. */
function fitsExtent(stated: CrsProposal, extent: Extent, byRange: readonly CrsProposal[]): boolean {
  if (isGeographic(stated.crs)) {
    if (!liesIn(extent, [-180, -90, 180, 90])) return false;
    return byRange[0]?.axisOrder !== "yx";
  }
  if (liesIn(extent, [-180, -90, 180, 90])) return false;
  const convert = toDegrees(stated.crs);
  if (convert === null) return false;
  const [lng, lat] = convert((extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2);
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 89;
}

function rangeProposals(extent: Extent, district: Bbox | null): CrsProposal[] {
  if (liesIn(extent, [-180, -180, 180, 180])) return degreeProposals(extent, district);
  const straight = projectedProposals(extent, "xy");
  // Survey tables write x for north (测量坐标): swapped readings come second.
  const all = [...straight, ...projectedProposals(swap(extent), "yx")];
  return district === null ? all : nearDistrict(all, extent, district);
}

function degreeProposals(extent: Extent, district: Bbox | null): CrsProposal[] {
  const straight: CrsProposal = { crs: "EPSG:4326", axisOrder: "xy", because: "range" };
  const swapped: CrsProposal = { crs: "EPSG:4326", axisOrder: "yx", because: "range" };
  const world: Extent = [-180, -90, 180, 90];
  const canBeStraight = liesIn(extent, world);
  const canBeSwapped = liesIn(swap(extent), world);
  if (!canBeStraight) return canBeSwapped ? [swapped] : [];
  const target = district === null ? CHINA : widened(district);
  const looksSwapped = canBeSwapped && !liesIn(extent, target) && liesIn(swap(extent), target);
  return looksSwapped ? [swapped, straight] : [straight];
}

function widened([west, south, east, north]: Bbox): Extent {
  return [west - 0.5, south - 0.5, east + 0.5, north + 0.5];
}

function projectedProposals(extent: Extent, axisOrder: AxisOrder): CrsProposal[] {
  const [west, south, east, north] = extent;
  const isChineseNorthing = south > 1_800_000 && north < 6_000_000;
  const zones = isChineseNorthing ? [prefixedZone(west, east), ...plainZones(west, east)] : [];
  const mercator = axisOrder === "xy" && isMercator(extent) ? "EPSG:3857" : null;
  return [...zones.slice(0, 1), mercator, ...zones.slice(1)]
    .filter((crs) => crs !== null)
    .map((crs) => ({ crs, axisOrder, because: "range" }));
}

/** Eastings like 38,512,345: the first two digits are the zone. */
function prefixedZone(west: number, east: number): CrsCode | null {
  const prefix = Math.floor(west / 1_000_000);
  if (west - prefix * 1_000_000 < 100_000 || east - prefix * 1_000_000 > 900_000) return null;
  return prefix < 24
    ? findGaussKrugerZone({ centralMeridian: prefix * 6 - 3, widthDegrees: 6, prefix })
    : findGaussKrugerZone({ centralMeridian: prefix * 3, widthDegrees: 3, prefix });
}

/** Eastings like 512,345: any zone, so the user has to say, or the district does. */
function plainZones(west: number, east: number): (CrsCode | null)[] {
  if (west < 100_000 || east > 900_000) return [];
  return Array.from({ length: 21 }, (_, i) =>
    findGaussKrugerZone({ centralMeridian: 75 + 3 * i, widthDegrees: 3, prefix: null }),
  );
}

/** Web-mercator metres, away from the strip where eastings of Gauss–Krüger zones lie. */
function isMercator(extent: Extent): boolean {
  const edge = 20_037_509;
  return (
    liesIn(extent, [-edge, -edge, edge, edge]) && !(extent[0] > -1_000_000 && extent[2] < 1_000_000)
  );
}

function nearDistrict(all: readonly CrsProposal[], extent: Extent, district: Bbox): CrsProposal[] {
  const target = widened(district);
  const x = (extent[0] + extent[2]) / 2;
  const y = (extent[1] + extent[3]) / 2;
  const lands = all.filter(({ crs, axisOrder }) => {
    const convert = toDegrees(crs);
    if (convert === null) return false;
    const [lng, lat] = axisOrder === "xy" ? convert(x, y) : convert(y, x);
    return lng >= target[0] && lng <= target[2] && lat >= target[1] && lat <= target[3];
  });
  return lands.length === 0 ? [...all] : lands.map((it) => ({ ...it, because: "district" }));
}
