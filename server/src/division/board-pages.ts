import {
  boardTeam,
  drawSheetMap,
  frameSheet,
  listBuildings,
  type SheetContent,
  type TeamMember,
} from "@onegrid/core/division";
import { renderSVG } from "uqr";
import type { BoardPage, Fact } from "../printing/printed-pages.ts";
import type { ExportedCommunity, ExportedGrid } from "./export-source.ts";
import {
  areaWords,
  boardPaper,
  isWideShape,
  shownSigns,
  stateOf,
  type PageFacts,
} from "./page-frame.ts";
import { legendOf, scaleText } from "./page-words.ts";

export interface BoardInput {
  readonly facts: PageFacts;
  readonly exported: ExportedCommunity;
  readonly content: SheetContent;
  /** By the grid's id. */
  readonly teams: ReadonlyMap<string, readonly TeamMember[]>;
  /** Of the community, for everybody to call; empty where none is known. */
  readonly phone: string;
}

/** Longest list of buildings in letters: then the rest is only counted. */
const MOST_LIST = 150;

/** The notice board (网格公示牌) of one grid: its map with the neighbours greyed, its team, its QR code. */
export function boardPage(input: BoardInput, grid: ExportedGrid): BoardPage {
  const { facts, exported, content } = input;
  const { words } = facts;
  const paper = boardPaper(facts.paper, isWideShape(grid.geometry));
  const team = teamOf(facts, input.teams.get(grid.id) ?? []);
  const size = mapSize(paper, team.length);
  const frame = frameSheet([grid.geometry], { ...size, marginMm: 12 });
  const map = drawSheetMap({
    frame,
    content,
    community: exported.community.geometry,
    gridSize: 15,
    grids: exported.grids.map((each) => {
      const isFocus = each.id === grid.id;
      const label = [shortName(each, exported)];
      return { label, isFocus, geometry: each.geometry, fill: isFocus ? "#fff2c9" : "#efefef" };
    }),
  });
  const { row } = grid;
  const legend = { isBoard: true, shows: shownSigns(content, frame) };
  return {
    ...paper,
    ...headOf(facts, row.validFrom),
    above: [row.district, row.street].filter((part) => part !== "").join(" · "),
    title: row.name,
    titleSize: row.name.length > 14 ? 19 : 25,
    kind: words.board,
    map: { width: size.widthMm, height: size.heightMm, svg: map.svg, labels: map.labels },
    scale: words.scale(scaleText(map.denominator)),
    legend: legendOf(words, legend),
    facts: factsOf(facts, grid),
    buildings: buildingWords(facts, exported, grid),
    team,
    contact: contactOf(input, grid),
  };
}

/** What heading, legend, numbers, team and foot leave of the paper. */
const mapSize = ({ isWide }: { readonly isWide: boolean }, lines: number) =>
  isWide
    ? { widthMm: 182, heightMm: 142 }
    : { widthMm: 190, heightMm: 208 - Math.max(37, 6.3 * lines) };

/** `第3网格` under a heading that names the community. */
export const shortName = ({ row }: ExportedGrid, { community }: ExportedCommunity): string =>
  row.name.startsWith(community.name) ? row.name.slice(community.name.length) : row.name;

export function headOf(facts: PageFacts, validFrom: string | null) {
  const { words, printedOn, isOsm, plan } = facts;
  const { state, watermark } = stateOf(facts, validFrom);
  const source = words.source(printedOn, isOsm);
  return {
    state,
    watermark,
    watermarkSize: 96,
    source: plan === null ? source : `${words.plan(plan.name)} · ${source}`,
    printed: words.printed(printedOn),
  };
}

function factsOf({ words }: PageFacts, { row }: ExportedGrid): Fact[] {
  return [
    { label: words.code, value: row.grid, size: 12, wide: true },
    { label: words.households, value: words.count(row.households), size: 12, wide: false },
    { label: words.buildings, value: words.count(row.buildings), size: 12, wide: false },
    { label: words.area, value: areaWords(row.squareMetres, words), size: 12, wide: false },
  ];
}

/** Those with households, else all: a shed tells nobody where they live. */
function buildingWords({ words }: PageFacts, { buildings }: ExportedCommunity, grid: ExportedGrid) {
  const own = buildings.filter(({ row }) => row.grid === grid.row.grid && row.name !== "");
  const homes = own.filter(({ row }) => row.use !== "other");
  const text = listBuildings((homes.length > 0 ? homes : own).map(({ row }) => row.name));
  if (text === "") return words.noBuildings;
  if (text.length <= MOST_LIST) return text;
  const kept = text.slice(0, text.lastIndexOf("；", MOST_LIST)) || text.slice(0, MOST_LIST);
  return `${kept}${words.more(homes.length)}`;
}

/** Posts that every board names, so that an empty line can be written on. */
const POSTS = { "zh-CN": ["网格长", "网格员"], en: ["Grid head", "Grid worker"] } as const;
const MOST_LINES = 7;

function teamOf({ words, language, hasNames }: PageFacts, members: readonly TeamMember[]) {
  const lines = boardTeam(members, hasNames).map(({ title, names, count }) => ({
    role: title,
    names: names.length > 0 ? names.join("、") : words.people(count),
  }));
  const missing = POSTS[language].filter((post) => !lines.some(({ role }) => role === post));
  const empty = lines.length === 0 ? missing : [];
  return [...lines, ...empty.map((role) => ({ role, names: "" }))].slice(0, MOST_LINES);
}

function contactOf({ facts, content, phone }: BoardInput, grid: ExportedGrid) {
  const { words, address } = facts;
  const frame = frameSheet([grid.geometry], { widthMm: 100, heightMm: 100, marginMm: 0 });
  const [station] = content.stations
    .map((each) => {
      const [x, y] = frame.place(each.position);
      return { name: each.name, far: (x - 50) ** 2 + (y - 50) ** 2 };
    })
    .toSorted((a, b) => a.far - b.far);
  return {
    title: words.service,
    phone,
    lines: station === undefined ? [] : [words.station(station.name)],
    // A grid of a draft has no address yet.
    qr:
      facts.plan === null
        ? renderSVG(`${address}/g/${encodeURIComponent(grid.row.grid)}`, { border: 1, ecc: "M" })
        : "",
    scan: words.scan,
  };
}
