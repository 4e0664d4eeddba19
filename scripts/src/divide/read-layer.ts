import { existsSync } from "node:fs";
import type { Bbox, Geometry } from "@onegrid/core/geometry";
import {
  cellText,
  createGeometryCheck,
  matchGeometryColumns,
  reasonText,
  rowGeometry,
  type RowRefusal,
  type SourceFeature,
} from "@onegrid/core/ingest";
import { readRows, type SourceRows } from "@onegrid/server/ingest";
import { CommandProblem } from "../command-problem.ts";
import type { InputNotes } from "./notices.ts";
import { settleCrs } from "./settle-crs.ts";

export interface Feature {
  /** Number in the file, from 1; of a table its line. */
  readonly number: number;
  /** Empty if it has none. */
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Degrees; `null`: missing, or of a kind or with numbers that nothing can be made of. */
  readonly geometry: Geometry | null;
  /** What is wrong with the geometry. A polygon that crosses itself has one and is here all the same. */
  readonly fault: RowRefusal | null;
}

export interface LayerOptions {
  /** The coordinate system that the user has named. */
  readonly crs?: string | undefined;
  /** Degrees: where the other files lie. It tells zones apart that fit the same numbers. */
  readonly near?: Bbox | undefined;
  readonly notes: InputNotes;
}

/**
 * The features of a file: GeoJSON, or any other format that can be imported. `path` may name an inner
 * layer after a `#`. Coordinates are brought to degrees (WGS 84, CGCS2000).
 */
export async function readLayer(path: string, options: LayerOptions): Promise<Feature[]> {
  const hash = existsSync(path) ? -1 : path.lastIndexOf("#");
  const [file, layer] = hash < 0 ? [path, null] : [path.slice(0, hash), path.slice(hash + 1)];
  const read = await readRows(file, layer);
  if (!read.ok) throw unreadable(path, read.error);
  if (read.value.rows.length === 0) throw unreadable(path, { code: "ingest.file-empty", file });
  return toFeatures(path, read.value, options);
}

const unreadable = (path: string, refusal: Parameters<typeof reasonText>[0]): CommandProblem =>
  new CommandProblem([
    {
      code: refusal.code,
      object: path,
      place: "",
      reason: [reasonText(refusal, "zh-CN"), reasonText(refusal, "en")],
      advice: [
        "请检查路径和内容，或导出为 GeoJSON（EPSG:4326，UTF-8）。",
        "Check the path and the content, or export it as GeoJSON (EPSG:4326, UTF-8).",
      ],
    },
  ]);

function toFeatures(path: string, source: SourceRows, options: LayerOptions): Feature[] {
  const { layer, rows } = source;
  const headings = layer.headings ?? headingsOf(rows);
  const columns = rows.some(({ geometry }) => geometry !== null)
    ? null
    : matchGeometryColumns(headings);
  const geometries = rows.map((row) => rowGeometry(row, columns));
  const system = settleCrs(path, layer, { ...options, geometries });
  const check = createGeometryCheck({ ...system, district: null, keepsFaults: true });
  if (!check) throw new Error(`no way from ${system.crs} to degrees`);
  const idFields = ID_FIELDS.filter((name) => headings.includes(name));
  return rows.map((row, i) => {
    const raw = geometries[i] ?? null;
    const checked = raw === null ? undefined : check(raw);
    const missing: RowRefusal = row.fault ?? { code: "ingest.geometry-missing" };
    return {
      number: row.place.feature ?? row.place.line ?? i + 1,
      id: idFields.map((name) => cellText(row.properties[name])).find((id) => id !== "") ?? "",
      properties: row.properties,
      geometry: checked?.ok === true ? checked.value.geometry : null,
      fault: checked === undefined ? missing : checked.ok ? checked.value.fault : checked.error,
    };
  });
}

/** Fields that hold the id, best first. */
const ID_FIELDS = "id @id osm_id unit_id building_id source_id 编号 标识码 code ID Id".split(" ");

function headingsOf(rows: readonly SourceFeature[]): string[] {
  const headings = new Set<string>();
  for (const { properties } of rows) for (const name of Object.keys(properties)) headings.add(name);
  return [...headings];
}

export const fieldsOf = (features: readonly Pick<Feature, "properties">[]): string[] => [
  ...new Set(features.flatMap(({ properties }) => Object.keys(properties))),
];

/** West, south, east, north of what has a place. */
export function boundsOf(features: readonly Feature[]): Bbox | undefined {
  let box: [number, number, number, number] | undefined;
  for (const { geometry } of features) {
    const numbers = geometry?.coordinates.flat(3) ?? [];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const [lng, lat] = [Number(numbers[i]), Number(numbers[i + 1])];
      box ??= [lng, lat, lng, lat];
      box[0] = Math.min(box[0], lng);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lng);
      box[3] = Math.max(box[3], lat);
    }
  }
  return box;
}

/** Text of an id or name as files write it; empty if there is none. */
export const textOf = (value: unknown): string =>
  typeof value === "object" ? "" : cellText(value);
