import { readFile } from "node:fs/promises";
import type { Geometry } from "@onegrid/core/geometry";
import { textOf } from "../divide/read-layer.ts";
import { CommandProblem, type ProblemText } from "../command-problem.ts";

export interface Feature {
  /** Number in the file, from 1. */
  readonly number: number;
  /** `properties.id`, else the feature's own id or `osm_id`; empty if it has none. */
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: Geometry | null;
}

/** Features of a GeoJSON file in degrees (WGS 84, CGCS2000). */
export async function readGeojson(path: string): Promise<Feature[]> {
  const text = await readText(path);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new CommandProblem([notGeojson(path, error instanceof Error ? error.message : "")]);
  }
  if (!isRecord(parsed) || !Array.isArray(parsed["features"])) {
    throw new CommandProblem([notGeojson(path, "FeatureCollection")]);
  }
  const features = parsed["features"].map((raw: unknown, i) => toFeature(raw, i + 1));
  if (features.length > 0) return features;
  throw new CommandProblem([
    {
      code: "division.no-features",
      object: path,
      place: "",
      reason: ["文件里没有要素。", "The file has no features."],
      advice: ["请换一个文件。", "Name another file."],
    },
  ]);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CommandProblem([
      {
        code: "division.file-unreadable",
        object: path,
        place: "",
        reason: [`文件无法读取：${detail}。`, `The file cannot be read: ${detail}.`],
        advice: ["请检查路径和权限。", "Check the path and its rights."],
      },
    ]);
  }
}

const notGeojson = (path: string, detail: string): ProblemText => ({
  code: "division.not-geojson",
  object: path,
  place: detail,
  reason: ["不是 GeoJSON 要素集。", "This is not a GeoJSON FeatureCollection."],
  advice: [
    "请导出为 GeoJSON（EPSG:4326，UTF-8）。",
    "Export it as GeoJSON (EPSG:4326, UTF-8) and try again.",
  ],
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function toFeature(raw: unknown, number: number): Feature {
  const feature = isRecord(raw) ? raw : {};
  const properties = isRecord(feature["properties"]) ? feature["properties"] : {};
  return {
    number,
    id: textOf(properties["id"] ?? feature["id"] ?? properties["osm_id"]),
    properties,
    geometry: toGeometry(feature["geometry"]),
  };
}

const DEPTHS = new Map<unknown, number>([
  ["Point", 0],
  ["LineString", 1],
  ["MultiLineString", 2],
  ["Polygon", 2],
  ["MultiPolygon", 3],
]);

/** The geometry if its type is one we use and every coordinate is a finite number; else `null`. */
const toGeometry = (raw: unknown): Geometry | null => (isGeometry(raw) ? raw : null);

function isGeometry(raw: unknown): raw is Geometry {
  const depth = isRecord(raw) ? DEPTHS.get(raw["type"]) : undefined;
  return isRecord(raw) && depth !== undefined && hasPositions(raw["coordinates"], depth);
}

function hasPositions(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  if (depth === 0) return value.length >= 2 && value.slice(0, 2).every(Number.isFinite);
  return value.length > 0 && value.every((part) => hasPositions(part, depth - 1));
}
