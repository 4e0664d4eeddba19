import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEMO_PASSWORD, readConfig, seedDemo, seedFirstAccounts, serve } from "@onegrid/server";
import { buildWeb } from "./build-web.ts";
import { refusalText } from "./refusal-text.ts";
import { inWords, say, step } from "./terminal.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { config, faults } = readConfig(process.env, root);
if (faults.length > 0) {
  for (const fault of faults) say(fault.zh, fault.en);
  process.exit(1);
}

const SIZES = ["estate", "district", "city"] as const;

/** Which demo an empty store gets: `ONEGRID_DEMO=none` leaves it empty. */
const demoSize = (wanted = "district"): (typeof SIZES)[number] | undefined =>
  SIZES.find((size) => size === wanted);

const STEPS = {
  database: () => say("正在打开数据库…", "Opening the database…"),
  migrate: () => say("正在检查数据库结构…", "Checking the schema…"),
  listen: () => undefined,
};

await step("正在准备网页", "Preparing the page", () => buildWeb(root));
const started = await serve({
  config,
  now: () => new Date(),
  onStep: (name) => STEPS[name](),
  prepare: async ({ db }) => {
    const size = demoSize(process.env["ONEGRID_DEMO"]);
    if (size) await seedDemo(db, { size, now: () => new Date(), onStep: say });
    await seedFirstAccounts(db);
  },
});
if (!started.ok) {
  const { code, ...values } = started.error;
  say(
    refusalText(started.error),
    `${refusalText(started.error)} [${code} ${JSON.stringify(values)}]`,
  );
  process.exit(1);
}

const { address, close } = started.value;
process.stdout.write(`
  OneGrid 一张网  ${address}

  ${inWords("演示账号", "Demo accounts")} (${inWords("密码", "password")} ${DEMO_PASSWORD}):
    planner      ${inWords("网格规划员：划分网格", "planner: divides grids")}
    leader       ${inWords("分管领导：看服务覆盖", "leader: checks coverage")}
    dispatcher   ${inWords("指挥中心：派遣事件", "command centre: dispatches incidents")}
    gridworker   ${inWords("网格员：接单处置", "grid worker: accepts and handles")}

  ${inWords("按 Ctrl+C 停止", "Ctrl+C stops it")}
`);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) process.exit(1);
  isStopping = true;
  say("正在停止…", "Stopping…");
  await close();
  process.exit(0);
}
process.on("SIGINT", () => void stop());
process.on("SIGTERM", () => void stop());
