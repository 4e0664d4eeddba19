import { writeFile } from "node:fs/promises";
import {
  highsSolver,
  solveCapacitated,
  solveSiting,
  type CapacityPlan,
  type SitingError,
  type SitingGoal,
  type SitingPlan,
} from "@onegrid/core/coverage/siting";
import { dueSquareMetres } from "@onegrid/core/coverage";
import { EN, sentenceOf, ZH_CN } from "@onegrid/core/problems";
import { CommandProblem } from "../command-problem.ts";
import { refuseUnwritable } from "../divide/write-files.ts";
import { inWords, say } from "../terminal.ts";
import { definitionText } from "./definition-text.ts";
import { loadHighs } from "./load-highs.ts";
import { lookAfterWorst, type FairArgs } from "./look-after-worst.ts";
import { numberOf } from "./measure-args.ts";
import { goalOf, readSiteInput, type SiteArgs, type SiteInput } from "./site-input.ts";

export interface RunSiteArgs extends SiteArgs, FairArgs {
  readonly crs?: string | undefined;
  readonly seconds?: string | undefined;
  readonly seed: string;
  readonly out: string;
  readonly json?: boolean | undefined;
}

const DEFAULT_SECONDS = 60;
const TELL_EVERY_MS = 1000;

/** `onegrid site`: where new stations reach the most households, and how much better any plan could be. */
export async function runSite(args: RunSiteArgs): Promise<void> {
  const goal = goalOf(args);
  if (args.capacity === true && args.fair !== undefined) {
    throw refused(args, { code: "coverage.capacity-not-fair" });
  }
  const limit = numberOf("--seconds", args.seconds) ?? DEFAULT_SECONDS;
  const seed = numberOf("--seed", args.seed) ?? 1;
  await refuseUnwritable([args.out]);
  const input = await readSiteInput(args);
  const started = performance.now();
  const plan = await solveWithin(input, { args, goal, limit, seed });
  const seconds = Math.round((performance.now() - started) / 10) / 100;
  const report = reportOf(input, goal, { ...plan, seconds });
  await writeFile(args.out, `${JSON.stringify(report, null, 2)}\n`);
  if (args.json === true) process.stdout.write(`${JSON.stringify({ ok: true, ...report })}\n`);
  else tell(report, args);
}

interface Order {
  readonly args: RunSiteArgs;
  readonly goal: SitingGoal;
  /** Seconds. */
  readonly limit: number;
  readonly seed: number;
}

/** The proven plan, or the best one at the end of the time. */
async function solveWithin(input: SiteInput, { args, goal, limit, seed }: Order) {
  const { problem, capacity } = input;
  const ends = performance.now() + limit * 1000;
  const secondsLeft = () => (ends - performance.now()) / 1000;
  const solveMip = highsSolver(await loadHighs(), { secondsLeft });
  const options = { solveMip, seed };
  const steps: ReturnType<typeof solveSiting | typeof solveCapacitated> =
    capacity === null
      ? solveSiting(problem, goal, options)
      : solveCapacitated(capacity, goal, options);
  let last: Either | null = null;
  let tellAt = 0;
  let step = steps.next();
  for (; step.done !== true && secondsLeft() > 0; step = steps.next()) {
    last = step.value;
    if (performance.now() < tellAt) continue;
    tellAt = performance.now() + TELL_EVERY_MS;
    tellProgress(last);
  }
  if (step.done === true && !step.value.ok) throw refused(args, step.value.error);
  const plan = step.done === true && step.value.ok ? step.value.value : last;
  if (plan === null || plan.candidates === null) throw outOfTime(args, limit);
  const fair = await lookAfterWorst(args, input, { plan, goal, options });
  if (fair === null) return { ...plan, candidates: plan.candidates };
  return { ...withFair(plan, fair), fair };
}

/** The plan of the second stage, beside the bound that was found for the first. */
function withFair(plan: Either, { candidates, covered }: Fair) {
  if (plan.boundOf === "stations") return { ...plan, candidates, covered };
  const gap = plan.bound <= 0 ? 0 : Math.max(0, (plan.bound - covered) / plan.bound);
  return { ...plan, candidates, covered, gap, proven: covered >= plan.bound };
}

/** With `loads` where floor areas count. */
type Either = SitingPlan & Partial<Pick<CapacityPlan, "inReach" | "loads">>;

type Fair = NonNullable<Awaited<ReturnType<typeof lookAfterWorst>>>;

type Found = Either & {
  readonly fair?: Fair;
  readonly candidates: readonly number[];
  readonly seconds: number;
};

function reportOf(input: SiteInput, goal: SitingGoal, found: Found) {
  const { problem, candidates, definition } = input;
  const chosen = found.candidates.flatMap((candidate) => candidates[candidate] ?? []);
  return {
    stations: chosen.map(({ id }) => id),
    /** Households covered by the stations that stand and the new ones. */
    covered: found.covered,
    /** Opening costs of the new stations; `null` where a candidate has none. */
    ...roomsOf(input, found),
    ...(found.fair && { fair: found.fair }),
    cost: problem.cost === undefined ? null : costOf(found.candidates, problem.cost),
    locked: problem.locked?.length ?? 0,
    coveredBefore: input.before,
    households: problem.households.reduce((sum, count) => sum + count, 0),
    bound: found.bound,
    boundOf: found.boundOf,
    gap: found.gap,
    proven: found.proven,
    seconds: found.seconds,
    goal,
    candidates: candidates.length,
    candidatesOffNetwork: input.stranded,
    definition,
    label: definitionText(definition),
    places: {
      type: "FeatureCollection",
      features: chosen.map(({ id, position }) => ({
        type: "Feature",
        properties: { id },
        geometry: { type: "Point", coordinates: position },
      })),
    },
  };
}

