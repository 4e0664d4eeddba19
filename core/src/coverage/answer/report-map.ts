import {
  barLabels,
  northArrowOf,
  scaleBar,
  scaleBarOf,
  starOutline,
} from "../../division/index.ts";
import type { SheetFrame, SheetLabel } from "../../division/index.ts";
import type {
  LineString,
  MultiLineString,
  MultiPolygon,
  Polygon,
  Position,
} from "../../geometry/index.ts";
import type { CoverageState } from "./compute-coverage.ts";

/** What a printed coverage map shows; degrees. */
export interface ReportMapInput {
  readonly frame: SheetFrame;
  readonly land: readonly {
    readonly kind: string;
    readonly geometry: LineString | MultiLineString | Polygon | MultiPolygon;
  }[];
  readonly ways: readonly { readonly class: string; readonly geometry: LineString }[];
  /** Borders of the areas that the figures are given for. */
  readonly areas: readonly (Polygon | MultiPolygon)[];
  /** The ground reached within the limit. */
  readonly reached: MultiPolygon;
  readonly buildings: readonly { readonly position: Position; readonly state: CoverageState }[];
  readonly stations: readonly Position[];
  /** Numbers of the table's rows at the places they are about. */
  readonly marks: readonly { readonly text: string; readonly position: Position }[];
}

export interface ReportMap {
  /** One unit is a millimetre. */
  readonly svg: string;
  readonly labels: readonly SheetLabel[];
}

/** Blue against orange stays apart for every kind of colour vision, and in grey. */
export const REPORT_STYLE = {
  covered: "#1f78b4",
  uncovered: "#e8590c",
  "not-computable": "#5b6470",
  reached: "#d7e8f5",
  area: "#6a1b9a",
  station: "#c8102e",
  green: "#e2f0d9",
  water: "#cfe6f7",
} as const;

const mm = (value: number): number => Math.round(value * 100) / 100;

/** Draws it: ground, reach, roads, borders, a dot for every building in the colour of its state, stations. */
export function drawReportMap(input: ReportMapInput): ReportMap {
  const { frame } = input;
  const { widthMm, heightMm } = frame;
  const bar = scaleBar(frame.denominator);
  const marks = input.marks.map(({ text, position }) => ({ text, at: frame.place(position) }));
  const parts = [
    ...landOf(input),
    path(
      areaOf(frame, input.reached),
      `fill="${REPORT_STYLE.reached}" fill-opacity="0.8" fill-rule="evenodd"`,
    ),
    ...waysOf(input),
    path(
      input.areas.map((area) => areaOf(frame, area)).join(""),
      `fill="none" stroke="${REPORT_STYLE.area}" stroke-width="0.3" stroke-dasharray="2.4 0.8 0.6 0.8"`,
    ),
    ...dotsOf(input),
    ...stationsOf(input),
    ...marks.map(
      ({ at: [x, y] }) =>
        `<circle cx="${mm(x)}" cy="${mm(y)}" r="2.5" fill="#ffffff" stroke="#7f2704" stroke-width="0.4"/>`,
    ),
    scaleBarOf(frame, bar.mm),
    northArrowOf(frame),
  ];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthMm} ${heightMm}" width="${widthMm}mm" ` +
    `height="${heightMm}mm"><rect width="${widthMm}" height="${heightMm}" fill="#fbfbf9"/>${parts.join("")}</svg>`;
  const numbers = marks.map(({ text, at: [x, y] }): SheetLabel => ({
    text,
    x,
    y,
    size: 7.5,
    isBold: true,
    color: "#7f2704",
    angle: 0,
  }));
  return { svg, labels: [...numbers, ...barLabels(frame, { ...bar })] };
}

const path = (data: string, style: string): string =>
  data === "" ? "" : `<path d="${data}" ${style}/>`;

