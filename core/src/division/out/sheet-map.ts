import type {
  LineString,
  MultiLineString,
  MultiPolygon,
  Polygon,
  Position,
} from "../../geometry/index.ts";
import { scaleBar, type PaperPoint, type SheetFrame } from "./sheet-frame.ts";
import {
  barLabels,
  furnitureBoxes,
  northArrowOf,
  scaleBarOf,
  starOutline,
} from "./sheet-furniture.ts";
import { placeLabels } from "./sheet-labels.ts";
import { hundredths as mm, isIn, type SheetInput, type SheetMap } from "./sheet-model.ts";
import { labelWishes } from "./sheet-wishes.ts";

/** Lines of the legend; the template draws the same. */
export const SHEET_STYLE = {
  grid: { stroke: "#c8102e", width: 0.55 },
  focus: { stroke: "#c8102e", width: 1.1 },
  community: { stroke: "#6a1b9a", width: 1 },
  hard: { stroke: "#37474f", width: 0.5 },
  wall: { stroke: "#8d6e63", width: 0.3 },
  building: "#c9a27a",
  buildingAway: "#d9d9d9",
  road: "#ffffff",
  roadEdge: "#b5b5b5",
  green: "#d5ecc9",
  water: "#bfdff5",
  station: "#c8102e",
} as const;

/** Draws the map: grounds, roads, buildings, borders, stations, scale bar, north arrow, names. */
export function drawSheetMap(input: SheetInput): SheetMap {
  const { frame } = input;
  const pen = new Pen(frame);
  const bar = scaleBar(frame.denominator);
  const parts = [
    ...landOf(input, pen),
    ...input.grids.map(({ geometry, fill }) => path(pen.area(geometry), `fill="${fill}"`)),
    ...waysOf(input, pen),
    ...buildingsOf(input, pen),
    ...linesOf(input, pen),
    ...bordersOf(input, pen),
    ...stationsOf(input),
    scaleBarOf(frame, bar.mm),
    northArrowOf(frame),
  ];
  const { widthMm, heightMm } = frame;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthMm} ${heightMm}" width="${widthMm}mm" ` +
    `height="${heightMm}mm"><rect width="${widthMm}" height="${heightMm}" fill="#fafaf7"/>${parts.join("")}</svg>`;
  const furniture = furnitureBoxes(frame, bar.mm);
  const labels = placeLabels(labelWishes(input), frame, furniture);
  return {
    svg,
    labels: [...labels, ...barLabels(frame, bar)],
    denominator: frame.denominator,
    bar,
  };
}

/** Positions as path data; what lies outside the paper is left out as a whole. */
class Pen {
  readonly #frame: SheetFrame;
  constructor(frame: SheetFrame) {
    this.#frame = frame;
  }

