import type { MapProblem, PlanarMap } from "@onegrid/core/topology";
import { CommandProblem } from "../command-problem.ts";
import { inWords, step } from "../terminal.ts";
import { buildMap, type InputMap } from "./build-map.ts";
import { readSettings, type DivideArgs } from "./divide-args.ts";
import { divideCityUnits, type CityUnits } from "./divide-city-units.ts";
import {
  divideMap,
  type NumberedDivision,
  type DivideSettings,
  type WalkSettings,
} from "./divide-map.ts";
import { explainMapProblem, isTooLargeToMend } from "./explain-map.ts";
import { noticeRecord, tellNotices } from "./notices.ts";
import { readPosts } from "./read-posts.ts";
import { reportTable } from "./report-table.ts";
import { refuseUnwritable, writeFiles } from "./write-files.ts";
import { assignmentAsCsv, gridsAsGeojson } from "./write-division.ts";

/** `onegrid divide`: files in, files out. */
export async function runDivide(args: DivideArgs): Promise<void> {
  const started = performance.now();
  const settings = readSettings(args);
  await refuseUnwritable(outputsOf(args));
  const built = await step("建立底图", "Building the map", () => buildMap(args));
  refuseLargeFaults(built.problems, args.repair === true);
  tellNotices([...built.notices, ...built.problems.map(explainMapProblem)]);
  const walk = await readPosts(args, built);
  const division = await step("划分网格", "Dividing", () =>
    divideMap(built.map, { ...settings, walk }, () => undefined),
  );
  const { geojson, gapSquareMetres } = gridsAsGeojson(built, division);
  const figures = {
    seconds: Math.round(performance.now() - started) / 1000,
    gapAndOverlapSquareMetres: gapSquareMetres,
    unitsOutsideTheirCommunity: unitsOutside(built.map, division),
  };
  const { facts, metrics } = division;
  const second = await cityUnitsOf(args, built, division, settings);
  const report = {
    ok: true,
    settings: { ...settings, effort: division.effort },
    units: built.map.units.ids.length,
    ...figures,
    ...metrics,
    ...walkRecord(walk, division),
    table: reportTable({ ...figures, facts, metrics }),
    ...(second && { cityUnits: second.report }),
    ...toldOf(built),
  };
  await writeFiles([
    [args.out, geojson],
    [args.assignment, assignmentAsCsv(built, division)],
    [args["city-units"], second?.geojson ?? ""],
    [args.crosswalk, second?.crosswalk ?? ""],
    [args.report, `${JSON.stringify(report, null, 2)}\n`],
  ]);
  if (args.json === true) process.stdout.write(`${JSON.stringify(report)}\n`);
  else process.stdout.write(summaryOf(division, built.problems, figures.seconds));
}

const walkRecord = (asked: WalkSettings | undefined, { walk }: NumberedDivision) =>
  asked && { walkToPost: { weight: asked.weight, posts: asked.points.length, ...walk } };

/** What was wrong with the input and was settled by rule. */
const toldOf = (built: InputMap) => ({
  unknownHouseholds: built.unknownHouseholds,
  estimatedHouseholds: [...built.estimatedHouseholds],
  warnings: built.notices.map(noticeRecord),
  problems: built.problems.map(problemRecord),
});

const outputsOf = (args: DivideArgs): (string | undefined)[] => [
  args.out,
  args.assignment,
  args.report,
  args["city-units"],
  args.crosswalk,
];

/** The second layer, where it was asked for. */
async function cityUnitsOf(
  args: DivideArgs,
  { map }: InputMap,
  division: NumberedDivision,
  settings: DivideSettings,
): Promise<CityUnits | undefined> {
  if (args["city-units"] === undefined && args.crosswalk === undefined) return undefined;
  return step("划分万米单元", "Units of management", () =>
    divideCityUnits(map, division, settings),
  );
}

function problemRecord(problem: MapProblem) {
  const [zh, en] = explainMapProblem(problem).reason;
  return { ...problem, zh, en };
}

/** Units in a grid of another community. */
function unitsOutside({ units, communityIds }: PlanarMap, division: NumberedDivision): number {
  return [...units.community].filter((community, unit) => {
    const within = division.within[division.gridOf[unit] ?? -1];
    return within !== (communityIds[community] ?? null);
  }).length;
}

/** Small faults are mended and listed; large ones are for a person to decide. */
function refuseLargeFaults(problems: readonly MapProblem[], isRepairAllowed: boolean): void {
  const large = isRepairAllowed ? [] : problems.filter(isTooLargeToMend);
  if (large.length > 0) throw new CommandProblem(large.map(explainMapProblem));
}

function summaryOf(
  { metrics, walk }: NumberedDivision,
  problems: readonly MapProblem[],
  seconds: number,
): string {
  const percent = (key: string) => {
    const value = metrics[key];
    return value === null || value === undefined ? "–" : `${(100 * value).toFixed(1)} %`;
  };
  const shape = (key: string) => metrics[key]?.toFixed(3) ?? "–";
  const lines = [
    [inWords("网格", "grids"), metrics["grids"]],
    [inWords("与均户相差 10 % 以内", "within ±10 % of fair share"), percent("fairShareWithin10")],
    [inWords("与均户相差 20 % 以内", "within ±20 % of fair share"), percent("fairShareWithin20")],
    [inWords("与目标相差 10 % 以内", "within ±10 % of the target"), percent("targetWithin10")],
    [inWords("紧凑度均值", "mean Polsby–Popper"), shape("polsbyPopperMean")],
    [inWords("紧凑度第 5 百分位", "its 5th percentile"), shape("polsbyPopperP5")],
    [inWords("连片", "contiguous"), percent("contiguous")],
    [inWords("内界沿道路围墙", "inner border on barriers"), percent("innerBorderOnBarriers")],
    ...(walk
      ? [
          [inWords("到驿站步行米数均值", "mean metres to the post"), Math.round(walk.mean)],
          [inWords("其第 90 百分位", "their 90th percentile"), walk.p90],
        ]
      : []),
    [inWords("底图问题（已处理）", "map problems, mended"), problems.length],
    [inWords("秒", "seconds"), seconds],
  ];
  return `${lines.map(([name, value]) => `${name}: ${value}`).join("\n")}\n`;
}
