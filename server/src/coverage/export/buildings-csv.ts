import { setImmediate } from "node:timers/promises";
import { csvLines, csvOf } from "../../csv-cell.ts";
import type { Language } from "../../problem-sentence.ts";
import { buildingsIn } from "../results/building-places.ts";
import { buildingAt } from "../results/building-times.ts";
import type { CoverageResult } from "../results/coverage-results.ts";
import { secondAt, type SecondStation, type SecondTimes } from "../results/second-nearest.ts";
import { fileLabel } from "./file-label.ts";

/** What the reader's language and the store say, by id. */
export interface CsvNames {
  readonly language: Language;
  readonly buildings: ReadonlyMap<string, string>;
  readonly areas: ReadonlyMap<string, string>;
  readonly second: SecondTimes;
}

const COLUMNS = {
  "zh-CN":
    "社区,楼栋,户数,户数来源,是否覆盖,最近站点,步行分钟,步行米,无法计算的原因,第二近站点（最近站点关闭时）,到第二近站点分钟,到第二近站点米,口径,楼栋编号",
  en: "community,building,households,household source,covered,nearest station,minutes on foot,metres on foot,why not computable,second-nearest station (if the nearest is closed),minutes to the second-nearest,metres to the second-nearest,definition,building id",
} as const;

const WORDS = {
  "zh-CN": {
    covered: "已覆盖",
    uncovered: "未覆盖",
    "not-computable": "无法计算",
    register: "登记",
    estimate: "估算",
    unknown: "未知",
  },
  en: {
    covered: "covered",
    uncovered: "not covered",
    "not-computable": "not computable",
    register: "register",
    estimate: "estimate",
    unknown: "unknown",
  },
} as const;

const ROWS_AT_A_TIME = 2000;

/** Every building of the reader's part, for a spreadsheet, in pieces; the definition stands in each row. */
export async function* buildingsCsv(
  result: CoverageResult,
  scope: readonly string[],
  names: CsvNames,
): AsyncGenerator<string> {
  yield csvOf(COLUMNS[names.language].split(","), []);
  const rowOf = csvRows(result, names);
  const isMine = buildingsIn(result.places, scope);
  let rows: CsvRow[] = [];
  for (const at of result.places.buildings.keys()) {
    const row = isMine(at) ? rowOf(at) : null;
    if (row) rows.push(row);
    if (rows.length < ROWS_AT_A_TIME) continue;
    yield csvLines(rows);
    rows = [];
    await setImmediate();
  }
  yield csvLines(rows);
}

/** To a tenth. */
const minutesOf = (seconds: number): number => Math.round(seconds / 6) / 10;

type CsvRow = readonly (string | number | null)[];

function csvRows(result: CoverageResult, { language, buildings, areas, second }: CsvNames) {
  const words = WORDS[language];
  const stations = new Map(result.stations.map(({ id, name }) => [id, name]));
  const definition = fileLabel(result, language);
  return (at: number): CsvRow | null => {
    const [place, building] = [result.places.buildings[at], buildingAt(result, at)];
    if (!place || !building) return null;
    const { id, households, station, seconds, metres, state, reason } = building;
    return [
      areas.get(place.communityPath.at(-1) ?? "") ?? "",
      buildings.get(id) ?? "",
      households,
      words[place.householdSource],
      words[state],
      station === null ? "" : (stations.get(station) ?? station),
      seconds === null ? null : minutesOf(seconds),
      metres === null ? null : Math.round(metres),
      reason,
      ...secondCells(secondAt(result, second, at)),
      definition,
      id,
    ];
  };
}

const secondCells = (second: SecondStation | null): CsvRow =>
  second === null
    ? ["", null, null]
    : [second.station.name, minutesOf(second.seconds), Math.round(second.metres)];
