import {
  drawSheetMap,
  frameSheet,
  sheetColors,
  shortCode,
  type SheetContent,
} from "@onegrid/core/division";
import type { GridLine, SheetPage } from "../printing/printed-pages.ts";
import { headOf, shortName } from "./board-pages.ts";
import type { ExportedCommunity } from "./export-source.ts";
import {
  areaWords,
  isWideShape,
  sheetPaper,
  shownSigns,
  type PageFacts,
  type PaperPlan,
} from "./page-frame.ts";
import { legendOf, scaleText } from "./page-words.ts";

/** Millimetres that stand beside or under a map: heading, legend, table, foot. */
const HEAD = 26;
const CAPTION = 12;
/** On narrow paper the legend takes two lines. */
const CAPTION_OF_TWO = 17;
const FACTS = 14;
const FOOT = 9;
const TABLE = 84;
const LINE = 4.9;

/** The map of a community with all its grids (网格划分图). */
export function sheetPage(
  facts: PageFacts,
  exported: ExportedCommunity,
  content: SheetContent,
): SheetPage {
  const { words } = facts;
  const { community, grids } = exported;
  const paper = sheetPaper(facts.paper, isWideShape(community.geometry));
  const lines = linesOf(facts, exported);
  const { size, room } = layOut(paper, lines.length);
  const { frame, colors, map } = drawn(facts, exported, content, size);
  const shown = lines.map((line, at) => ({ ...line, color: colors[at] ?? "#ffffff" }));
  return {
    ...paper,
    ...headOf(facts, grids[0]?.row.validFrom ?? null),
    watermarkSize: facts.paper === "a3" ? 150 : 100,
    above: [community.district, community.street].filter((part) => part !== "").join(" · "),
    title: words.sheetTitle(community.name),
    titleSize: 24,
    kind: words.sheet,
    map: { width: size.widthMm, height: size.heightMm, svg: map.svg, labels: map.labels },
    scale: words.scale(scaleText(map.denominator)),
    legend: legendOf(words, { isBoard: false, shows: shownSigns(content, frame) }),
    facts: sums(facts, exported),
    columns: words.columns,
    columnsOfTable: 2,
    rows: shown.slice(0, room),
    moreRows: shown.slice(room),
  };
}

function drawn(
  { paper }: PageFacts,
  exported: ExportedCommunity,
  content: SheetContent,
  size: { readonly widthMm: number; readonly heightMm: number },
) {
  const { community, grids } = exported;
  const shapes = grids.map(({ geometry }) => geometry);
  const frame = frameSheet([community.geometry, ...shapes], { ...size, marginMm: 8 });
  const colors = sheetColors(shapes);
  const map = drawSheetMap({
    frame,
    content,
    community: community.geometry,
    gridSize: paper === "a3" ? 13 : 11,
    grids: grids.map((grid, at) => ({
      label: [shortName(grid, exported), shortCode(grid.row.grid)],
      geometry: grid.geometry,
      fill: colors[at] ?? "#ffffff",
      isFocus: true,
    })),
  });
  return { frame, colors, map };
}

/** The map as large as the paper lets it be, and how many lines of the table stand beside it. */
function layOut(paper: PaperPlan, lines: number) {
  const width = paper.width - 2 * paper.margin;
  const height = paper.height - 2 * paper.margin - HEAD - FOOT;
  if (paper.isWide) {
    const size = { widthMm: width - TABLE - 5, heightMm: height - CAPTION };
    return { size, room: Math.floor((height - FACTS - LINE) / LINE) };
  }
  const most = Math.floor((height * 0.34) / LINE) * 2;
  const room = Math.min(most, Math.ceil(lines / 2) * 2);
  const table = (Math.ceil(room / 2) + 1) * LINE + 4;
  return { size: { widthMm: width, heightMm: height - CAPTION_OF_TWO - FACTS - table }, room };
}

const linesOf = ({ words }: PageFacts, { grids }: ExportedCommunity): Omit<GridLine, "color">[] =>
  grids.map(({ row }) => ({
    code: shortCode(row.grid),
    name: row.name,
    households: words.count(row.households),
    buildings: words.count(row.buildings),
  }));

const fact = (label: string, value: string) => ({ label, value, size: 12, wide: false });

function sums({ words }: PageFacts, { grids }: ExportedCommunity): SheetPage["facts"] {
  const total = (of: "households" | "buildings" | "squareMetres"): number =>
    grids.reduce((sum, { row }) => sum + row[of], 0);
  return [
    fact(words.grids, words.count(grids.length)),
    fact(words.households, words.count(total("households"))),
    fact(words.fairShare, words.count(Math.round(total("households") / Math.max(grids.length, 1)))),
    fact(words.area, areaWords(total("squareMetres"), words)),
  ];
}
