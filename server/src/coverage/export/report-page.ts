import { drawReportMap, REPORT_STYLE, type ReportMapInput } from "@onegrid/core/coverage";
import { frameSheet, type SheetFrame } from "@onegrid/core/division";
import type { MultiPolygon } from "@onegrid/core/geometry";
import type { LegendItem, ReportPage } from "../../printing/printed-pages.ts";
import { buildingsIn } from "../results/building-places.ts";
import { stateAt } from "../results/building-times.ts";
import type { CoverageContent } from "./export-source.ts";
import { fileLabel } from "./file-label.ts";
import { FILE_WORDS, wordOf } from "./file-words.ts";
import {
  remarksOf,
  stationTable,
  tilesOf,
  worstOf,
  worstTable,
  type ReportFigures,
} from "./report-rows.ts";

const PAPER = { width: 210, height: 297, margin: 10, factor: 1, isWide: false } as const;
/** Millimetres of what stands above and under the map. */
const FIXED = 88;
const LINE = 4.7;
const REMARK = 4.2;
const [LEAST_MAP, MOST_MAP] = [78, 150];
/** Up to this many areas have their borders drawn. */
const MOST_BORDERS = 200;

export interface ReportInput extends ReportFigures {
  readonly content: CoverageContent;
  readonly ground: Pick<ReportMapInput, "land" | "ways">;
  readonly reached: MultiPolygon;
  readonly frame: SheetFrame;
  readonly isOsm: boolean;
}

/** The frame of the map: what the tables and remarks leave of an A4 page. */
export function reportFrame(content: CoverageContent, written: ReportFigures): SheetFrame {
  const rows = Math.max(1, worstTable(written).rows.length, stationTable(written).rows.length);
  const lines = remarksOf(written).length + (written.trend === "" ? 0 : 1);
  const left = PAPER.height - 2 * PAPER.margin - FIXED - LINE * rows - REMARK * lines;
  const heightMm = Math.min(MOST_MAP, Math.max(LEAST_MAP, left));
  const tops = content.shapes.filter(({ id }) => content.scope.includes(id));
  const shapes = (tops.length > 0 ? tops : content.shapes).map(({ geometry }) => geometry);
  return frameSheet(shapes, { widthMm: PAPER.width - 2 * PAPER.margin, heightMm, marginMm: 5 });
}

/** The leader's page (领导一页报告): one definition, its figures, the map, the worst areas, the doubts. */
export function reportPage(input: ReportInput): ReportPage {
  const { content, reply, words, language, frame, isOsm } = input;
  const title = words.title(content.title);
  const kinds = reply.kinds.map((kind) => wordOf(FILE_WORDS[language].stations, kind)).join("、");
  const map = drawReportMap(mapInput(input));
  const scale = String(frame.denominator).replaceAll(/\B(?=(\d{3})+$)/g, "\u2009");
  const remarks = remarksOf(input);
  const { scenario } = content.result;
  return {
    ...PAPER,
    above: words.above,
    title,
    titleSize: title.length > 18 ? 17 : 22,
    kind: content.day,
    state: scenario === null ? words.dated : words.supposed,
    definition: {
      label: words.definition,
      text: fileLabel(content.result, language),
      note: words.kinds(kinds),
    },
    tiles: tilesOf(input),
    states: statesOf(input),
    trend: input.trend,
    map: { width: frame.widthMm, height: frame.heightMm, svg: map.svg, labels: map.labels },
    scale: words.scale(`1:${scale}`),
    legend: legendOf(input),
    facts: [],
    worst: worstTable(input),
    stations: stationTable(input),
    remarks: { title: words.remarks, lines: remarks.length > 0 ? remarks : [words.fine] },
    approval: words.approval,
    source: words.source(content.day, isOsm),
    printed: words.printed(content.day),
    watermark: scenario === null ? "" : words.supposedMark,
    watermarkSize: 96,
  };
}

function mapInput({ content, reply, ground, reached, frame }: ReportInput): ReportMapInput {
  const { result, scope, areas, shapes } = content;
  const isMine = buildingsIn(result.places, scope);
  const boxes = new Map(worstOf(reply).sums.map(({ id, bbox }) => [id, bbox]));
  const communities = new Set(areas.filter(({ kind }) => kind === "community").map(({ id }) => id));
  const borders = shapes.filter(
    ({ id }) => communities.has(id) === communities.size <= MOST_BORDERS,
  );
  return {
    ...ground,
    frame,
    reached,
    areas: borders.map(({ geometry }) => geometry),
    buildings: result.places.buildings.flatMap(({ position }, at) =>
      isMine(at) ? [{ position, state: stateAt(result.times, at) }] : [],
    ),
    stations: reply.stations.map(({ position }) => position),
    marks: [...boxes.values()].flatMap((box, at) => {
      if (box === null) return [];
      const [west, south, east, north] = box;
      return [
        { text: String(at + 1), position: [(west + east) / 2, (south + north) / 2] as const },
      ];
    }),
  };
}

/** The three states as parts of one bar. */
function statesOf({ reply: { total }, words, language }: ReportInput): ReportPage["states"] {
  const { households } = total;
  const { states } = FILE_WORDS[language];
  return [
    {
      color: REPORT_STYLE.covered,
      part: households.covered,
      text: `${states.covered} ${words.households(households.covered)}`,
    },
    {
      color: REPORT_STYLE.uncovered,
      part: households.uncovered,
      text: `${states.uncovered} ${words.households(households.uncovered)}`,
    },
    {
      color: REPORT_STYLE["not-computable"],
      part: households.notComputable,
      text: `${states["not-computable"]} ${words.households(households.notComputable)}`,
    },
  ];
}

function legendOf({ words, language }: ReportInput): LegendItem[] {
  const { states } = FILE_WORDS[language];
  const plain = { width: 0, dash: null, svg: "" };
  const dot = (state: "covered" | "uncovered" | "not-computable"): LegendItem => ({
    ...plain,
    kind: "dot",
    text: states[state],
    color: REPORT_STYLE[state],
  });
  return [
    dot("covered"),
    dot("uncovered"),
    dot("not-computable"),
    { ...plain, kind: "fill", text: words.legend.reached, color: REPORT_STYLE.reached },
    { ...plain, kind: "star", text: words.legend.station, color: REPORT_STYLE.station, svg: STAR },
    {
      ...plain,
      kind: "line",
      text: words.legend.area,
      color: REPORT_STYLE.area,
      width: 0.3,
      dash: [2.4, 0.8, 0.6, 0.8],
    },
  ];
}

const STAR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 4 4"><path d="M0 -1.9L.47 -.65L1.81 -.59L.76 .25L1.12 1.54L0 .8L-1.12 1.54L-.76 .25L-1.81 -.59L-.47 -.65Z" ' +
  `fill="${REPORT_STYLE.station}"/></svg>`;
