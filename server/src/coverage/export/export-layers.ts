import { allHouseholds, type BuildingCoverage, type Measure } from "@onegrid/core/coverage";
import type { CoverageSum } from "@onegrid/core/coverage/contract";
import type { Geometry, MultiPolygon } from "@onegrid/core/geometry";
import type { BuildingPlace } from "@onegrid/db/coverage";
import {
  exportRow,
  layer,
  type ExportLayer,
  type ExportRow,
  type MoreRows,
} from "../../export/layer.ts";
import type { Language } from "../../problem-sentence.ts";
import {
  BUILDING_FIELDS,
  REACHED_FIELDS,
  RING_FIELDS,
  SAID_FIELDS,
  STATION_FIELDS,
  SUM_FIELDS,
  type BuildingRow,
} from "./export-fields.ts";
import type { CoverageContent } from "./export-source.ts";
import { buildingsIn } from "../results/building-places.ts";
import { buildingAt } from "../results/building-times.ts";
import { secondAt, type SecondStation, type SecondTimes } from "../results/second-nearest.ts";
import { fileLabel } from "./file-label.ts";
import { FILE_WORDS, wordOf } from "./file-words.ts";
import type { Ring } from "../results/polygons.ts";

interface Files {
  readonly content: CoverageContent;
  readonly language: Language;
  readonly definition: string;
  /** Names of areas by id. */
  readonly areas: ReadonlyMap<string, string>;
}

interface Computed {
  readonly second: SecondTimes;
  /** `null` where the format has no place for it. */
  readonly reached: MultiPolygon | null;
  readonly rings: readonly Ring[];
}

/** The tables of a coverage file: the definition, buildings, areas, grids, stations, the reached ground. */
export function coverageLayers(
  content: CoverageContent,
  language: Language,
  { reached, rings, second }: Computed,
): { readonly layers: ExportLayer[]; readonly more: MoreRows } {
  const definition = fileLabel(content.result, language);
  const areas = new Map(content.areas.map(({ id, name }) => [id, name]));
  const files = { content, language, definition, areas };
  const { byArea, byGrid } = content.reply;
  const layers = [
    definitionLayer(files),
    layer(BUILDINGS, BUILDING_FIELDS, []),
    sumsLayer(files, { id: "areas", title: { "zh-CN": "片区", en: "Areas" } }, byArea),
    // Grids have files of their own; here they are numbers.
    {
      ...sumsLayer(files, { id: "grids", title: { "zh-CN": "网格", en: "Grids" } }, byGrid),
      isPlain: true,
    },
    stationsLayer(files),
    ...(reached === null ? [] : [reachedLayer(files, reached)]),
    ...(rings.length === 0 ? [] : [ringsLayer(files, rings)]),
  ];
  return { layers, more: { layer: BUILDINGS.id, portions: buildingRows(files, second) } };
}

const BUILDINGS = { id: "buildings", title: { "zh-CN": "楼栋", en: "Buildings" } };

const point = ([lng, lat]: readonly [number, number]): Geometry => ({
  type: "Point",
  coordinates: [lng, lat],
});

/** Made in some milliseconds. */
const ROWS_AT_A_TIME = 2000;

