import { csvOf } from "../../csv-cell.ts";
import type { Language } from "../../problem-sentence.ts";
import { buildingsIn } from "../results/building-places.ts";
import { buildingAt } from "../results/building-times.ts";
import type { CoverageResult } from "../results/coverage-results.ts";
import { fileLabel } from "./file-label.ts";

/** What the reader's language and the store say, by id. */
export interface CsvNames {
  readonly language: Language;
  readonly buildings: ReadonlyMap<string, string>;
  readonly areas: ReadonlyMap<string, string>;
}

const COLUMNS = {
  "zh-CN": "社区,楼栋,户数,户数来源,是否覆盖,最近站点,步行分钟,步行米,无法计算的原因,口径,楼栋编号",
  en: "community,building,households,household source,covered,nearest station,minutes on foot,metres on foot,why not computable,definition,building id",
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

/** Every building of the reader's part, for a spreadsheet; the definition stands in each row. */
export function buildingsCsv(
  result: CoverageResult,
  scope: readonly string[],
  { language, buildings, areas }: CsvNames,
): string {
  const words = WORDS[language];
  const stations = new Map(result.stations.map(({ id, name }) => [id, name]));
  const definition = fileLabel(result, language);
  const isMine = buildingsIn(result.places, scope);
  const rows = result.places.buildings.flatMap((place, index) => {
    const building = isMine(index) ? buildingAt(result, index) : undefined;
    if (!building) return [];
    const { id, households, station, seconds, metres, state, reason } = building;
    return [
      [
        areas.get(place.communityPath.at(-1) ?? "") ?? "",
        buildings.get(id) ?? "",
        households,
        words[place.householdSource],
        words[state],
        station === null ? "" : (stations.get(station) ?? station),
        seconds === null ? null : Math.round(seconds / 6) / 10,
        metres === null ? null : Math.round(metres),
        reason,
        definition,
        id,
      ],
    ];
  });
  return csvOf(COLUMNS[language].split(","), rows);
}
