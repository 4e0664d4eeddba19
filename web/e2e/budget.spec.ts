import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { mapIdle, signIn } from "./desk.ts";

const PARTS = ["shell", "route", "map", "worker", "overlay"] as const;
type Part = (typeof PARTS)[number];

/**
 * Bytes after gzip, in kB of 1,000. The shell is what every desk loads, with what every page
 * says in one language; a workspace, its texts and its heavy widgets come on top of it, with the route.
 */
const BUDGET_KB: Readonly<Record<Part, number>> = {
  shell: 318,
  route: 160,
  map: 300,
  worker: 155,
  overlay: 290,
};

/** The build's own account: source to file, and the chunks that come with it. */
type Chunks = Readonly<Record<string, { readonly file: string; readonly imports?: string[] }>>;

function withImports(chunks: Chunks, source: string, found = new Set<string>()): Set<string> {
  const chunk = chunks[source];
  if (chunk === undefined) throw new Error(`the build has no chunk ${source}`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const each of chunk.imports ?? []) withImports(chunks, each, found);
  return found;
}

/** The texts that come with a room. */
const isRoomText = (file: string, chunks: Chunks): boolean =>
  Object.entries(chunks).some(
    ([source, chunk]) => chunk.file === file && /^src\/i18n\/[\w-]+\/\w+\.json$/.test(source),
  );

/** Whatever is not known to belong elsewhere is the shell's: nothing loads unseen. */
function partOf(file: string, workspace: string, chunks: Chunks): Part {
  if (file.includes("maplibre-gl-worker")) return "worker";
  if (/\/maplibre-[^/]*\.js$/.test(file)) return "map";
  const shell = withImports(chunks, "index.html");
  withImports(chunks, "src/shell/desk-route.tsx", shell);
  if (shell.has(file)) return "shell";
  if (isRoomText(file, chunks)) return "route";
  if (withImports(chunks, `src/${workspace}/workspace.tsx`).has(file)) return "route";
  return withImports(chunks, "src/map/deck-overlay.ts").has(file) ? "overlay" : "shell";
}

/** What the browser loads until the map of a workspace is drawn: file and kB. */
async function firstLoad(page: Page, workspace: string): Promise<Map<string, number>> {
  const files = new Map<string, number>();
  const reading: Promise<void>[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith(".js")) return;
    reading.push(
      response.body().then((body) => {
        files.set(pathname.slice(1), gzipSync(body).length / 1_000);
      }),
    );
  });
  await page.goto(`/${workspace}`);
  await mapIdle(page);
  await page
    .locator(".og-panel-note")
    .filter({ hasText: "正在载入工作区" })
    .waitFor({ state: "hidden" });
  await Promise.all(reading);
  return files;
}

for (const [workspace, login] of [
  ["division", "planner"],
  ["coverage", "leader"],
  ["dispatch", "dispatcher"],
  ["ingest", "planner"],
] as const)
  test(`the first load of ${workspace} stays inside its budget`, async ({ page }) => {
    await signIn(page, login);
    const chunks: Chunks = await (await page.request.get("/chunks.json")).json();
    const sums: Record<Part, number> = { shell: 0, route: 0, map: 0, worker: 0, overlay: 0 };
    for (const [file, size] of await firstLoad(page, workspace))
      sums[partOf(file, workspace, chunks)] += size;
    test.info().annotations.push({ type: "kB", description: JSON.stringify(sums) });
    expect(sums.shell).toBeGreaterThan(200);
    expect(sums.route).toBeGreaterThan(5);
    for (const part of PARTS) expect(sums[part], part).toBeLessThan(BUDGET_KB[part]);
  });