  area(shape: Polygon | MultiPolygon): string {
    const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
    return polygons.flatMap((rings) => rings.map((ring) => this.#run(ring, "Z"))).join("");
  }

  line(shape: LineString | MultiLineString): string {
    const lines = shape.type === "LineString" ? [shape.coordinates] : shape.coordinates;
    return lines.map((line) => this.#run(line, "")).join("");
  }

  #run(positions: readonly Position[], end: string): string {
    const points = positions.map(this.#frame.place);
    if (!isOnPaper(points, this.#frame)) return "";
    return `M${points.map(([x, y]) => `${mm(x)} ${mm(y)}`).join("L")}${end}`;
  }
}

function isOnPaper(points: readonly PaperPoint[], { widthMm, heightMm }: SheetFrame): boolean {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return (
    Math.max(...xs) > 0 &&
    Math.min(...xs) < widthMm &&
    Math.max(...ys) > 0 &&
    Math.min(...ys) < heightMm
  );
}

const path = (data: string, style: string): string =>
  data === "" ? "" : `<path d="${data}" ${style}/>`;

const LAND: Readonly<Record<string, string>> = {
  green: SHEET_STYLE.green,
  water: SHEET_STYLE.water,
};

const landOf = ({ content }: SheetInput, pen: Pen): string[] =>
  content.land.flatMap(({ kind, geometry }) => {
    const color = LAND[kind];
    if (color === undefined) return [];
    if (geometry.type === "Polygon" || geometry.type === "MultiPolygon")
      return [path(pen.area(geometry), `fill="${color}"`)];
    const brook = `fill="none" stroke="${color}" stroke-width="0.8" stroke-linejoin="round"`;
    return [path(pen.line(geometry), brook)];
  });

/** Metres of a road's width; a path is a dashed line. */
const ROAD_METRES: Readonly<Record<string, number>> = {
  motorway: 24,
  trunk: 22,
  primary: 20,
  secondary: 16,
  tertiary: 12,
  unclassified: 8,
  residential: 7,
  living_street: 5,
  service: 4,
};

/** All edges first, then all fills: crossings then look like crossings. */
function waysOf({ content, frame }: SheetInput, pen: Pen): string[] {
  const edges: string[] = [];
  const fills: string[] = [];
  const paths: string[] = [];
  for (const { class: name, geometry } of content.ways) {
    const metres = ROAD_METRES[name.replace(/_link$/, "")];
    const data = pen.line(geometry);
    if (metres === undefined) {
      paths.push(
        path(data, 'fill="none" stroke="#c4c0b8" stroke-width="0.18" stroke-dasharray="0.8 0.6"'),
      );
      continue;
    }
    const width = mm(Math.max((metres * 1000) / frame.denominator, 0.35));
    const ends = 'fill="none" stroke-linecap="round" stroke-linejoin="round"';
    edges.push(
      path(data, `${ends} stroke="${SHEET_STYLE.roadEdge}" stroke-width="${mm(width + 0.24)}"`),
    );
    fills.push(path(data, `${ends} stroke="${SHEET_STYLE.road}" stroke-width="${width}"`));
  }
  return [...paths, ...edges, ...fills];
}

const filled = (fill: string, stroke: string): string =>
  `fill="${fill}" stroke="${stroke}" stroke-width="0.1"`;

function buildingsOf({ content, grids }: SheetInput, pen: Pen): string[] {
  const focus = grids.filter(({ isFocus }) => isFocus);
  const near: string[] = [];
  const away: string[] = [];
  for (const { geometry } of content.buildings) {
    if (geometry.type === "Point") continue;
    const isNear = focus.some((grid) => isIn(grid.geometry, geometry));
    (isNear ? near : away).push(pen.area(geometry));
  }
  return [
    path(away.join(""), filled(SHEET_STYLE.buildingAway, "#c2c2c2")),
    path(near.join(""), filled(SHEET_STYLE.building, "#8a6a4a")),
  ];
}

function linesOf({ content }: SheetInput, pen: Pen): string[] {
  const compounds = content.compounds.map(({ geometry }) => pen.area(geometry)).join("");
  const hard: string[] = [];
  const walls: string[] = [compounds];
  for (const { class: rank, geometry } of content.barriers) {
    if (rank !== 0 && rank !== 3) continue;
    const isLine = geometry.type === "LineString" || geometry.type === "MultiLineString";
    (rank === 0 ? hard : walls).push(isLine ? pen.line(geometry) : pen.area(geometry));
  }
  const { wall, hard: edge } = SHEET_STYLE;
  return [
    path(
      walls.join(""),
      `fill="none" stroke="${wall.stroke}" stroke-width="${wall.width}" stroke-dasharray="1.6 0.5 0.3 0.5"`,
    ),
    path(hard.join(""), `fill="none" stroke="${edge.stroke}" stroke-width="${edge.width}"`),
  ];
}

function bordersOf({ grids, community }: SheetInput, pen: Pen): string[] {
  const border = (
    data: string,
    { stroke, width }: { stroke: string; width: number },
    dash: string,
  ) => [
    path(
      data,
      `fill="none" stroke="#ffffff" stroke-width="${width + 0.5}" stroke-opacity="0.75" stroke-linejoin="round"`,
    ),
    path(
      data,
      `fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"${dash}`,
    ),
  ];
  const of = (isFocus: boolean): string =>
    grids
      .filter((grid) => grid.isFocus === isFocus)
      .map(({ geometry }) => pen.area(geometry))
      .join("");
  const isMany = grids.filter(({ isFocus }) => isFocus).length > 1;
  const { focus, grid, community: outer } = SHEET_STYLE;
  return [
    path(
      of(false),
      'fill="none" stroke="#8c8c8c" stroke-width="0.4" stroke-linejoin="round" stroke-dasharray="2 1"',
    ),
    ...border(of(true), isMany ? grid : focus, ""),
    ...(community === null
      ? []
      : border(pen.area(community), outer, ' stroke-dasharray="4 1.2 0.9 1.2"')),
  ];
}

const stationsOf = ({ content, frame }: SheetInput): string[] =>
  content.stations.map(({ position }) =>
    path(
      starOutline(frame.place(position), 1.9, 0.8),
      `fill="${SHEET_STYLE.station}" stroke="#ffffff" stroke-width="0.3"`,
    ),
  );
