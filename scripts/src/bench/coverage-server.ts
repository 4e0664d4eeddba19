import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { ExportReply } from "@onegrid/core/export/contract";
import { readConfig, seedFirstAccounts, serve } from "@onegrid/server";
import { say } from "../terminal.ts";
import { fillRegion } from "./made-region.ts";
import { signIn, type Ask } from "./sign-in.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const QUESTION = "/api/coverage?basis=distance&metres=500&gates=optimistic";
const OTHER = "/api/coverage?basis=time&minutes=10&profile=adult&speed=1.25&gates=optimistic";

const now = (): Date => new Date();

/**
 * What a leader's page costs the server in a district of 200,000 buildings, over HTTP: wall time, how
 * long the server's thread kept others waiting, memory. `DATABASE_URL` names a PostGIS database to fill;
 * without it the embedded one under `ONEGRID_DATA` is.
 */
export async function benchCoverageServer(): Promise<void> {
  const { config } = readConfig({ PORT: "0", ...process.env }, ROOT);
  const started = await serve({
    config,
    now,
    prepare: async ({ db }) => {
      await fillRegion(db, now);
      await seedFirstAccounts(db);
    },
  });
  if (!started.ok) throw new Error(started.error.code);
  const { address, close } = started.value;
  try {
    console.table(await measurePage(await signIn(address, "leader")));
    say("毫秒；目标：线程占用 ≤ 50，再次回答 ≤ 200", "ms; wanted: loop ≤ 50, answered again ≤ 200");
  } finally {
    await close();
  }
}

async function measurePage(ask: Ask): Promise<object[]> {
  const rows: object[] = [];
  const measure = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const { row, value } = await measured(what, work);
    rows.push(row);
    return value;
  };
  const first = await measure("coverage, first time", () => ask(QUESTION));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server's own schema writes
  const reply = JSON.parse(String(first)) as CoverageReply;
  const at = `/api/coverage/${reply.key}`;
  await measure("coverage, again", () => ask(QUESTION));
  await measure("polygon, first time", () => ask(`${at}/isochrone`));
  await measure("polygon, again", () => ask(`${at}/isochrone`));
  await measure("figures, first time", () => ask(`${at}/figures`));
  await measure("figures, again", () => ask(`${at}/figures`));
  await measure("trend, first time", () => ask(`${at}/trend`));
  await measure("trend, again", () => ask(`${at}/trend`));
  await measure("20 tiles at zoom 14", () => askTiles(ask, reply.tiles));
  const { id } = reply.problems[0] ? { id: reply.problems[0].buildingId } : { id: "none" };
  if (id !== "none")
    await measure("one building", () => ask(`${at}/buildings/${encodeURIComponent(id)}`));
  await measure("live start", () => ask(`${at}/live`));
  await measure("live network", () => ask(`${at}/live/network`));
  await measure("buildings.csv", () => ask(`${at}/buildings.csv`));
  for (const format of ["xlsx", "geojson", "geopackage", "report"])
    await measure(`export, ${format}`, () => exportFile(ask, at, format));
  await measure("siting demand", () => ask(`${at}/siting?candidates=everywhere`));
  await measure("another definition", () => ask(OTHER));
  return rows;
}

async function measured<T>(what: string, work: () => Promise<T>) {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const start = performance.now();
  const before = process.threadCpuUsage();
  const value = await work();
  const wall = performance.now() - start;
  const { user } = process.threadCpuUsage(before);
  await setTimeout(5);
  loop.disable();
  const { rss, heapUsed } = process.memoryUsage();
  const bytes = value instanceof Buffer ? (value.length / 1e6).toFixed(2) : "";
  const row = {
    what,
    wall: Math.round(wall),
    cpu: Math.round(user / 1000),
    "loop p99": Math.round(loop.percentile(99) / 1e6),
    "loop max": Math.round(loop.max / 1e6),
    "answer MB": bytes,
    "heap MB": Math.round(heapUsed / 1e6),
    "rss MB": Math.round(rss / 1e6),
  };
  say(JSON.stringify(row), JSON.stringify(row));
  return { value, row };
}

/** Tiles around the middle of the made district. */
async function askTiles(ask: Ask, tiles: string): Promise<void> {
  const [x, y] = [13_453, 6833];
  const wanted = Array.from({ length: 20 }, (_, i) => [x + (i % 5), y + Math.floor(i / 5)]);
  await Promise.all(
    wanted.map(([east, south]) =>
      ask(tiles.replace("{z}", "14").replace("{x}", String(east)).replace("{y}", String(south))),
    ),
  );
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server's own schema writes
const readJob = (bytes: Buffer) => JSON.parse(String(bytes)) as ExportReply;

async function exportFile(ask: Ask, at: string, format: string): Promise<Buffer> {
  let job = readJob(await ask(`${at}/exports`, { format }));
  while (job.state === "waiting" || job.state === "working") {
    await setTimeout(100);
    job = readJob(await ask(`/api/exports/${job.id}`));
  }
  return ask(`/api/exports/${job.id}/file`);
}