/** How full each station is, where that was asked for. */
function roomsOf({ candidates, stations }: SiteInput, { inReach, loads }: Found) {
  if (inReach === undefined || loads === undefined) return {};
  const idOf = (site: number) => (candidates[site] ?? stations[site - candidates.length])?.id ?? "";
  return {
    inReach,
    loads: loads.map(({ site, room, served, waiting }) => ({
      id: idOf(site),
      isNew: site < candidates.length,
      /** Households; `null`: its floor area is not known. */
      room: Number.isFinite(room) ? room : null,
      served,
      /** Floor area that is missing for everybody in its reach. */
      missingSquareMetres: dueSquareMetres(waiting),
    })),
  };
}

const costOf = (chosen: readonly number[], cost: Float64Array): number =>
  chosen.reduce((sum, candidate) => sum + (cost[candidate] ?? 0), 0);

type Report = ReturnType<typeof reportOf>;

const asPercent = (share: number): string => `${(share * 100).toFixed(2)} %`;

function tellProgress({ covered, bound, boundOf, gap, candidates }: SitingPlan): void {
  const count = candidates?.length ?? 0;
  if (boundOf === "stations") {
    say(
      `方案 ${count} 个站点，至少需要 ${bound} 个`,
      `${count} stations, at least ${bound} are needed`,
    );
    return;
  }
  say(
    `覆盖 ${covered}，上界 ${bound}，差距 ${asPercent(gap)}`,
    `covers ${covered}, bound ${bound}, gap ${asPercent(gap)}`,
  );
}

/** The answer, what is proven, among what and under which definition: never one without the others. */
function tell(report: Report, args: RunSiteArgs): void {
  const { covered, coveredBefore, households, label, seconds } = report;
  const isByBuilding = args["by-building"] === true;
  const unit = isByBuilding ? inWords("栋", "buildings") : inWords("户", "households");
  const share = asPercent(households === 0 ? 0 : covered / households);
  say(
    `新设 ${report.stations.length} 个站点，覆盖由 ${coveredBefore} ${unit}增至 ${covered} ${unit}（共 ${households} ${unit}，${share}；${label}）`,
    `${report.stations.length} new stations raise coverage from ${coveredBefore} to ${covered} of ${households} ${unit} (${share}; ${label})`,
  );
  say(boundInChinese(report, unit), boundInEnglish(report, unit));
  if (report.inReach !== undefined) {
    const missing = dueSquareMetres(report.inReach - covered);
    say(
      `按每百户 30 平方米计，走得到的 ${report.inReach} ${unit}中有 ${covered} ${unit}有容量可用，还缺 ${missing} 平方米`,
      `At 30 m² for 100 households there is room for ${covered} of the ${report.inReach} ${unit} in reach; ${missing} m² are missing`,
    );
  }
  if (report.cost !== null) say(`开办费用合计 ${report.cost}`, `opening costs ${report.cost}`);
  say(`用时 ${seconds} 秒，已写入 ${args.out}`, `${seconds} s; wrote ${args.out}`);
}

function boundInChinese({ candidates, goal, bound, gap, proven, stations }: Report, unit: string) {
  const among = `在这 ${candidates} 个候选点中，`;
  const end = proven ? "；当前方案已证明最优" : `；当前方案差距 ${asPercent(gap)}`;
  if (goal.kind === "share") {
    const needed = `${among}要覆盖 ${asPercent(goal.share)} 至少需要新设 ${bound} 个站点`;
    return `${needed}（当前 ${stations.length} 个）${end}`;
  }
  const size = goal.kind === "count" ? `${goal.count} 个新站点` : `预算 ${goal.budget} 以内`;
  return `${among}任何${size}的方案最多覆盖 ${bound} ${unit}${end}`;
}

function boundInEnglish({ candidates, goal, bound, gap, proven, stations }: Report, unit: string) {
  const among = `Among these ${candidates} candidates`;
  const end = proven ? "this plan is proven best" : `the gap of this plan is ${asPercent(gap)}`;
  if (goal.kind === "share") {
    return `${among}, at least ${bound} new stations are needed to cover ${asPercent(goal.share)} (now ${stations.length}); ${end}`;
  }
  const size = goal.kind === "count" ? `${goal.count} new stations` : `a budget of ${goal.budget}`;
  return `${among}, no plan with ${size} covers more than ${bound} ${unit}; ${end}`;
}

function refused(args: RunSiteArgs, error: SitingError): CommandProblem {
  const { code, ...values } = error;
  const sentence = (language: "zh-CN" | "en") =>
    sentenceOf(code, values, language) ?? (language === "en" ? EN : ZH_CN).fallback;
  const object = code === "coverage.no-candidates" ? args.candidates : placeOf(args, values);
  return new CommandProblem([
    { code, object, place: "", reason: [sentence("zh-CN"), sentence("en")], advice: ["", ""] },
  ]);
}

const placeOf = (args: RunSiteArgs, values: object): string =>
  "buildings" in values ? args.buildings : args.candidates;

function outOfTime(args: RunSiteArgs, limit: number): CommandProblem {
  return new CommandProblem([
    {
      code: "coverage.siting-out-of-time",
      object: args.candidates,
      place: `--seconds ${limit}`,
      reason: [
        "时间内没有找到满足全部要求的方案。",
        "No plan that does what it must was found in time.",
      ],
      advice: ["请放宽时间，或减少要求。", "Allow more time, or ask for less."],
    },
  ]);
}
