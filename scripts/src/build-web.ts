import { spawn } from "node:child_process";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

const SOURCES = [
  "web/{src,public}/**/*",
  "web/*.{html,ts,json}",
  "core/src/**/*.ts",
  "pnpm-lock.yaml",
];

/** Builds the page when a source is newer than what was built last; answers whether it had to. */
export async function buildWeb(root: string, isForTests = false): Promise<boolean> {
  const outDir = isForTests ? "dist-e2e" : "dist";
  const stamp = join(root, "web", outDir, "stamp");
  const digest = await digestSources(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return false;
  const vite = createRequire(join(root, "package.json")).resolve("vite/package.json");
  const child = spawn(
    process.execPath,
    [join(dirname(vite), "bin/vite.js"), "build", "--outDir", outDir, "--logLevel", "warn"],
    {
      cwd: join(root, "web"),
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...(isForTests ? { VITE_E2E: "1" } : {}) },
    },
  );
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`vite build ended with ${String(code)}`);
  writeFileSync(stamp, digest);
  return true;
}

/** What the sources hold, not when they were written: a copy in an image has other times. */
async function digestSources(root: string): Promise<string> {
  const files: string[] = [];
  for await (const file of glob(SOURCES, { cwd: root, withFileTypes: true }))
    if (file.isFile()) files.push(relative(root, join(file.parentPath, file.name)));
  const digest = createHash("sha256");
  for (const file of files.toSorted())
    digest.update(`${file}\0`).update(await readFile(join(root, file)));
  return digest.digest("hex");
}
