import { orient2d } from "robust-predicates";
import { signedRingArea } from "../geometry/index.ts";
import type { Bbox, Geometry, Position, Ring } from "../geometry/index.ts";
import { fail, ok, type Result } from "../result.ts";
import { isGeographic, toDegrees } from "./crs.ts";
import type { CrsCode } from "./gauss-kruger-zone.ts";
import { findPolygonFault } from "./find-polygon-fault.ts";
import type { AxisOrder } from "./propose-crs.ts";
import type { RowRefusal } from "./refusals.ts";
import type { SourceGeometry } from "./source.ts";

/** One geometry can hold this many positions (a country's coast at one metre has fewer). */
const MOST_POSITIONS = 2_000_000;

interface CheckedGeometry {
  readonly geometry: Geometry;
  /** Closed rings, repeated positions, orientations put right. Nothing else is ever changed. */
  readonly repairs: number;
  /** What makes a polygon invalid; only where faults are kept. */
  readonly fault: RowRefusal | null;
}

export type CheckGeometry = (source: SourceGeometry) => Result<CheckedGeometry, RowRefusal>;

/**
 * Makes the function that brings geometries of one source to checked degrees: conversion once,
 * 9 decimals (0.1 mm), lossless repairs, then all rules of the store. `null`: unknown system.
 */
export function createGeometryCheck(options: {
  readonly crs: CrsCode;
  readonly axisOrder: AxisOrder;
  /** Degrees: refuse what lies more than half a degree outside. */
  readonly district: Bbox | null;
  /** Gives polygons that cross themselves too, with their fault: for those who can use them. */
  readonly keepsFaults?: boolean;
}): CheckGeometry | null {
  const inDegrees = toDegrees(options.crs);
  if (inDegrees === null) return null;
  const context: Context = {
    ...options,
    convert: inDegrees,
    positions: 0,
    repairs: 0,
    isInDegrees: isGeographic(options.crs),
  };
  return (source) => {
    context.positions = 0;
    context.repairs = 0;
    const shaped = shape(source, context);
    if (!shaped.ok) return shaped;
    const geometry = unwrapped(shaped.value);
    const fault = findFault(geometry) ?? findDistrictFault(geometry, options.district);
    if (fault !== null && options.keepsFaults !== true) return fail(fault);
    return ok({ geometry, repairs: context.repairs, fault });
  };
}

interface Context {
  readonly crs: CrsCode;
  readonly axisOrder: AxisOrder;
  readonly isInDegrees: boolean;
  readonly convert: (x: number, y: number) => Position;
  positions: number;
  repairs: number;
}

type Shaped<T> = Result<T, RowRefusal>;

function shape({ type, coordinates }: SourceGeometry, context: Context): Shaped<Geometry> {
  switch (type) {
    case "Point":
      return typed(type, readPosition(coordinates, context));
    case "LineString":
      return typed(type, readLine(coordinates, context));
    case "Polygon":
      return typed(type, readRings(coordinates, context));
    case "MultiLineString":
      return typed(type, readList(coordinates, context, readLine));
    case "MultiPolygon":
      return typed(type, readList(coordinates, context, readRings));
    case "MultiPoint":
      if (Array.isArray(coordinates) && coordinates.length === 1)
        return typed("Point", readPosition(coordinates[0], context));
  }
  const wanted = "Point, LineString, Polygon";
  return fail({ code: "ingest.geometry-type", found: type.slice(0, 40), wanted });
}

function typed<K extends Geometry["type"], T>(
  type: K,
  coordinates: Shaped<T>,
): Shaped<{ type: K; coordinates: T }> {
  return coordinates.ok ? ok({ type, coordinates: coordinates.value }) : coordinates;
}

/** A collection of one is that one. */
function unwrapped(geometry: Geometry): Geometry {
  if (geometry.type === "MultiLineString" && geometry.coordinates.length === 1)
    return { type: "LineString", coordinates: geometry.coordinates[0] ?? [] };
  if (geometry.type === "MultiPolygon" && geometry.coordinates.length === 1)
    return { type: "Polygon", coordinates: geometry.coordinates[0] ?? [] };
  return geometry;
}

function readList<T>(
  coordinates: unknown,
  context: Context,
  read: (item: unknown, context: Context) => Shaped<T>,
): Shaped<T[]> {
  if (!Array.isArray(coordinates) || coordinates.length === 0)
    return fail({ code: "ingest.geometry-missing" });
  const items: T[] = [];
  for (const item of coordinates) {
    const one = read(item, context);
    if (!one.ok) return one;
    items.push(one.value);
  }
  return ok(items);
}

