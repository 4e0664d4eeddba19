import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import {
  attachPoints,
  comparableMatrix,
  EdgeFinder,
  travelMatrix,
  type AttachFailure,
  type Attachments,
  type StationPoint,
} from "@onegrid/core/coverage";
import { say, step } from "../terminal.ts";
import { measureOf, numberOf } from "./measure-args.ts";
import { readNetwork } from "./read-network.ts";
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

/** `onegrid matrix`: metres and seconds of every pair; empty where there is no way. */
export async function runMatrix(args: MatrixArgs): Promise<void> {
  const measure = measureOf({ metres: "1000", speed: args.speed });
  const { network } = await step("建立路网", "Building the network", () =>
    readNetwork(args.network, { mode: "foot", walkOnSquares: args.shortest !== true }),
  );
  const [origins, targets] = await Promise.all([readPoints(args.from), readPoints(args.to)]);
  const finder = new EdgeFinder(network);
  const isShortest = args.shortest === true;
  const reach = numberOf("--reach", args.reach) ?? (isShortest ? 2000 : 200);
  const attach = { maxLegMetres: reach, ignoreLegs: args.legs !== true };
  const from = attachPoints(finder, positionsOf(origins), attach);
  const to = attachPoints(finder, positionsOf(targets), attach);
  tellFailures(origins, from);
  tellFailures(targets, to);
  const file = createWriteStream(args.out);
  file.write("from,to,metres,seconds\n");
  const pairs = { origins: from, targets: to };
  const matrix = isShortest
    ? comparableMatrix(network, pairs)
    : travelMatrix(network, pairs, { kind: "distance" });
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

const positionsOf = (points: readonly StationPoint[]) => points.map(({ position }) => position);

/** Waits where the disk is slower than we are: a matrix may be larger than memory. */
async function write(file: WriteStream, text: string): Promise<void> {
  if (!file.write(text)) await once(file, "drain");
}

const MOST_TOLD = 20;

function tellFailures(points: readonly StationPoint[], { failures }: Attachments): void {
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
