import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import {
  attachPoints,
  comparableMatrix,
  comparableNetwork,
  comparablePoints,
  EdgeFinder,
  travelMatrix,
  type AttachFailure,
  type MatrixRow,
  type Network,
  type StationPoint,
} from "@onegrid/core/coverage";
import { CommandProblem, EXIT } from "../command-problem.ts";
import { refuseUnwritable } from "../divide/write-files.ts";
import { say, step } from "../terminal.ts";
import { InputFiles } from "./input-files.ts";
import { measureOf, numberOf } from "./measure-args.ts";
import { readNetwork, type ReadNetwork } from "./read-network.ts";
import { readPoints } from "./read-places.ts";
import { tellNotices } from "./tell-notices.ts";
import { refuseNoneAttached } from "./refuse-empty.ts";
import { tellFailures } from "./tell-unattached.ts";
import { csvRow } from "./csv.ts";

export interface MatrixArgs {
  readonly network: string;
  readonly from: string;
  readonly to: string;
  readonly speed?: string | undefined;
  readonly shortest?: boolean | undefined;
  readonly legs?: boolean | undefined;
  readonly reach?: string | undefined;
  readonly crs?: string | undefined;
  readonly out: string;
}

/** Metres a second: Valhalla's 5.1 km/h, so that seconds can be compared too. */
const OTHER_ENGINE_SPEED = "1.41667";

/** `onegrid matrix`: metres and seconds of every pair; empty where there is no way. */
export async function runMatrix(args: MatrixArgs): Promise<void> {
  const isShortest = args.shortest === true;
  const speed = args.speed ?? (isShortest ? OTHER_ENGINE_SPEED : undefined);
  const measure = measureOf({ metres: "1000", speed });
  await refuseUnwritable([args.out]);
  const files = new InputFiles(args.crs);
  const read = await step("建立路网", "Building the network", () =>
    readNetwork(
      args.network,
      { mode: "foot", walkOnSquares: !isShortest, walkOnCycleways: !isShortest },
      files,
    ),
  );
  const origins = await readPoints(args.from, "from", files);
  const targets = await readPoints(args.to, "to", files);
  tellNotices(files.notes.notices);
  const reach = reachOf(args, isShortest ? 2000 : 200);
  const plan = { origins, targets, reach, ignoreLegs: args.legs !== true, paths: args };
  const matrix = isShortest ? shortestOf(read, plan) : walkedOf(read.network, plan);
  const file = createWriteStream(args.out);
  file.write("from,to,metres,seconds\n");
  for (const { origin, units } of matrix) {
    const rows = targets.map(({ id }, i) => {
      const metres = (units[i] ?? -1) / 10;
      const seconds = Math.round((metres / measure.metresPerSecond) * 10) / 10;
      const figures = metres < 0 ? [null, null] : [metres, seconds];
      return csvRow([origins[origin]?.id ?? "", id, ...figures]);
    });
    await write(file, rows.join(""));
  }
  file.end();
  await once(file, "finish");
  const count = origins.length * targets.length;
  say(`已写入 ${args.out}：${count} 对`, `Wrote ${args.out}: ${count} pairs`);
}

function reachOf({ reach }: MatrixArgs, otherwise: number): number {
  const metres = numberOf("--reach", reach) ?? otherwise;
  if (metres > 0) return metres;
  throw new CommandProblem(
    [
      {
        code: "coverage.bad-reach",
        object: `--reach ${metres}`,
        place: "",
        reason: ["距离要大于 0 米。", "The reach is more than 0 m."],
        advice: ["请更正选项。", "Correct the option."],
      },
    ],
    EXIT.badUsage,
  );
}

interface MatrixPlan {
  readonly origins: readonly StationPoint[];
  readonly targets: readonly StationPoint[];
  /** Most metres from a point to the network. */
  readonly reach: number;
  readonly ignoreLegs: boolean;
  readonly paths: Pick<MatrixArgs, "from" | "to">;
}

function walkedOf(network: Network, plan: MatrixPlan): Iterable<MatrixRow> {
  const finder = new EdgeFinder(network);
  const attach = { maxLegMetres: plan.reach, ignoreLegs: plan.ignoreLegs };
  const [origins, targets] = [plan.origins, plan.targets].map((points) =>
    attachPoints(finder, positionsOf(points), attach),
  );
  if (origins === undefined || targets === undefined) return [];
  settle(plan, origins.failures, targets.failures);
  return travelMatrix(network, { origins, targets }, { kind: "distance" });
}

function shortestOf({ network, sourceIdOf }: ReadNetwork, plan: MatrixPlan): Iterable<MatrixRow> {
  const comparable = comparableNetwork(network, sourceIdOf);
  const origins = comparablePoints(comparable, positionsOf(plan.origins), plan.reach);
  const targets = comparablePoints(comparable, positionsOf(plan.targets), plan.reach);
  settle(plan, origins.failures, targets.failures);
  return comparableMatrix(comparable, { origins, targets });
}

type Failures = ReadonlyMap<number, AttachFailure>;

function settle({ origins, targets, paths }: MatrixPlan, ofOrigins: Failures, ofTargets: Failures) {
  refuseNoneAttached(origins, ofOrigins, paths.from);
  refuseNoneAttached(targets, ofTargets, paths.to);
  tellFailures(origins, ofOrigins);
  tellFailures(targets, ofTargets);
}

const positionsOf = (points: readonly StationPoint[]) => points.map(({ position }) => position);

/** Waits where the disk is slower than we are: a matrix may be larger than memory. */
async function write(file: WriteStream, text: string): Promise<void> {
  if (!file.write(text)) await once(file, "drain");
}
