import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inLanes, type Job } from "./checks/in-lanes.ts";
import { inOrder } from "./checks/in-order.ts";
import { readReport } from "./checks/read-report.ts";
import { inWords, say } from "./terminal.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const reports = mkdtempSync(join(tmpdir(), "onegrid-test-"));
const bin = (name: string): string => join(root, "node_modules", ".bin", name);

/** Most checks keep one core busy, and wait in between. */
const LANES = 2;
/** Enough that the last of them is short, few enough that their servers do not cost more than that. */
const PARTS = 6;

interface Check extends Job {
  readonly zh: string;
  readonly en: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** File with what the runner has written of its run. */
  readonly report?: string;
}

/** `db/test` empties what it is given: only a database that was named for it is ever used. */
const server = process.env["TEST_DATABASE_URL"];
const { TEST_DATABASE_URL: _given, ...embedded } = process.env;
const report = (name: string): string => join(reports, `${name}.json`);
const vitest = (name: string, args: readonly string[]): readonly string[] => [
  "run",
  ...args,
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report(name)}`,
];

const checks: Check[] = [
  { name: "types", zh: "类型", en: "Types", command: bin("tsc"), args: ["-b"] },
  {
    name: "lint",
    zh: "代码规则",
    en: "Lint and boundaries",
    command: bin("oxlint"),
    args: ["--type-aware"],
  },
  {
    name: "format",
    zh: "格式",
    en: "Format",
    command: bin("prettier"),
    args: ["--check", "--log-level=warn", "."],
  },
  { name: "knip", zh: "无用代码", en: "Dead code", command: bin("knip"), args: [] },
  {
    name: "embedded",
    zh: "单元与内置数据库测试",
    en: "Unit tests, and tests on the embedded database",
    command: bin("vitest"),
    args: vitest("embedded", []),
    env: { ONEGRID_SERVER_RUN: server ? "1" : "" },
    report: report("embedded"),
  },
];
if (server) {
  checks.push({
    name: "server",
    zh: "PostGIS 服务器测试",
    en: "Tests on a PostGIS server",
    command: bin("vitest"),
    args: vitest("server", ["--project=medium*"]),
    env: { TEST_DATABASE_URL: server },
    report: report("server"),
  });
}

const browser = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));
if (browser) {
  checks.push({
    name: "page",
    zh: "网页构建",
    en: "Build of the page under test",
    command: process.execPath,
    args: ["scripts/src/build-e2e.ts"],
  });
  for (let part = 1; part <= PARTS; part += 1) checks.push(journeys(browser, part));
} else {
  say(
    "没有找到 Chromium，跳过浏览器测试：请安装 chromium，或用 CHROMIUM 指定路径。",
    "No Chromium was found, the browser journeys are left out: install chromium, or name it with CHROMIUM.",
  );
  if (process.env["CI"]) process.exit(1);
}

/** Journeys wait more than they work: a part of them runs beside another, each with a server of its own. */
function journeys(chromium: string, part: number): Check {
  const name = `browser-${part}`;
  return {
    name,
    after: "page",
    zh: `浏览器测试 ${part}/${PARTS}`,
    en: `Browser journeys, part ${part} of ${PARTS}`,
    command: bin("playwright"),
    args: [
      "test",
      "--config",
      "web/playwright.config.ts",
      "--reporter=line,json",
      `--shard=${part}/${PARTS}`,
    ],
    env: {
      CHROMIUM: chromium,
      E2E_PORT: String(8798 + part),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report(name),
    },
    report: report(name),
  };
}

const failed: string[] = [];
const count = { passed: 0, failed: 0 };
const voiceOf = inOrder(
  checks.map(({ name }) => name),
  (part) => process.stdout.write(part),
);

/** Many test files are processes of their own: what one has compiled, the others need not. */
const compiled = { NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compiled") };

/** Runs one check; what it says is heard in its turn. */
async function run(check: Check): Promise<void> {
  const voice = voiceOf(check.name);
  const tell = (zh: string, en: string): void => voice.say(`[onegrid] ${inWords(zh, en)}\n`);
  tell(`${check.zh}…`, `${check.en}…`);
  const started = Date.now();
  const child = spawn(check.command, check.args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...compiled, ...embedded, ...check.env },
  });
  child.stdout.on("data", (part: Buffer) => voice.say(part));
  child.stderr.on("data", (part: Buffer) => voice.say(part));
  const [code] = await once(child, "close");
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (code === 0) tell(`${check.zh}：通过（${seconds} 秒）`, `${check.en}: passed (${seconds} s)`);
  else {
    tell(`${check.zh}：未通过（${seconds} 秒）`, `${check.en}: failed (${seconds} s)`);
    count.failed += 1;
    failed.push(inWords(check.zh, check.en));
  }
  addCounts(check.report);
  voice.end();
}

await inLanes(checks, LANES, run);
rmSync(reports, { recursive: true, force: true });

for (const name of failed) say(`未通过：${name}`, `Failed: ${name}`);
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
process.exit(failed.length > 0 ? 1 : 0);

function addCounts(file: string | undefined): void {
  if (file === undefined || !existsSync(file)) return;
  const { passed, failed: names } = readReport(readFileSync(file, "utf8"), root);
  count.passed += passed;
  count.failed += names.length;
  failed.push(...names);
}