function* buildingRows(files: Files, second: SecondTimes): Generator<ExportRow[]> {
  const { result, scope } = files.content;
  const stations = new Map(result.stations.map(({ id, name }) => [id, name]));
  const isMine = buildingsIn(result.places, scope);
  let rows: ExportRow[] = [];
  for (const [at, place] of result.places.buildings.entries()) {
    const coverage = isMine(at) ? buildingAt(result, at) : undefined;
    if (!coverage) continue;
    const row = {
      ...placeCells(files, place),
      ...coverageCells(files, coverage, stations),
      ...secondCells(secondAt(result, second, at)),
    };
    rows.push(exportRow(BUILDING_FIELDS, row, point(place.position)));
    if (rows.length < ROWS_AT_A_TIME) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

const placeCells = ({ content, language, areas }: Files, place: BuildingPlace) => ({
  id: place.id,
  name: content.names.get(place.id) ?? "",
  community: areas.get(place.communityId ?? "") ?? "",
  grid: content.gridNames.get(place.gridId ?? "") ?? "",
  households: place.households,
  household_source: FILE_WORDS[language].sources[place.householdSource],
});

const secondCells = (second: SecondStation | null) => ({
  second_station: second?.station.name ?? null,
  second_station_id: second?.station.id ?? null,
  second_seconds: second?.seconds ?? null,
  second_metres: second?.metres ?? null,
});

function coverageCells(
  { language, definition }: Files,
  { state, station, seconds, metres, reason }: BuildingCoverage,
  stations: ReadonlyMap<string, string>,
): Omit<BuildingRow, keyof ReturnType<typeof placeCells> | keyof ReturnType<typeof secondCells>> {
  const words = FILE_WORDS[language];
  return {
    state: words.states[state],
    covered: state === "not-computable" ? null : Number(state === "covered"),
    station: station === null ? null : (stations.get(station) ?? station),
    station_id: station,
    seconds,
    metres,
    reason: reason === null ? null : wordOf(words.reasons, reason),
    definition,
  };
}

function sumsLayer(
  { content, language, definition, areas }: Files,
  named: Pick<ExportLayer, "id" | "title">,
  sums: readonly CoverageSum[],
): ExportLayer {
  const shapes = new Map(content.shapes.map(({ id, geometry }) => [id, geometry]));
  const rows = sums.map((sum) => ({
    geometry: shapes.get(sum.id) ?? null,
    row: {
      id: sum.id,
      level: wordOf(FILE_WORDS[language].areas, sum.kind),
      name: sum.name,
      within: areas.get(sum.parentId ?? "") ?? null,
      households_covered: sum.households.covered,
      households: allHouseholds(sum),
      covered_share: sum.coveredShare,
      households_uncovered: sum.households.uncovered,
      households_not_computable: sum.households.notComputable,
      households_estimated: sum.estimatedHouseholds,
      buildings_covered: sum.buildings.covered,
      buildings_uncovered: sum.buildings.uncovered,
      buildings_not_computable: sum.buildings.notComputable,
      buildings_without_households: sum.buildingsWithoutHouseholds,
      definition,
    },
  }));
  return layer(named, SUM_FIELDS, rows);
}

function stationsLayer({ content, language, definition }: Files): ExportLayer {
  const words = FILE_WORDS[language];
  const rows = content.reply.stations.map((station) => ({
    geometry: point(station.position),
    row: {
      id: station.id,
      name: station.name,
      kind: wordOf(words.stations, station.kind),
      households: station.households,
      floor_area_m2: station.floorAreaSquareMetres,
      hours: station.hours,
      services: station.services.join("、"),
      stranded: station.stranded === null ? null : wordOf(words.reasons, station.stranded),
      definition,
    },
  }));
  return layer(
    { id: "stations", title: { "zh-CN": "站点", en: "Stations" } },
    STATION_FIELDS,
    rows,
  );
}

const reachedLayer = ({ definition }: Files, geometry: MultiPolygon): ExportLayer =>
  layer({ id: "reached", title: { "zh-CN": "可达范围", en: "Reached ground" } }, REACHED_FIELDS, [
    { row: { definition }, geometry },
  ]);

/** Largest first: whoever opens the file sees the smaller ones on top. */
function ringsLayer({ content, language }: Files, rings: readonly Ring[]): ExportLayer {
  const { scenario } = content.result;
  const rows = rings.toReversed().map(({ definition, polygon }) => ({
    row: {
      ...(definition.measure.basis === "distance"
        ? { limit: definition.measure.metres, unit: "m" }
        : { limit: definition.measure.seconds, unit: "s" }),
      definition: fileLabel({ coverage: { definition }, scenario }, language),
    },
    geometry: polygon,
  }));
  return layer(
    { id: "rings", title: { "zh-CN": "分级步行圈", en: "Walking rings" } },
    RING_FIELDS,
    rows,
  );
}

const limitOf = (measure: Measure): string =>
  measure.basis === "distance"
    ? `${measure.metres} m`
    : `${measure.seconds} s, ${measure.metresPerSecond} m/s, ${measure.profile}`;

/** What the figures count and what they are of, line by line. */
function definitionLayer({ content, language, definition }: Files): ExportLayer {
  const { reply, result, title, day } = content;
  const { total, kinds, inferredGates } = reply;
  const { measure, networkVersion, stationSetVersion } = result.coverage.definition;
  const words = FILE_WORDS[language];
  const { said } = words;
  const lines: readonly (readonly [item: string, value: string | number])[] = [
    [said.definition, definition],
    [said.kinds, kinds.map((kind) => wordOf(words.stations, kind)).join("、")],
    [said.place, title || words.everything],
    [said.day, day],
    [said.covered, total.households.covered],
    [said.all, allHouseholds(total)],
    [said.uncovered, total.households.uncovered],
    [said.notComputable, total.households.notComputable],
    [said.estimated, total.estimatedHouseholds],
    [said.limit, limitOf(measure)],
    [said.direction, said.homeToStation],
    [said.gates, inferredGates],
    [said.network, networkVersion],
    [said.stations, stationSetVersion],
    [said.coordinates, "CGCS2000 (EPSG:4490)"],
    [said.approval, ""],
  ];
  const rows = lines.map(([item, value]) => ({
    row: { item, value: String(value) },
    geometry: null,
  }));
  const named = { id: "definition", title: { "zh-CN": "口径", en: "Definition" } };
  return { ...layer(named, SAID_FIELDS, rows), isPlain: true };
}
