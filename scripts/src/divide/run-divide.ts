import { PRESET_NAMES, type PresetName } from "@onegrid/core/division";
import { buildFromUnits, type BuiltMap, type MapProblem } from "@onegrid/core/topology";
import { CommandProblem, EXIT, type ProblemText } from "../command-problem.ts";
import { inWords, step } from "../terminal.ts";
import { divideMap, type DivideSettings, type NumberedDivision } from "./divide-map.ts";
import { explainBuildError, explainMapProblem, isTooLargeToMend } from "./explain-map.ts";
import { findWithin } from "./find-within.ts";
import { readBarriers } from "./read-barriers.ts";
import { readGeojson } from "./read-geojson.ts";
import { readUnits } from "./read-units.ts";
import { assignmentAsCsv, gridsAsGeojson, writeFiles } from "./write-division.ts";

export interface DivideArgs {
  readonly units?: string | undefined;
  readonly boundary?: string | undefined;
  readonly buildings?: string | undefined;
  readonly compounds?: string | undefined;
  readonly barriers?: string | undefined;
  readonly weight: string;
  readonly within?: string | undefined;
  readonly target: string;
  readonly preset: string;
  readonly seed: string;
  readonly effort?: string | undefined;
  readonly out: string;
  readonly assignment?: string | undefined;
  readonly report?: string | undefined;
  readonly repair?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `onegrid divide`: files in, files out. */
export async function runDivide(args: DivideArgs): Promise<void> {
  const started = performance.now();
  const settings = settingsOf(args);
  const built = await step("建立底图", "Building the map", () => buildMap(args));
  refuseLargeFaults(built.problems, args.repair === true);
  const division = await step("划分网格", "Dividing", () =>
    divideMap(built.map, settings, () => undefined),
  );
  const { geojson, gapSquareMetres } = gridsAsGeojson(built.map, built.positions, division);
  const report = {
    ok: true,
    seconds: Math.round(performance.now() - started) / 1000,
    settings: { ...settings, effort: division.effort },
    units: built.map.units.ids.length,
    gapAndOverlapSquareMetres: gapSquareMetres,
    outsideTheirCommunity: 0,
    ...division.metrics,
    problems: built.problems,
  };
  await writeFiles([
    [args.out, geojson],
    [args.assignment, assignmentAsCsv(built.map, division)],
    [args.report, `${JSON.stringify(report, null, 2)}\n`],
  ]);
  if (args.json === true) process.stdout.write(`${JSON.stringify(report)}\n`);
  else process.stdout.write(summaryOf(division, built.problems, report.seconds));
}

async function buildMap(args: DivideArgs): Promise<BuiltMap> {
  if (args.units === undefined) throw new CommandProblem([NO_INPUT], EXIT.badUsage);
  const features = await readGeojson(args.units);
  const communityOf = await findWithin(args.within, features);
  const units = readUnits(features, { path: args.units, weight: args.weight, communityOf });
  const barriers = args.barriers === undefined ? [] : await readBarriers(args.barriers);
  const built = buildFromUnits(units, barriers);
  if (!built.ok) throw new CommandProblem([explainBuildError(built.error)]);
  return built.value;
}

const NO_INPUT: ProblemText = {
  code: "division.no-input",
  object: "onegrid divide",
  place: "",
  reason: ["没有输入。", "There is no input."],
  advice: [
    "请给出 --units 文件，或 --boundary 与 --buildings。",
    "Name a file with --units, or two with --boundary and --buildings.",
  ],
};

function settingsOf(args: DivideArgs): DivideSettings {
  const preset = PRESET_NAMES.find((name) => name === args.preset);
  const target = Number(args.target);
  const effort = args.effort === undefined ? undefined : Number(args.effort);
  const problems: ProblemText[] = [];
  if (!preset) problems.push(badOption("--preset", args.preset, PRESET_NAMES.join(", ")));
  if (!(target >= 1 && target <= 1e6))
    problems.push(badOption("--target", args.target, "1–1000000"));
  if (effort !== undefined && !(effort > 0 && effort <= 1000)) {
    problems.push(badOption("--effort", args.effort ?? "", "0–1000"));
  }
  if (problems.length > 0 || !preset) throw new CommandProblem(problems, EXIT.badUsage);
  return { preset: preset satisfies PresetName, target, effort, seed: args.seed };
}

const badOption = (option: string, value: string, allowed: string): ProblemText => ({
  code: "division.bad-option",
  object: `${option} ${value}`,
  place: "",
  reason: ["取值无效。", "The value is not allowed."],
  advice: [`可用：${allowed}。`, `Use ${allowed}.`],
});

/** Small faults are mended and listed; large ones are for a person to decide. */
function refuseLargeFaults(problems: readonly MapProblem[], isRepairAllowed: boolean): void {
  const large = isRepairAllowed ? [] : problems.filter(isTooLargeToMend);
  if (large.length > 0) throw new CommandProblem(large.map(explainMapProblem));
}

function summaryOf(
  { metrics }: NumberedDivision,
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
    [inWords("底图问题（已处理）", "map problems, mended"), problems.length],
    [inWords("秒", "seconds"), seconds],
  ];
  return `${lines.map(([name, value]) => `${name}: ${value}`).join("\n")}\n`;
}
