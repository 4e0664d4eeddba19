import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  DEMO_PASSWORD,
  presentDemoLogins,
  readConfig,
  seedDemo,
  seedFirstAccounts,
  serve,
} from "@onegrid/server";
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

/** What an empty store gets: a demo, its accounts alone (`accounts`), or nothing (`none`). */
const wantedDemo = process.env["ONEGRID_DEMO"] ?? "district";

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
    const size = SIZES.find((each) => each === wantedDemo);
    const isDemo = size && (await seedDemo(db, { size, now: () => new Date(), onStep: say }));
    // Never in a store that somebody has filled: everybody knows their password.
    if (isDemo || wantedDemo === "accounts") await seedFirstAccounts(db);
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

/** What each demo account is for. */
const DEMO_JOBS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  planner: ["网格规划员：划分网格", "planner: divides grids"],
  leader: ["分管领导：看服务覆盖、审批方案", "leader: checks coverage, approves plans"],
  dispatcher: ["指挥中心：派遣事件", "command centre: dispatches incidents"],
  supervisor: ["督办领导：督办案件", "supervisor: presses for cases"],
  street: ["街道值班长：街道一级派遣", "street desk: dispatches for one street"],
  community: ["社区值班：社区一级派遣", "community desk: dispatches for one community"],
  gridworker: ["网格员：接单处置", "grid worker: accepts and handles"],
  admin: ["系统管理员：导入数据、开通账号", "administrator: imports data, gives accounts"],
  auditor: ["审计员：查看审计记录", "auditor: reads the audit log"],
};

const { address, close, opened, setUpAddress } = started.value;
const demoLines = (await presentDemoLogins(opened.db)).map((login) => {
  const [zh, en] = DEMO_JOBS[login] ?? ["", ""];
  return `    ${login.padEnd(12)} ${inWords(zh, en)}\n`;
});
const demoTitle = `  ${inWords("演示账号", "Demo accounts")} (${inWords("密码", "password")} ${DEMO_PASSWORD}):\n`;
const setUpLine = (link: string): string =>
  `  ${inWords("首次设置：打开这个链接，创建管理员账号", "First set-up: open this link to make the administrator's account")}\n    ${link}\n\n`;
process.stdout.write(`
  OneGrid 一张网  ${address}

${demoLines.length > 0 ? `${demoTitle}${demoLines.join("")}\n` : ""}${setUpAddress === null ? "" : setUpLine(setUpAddress)}  ${inWords("按 Ctrl+C 停止", "Ctrl+C stops it")}
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
