import { writeFile } from "node:fs/promises";
import {
  attachBuildings,
  attachPoints,
  buildFieldGeometry,
  computeCoverage,
  coveredShare,
  EdgeFinder,
  fieldValues,
  isochrone,
  limitUnits,
  percentDown,
  StationReach,
  stationSetVersion,
  type AreaSum,
  type Coverage,
  type CoverageDefinition,
  type CoverageInput,
} from "@onegrid/core/coverage";
import { refuseUnwritable } from "../divide/write-files.ts";
import { inWords, say, step } from "../terminal.ts";
import { checkDatum } from "./check-datum.ts";
import { chooseStations, type StationChoiceArgs } from "./choose-stations.ts";
import { csvRow } from "./csv.ts";
import { definitionText } from "./definition-text.ts";
import { findAreas } from "./find-areas.ts";
import { InputFiles } from "./input-files.ts";
import { measureOf, policyOf } from "./measure-args.ts";
import { refuseNothingComputed, refuseStranded } from "./refuse-empty.ts";
import { groundNotices, tellNotices } from "./tell-notices.ts";
import { tellUnattached } from "./tell-unattached.ts";
import { readAreas, readBuildings, readStations, type NamedArea } from "./read-places.ts";
import { readWalkingNetwork, type WalkArgs } from "./walk-args.ts";

export interface CoverArgs extends WalkArgs, StationChoiceArgs {
  readonly buildings: string;
  readonly stations: string;
  readonly out: string;
  readonly polygons?: string | undefined;
  readonly by?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `onegrid cover`: who can walk to a station within the limit. Files in, files out. */
export async function runCover(args: CoverArgs): Promise<void> {
  const { measure } = measureOf(args);
  const gatePolicy = policyOf(args.policy);
  await refuseUnwritable([args.out, args.polygons]);
  const files = new InputFiles(args.crs);
  const { network, notes } = await readWalkingNetwork(args, files);
  const buildings = await readBuildings(args.buildings, args.weight, files);
  const chosen = chooseStations(args.stations, await readStations(args.stations, files), args);
  const { stations } = chosen;
  const finder = new EdgeFinder(network);
  const areas = args.by === undefined ? [] : await readAreas(args.by, files);
  tellNotices([...files.notes.notices, ...groundNotices(notes, args)]);
  checkDatum(args, { role: "buildings", finder, places: buildings, files });
  checkDatum(args, { role: "stations", finder, places: stations, files });
  const definition: CoverageDefinition = {
    measure,
    direction: "home-to-station",
    gates: gatePolicy,
    households: buildings.some(({ households }) => households !== null) ? "register" : "unknown",
    networkVersion: network.version,
    ...chosen.definition,
    stationSetVersion: stationSetVersion(stations),
  };
  const input: CoverageInput = {
    finder,
    buildings,
    stations,
    definition,
    areas: findAreas(buildings, areas),
  };
  const coverage = await step("计算步行时间", "Walking from every building", async () =>
    computeOrRefuse(input, args.stations),
  );
  await writeFile(args.out, buildingsAsCsv(coverage));
  refuseNothingComputed(coverage, input, args.buildings);
  if (args.by !== undefined) await writeFile(areaPathOf(args.out), areasAsCsv(coverage, areas));
  if (args.polygons !== undefined) await writePolygons(args.polygons, input, coverage);
  tell(coverage, args, notes.length);
  if (args.json !== true) tellUnattached(coverage, input);
}

function computeOrRefuse(input: CoverageInput, path: string): Coverage {
  const coverage = computeCoverage(input);
  if (!coverage.ok)
    throw new Error(`${path}: ${coverage.error.code} after the options were checked`);
  refuseStranded(coverage.value, input, path);
  return coverage.value;
}

function buildingsAsCsv({ buildings }: Coverage): string {
  const rows = buildings.map(({ id, households, station, seconds, metres, state, reason }) => {
    const covered = state === "not-computable" ? null : state === "covered";
    return csvRow([id, households, station, seconds, metres, covered, reason]);
  });
  return `id,households,station,seconds,metres,covered,reason\n${rows.join("")}`;
}

/** `buildings.csv` → `buildings-by-area.csv`. */
const areaPathOf = (out: string): string => out.replace(/(\.csv)?$/i, "-by-area.csv");

function areasAsCsv({ byArea }: Coverage, areas: readonly NamedArea[]): string {
  const heading =
    "id,name,households_covered,households_uncovered,households_not_computable," +
    "buildings_covered,buildings_uncovered,buildings_not_computable,buildings_without_households,covered_share,definition\n";
  const label = definitionText(byArea.definition);
  const rows = byArea.value.map((sum, i) => {
    const { households, buildings, buildingsWithoutHouseholds } = sum;
    const figures = [households, buildings].flatMap((by) => [
      by.covered,
      by.uncovered,
      by["not-computable"],
    ]);
    const share = coveredShare(sum);
    const rounded = share === null ? null : Math.round(share * 1e4) / 1e4;
    const { id = "", name = "" } = areas[i] ?? {};
    return csvRow([id, name, ...figures, buildingsWithoutHouseholds, rounded, label]);
  });
  return heading + rows.join("");
}

async function writePolygons(path: string, input: CoverageInput, coverage: Coverage) {
  const { finder, definition } = input;
  const network = finder.network;
  const positions = input.buildings.map(({ position }) => position);
  const geometry = buildFieldGeometry(network, attachBuildings(finder, input.buildings));
  const stations = attachPoints(
    finder,
    input.stations.map(({ position }) => position),
  );
  const reach = new StationReach(network, { stations, definition });
  const limit = limitUnits(definition.measure);
  const values = fieldValues(geometry, reach, { buildingUnits: coverage.units, maxUnits: limit });
  const polygon = isochrone({ geometry, values, limit, buildings: positions });
  if (!polygon.ok) {
    throw new Error(`${polygon.error.code}: buildings ${polygon.error.buildings.join(", ")}`);
  }
  const properties = { definition, label: definitionText(definition) };
  const feature = { type: "Feature", properties, geometry: polygon.value };
  await writeFile(path, `${JSON.stringify({ type: "FeatureCollection", features: [feature] })}\n`);
}

function tell({ total, definition, strandedStations }: Coverage, args: CoverArgs, notes: number) {
  if (args.json === true) {
    const report = { ok: true, total: total.value, definition, strandedStations, notes };
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const label = definitionText(definition);
  say(`${describe(total.value)}（${label}）`, `${describe(total.value)} (${label})`);
}

function describe(sum: AreaSum): string {
  const { households, buildings, buildingsWithoutHouseholds } = sum;
  const share = coveredShare(sum);
  const percent = share === null ? "–" : `${percentDown(share)} %`;
  return inWords(
    `覆盖 ${households.covered} 户（${percent}），未覆盖 ${households.uncovered} 户，无法计算 ${households["not-computable"]} 户；` +
      `楼栋 ${buildings.covered}/${buildings.uncovered}/${buildings["not-computable"]}，户数未知 ${buildingsWithoutHouseholds} 栋`,
    `Covered ${households.covered} households (${percent}), uncovered ${households.uncovered}, not computable ${households["not-computable"]}; ` +
      `buildings ${buildings.covered}/${buildings.uncovered}/${buildings["not-computable"]}, ${buildingsWithoutHouseholds} without households`,
  );
}