function readPosition(value: unknown, context: Context): Shaped<Position> {
  if (!Array.isArray(value)) return fail({ code: "ingest.geometry-missing" });
  const first: unknown = value[0];
  const second: unknown = value[1];
  if (!isFiniteNumber(first) || !isFiniteNumber(second))
    return fail({ code: "ingest.coordinate-invalid", x: textOf(first), y: textOf(second) });
  const isStraight = context.axisOrder === "xy";
  return convert(isStraight ? first : second, isStraight ? second : first, context);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function convert(x: number, y: number, context: Context): Shaped<Position> {
  if (context.isInDegrees && (Math.abs(x) > 180 || Math.abs(y) > 90)) {
    const isSwapped = Math.abs(x) <= 90 && Math.abs(y) <= 180;
    return fail({
      code: isSwapped ? "ingest.coordinate-swapped" : "ingest.coordinate-range",
      x,
      y,
    });
  }
  const [lng, lat] = context.convert(x, y);
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
    return fail({ code: "ingest.coordinate-range", x, y });
  return ok([roundDegrees(lng), roundDegrees(lat)]);
}

const textOf = (value: unknown): string => (JSON.stringify(value) ?? "").slice(0, 40);

function roundDegrees(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function readLine(value: unknown, context: Context): Shaped<Position[]> {
  const line = readPositions(value, context);
  if (line.ok && line.value.length < 2)
    return fail({ code: "ingest.too-few-points", found: line.value.length, needed: 2 });
  return line;
}

/** Positions without direct repeats. */
function readPositions(value: unknown, context: Context): Shaped<Position[]> {
  if (!Array.isArray(value) || value.length === 0) return fail({ code: "ingest.geometry-missing" });
  context.positions += value.length;
  if (context.positions > MOST_POSITIONS)
    return fail({ code: "ingest.row-too-large", limit: MOST_POSITIONS });
  const positions: Position[] = [];
  let last: Position | null = null;
  for (const item of value) {
    const position = readPosition(item, context);
    if (!position.ok) return position;
    if (last !== null && isSame(last, position.value)) context.repairs += 1;
    else positions.push((last = position.value));
  }
  return ok(positions);
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function readRings(value: unknown, context: Context): Shaped<Ring[]> {
  const rings = readList(value, context, readRing);
  if (!rings.ok) return rings;
  return ok(rings.value.map((ring, order) => oriented(ring, order === 0, context)));
}

function readRing(value: unknown, context: Context): Shaped<Ring> {
  const read = readPositions(value, context);
  if (!read.ok) return read;
  const ring = read.value;
  const first = ring[0];
  const last = ring.at(-1);
  if (first !== undefined && last !== undefined && !isSame(first, last)) {
    ring.push(first);
    context.repairs += 1;
  }
  if (ring.length < 4)
    return fail({ code: "ingest.too-few-points", found: ring.length, needed: 4 });
  if (first !== undefined && isFlat(ring))
    return fail({ code: "ingest.ring-flat", lng: first[0], lat: first[1] });
  return ok(ring);
}

function isFlat(ring: Ring): boolean {
  const [a, b] = ring;
  if (a === undefined || b === undefined) return true;
  return ring.every((c) => orient2d(a[0], a[1], b[0], b[1], c[0], c[1]) === 0);
}

/** Shells counter-clockwise, holes clockwise. The files of others wind as they like. */
function oriented(ring: Ring, isShell: boolean, context: Context): Ring {
  const isCounterClockwise = signedRingArea(ring) > 0;
  if (isCounterClockwise === isShell) return ring;
  context.repairs += 1;
  return ring.toReversed();
}

function findFault(geometry: Geometry): RowRefusal | null {
  if (geometry.type === "Polygon") return findPolygonFault([geometry.coordinates]);
  if (geometry.type === "MultiPolygon") return findPolygonFault(geometry.coordinates);
  return null;
}

const REACH_DEGREES = 0.5;

function findDistrictFault(geometry: Geometry, district: Bbox | null): RowRefusal | null {
  if (district === null) return null;
  const [lng, lat] = firstPosition(geometry);
  if (isNear(lng, lat, district)) return null;
  if (isNear(lat, lng, district)) return { code: "ingest.coordinate-swapped", x: lng, y: lat };
  return { code: "ingest.outside-district", lng, lat };
}

function isNear(lng: number, lat: number, [west, south, east, north]: Bbox): boolean {
  return (
    lng >= west - REACH_DEGREES &&
    lng <= east + REACH_DEGREES &&
    lat >= south - REACH_DEGREES &&
    lat <= north + REACH_DEGREES
  );
}

function firstPosition(geometry: Geometry): Position {
  let value: unknown = geometry.coordinates;
  while (Array.isArray(value) && Array.isArray(value[0])) value = value[0];
  if (Array.isArray(value) && typeof value[0] === "number" && typeof value[1] === "number")
    return [value[0], value[1]];
  return [NaN, NaN];
}
