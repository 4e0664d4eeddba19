import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { crsText, epsgOf, type ExportCrs } from "@onegrid/core/export";
import type { Geometry } from "@onegrid/core/geometry";
import type { ExportColumn, ExportLayer } from "./layer.ts";
import { polygonsOf, type Place } from "./shape-parts.ts";

export interface GeoPackageOptions {
  readonly crs: ExportCrs;
  readonly place: Place;
  readonly language: "zh-CN" | "en";
  /** When the content was last changed, ISO 8601. */
  readonly changedAt: string;
}

/**
 * GeoPackage 1.3 (OGC 12-128r18) by Node's own SQLite: one feature table a layer, names and kinds of
 * the columns as they are, no shortening. Overwrites `path`.
 */
export function writeGeoPackage(
  path: string,
  layers: readonly ExportLayer[],
  options: GeoPackageOptions,
): void {
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
      PRAGMA journal_mode = off; PRAGMA synchronous = off; begin; ${TABLES}`);
    writeSystems(database, options.crs);
    for (const layer of layers)
      if (layer.isPlain === true) writePlain(database, layer, options);
      else writeLayer(database, layer, options);
    database.exec("commit");
  } finally {
    database.close();
  }
}

const TABLES = `
  create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer not null primary key,
    organization text not null, organization_coordsys_id integer not null,
    definition text not null, description text);
  create table gpkg_contents (table_name text not null primary key, data_type text not null,
    identifier text unique, description text default '',
    last_change datetime not null, min_x double, min_y double, max_x double, max_y double,
    srs_id integer references gpkg_spatial_ref_sys(srs_id));
  create table gpkg_geometry_columns (table_name text not null, column_name text not null,
    geometry_type_name text not null, srs_id integer not null, z tinyint not null,
    m tinyint not null, primary key (table_name, column_name), unique (table_name),
    foreign key (srs_id) references gpkg_spatial_ref_sys(srs_id),
    foreign key (table_name) references gpkg_contents(table_name));`;

/** The three systems that every file must have, and the one it uses. */
function writeSystems(database: DatabaseSync, crs: ExportCrs): void {
  const add = database.prepare("insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, ?)");
  const epsg = epsgOf(crs);
  const wgs84 =
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],' +
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]';
  add.run("Undefined Cartesian", -1, "NONE", -1, "undefined", null);
  add.run("Undefined geographic", 0, "NONE", 0, "undefined", null);
  add.run("WGS 84", 4326, "EPSG", 4326, wgs84, null);
  add.run(`CGCS2000 EPSG:${epsg}`, epsg, "EPSG", epsg, crsText(crs, "ogc"), null);
}

const KINDS: Readonly<Record<ExportColumn["kind"], string>> = {
  text: "text",
  integer: "integer",
  real: "real",
};

function writeLayer(
  database: DatabaseSync,
  { id, title, columns, rows }: ExportLayer,
  { crs, place, language, changedAt }: GeoPackageOptions,
): void {
  const srs = epsgOf(crs);
  const own = columns.map(({ key, kind }) => `"${key}" ${KINDS[kind]}`);
  database.exec(`create table "${id}" (fid integer primary key autoincrement not null,
    geom blob, ${own.join()})`);
  const marks = columns.map(() => "?").join();
  const insert = database.prepare(`insert into "${id}" values (null, ?, ${marks})`);
  const box = new GrowingBox();
  for (const { cells, geometry } of rows)
    insert.run(geometry === null ? null : blobOf(geometry, srs, place, box), ...cells);
  const points = rows.filter(({ geometry }) => geometry?.type === "Point").length;
  const mixed = points === rows.length ? "POINT" : "GEOMETRY";
  database
    .prepare("insert into gpkg_contents values (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)")
    .run(id, title[language], changedAt, ...box.sides(), srs);
  database
    .prepare("insert into gpkg_geometry_columns values (?, 'geom', ?, ?, 0, 0)")
    .run(id, points === 0 ? "MULTIPOLYGON" : mixed, srs);
}

/** A table without places (attributes). */
function writePlain(
  database: DatabaseSync,
  { id, title, columns, rows }: ExportLayer,
  { language, changedAt }: GeoPackageOptions,
): void {
  const own = columns.map(({ key, kind }) => `"${key}" ${KINDS[kind]}`);
  database.exec(
    `create table "${id}" (fid integer primary key autoincrement not null, ${own.join()})`,
  );
  const marks = columns.map(() => "?").join();
  const insert = database.prepare(`insert into "${id}" values (null, ${marks})`);
  for (const { cells } of rows) insert.run(...cells);
  database
    .prepare(
      "insert into gpkg_contents values (?, 'attributes', ?, '', ?, null, null, null, null, null)",
    )
    .run(id, title[language], changedAt);
}

class GrowingBox {
  #west = Infinity;
  #south = Infinity;
  #east = -Infinity;
  #north = -Infinity;

  take([x, y]: readonly [number, number]): void {
    this.#west = Math.min(this.#west, x);
    this.#south = Math.min(this.#south, y);
    this.#east = Math.max(this.#east, x);
    this.#north = Math.max(this.#north, y);
  }

  takeAll(other: GrowingBox): void {
    this.take([other.#west, other.#south]);
    this.take([other.#east, other.#north]);
  }

  /** West, south, east, north; none of them of an empty table. */
  sides(): (number | null)[] {
    const sides = [this.#west, this.#south, this.#east, this.#north];
    return sides.map((side) => (Number.isFinite(side) ? side : null));
  }
}

/** GeoPackage's header with the envelope, then little-endian WKB. */
function blobOf(geometry: Geometry, srs: number, place: Place, all: GrowingBox): Buffer {
  const own = new GrowingBox();
  const body = geometry.type === "Point" ? pointWkb(place(geometry.coordinates), own) : null;
  const wkb = body ?? multiPolygonWkb(polygonsOf(geometry, place), own);
  all.takeAll(own);
  const head = Buffer.alloc(40);
  head.write("GP", 0, "ascii");
  // Version 0; little-endian with an envelope of x and y.
  head[3] = 0b0000_0011;
  head.writeInt32LE(srs, 4);
  const [west, south, east, north] = own.sides();
  for (const [i, side] of [west, east, south, north].entries())
    head.writeDoubleLE(side ?? Number.NaN, 8 + 8 * i);
  return Buffer.concat([head, wkb]);
}

function pointWkb(point: [number, number], box: GrowingBox): Buffer {
  box.take(point);
  const wkb = Buffer.alloc(21);
  wkb[0] = 1;
  wkb.writeUInt32LE(1, 1);
  wkb.writeDoubleLE(point[0], 5);
  wkb.writeDoubleLE(point[1], 13);
  return wkb;
}

function multiPolygonWkb(polygons: readonly [number, number][][][], box: GrowingBox): Buffer {
  const rings = polygons.flat();
  const points = rings.reduce((sum, ring) => sum + ring.length, 0);
  const wkb = Buffer.alloc(9 + 9 * polygons.length + 4 * rings.length + 16 * points);
  let at = 0;
  const head = (kind: number, count: number): void => {
    wkb[at] = 1;
    wkb.writeUInt32LE(kind, at + 1);
    at = wkb.writeUInt32LE(count, at + 5);
  };
  head(6, polygons.length);
  for (const polygon of polygons) {
    head(3, polygon.length);
    for (const ring of polygon) {
      at = wkb.writeUInt32LE(ring.length, at);
      for (const point of ring) {
        box.take(point);
        at = wkb.writeDoubleLE(point[0], at);
        at = wkb.writeDoubleLE(point[1], at);
      }
    }
  }
  return wkb;
}
