import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PACKAGES = ["core", "db", "tiles", "server", "web", "scripts"];

/** A copy of the rules and of the packages' borders, without their code: what is planted is all there is. */
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "onegrid-walls-"));
  for (const file of [".oxlintrc.json", "tsconfig.base.json", "package.json"]) {
    await cp(join(ROOT, file), join(copy, file));
  }
  await symlink(join(ROOT, "node_modules"), join(copy, "node_modules"));
  for (const name of PACKAGES) {
    await mkdir(join(copy, name, "src"), { recursive: true });
    for (const file of ["tsconfig.json", "package.json"]) {
      await cp(join(ROOT, name, file), join(copy, name, file));
    }
    await symlink(join(ROOT, name, "node_modules"), join(copy, name, "node_modules"));
  }
});
afterAll(() => rm(copy, { recursive: true, force: true }));

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(copy, path)), { recursive: true });
  await writeFile(join(copy, path), `${text}\n`);
}

const run = (command: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const program = join(ROOT, "node_modules/.bin", command);
    execFile(program, args, { cwd: copy, maxBuffer: 1e7 }, (_, out, err) => resolve(out + err));
  });

interface Finding {
  readonly code: string;
  readonly filename: string;
}

/** `file rule` of everything that the linter reports. */
async function lint(): Promise<string[]> {
  const out = await run("oxlint", ["--format", "json", "core", "db", "tiles", "server", "web"]);
  const parse: (text: string) => { diagnostics: readonly Finding[] } = JSON.parse;
  return parse(out).diagnostics.map(({ filename, code }) => `${filename} ${ruleOf(code)}`);
}

/** `eslint(no-restricted-imports)` → `no-restricted-imports`. */
const ruleOf = (code: string): string => /\(([^)]+)\)/.exec(code)?.[1] ?? code;

const IMPORTS = "no-restricted-imports";
/** Each breaks one rule of ARCHITECTURE.md; the file's name says which. */
const PLANTED: readonly (readonly [path: string, text: string, rule: string])[] = [
  ["core/src/division/reads-disk.ts", 'export { readFile } from "node:fs/promises";', IMPORTS],
  ["core/src/division/asks-database.ts", 'export { sql } from "kysely";', IMPORTS],
  ["core/src/division/asks-inner.ts", 'export { x } from "kysely/helpers/postgres";', IMPORTS],
  ["core/src/division/knows-queries.ts", 'export { x } from "@onegrid/db/access";', IMPORTS],
  ["core/src/division/knows-db.ts", 'export type { Db } from "@onegrid/db";', IMPORTS],
  [
    "core/src/division/enters-by-the-window.ts",
    'export { scanText } from "../access/scan-text.ts";',
    IMPORTS,
  ],
  [
    "core/src/ingest/osm/enters-by-the-roof.ts",
    'export { scanText } from "../../access/scan-text.ts";',
    IMPORTS,
  ],
  [
    "core/src/division/solve/enters-by-the-side.ts",
    'export { scanText } from "../../access/scan-text.ts";',
    IMPORTS,
  ],
  ["core/src/division/model/reads-disk.ts", 'export { open } from "node:fs/promises";', IMPORTS],
  ["core/src/division/enters-the-cellar.ts", 'export { x } from "../ingest/osm/read.ts";', IMPORTS],
  ["core/src/division/reads-clock.ts", "export const now = Date.now;", "no-restricted-globals"],
  [
    "core/src/division/throws-dice.ts",
    "export const dice = Math.random();",
    "no-restricted-properties",
  ],
  ["core/src/division/calls-out.ts", 'export const page = fetch("/");', "no-restricted-globals"],
  ["tiles/src/asks-database.ts", 'export { sql } from "kysely";', IMPORTS],
  ["server/src/division/writes-sql.ts", 'export { Pool } from "pg";', IMPORTS],
  ["server/src/division/kysely-type.ts", 'export type { Kysely } from "kysely";', IMPORTS],
  ["web/src/division/knows-db.ts", 'export type { Db } from "@onegrid/db";', IMPORTS],
  [
    "web/src/division/knows-queries.ts",
    'export { listAreas } from "@onegrid/db/organisation";',
    IMPORTS,
  ],
  ["web/src/division/knows-server.ts", 'export { serve } from "@onegrid/server";', IMPORTS],
  ["web/src/division/touches-map.ts", 'export { Map } from "maplibre-gl";', IMPORTS],
  ["web/src/division/touches-deck.ts", 'export { Deck } from "@deck.gl/core";', IMPORTS],
  ["web/src/map/knows-db.ts", 'export type { Db } from "@onegrid/db";', IMPORTS],
  ["web/src/division/styles-map.ts", 'export { x } from "maplibre-gl/dist/style";', IMPORTS],
  ["web/src/division/reads-disk.ts", 'export { readFile } from "node:fs/promises";', IMPORTS],
  ["web/src/division/bare.ts", 'export { join } from "path";', "prefer-node-protocol"],
  ["web/src/map/reads-disk.ts", 'export { join } from "node:path";', IMPORTS],
  ["db/src/division/any.ts", "export const loose: any = 1;", "no-explicit-any"],
  ["db/src/division/chicken.ts", 'export { egg as chick } from "./egg.ts";', "no-cycle"],
  ["db/src/division/egg.ts", 'export { chick as egg } from "./chicken.ts";', "no-cycle"],
  ["server/src/division/BadName.ts", "export const value = 1;", "filename-case"],
  ["web/src/division/default.ts", "export default 1;", "no-default-export"],
];

