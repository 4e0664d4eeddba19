import { frameSheet, type SheetContent, type SheetFrame } from "@onegrid/core/division";
import type {
  LineString,
  MultiLineString,
  MultiPolygon,
  Polygon,
  Position,
} from "@onegrid/core/geometry";
import type { PlanRow } from "@onegrid/db/division";
import type { PageWords } from "./page-words.ts";

/** What all pages of one print have in common. */
export interface PageFacts {
  readonly words: PageWords;
  readonly language: "zh-CN" | "en";
  readonly paper: "a4" | "a3";
  readonly plan: Pick<PlanRow, "name" | "state" | "effectiveOn"> | null;
  /** The day of the grids in force. */
  readonly day: string;
  /** Today. */
  readonly printedOn: string;
  /** `https://host` of this installation. */
  readonly address: string;
  readonly hasNames: boolean;
  readonly isOsm: boolean;
}

export interface PaperPlan {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly factor: number;
  readonly isWide: boolean;
}

const A4 = [210, 297] as const;
const A3 = [297, 420] as const;

/** Landscape where the ground is wider than high. */
function paperFor(size: readonly [number, number], isWide: boolean, factor: number): PaperPlan {
  const [short, long] = size;
  return {
    width: isWide ? long : short,
    height: isWide ? short : long,
    margin: 10,
    factor,
    isWide,
  };
}

/** A board is set on A4 and enlarged, so that it is read from farther away; a sheet shows more on A3. */
export const boardPaper = (paper: "a4" | "a3", isWide: boolean): PaperPlan =>
  paperFor(A4, isWide, paper === "a3" ? Math.SQRT2 : 1);
export const sheetPaper = (paper: "a4" | "a3", isWide: boolean): PaperPlan =>
  paperFor(paper === "a3" ? A3 : A4, isWide, 1);

const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

export function isWideShape(shape: Polygon | MultiPolygon): boolean {
  const probe = frameSheet([shape], { widthMm: 1000, heightMm: 1000, marginMm: 0 });
  const points = positionsOf(shape).map(probe.place);
  return span(points.map(([x]) => x)) > 1.15 * span(points.map(([, y]) => y));
}

/** All positions of lines or polygons. */
function positionsOf(
  shape: LineString | MultiLineString | Polygon | MultiPolygon,
): readonly Position[] {
  if (shape.type === "LineString") return shape.coordinates;
  return shape.type === "MultiPolygon" ? shape.coordinates.flat(2) : shape.coordinates.flat();
}

/** In force, to be in force, or not yet: what the heading says, and what is written across the page. */
export function stateOf({ plan, words, day }: PageFacts, validFrom: string | null) {
  if (plan === null) return { state: words.inForce(validFrom ?? day), watermark: "" };
  if (plan.state === "draft") return { state: words.draft, watermark: words.draftMark };
  if (plan.state === "review") return { state: words.review, watermark: words.reviewMark };
  const from = plan.effectiveOn ?? day;
  return { state: from > day ? words.planned(from) : words.inForce(from), watermark: "" };
}

/** Signs of the legend that the map of a frame really shows. */
export function shownSigns(content: SheetContent, frame: SheetFrame): Set<string> {
  const isOn = (position: Position): boolean => {
    const [x, y] = frame.place(position);
    return x > 0 && y > 0 && x < frame.widthMm && y < frame.heightMm;
  };
  const shows = new Set<string>();
  if (content.stations.some(({ position }) => isOn(position))) shows.add("station");
  if (content.compounds.some(({ geometry }) => positionsOf(geometry).some(isOn))) shows.add("wall");
  for (const { class: rank, geometry } of content.barriers) {
    if (rank !== 0 && rank !== 3) continue;
    if (positionsOf(geometry).some(isOn)) shows.add(rank === 0 ? "hard" : "wall");
  }
  return shows;
}

/** Number and unit of an area for people. */
export const areaWords = (squareMetres: number, words: PageWords): string =>
  words.hectares((squareMetres / 10_000).toFixed(squareMetres < 100_000 ? 2 : 1));
