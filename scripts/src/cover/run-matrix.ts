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
import { say, step } from "../terminal.ts";
import { measureOf, numberOf } from "./measure-args.ts";
import { readNetwork, type ReadNetwork } from "./read-network.ts";
import { readPoints } from "./read-places.ts";
import { csvRow } from "./csv.ts";

export interface MatrixArgs {
  readonly network: string;
  readonly from: string;
  readonly to: string;
  readonly speed?: string | undefined;
  readonly shortest?: boolean | undefined;
  readonly legs?: boolean | undefined;
  readonly reach?: string | undefined;
  readonly out: string;
}

/** Metres a second: Valhalla's 5.1 km/h, so that seconds can be compared too. */
const OTHER_ENGINE_SPEED = "1.41667";

/** `onegrid matrix`: metres and seconds of every pair; empty where there is no way. */
export async function runMatrix(args: MatrixArgs): Promise<void> {
  const isShortest = args.shortest === true;
  const speed = args.speed ?? (isShortest ? OTHER_ENGINE_SPEED : undefined);
  const measure = measureOf({ metres: "1000", speed });
  const read = await step("建立路网", "Building the network", () =>
    readNetwork(args.network, {
      mode: "foot",
      walkOnSquares: !isShortest,
      walkOnCycleways: !isShortest,
    }),
  );
  const [origins, targets] = await Promise.all([readPoints(args.from), readPoints(args.to)]);
  const reach = numberOf("--reach", args.reach) ?? (isShortest ? 2000 : 200);
  const plan = { origins, targets, reach, ignoreLegs: args.legs !== true };
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

interface MatrixPlan {
  readonly origins: readonly StationPoint[];
  readonly targets: readonly StationPoint[];
  /** Most metres from a point to the network. */
  readonly reach: number;
  readonly ignoreLegs: boolean;
}

function walkedOf(network: Network, plan: MatrixPlan): Iterable<MatrixRow> {
  const finder = new EdgeFinder(network);
  const attach = { maxLegMetres: plan.reach, ignoreLegs: plan.ignoreLegs };
  const [origins, targets] = [plan.origins, plan.targets].map((points) =>
    attachPoints(finder, positionsOf(points), attach),
  );
  if (origins === undefined || targets === undefined) return [];
  tellFailures(plan.origins, origins.failures);
  tellFailures(plan.targets, targets.failures);
  return travelMatrix(network, { origins, targets }, { kind: "distance" });
}

function shortestOf({ network, sourceIdOf }: ReadNetwork, plan: MatrixPlan): Iterable<MatrixRow> {
  const comparable = comparableNetwork(network, sourceIdOf);
  const origins = comparablePoints(comparable, positionsOf(plan.origins), plan.reach);
  const targets = comparablePoints(comparable, positionsOf(plan.targets), plan.reach);
  tellFailures(plan.origins, origins.failures);
  tellFailures(plan.targets, targets.failures);
  return comparableMatrix(comparable, { origins, targets });
}

const positionsOf = (points: readonly StationPoint[]) => points.map(({ position }) => position);

/** Waits where the disk is slower than we are: a matrix may be larger than memory. */
async function write(file: WriteStream, text: string): Promise<void> {
  if (!file.write(text)) await once(file, "drain");
}

const MOST_TOLD = 20;

function tellFailures(
  points: readonly StationPoint[],
  failures: ReadonlyMap<number, AttachFailure>,
): void {
  const reasons: [number, AttachFailure][] = [...failures].slice(0, MOST_TOLD);
  for (const [i, reason] of reasons) {
    const { id = "", position = [] } = points[i] ?? {};
    const place = position.join(", ");
    say(
      `${id}（${place}）未接入路网：${reason}`,
      `${id} (${place}) is not on the network: ${reason}`,
    );
  }
  const more = failures.size - reasons.length;
  if (more > 0) say(`…另有 ${more} 处`, `… and ${more} more`);
}