/** What the same places may do. */
const ALLOWED: readonly (readonly [path: string, text: string])[] = [
  ["core/src/allowed/uses-door.ts", 'export { isInScope } from "../access/index.ts";'],
  ["core/src/ingest/osm/uses-door.ts", 'export { isInScope } from "../../access/index.ts";'],
  ["core/src/ingest/osm/uses-own.ts", 'export { x } from "../row.ts";'],
  ["core/src/allowed/uses-result.ts", 'export { ok } from "../result.ts";'],
  ["db/src/allowed/asks-database.ts", 'export { sql } from "kysely";'],
  ["tiles/src/allowed/asks-db.ts", 'export type { Db } from "@onegrid/db";'],
  ["server/src/allowed/reads-disk.ts", 'export { readFile } from "node:fs/promises";'],
  ["web/src/allowed/knows-core.ts", 'export { isInScope } from "@onegrid/core/access";'],
  ["web/src/map/draws.ts", 'export { Map } from "maplibre-gl";'],
];

test("the linter reports every import and every word that crosses a wall, and nothing else", async () => {
  for (const [path, text] of [...PLANTED, ...ALLOWED]) await plant(path, text);
  const expected = PLANTED.map(([path, , rule]) => `${path} ${rule}`);
  expect((await lint()).toSorted()).toEqual(expected.toSorted());
});

/** `file error` of everything that the compiler reports, package by package. */
async function compile(...packages: readonly string[]): Promise<string[]> {
  const out = await run("tsc", ["-b", "--pretty", "false", ...packages]);
  return [...out.matchAll(/^(?:\.\.\/)*([\w./-]+)\(\d+,\d+\): error (TS\d+)/gm)].map(
    ([, path, error]) => `${path} ${error}`,
  );
}

test("the compiler reports packages that are not declared, other packages' files, and platforms", async () => {
  for (const name of PACKAGES) await rm(join(copy, name, "src"), { recursive: true });
  await plant("core/src/reads-disk.ts", 'export { readFileSync } from "node:fs";');
  await plant("core/src/paints.ts", "export const title = document.title;");
  await plant("core/src/undeclared.ts", 'export { sql } from "kysely";');
  await plant("core/src/allowed.ts", 'export { Type } from "typebox";');
  const errors = await compile("core");
  expect(errors.filter((error) => error.startsWith("core/src/reads-disk.ts"))).not.toEqual([]);
  expect(errors).toContain("core/src/undeclared.ts TS2307");
  expect(errors.filter((error) => error.startsWith("core/src/paints.ts"))).not.toEqual([]);
  expect(errors.filter((error) => error.startsWith("core/src/allowed.ts"))).toEqual([]);

  for (const file of await readdir(join(copy, "core/src"))) await rm(join(copy, "core/src", file));
  await plant("core/src/secret.ts", "export const secret = 1;");
  await plant("db/src/by-path.ts", 'export { secret } from "../../tiles/src/inner.ts";');
  await plant("tiles/src/inner.ts", "export const secret = 1;");
  expect(await compile("db")).toEqual(
    expect.arrayContaining([expect.stringMatching(/^db\/src\/by-path\.ts TS(6307|6059)$/)]),
  );
});
