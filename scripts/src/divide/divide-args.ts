import { PRESET_NAMES } from "@onegrid/core/division";
import { CommandProblem, EXIT, type ProblemText } from "../command-problem.ts";
import type { DivideSettings } from "./divide-map.ts";

/** Options of `onegrid divide` as typed. */
export interface DivideArgs {
  readonly units?: string | undefined;
  readonly boundary?: string | undefined;
  readonly buildings?: string | undefined;
  readonly compounds?: string | undefined;
  /** Any number of files. */
  readonly barriers?: readonly string[] | undefined;
  /** Field of the households; default: the one whose name says so. */
  readonly weight?: string | undefined;
  readonly crs?: string | undefined;
  readonly estimate?: boolean | undefined;
  readonly within?: string | undefined;
  readonly target: string;
  /** Number of all grids together; without it by the target. */
  readonly grids?: string | undefined;
  readonly preset: string;
  readonly seed: string;
  readonly effort?: string | undefined;
  /** File of the posts (网格驿站, 服务站), and what a short way to them is worth. */
  readonly posts?: string | undefined;
  readonly "walk-weight"?: string | undefined;
  readonly out: string;
  readonly assignment?: string | undefined;
  readonly report?: string | undefined;
  /** Units of management (万米单元网格) as a second layer, and how they lie in the grids. */
  readonly "city-units"?: string | undefined;
  readonly crosswalk?: string | undefined;
  readonly repair?: boolean | undefined;
  readonly json?: boolean | undefined;
}

const MOST_TARGET = 1_000_000;
const MOST_EFFORT = 1000;
const MOST_GRIDS = 1_000_000;

/** Checked settings, or everything that is wrong with the options. */
export function readSettings(args: DivideArgs): DivideSettings {
  const preset = PRESET_NAMES.find((name) => name === args.preset);
  const target = Number(args.target);
  const effort = args.effort === undefined ? undefined : Number(args.effort);
  const problems: ProblemText[] = [];
  if (!(target >= 1 && target <= MOST_TARGET)) {
    problems.push(badOption("--target", args.target, `1–${MOST_TARGET}`));
  }
  if (effort !== undefined && !(effort > 0 && effort <= MOST_EFFORT)) {
    problems.push(badOption("--effort", args.effort ?? "", `> 0, ≤ ${MOST_EFFORT}`));
  }
  const grids = readGrids(args, problems);
  readWalkWeight(args, problems);
  if (preset && problems.length === 0) return { preset, target, effort, seed: args.seed, grids };
  if (!preset) problems.push(badOption("--preset", args.preset, PRESET_NAMES.join(", ")));
  throw new CommandProblem(problems, EXIT.badUsage);
}

function readGrids(args: DivideArgs, problems: ProblemText[]): number | undefined {
  if (args.grids === undefined) return undefined;
  const grids = Number(args.grids);
  if (!(Number.isInteger(grids) && grids >= 1 && grids <= MOST_GRIDS))
    problems.push(badOption("--grids", args.grids, `1–${MOST_GRIDS}`));
  return grids;
}

const MOST_WALK_WEIGHT = 100;

/** What a short way to the post is worth; 0: it is measured only. */
export function readWalkWeight(args: DivideArgs, problems: ProblemText[] = []): number {
  const text = args["walk-weight"] ?? "0.5";
  const weight = Number(text);
  if (!(weight >= 0 && weight <= MOST_WALK_WEIGHT && text.trim() !== "")) {
    problems.push(badOption("--walk-weight", text, `0–${MOST_WALK_WEIGHT}`));
  }
  return weight;
}

/**
 * Every value of an option that may be given several times, also as `a,b`; the parser itself keeps
 * the last one only.
 */
export function repeatedOption(rawArgs: readonly string[], name: string): string[] {
  const flag = `--${name}`;
  const given = rawArgs.flatMap((arg, i) => {
    if (arg.startsWith(`${flag}=`)) return [arg.slice(flag.length + 1)];
    return arg === flag ? [rawArgs[i + 1] ?? ""] : [];
  });
  return given.flatMap((text) => text.split(",")).filter((text) => text !== "");
}

export const badOption = (option: string, value: string, allowed: string): ProblemText => ({
  code: "division.bad-option",
  object: `${option} ${value}`,
  place: "",
  reason: ["取值无效。", "The value is not allowed."],
  advice: [`可用：${allowed}。`, `Use ${allowed}.`],
});
