import { writeFile } from "node:fs/promises";
import { placeIn, type ExportCrs } from "@onegrid/core/division";
import type { TableFormat } from "@onegrid/core/division/export-contract";
import { zipSync, type Zippable } from "fflate";
import { writeGeoPackage } from "./export-geopackage.ts";
import type { ExportLayer } from "./export-layers.ts";
import { writeShapefiles, type WrittenFile } from "./export-shapefile.ts";
import { geoJsonOf, kmlOf, layerCsv } from "./export-texts.ts";
import { writeXlsx } from "./export-xlsx.ts";

/** All that the writing of one file needs; plain data, so that a worker can do it. */
export interface TableTask {
  readonly format: TableFormat;
  readonly path: string;
  readonly title: string;
  /** The first one is what formats with one table hold. */
  readonly layers: readonly ExportLayer[];
  readonly language: "zh-CN" | "en";
  readonly crs: ExportCrs;
  /** Of the zone that the data lie in. */
  readonly homeMeridian: number;
  readonly encoding: "gbk" | "utf-8";
  /** ISO 8601. */
  readonly changedAt: string;
}

/** Writes the file of a task. */
export async function writeTables(task: TableTask): Promise<void> {
  const { path, title, layers, language, crs } = task;
  const [first] = layers;
  if (first === undefined) throw new Error("an export without a table");
  const place = placeIn(crs, task.homeMeridian);
  switch (task.format) {
    case "geojson":
      return writeFile(path, geoJsonOf(first, title));
    case "kml":
      return writeFile(path, kmlOf(first, title, language));
    case "csv":
      return writeFile(path, layerCsv(first));
    case "xlsx":
    case "changes":
      return writeXlsx(path, layers, language);
    case "geopackage":
      return writeGeoPackage(path, layers, { ...task, place });
    case "shapefile":
      return writeFile(path, zipOf(writeShapefiles(layers, { ...task, place }), task.changedAt));
  }
}

function zipOf(files: readonly WrittenFile[], changedAt: string): Uint8Array {
  const entries: Zippable = {};
  for (const { name, bytes } of files) entries[name] = bytes;
  return zipSync(entries, { level: 6, mtime: changedAt });
}
