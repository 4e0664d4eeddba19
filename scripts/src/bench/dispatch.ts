import { parseArgs } from "node:util";
import { say, step } from "../terminal.ts";
import { tableText, type Row } from "./coverage/table.ts";
import { batchRows } from "./dispatch/batch-rows.ts";
import { duplicateRows } from "./dispatch/duplicate-rows.ts";
import { routingRows } from "./dispatch/routing-rows.ts";
import { sceneRows } from "./dispatch/scene-rows.ts";
import { serverRows } from "./dispatch/server-rows.ts";

const SIZES = {
  full: { pairs: 10_000, scenes: 1000, routes: 10_000, batches: 490, greatest: 10 },
  small: { pairs: 2000, scenes: 60, routes: 1000, batches: 20, greatest: 1 },
} as const;

const LOADS = {
  full: { side: 200, openCases: 10_000, teams: 7, perMinute: 100, burst: 50, inHand: 100 },
  small: { side: 80, openCases: 300, teams: 2, perMinute: 100, burst: 10, inHand: 5 },
} as const;

const OPTIONS = {
  only: { type: "string" },
  small: { type: "boolean", default: false },
  minutes: { type: "string", default: "2" },
  "one-street": { type: "boolean", default: false },
} as const;

type Section = readonly [zh: string, en: string, rowsOf: () => Row[] | Promise<Row[]>];

/**
 * `npm run bench -- dispatch [--only duplicates,batch] [--small] [--minutes 30] [--one-street]`: what is wanted of
 * dispatch, ours, and whoever computes the same in another way, in one table.
 */
export async function benchDispatch(): Promise<void> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: OPTIONS });
  const [size, load] = values.small ? [SIZES.small, LOADS.small] : [SIZES.full, LOADS.full];
  const minutes = values.small ? 0.1 : Number(values.minutes);
  // As large as the district: everybody is a candidate for every case.
  const inStreet = values["one-street"] ? 1000 : 4;
  const { batches: scenes, greatest } = size;
  const sections: Readonly<Record<string, Section>> = {
    recommendation: ["推荐与逐人搜索", "Recommendation", () => sceneRows(size.scenes)],
    batch: ["批量派单", "Batch", () => batchRows({ scenes, greatest })],
    duplicates: ["查重", "Duplicates", () => duplicateRows(size.pairs)],
    routing: ["按区域和类别定单位", "Routing", () => routingRows(size.routes)],
    server: [
      "上报到推荐",
      "Report to recommendation",
      () => serverRows({ ...load, minutes, inStreet }),
    ],
  };
  const wanted = values.only?.split(",") ?? Object.keys(sections);
  const rows: Row[] = [];
  for (const name of wanted) {
    const section = sections[name];
    if (!section) throw new Error(`--only ${name}: there are ${Object.keys(sections).join(", ")}`);
    rows.push(...(await step(section[0], section[1], async () => section[2]())));
  }
  console.log(tableText(rows));
  if (values.small) say("小规模运行，时间没有意义。", "A small run: its times say nothing.");
}
