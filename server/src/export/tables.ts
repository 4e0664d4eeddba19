import { writeFile } from "node:fs/promises";
import { placeIn, type ExportCrs } from "@onegrid/core/export";
import type { TableFormat } from "@onegrid/core/division/export-contract";
import { zipSync, type Zippable } from "fflate";
import { writeGeoPackage } from "./geopackage.ts";
import type { ExportLayer } from "./layer.ts";
import { writeShapefiles, type WrittenFile } from "./shapefile.ts";
import { geoJsonOf, kmlOf, layerCsv } from "./texts.ts";
import { writeXlsx } from "./xlsx.ts";

/** All that the writing of one file needs; plain data, so that a worker can do it. */
export interface TableTask {
  /** `geojsons`: a zip with one a layer. */
  readonly format: TableFormat | "geojsons";
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
  /** Said in every GeoJSON about all that is in it. */
  readonly notes?: Readonly<Record<string, unknown>>;
}

/** Writes the file of a task. */
export async function writeTables(task: TableTask): Promise<void> {
  const { path, title, layers, language, crs } = task;
  const [first] = layers;
  if (first === undefined) throw new Error("an export without a table");
  const place = placeIn(crs, task.homeMeridian);
  switch (task.format) {
    case "geojson":
      return writeFile(path, geoJsonOf(first, title, task.notes));
    case "geojsons":
      return writeFile(path, zipOf(geoJsonFiles(task), task.changedAt));
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

const geoJsonFiles = ({ layers, language, notes }: TableTask): WrittenFile[] =>
  layers
    .filter(({ isPlain }) => isPlain !== true)
    .map((layer) => ({
      name: `${layer.id}.geojson`,
      bytes: Buffer.from(geoJsonOf(layer, layer.title[language], notes)),
    }));

function zipOf(files: readonly WrittenFile[], changedAt: string): Uint8Array {
  const entries: Zippable = {};
  for (const { name, bytes } of files) entries[name] = bytes;
  return zipSync(entries, { level: 6, mtime: changedAt });
}
