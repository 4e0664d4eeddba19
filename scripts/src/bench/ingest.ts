import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  writeCsv,
  writeGeoJson,
  writeGeoPackage,
  writeKml,
  writeOsm,
  writeShapefile,
  writeXlsx,
} from "./ingest-files.ts";

interface Figures {
  readonly format: string;
  readonly describeMs: number;
  readonly records: number;
  readonly rejects: number;
  readonly ms: number;
  readonly longestWaitMs: number;
  readonly peakMegabytes: number;
}

const MADE: readonly (readonly [
  name: string,
  rows: number,
  write: (path: string, rows: number) => Promise<void> | void,
])[] = [
  ["a.csv", 1_000_000, writeCsv],
  ["a.geojson", 1_000_000, writeGeoJson],
  ["a.xlsx", 200_000, writeXlsx],
  ["a.zip", 200_000, writeShapefile],
  ["a.gpkg", 200_000, writeGeoPackage],
  ["a.kml", 200_000, writeKml],
  ["a.osm", 200_000, writeOsm],
];

/**
 * Rows per second from file to checked records (no database), and the peak of the process's memory,
 * each in a fresh process. Files named on the command line are measured instead of the made ones.
 */
export async function benchIngest(): Promise<void> {
  const given = process.argv.slice(3);
  process.stdout.write(
    "| file | MB | records | rejects | rows/s | describe ms | longest batch ms | peak MB |\n|---|---|---|---|---|---|---|---|\n",
  );
  for (const path of given) printRow(path);
  if (given.length > 0) return;
  const folder = mkdtempSync(join(tmpdir(), "onegrid-bench-"));
  try {
    for (const [name, rows, write] of MADE) {
      const path = join(folder, name);
      await write(path, rows);
      printRow(path);
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function printRow(path: string): void {
  const child = fileURLToPath(new URL("ingest-child.ts", import.meta.url));
  const output = execFileSync(process.execPath, ["--no-warnings", child, path], {
    encoding: "utf8",
  });
  const found: Figures = JSON.parse(output);
  const perSecond = Math.round((found.records + found.rejects) / (found.ms / 1000));
  const cells = [
    `${basename(path)} (${found.format})`,
    (statSync(path).size / 1_048_576).toFixed(1),
    found.records,
    found.rejects,
    perSecond.toLocaleString("en"),
    found.describeMs.toFixed(0),
    found.longestWaitMs.toFixed(0),
    found.peakMegabytes.toFixed(0),
  ];
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}
