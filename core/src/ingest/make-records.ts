import type { Geometry } from "../geometry/index.ts";
import { STATION_KINDS } from "../organisation/index.ts";
import { asLines, asPoint, asPolygon } from "./fit-geometry.ts";
import { makeBuilding } from "./make-building.ts";
import type { ImportPlan } from "./plan.ts";
import {
  areaKindOfCode,
  readAreaKind,
  readBarrierClass,
  readCompoundAccess,
  readGateAccess,
  readHighway,
  readLandKind,
  readStationKind,
} from "./read-choice.ts";
import { minutesOf } from "./read-date.ts";
import { readHours } from "./read-hours.ts";
import { readAddress, readChoice } from "./row-values.ts";
import type { LayerName, LayerRecord } from "./records.ts";
import { hashText, type RowReader } from "./row-reader.ts";
import { makeWayBarrier } from "./way-barrier.ts";
import { readWayTags } from "./way-tags.ts";

/** Longest name the store takes. */
const NAME = 200;

/** The records of one row; what is wrong with it is in the reader. Geometry is `null` for incidents. */
export type MakeRecords = (row: RowReader, geometry: Geometry, plan: ImportPlan) => LayerRecord[];

export const MAKERS: Readonly<Record<Exclude<LayerName, "incidents">, MakeRecords>> = {
  areas: makeArea,
  compounds: makeCompound,
  gates: makeGate,
  buildings: makeBuilding,
  entrances: makeEntrance,
  ways: makeWays,
  barriers: makeBarrier,
  way_barriers: makeWayBarrier,
  stations: makeStation,
  units: makeUnit,
  land: makeLand,
};

function makeArea(row: RowReader, geometry: Geometry): LayerRecord[] {
  const polygon = asPolygon(geometry);
  if (polygon === null) return refuseShape(row, geometry, "Polygon");
  const sourceId = row.id([geometry]);
  const name = row.requiredText("name", NAME);
  const given = readCode(row, "code");
  const code = given ?? assignedCode(sourceId);
  if (given === null && !row.isRefused)
    row.report({ code: "ingest.code-assigned", assigned: code }, { severity: "warned" });
  const kindText = row.raw("kind");
  const kind = readAreaKind(kindText) ?? (given === null ? "community" : areaKindOfCode(code));
  const parentCode = readCode(row, "parentCode") ?? (given === null ? null : codeAbove(code, kind));
  return [{ layer: "areas", sourceId, kind, code, name, parentCode, geometry: polygon }];
}

/** A 6-, 9- or 12-digit code, filled up with zeros. */
function readCode(row: RowReader, target: string): string | null {
  const raw = row.raw(target);
  if (raw === "") return null;
  if (/^(?:\d{6}|\d{9}|\d{12})$/.test(raw)) return raw.padEnd(12, "0");
  row.report({ code: "ingest.code-invalid", target }, { field: row.field(target), value: raw });
  return null;
}

/** No province has 99: a code of ours until the official one is known, the same at each import. */
function assignedCode(sourceId: string): string {
  const digits = /(\d{1,10})$/.exec(sourceId)?.[1];
  const number = digits ?? String(parseInt(hashText(sourceId), 16) % 10_000_000_000);
  return `99${number.padStart(10, "0")}`;
}

function codeAbove(
  code: string,
  kind: "city" | "district" | "street" | "community",
): string | null {
  if (kind === "community") return code.slice(0, 9).padEnd(12, "0");
  return kind === "street" ? code.slice(0, 6).padEnd(12, "0") : null;
}

function makeCompound(row: RowReader, geometry: Geometry): LayerRecord[] {
  const polygon = asPolygon(geometry);
  if (polygon === null) return refuseShape(row, geometry, "Polygon");
  const access = readChoice(row, "access", "open, closed", readCompoundAccess) ?? "closed";
  const name = row.requiredText("name", NAME);
  return [{ layer: "compounds", sourceId: row.id([geometry]), name, access, geometry: polygon }];
}

function makeGate(row: RowReader, geometry: Geometry): LayerRecord[] {
  const point = asPoint(geometry);
  if (point === null) return refuseShape(row, geometry, "Point");
  const compound = row.text("compound", NAME);
  return [
    {
      layer: "gates",
      sourceId: row.id([geometry]),
      compoundSourceId: compound === "" ? null : compound,
      name: row.text("name", NAME),
      access: readChoice(row, "access", "public, residents", readGateAccess) ?? "public",
      hours: readHoursOf(row),
      evidence: row.raw("evidence") === "mapped" ? "mapped" : "surveyed",
      geometry: point,
    },
  ];
}

function makeEntrance(row: RowReader, geometry: Geometry): LayerRecord[] {
  const point = asPoint(geometry);
  if (point === null) return refuseShape(row, geometry, "Point");
  const buildingSourceId = row.requiredText("building", NAME);
  const name = row.text("name", NAME);
  return [
    { layer: "entrances", sourceId: row.id([geometry]), buildingSourceId, name, geometry: point },
  ];
}

