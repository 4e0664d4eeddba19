import { pathToFileURL } from "node:url";
import { DatabaseSync } from "node:sqlite";
import { readCrsText, readGeoPackageGeometry, type SourceFeature } from "@onegrid/core/ingest";
import type { ByteSource, Reading } from "./byte-source.ts";
import {
  BATCH,
  plainLayer,
  usableHeadings,
  type Reader,
  type ReaderLayer,
  type ReaderOptions,
} from "./reader.ts";
import { refuse, SourceRefused } from "./source-refused.ts";

type Row = Readonly<Record<string, unknown>>;

/**
 * GeoPackage (OGC 12-128r18) by Node's own SQLite, opened read-only and immutable: no journal, no
 * lock, no extension. Only plain tables are read, never views or virtual tables, so that a made-up
 * file cannot bring SQL of its own.
 */
export async function openGeoPackage(
  path: string,
  source: ByteSource,
  { signal }: ReaderOptions,
): Promise<Reader> {
  signal?.throwIfAborted();
  const file = source.name;
  const database = attempt(file, () => openReadOnly(path));
  try {
    const tables = attempt(file, () => listTables(database));
    if (tables.length === 0) refuse({ code: "ingest.file-empty", file });
    const byLayer = new Map(tables.map((table) => [toLayer(table), table]));
    return await Promise.resolve({
      format: "geopackage" as const,
      encoding: null,
      layers: [...byLayer.keys()],
      bytes: source.bytes,
      read: (layer, reading) => {
        const table = byLayer.get(layer);
        if (table === undefined) throw new Error(`no table for the layer ${layer.name}`);
        return readTable({ database, table, file, bytes: source.bytes }, reading);
      },
      close: () => {
        database.close();
        return Promise.resolve();
      },
    });
  } catch (error) {
    database.close();
    throw error;
  }
}

function openReadOnly(path: string): DatabaseSync {
  const url = pathToFileURL(path);
  url.searchParams.set("immutable", "1");
  const database = new DatabaseSync(url, { readOnly: true, allowExtension: false });
  database.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0");
  return database;
}

/** SQLite's complaints are about the file. */
function attempt<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw toRefusal(error, file);
  }
}

function toRefusal(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof SourceRefused) return error;
  const code = "code" in error ? error.code : null;
  // A damaged file gives text that is not UTF-8 or integers beyond 2^53, which Node will not hand on.
  const isData =
    code === "ERR_SQLITE_ERROR" || code === "ERR_OUT_OF_RANGE" || code === "ERR_INVALID_STATE";
  if (!isData) return error;
  return new SourceRefused({
    code: "ingest.file-broken",
    file,
    format: "geopackage",
    detail: error.message.slice(0, 200),
  });
}

interface Table {
  readonly name: string;
  readonly geometryColumn: string | null;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly crs: { readonly text: string; readonly wkt: string } | null;
}

const MOST_TABLES = 500;

function listTables(database: DatabaseSync): Table[] {
  const contents = database
    .prepare(
      `select c.table_name as name, c.data_type as type, g.column_name as geometry, s.organization as body,
         s.organization_coordsys_id as number, s.definition as wkt
       from gpkg_contents c
       join sqlite_master m on m.name = c.table_name and m.type = 'table' and m.sql not like 'create virtual%'
       left join gpkg_geometry_columns g on g.table_name = c.table_name
       left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
       where c.data_type in ('features', 'attributes', 'aspatial')
       order by c.rowid limit ${MOST_TABLES}`,
    )
    .all();
  return contents.map((row) => toTable(database, row));
}

function toTable(database: DatabaseSync, row: Row): Table {
  const name = text(row["name"]);
  // table_xinfo marks generated columns (hidden 2, 3): they run SQL of the file.
  const columns = database
    .prepare("select name, hidden from pragma_table_xinfo(?)")
    .all(name)
    .filter((column) => column["hidden"] === 0)
    .map((column) => text(column["name"]));
  const geometry = row["geometry"] === null ? null : text(row["geometry"]);
  const count = database.prepare(`select count(*) as count from ${quoted(name)}`).get();
  const crs =
    row["number"] === null
      ? null
      : { text: `${text(row["body"])}:${text(row["number"])}`, wkt: text(row["wkt"]) };
  return { name, columns, geometryColumn: geometry, rows: Number(count?.["count"] ?? 0), crs };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

function toLayer({ name, columns, geometryColumn, rows, crs }: Table): ReaderLayer {
  const declared =
    crs === null || /^NONE:/i.test(crs.text)
      ? null
      : { text: crs.text, crs: readCrsText(crs.text) ?? readCrsText(crs.wkt) };
  return plainLayer({
    name,
    rows,
    headings: usableHeadings(columns.filter((column) => column !== geometryColumn)),
    declaredCrs: declared,
  });
}

interface Opened {
  readonly database: DatabaseSync;
  readonly table: Table;
  readonly file: string;
  readonly bytes: number;
}

async function* readTable(
  { database, table, file, bytes }: Opened,
  { signal, progress }: Reading,
): AsyncIterable<SourceFeature[]> {
  const statement = attempt(file, () => {
    const prepared = database.prepare(
      `select ${table.columns.map(quoted).join(", ")} from ${quoted(table.name)}`,
    );
    prepared.setReadBigInts(true);
    prepared.setReturnArrays(true);
    return prepared;
  });
  const rows = statement.iterate();
  const headings = usableHeadings(
    table.columns.filter((column) => column !== table.geometryColumn),
  );
  for (let number = 0; ;) {
    signal?.throwIfAborted();
    const batch: SourceFeature[] = [];
    while (batch.length < BATCH) {
      const next = attempt(file, () => rows.next());
      if (next.done === true) break;
      number += 1;
      batch.push(toFeature({ table, headings, file, number }, next.value));
    }
    if (batch.length === 0) return;
    progress.bytes = Math.min(bytes, Math.round((bytes * number) / Math.max(1, table.rows)));
    yield batch;
    // SQLite reads in this thread: let others run between batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface At {
  readonly table: Table;
  readonly headings: readonly string[];
  readonly file: string;
  readonly number: number;
}

function toFeature({ table, headings, file, number }: At, row: unknown): SourceFeature {
  const cells: unknown[] = Array.isArray(row) ? row : [];
  const place = { file, layer: table.name, line: null, feature: number };
  const properties: Record<string, unknown> = {};
  let blob: unknown = null;
  let k = 0;
  for (const [i, column] of table.columns.entries()) {
    if (column === table.geometryColumn) {
      blob = cells[i];
      continue;
    }
    const heading = headings[k];
    if (heading !== undefined) properties[heading] = plainCell(cells[i]);
    k += 1;
  }
  const geometry = blob instanceof Uint8Array ? readGeoPackageGeometry(blob) : null;
  if (geometry !== "broken") return { place, properties, geometry, fault: null };
  return {
    place,
    properties,
    geometry: null,
    fault: { code: "ingest.geometry-broken", detail: "WKB" },
  };
}

function plainCell(cell: unknown): unknown {
  if (typeof cell === "bigint")
    return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  return cell instanceof Uint8Array ? null : cell;
}