/** What lies outside the paper is left out as a whole. */
function runOf({ place, widthMm, heightMm }: SheetFrame, line: readonly Position[], end: string) {
  const points = line.map(place);
  const isOn =
    points.some(([x]) => x > 0) &&
    points.some(([x]) => x < widthMm) &&
    points.some(([, y]) => y > 0) &&
    points.some(([, y]) => y < heightMm);
  return isOn ? `M${points.map(([x, y]) => `${mm(x)} ${mm(y)}`).join("L")}${end}` : "";
}

function areaOf(frame: SheetFrame, shape: Polygon | MultiPolygon): string {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return polygons.flatMap((rings) => rings.map((ring) => runOf(frame, ring, "Z"))).join("");
}

const lineOf = (frame: SheetFrame, shape: LineString | MultiLineString): string =>
  (shape.type === "LineString" ? [shape.coordinates] : shape.coordinates)
    .map((line) => runOf(frame, line, ""))
    .join("");

const landOf = ({ land, frame }: ReportMapInput): string[] =>
  (["green", "water"] as const).flatMap((kind) => {
    const own = land.filter((each) => each.kind === kind);
    const grounds = own.flatMap(({ geometry }) =>
      geometry.type === "Polygon" || geometry.type === "MultiPolygon"
        ? [areaOf(frame, geometry)]
        : [],
    );
    const brooks = own.flatMap(({ geometry }) =>
      geometry.type === "LineString" || geometry.type === "MultiLineString"
        ? [lineOf(frame, geometry)]
        : [],
    );
    return [
      path(grounds.join(""), `fill="${REPORT_STYLE[kind]}"`),
      path(brooks.join(""), `fill="none" stroke="${REPORT_STYLE[kind]}" stroke-width="0.6"`),
    ];
  });

/** Millimetres of a road by its class; what is not here is a thread. */
const WIDTHS: Readonly<Record<string, number>> = {
  motorway: 0.9,
  trunk: 0.8,
  primary: 0.7,
  secondary: 0.6,
  tertiary: 0.45,
};
const THREAD = 0.2;

function waysOf({ ways, frame }: ReportMapInput): string[] {
  const byWidth = new Map<number, string[]>();
  for (const { class: name, geometry } of ways) {
    const width = WIDTHS[name.replace(/_link$/, "")] ?? THREAD;
    const lines = byWidth.get(width) ?? [];
    byWidth.set(width, lines);
    lines.push(lineOf(frame, geometry));
  }
  return [...byWidth]
    .toSorted(([a], [b]) => a - b)
    .map(([width, lines]) =>
      path(
        lines.join(""),
        `fill="none" stroke="#b9b4aa" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`,
      ),
    );
}

/** Covered first: what nobody reaches must not lie under what is reached. */
const STATES = ["covered", "not-computable", "uncovered"] as const;

function dotsOf({ buildings, frame }: ReportMapInput): string[] {
  const { place, widthMm, heightMm } = frame;
  // Few buildings are large dots, a whole district still shows each of them.
  const size = mm(Math.min(1.6, Math.max(0.45, 70 / Math.sqrt(buildings.length + 1))));
  return STATES.map((state) => {
    const dots = buildings.flatMap((building) => {
      if (building.state !== state) return [];
      const [x, y] = place(building.position);
      const isOn = x >= 0 && y >= 0 && x <= widthMm && y <= heightMm;
      // A line of no length may be dropped; a hundredth of a millimetre is a dot.
      return isOn ? [`M${mm(x)} ${mm(y)}h.01`] : [];
    });
    return path(
      dots.join(""),
      `fill="none" stroke="${REPORT_STYLE[state]}" stroke-width="${size}" stroke-linecap="round"`,
    );
  });
}

const stationsOf = ({ stations, frame }: ReportMapInput): string[] =>
  stations.map((position) =>
    path(
      starOutline(frame.place(position), 1.7, 0.7),
      `fill="${REPORT_STYLE.station}" stroke="#ffffff" stroke-width="0.25"`,
    ),
  );