function makeWays(row: RowReader, geometry: Geometry): LayerRecord[] {
  const lines = asLines(geometry);
  if (lines.length === 0) return refuseShape(row, geometry, "LineString");
  const sourceId = row.id([geometry]);
  const highway = readChoice(row, "class", "highway", readHighway);
  const tags = readWayTags(row, highway);
  const name = row.text("name", NAME);
  return lines.map((line, i) => ({
    layer: "ways",
    sourceId: i === 0 ? sourceId : `${sourceId}#${i + 1}`,
    name,
    tags,
    geometry: line,
  }));
}

function makeBarrier(row: RowReader, geometry: Geometry): LayerRecord[] {
  if (geometry.type === "Point") return refuseShape(row, geometry, "LineString, Polygon");
  const raw = row.raw("class");
  const barrier = readBarrierClass(raw);
  if (barrier === null) {
    const target = "class";
    if (raw === "") row.missing(target);
    else
      row.report(
        { code: "ingest.choice-unknown", target, allowed: "0, 1, 2, 3, 4" },
        { field: row.field(target), value: raw },
      );
    return [];
  }
  return [
    {
      layer: "barriers",
      sourceId: row.id([geometry]),
      name: row.text("name", NAME),
      barrier,
      geometry,
    },
  ];
}

function makeStation(row: RowReader, geometry: Geometry): LayerRecord[] {
  const point = asPoint(geometry);
  if (point === null) return refuseShape(row, geometry, "Point");
  const name = row.requiredText("name", NAME);
  const raw = row.raw("kind");
  const kind = readStationKind(raw) ?? readStationKind(name);
  if (kind === null) {
    const allowed = STATION_KINDS.join(", ");
    row.report(
      { code: "ingest.choice-unknown", target: "kind", allowed },
      { field: row.field("kind"), value: raw },
    );
    return [];
  }
  const services = row.text("services", 1000).split(/[;；、,，|/]/);
  return [
    {
      layer: "stations",
      sourceId: row.id([name, geometry]),
      kind,
      name,
      address: readAddress(row),
      floorAreaM2: row.number("floorArea", 1_000_000, "warned"),
      hours: readHoursOf(row),
      services: services.map((service) => service.trim()).filter((service) => service !== ""),
      geometry: point,
    },
  ];
}

function makeUnit(row: RowReader, geometry: Geometry): LayerRecord[] {
  const polygon = asPolygon(geometry);
  if (polygon === null) return refuseShape(row, geometry, "Polygon");
  const households = row.count("households", 100_000);
  if (row.raw("households") === "") row.missing("households");
  const within = row.text("within", NAME);
  return [
    {
      layer: "units",
      sourceId: row.id([geometry]),
      households: households ?? 0,
      within: within === "" ? null : within,
      geometry: polygon,
    },
  ];
}

function makeLand(row: RowReader, geometry: Geometry): LayerRecord[] {
  if (geometry.type === "Point" || geometry.type === "MultiLineString")
    return refuseShape(row, geometry, "Polygon, LineString");
  const kind = readLandKind(row.raw("kind"));
  return [
    { layer: "land", sourceId: row.id([geometry]), kind, name: row.text("name", NAME), geometry },
  ];
}

/** An incident keeps its report even when its place is lost. */
export function makeIncident(row: RowReader, geometry: Geometry | null): LayerRecord[] {
  const category = row.requiredText("category", NAME);
  const description = row.text("description", 2000);
  const address = readAddress(row);
  const reportedAt = row.date("reportedAt");
  if (row.raw("reportedAt") === "") row.missing("reportedAt");
  if (reportedAt === null) return [];
  const point = geometry === null ? null : asPoint(geometry);
  if (geometry !== null && point === null) return refuseShape(row, geometry, "Point");
  const sourceId = row.id([
    category,
    reportedAt,
    description,
    address,
    row.raw("description"),
    point,
  ]);
  const closedAt = closingTime(row, reportedAt);
  return [
    {
      layer: "incidents",
      sourceId,
      category,
      description,
      address,
      reportedAt,
      closedAt,
      geometry: point,
    },
  ];
}

function closingTime(row: RowReader, reportedAt: string): string | null {
  const closedAt = row.raw("closedAt") === "" ? null : row.date("closedAt");
  if (closedAt === null || minutesOf(closedAt) >= minutesOf(reportedAt)) return closedAt;
  row.report(
    { code: "ingest.date-order" },
    { severity: "warned", field: row.field("closedAt"), value: closedAt },
  );
  return null;
}

function readHoursOf(row: RowReader): string | null {
  const raw = row.raw("hours");
  const hours = raw === "" ? null : readHours(raw);
  if (raw !== "" && hours === null)
    row.report(
      { code: "ingest.hours-invalid" },
      { severity: "warned", field: row.field("hours"), value: raw },
    );
  return hours;
}

function refuseShape(row: RowReader, geometry: Geometry, wanted: string): LayerRecord[] {
  row.report({ code: "ingest.geometry-type", found: geometry.type, wanted });
  return [];
}
