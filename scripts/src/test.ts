import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inWords, say } from "./terminal.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const reports = mkdtempSync(join(tmpdir(), "onegrid-test-"));
const bin = (name: string): string => join(root, "node_modules", ".bin", name);

interface Check {
  readonly zh: string;
  readonly en: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** File with the runner's own counts. */
  readonly report?: string;
  /** Begins with the check before it, on the other core; what it says is printed when it is its turn. */
  readonly isAlongside?: boolean;
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
  { zh: "类型", en: "Types", command: bin("tsc"), args: ["-b"] },
  { zh: "代码规则", en: "Lint and boundaries", command: bin("oxlint"), args: ["--type-aware"] },
  {
    zh: "格式",
    en: "Format",
    command: bin("prettier"),
    args: ["--check", "--log-level=warn", "."],
  },
  { zh: "无用代码", en: "Dead code", command: bin("knip"), args: [] },
  {
    zh: "单元与内置数据库测试",
    en: "Unit tests, and tests on the embedded database",
    command: bin("vitest"),
    args: vitest("embedded", []),
    report: report("embedded"),
  },
];
if (server) {
  checks.push({
    zh: "PostGIS 服务器测试",
    en: "The same database tests on a PostGIS server",
    command: bin("vitest"),
    args: vitest("server", ["--project", "medium"]),
    env: { TEST_DATABASE_URL: server },
    report: report("server"),
    isAlongside: true,
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
    zh: "网页构建",
    en: "Build of the page under test",
    command: process.execPath,
    args: ["scripts/src/build-e2e.ts"],
    isAlongside: true,
  });
  for (const half of [1, 2]) checks.push(journeys(browser, half));
} else {
  say(
    "没有找到 Chromium，跳过浏览器测试：请安装 chromium，或用 CHROMIUM 指定路径。",
    "No Chromium was found, the browser journeys are left out: install chromium, or name it with CHROMIUM.",
  );
  if (process.env["CI"]) process.exit(1);
}

/** Journeys wait more than they work: half of them beside the other half, each with a server of its own. */
function journeys(chromium: string, half: number): Check {
  return {
    zh: `浏览器测试 ${half}/2`,
    en: `Browser journeys, half ${half}`,
    command: bin("playwright"),
    args: [
      "test",
      "--config",
      "web/playwright.config.ts",
      "--reporter=line,json",
      `--shard=${half}/2`,
    ],
    env: {
      CHROMIUM: chromium,
      E2E_PORT: String(8798 + half),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report(`browser-${half}`),
    },
    report: report(`browser-${half}`),
    isAlongside: half > 1,
  };
}

interface Running {
  readonly check: Check;
  readonly started: number;
  readonly exit: Promise<unknown[]>;
  /** What a check that runs alongside has said so far. */
  readonly said: Buffer[];
}

function begin(check: Check, isAlongside: boolean): Running {
  const child = spawn(check.command, check.args, {
    cwd: root,
    stdio: isAlongside ? ["ignore", "pipe", "pipe"] : "inherit",
    env: { ...embedded, ...check.env },
  });
  const said: Buffer[] = [];
  child.stdout?.on("data", (part: Buffer) => said.push(part));
  child.stderr?.on("data", (part: Buffer) => said.push(part));
  return { check, started: Date.now(), exit: once(child, "close"), said };
}

const failed: string[] = [];
const count = { passed: 0, failed: 0 };
for (let at = 0; at < checks.length;) {
  const next = checks.findIndex((check, i) => i > at && check.isAlongside !== true);
  const together = checks.slice(at, next < 0 ? undefined : next);
  at += together.length;
  const running = together.map((check) => begin(check, check.isAlongside === true));
  for (const { check, started, exit, said } of running) {
    say(`${check.zh}…`, `${check.en}…`);
    const [code] = await exit;
    process.stdout.write(Buffer.concat(said));
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    if (code === 0) say(`${check.zh}：通过（${seconds} 秒）`, `${check.en}: passed (${seconds} s)`);
    else failed.push(inWords(check.zh, check.en));
    addCounts(check.report);
  }
}
rmSync(reports, { recursive: true, force: true });

for (const name of failed) say(`未通过：${name}`, `Failed: ${name}`);
process.stdout.write(`\n${count.passed} passed, ${count.failed + failed.length} failed\n`);
process.exit(failed.length > 0 ? 1 : 0);

function addCounts(file: string | undefined): void {
  if (file === undefined || !existsSync(file)) return;
  const text = readFileSync(file, "utf8");
  const number = (key: string): number =>
    Number(new RegExp(`"${key}": ?(\\d+)`).exec(text)?.[1] ?? 0);
  count.passed += number("numPassedTests") + number("expected") + number("flaky");
  count.failed += number("numFailedTests") + number("unexpected");
}
