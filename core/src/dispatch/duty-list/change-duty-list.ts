import type { RoutingAreaKind } from "../advice/routing.ts";
import { holdsCategory } from "../../access/index.ts";
import { dayOfIso, isoOfDay } from "../../civil-day.ts";
import { dutyPlaceId, MOST_BUFFER_METRES, type DutyPlaceKind } from "./duty-place.ts";

/** An area, a grid or a place that entries of the duty list (责任清单) may name. */
export interface DutyTarget {
  readonly kind: RoutingAreaKind;
  /** What an entry names it by. */
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** A body (部门) or the team of an area that may answer for classes. */
export interface DutyUnit {
  readonly id: string;
  /** Of the team's area; none for a body. */
  readonly code: string | null;
  readonly name: string;
}

/** An entry as it is in the list, or is to come into it. */
export interface ListedDuty {
  readonly unitId: string;
  readonly areaId: string;
  /** `null`: every class. */
  readonly categories: readonly string[] | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}
export interface NewDutyEntry extends ListedDuty {
  readonly areaKind: RoutingAreaKind;
  readonly priority: number;
  readonly clause: string | null;
}

/** The days between which a place has one outline. */
export interface PlaceVersion {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}
export interface NewDutyPlace {
  readonly kind: DutyPlaceKind;
  readonly code: string;
  readonly name: string;
  /** Of a lane. */
  readonly bufferMetres: number | null;
  readonly geometry: { readonly type: string };
  readonly validFrom: string;
  readonly validTo: string | null;
}

export const DUTY_FAULTS = [
  "missing",
  "unknown-unit",
  "unknown-area",
  "unknown-class",
  "ambiguous",
  "no-such-day",
  "bad-days",
  "bad-number",
  "too-long",
  "twice",
  "unknown-entry",
  "already-ended",
  "in-the-past",
  "unknown-kind",
  "wrong-shape",
  "outside",
  "place-taken",
  "not-read",
] as const;

/** Columns of a table, and properties of a feature, that something can be wrong with. */
export const DUTY_FIELDS = [
  "unit",
  "classes",
  "area",
  "priority",
  "clause",
  "validFrom",
  "lastDay",
  "kind",
  "code",
  "name",
  "buffer",
  "geometry",
] as const;
export type DutyField = (typeof DUTY_FIELDS)[number];

export interface DutyFault {
  readonly fault: (typeof DUTY_FAULTS)[number];
  readonly field: DutyField;
  readonly value: string;
}

export const dutyFault = (
  fault: DutyFault["fault"],
  field: DutyField,
  value: string,
): DutyFault => ({ fault, field, value: value.slice(0, 160) });

/** What a change of the list is checked against. */
export interface KnownDuties {
  readonly units: readonly DutyUnit[];
  readonly targets: readonly DutyTarget[];
  /** Ids of every class that may be named. */
  readonly classIds: readonly string[];
  readonly entries: readonly ListedDuty[];
  readonly places: readonly PlaceVersion[];
}

const isDay = (iso: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(iso) && isoOfDay(dayOfIso(iso)) === iso;

/** What is wrong with the days of a version; a first day after the last is held by no day at all. */
function dayFaults({ validFrom, validTo }: Pick<PlaceVersion, "validFrom" | "validTo">) {
  const bad = [
    ...(isDay(validFrom) ? [] : [dutyFault("no-such-day", "validFrom", validFrom)]),
    ...(validTo === null || isDay(validTo) ? [] : [dutyFault("no-such-day", "lastDay", validTo)]),
  ];
  if (bad.length > 0 || validTo === null || validTo > validFrom) return bad;
  return [dutyFault("bad-days", "lastDay", validTo)];
}

type Days = Pick<PlaceVersion, "validFrom" | "validTo">;

/** Whether two versions hold on a day of their own both. Days are half-open, without an end for `null`. */
export const doMeet = (a: Days, b: Days): boolean =>
  (a.validTo === null || b.validFrom < a.validTo) &&
  (b.validTo === null || a.validFrom < b.validTo);

const sameClasses = (a: ListedDuty["categories"], b: ListedDuty["categories"]): boolean =>
  (a === null) === (b === null) &&
  [...(a ?? [])].toSorted().join(" ") === [...(b ?? [])].toSorted().join(" ");

/** Whether an entry says again what another says already on one of its days. */
export const isRepeated = (entry: ListedDuty, other: ListedDuty): boolean =>
  entry.unitId === other.unitId &&
  entry.areaId === other.areaId &&
  sameClasses(entry.categories, other.categories) &&
  doMeet(entry, other);

/** Everything that is wrong with an entry before it comes into the list. */
export function findEntryFaults(entry: NewDutyEntry, known: KnownDuties): DutyFault[] {
  const { unitId, areaId, areaKind, categories } = entry;
  const unknown = (categories ?? []).filter(
    (asked) => !known.classIds.some((id) => holdsCategory([asked], id)),
  );
  const isPlaced = known.targets.some(({ id, kind }) => id === areaId && kind === areaKind);
  return [
    ...(known.units.some(({ id }) => id === unitId)
      ? []
      : [dutyFault("unknown-unit", "unit", unitId)]),
    ...(isPlaced ? [] : [dutyFault("unknown-area", "area", areaId)]),
    ...unknown.map((asked) => dutyFault("unknown-class", "classes", asked)),
    ...dayFaults(entry),
    ...(known.entries.some((other) => isRepeated(entry, other))
      ? [dutyFault("twice", "unit", unitId)]
      : []),
  ];
}

const SHAPES: Readonly<Record<DutyPlaceKind, readonly string[]>> = {
  special_grid: ["Polygon", "MultiPolygon"],
  property_area: ["Polygon", "MultiPolygon"],
  lane: ["LineString", "MultiLineString"],
};

/** Everything that is wrong with a place but the run of its outline, which the reader of files checks. */
export function findPlaceFaults(
  place: NewDutyPlace,
  versions: readonly PlaceVersion[],
): DutyFault[] {
  const { kind, code, geometry, bufferMetres } = place;
  const isBuffered =
    bufferMetres !== null &&
    Number.isInteger(bufferMetres) &&
    bufferMetres > 0 &&
    bufferMetres <= MOST_BUFFER_METRES;
  const isTaken = versions.some(
    (each) => each.id === dutyPlaceId(kind, code) && doMeet(each, place),
  );
  return [
    ...(SHAPES[kind].includes(geometry.type)
      ? []
      : [dutyFault("wrong-shape", "geometry", geometry.type)]),
    ...(kind === "lane" && !isBuffered
      ? [dutyFault("bad-number", "buffer", `${bufferMetres ?? ""}`)]
      : []),
    ...dayFaults(place),
    ...(isTaken ? [dutyFault("place-taken", "code", code)] : []),
  ];
}

/** Why an entry or a place cannot end with a day; `null`: it can. What was in force stays so. */
export function findEndFault(
  current: Days | undefined,
  { id, validTo, today }: { readonly id: string; readonly validTo: string; readonly today: string },
): DutyFault | null {
  if (!current) return dutyFault("unknown-entry", "code", id);
  if (!isDay(validTo)) return dutyFault("no-such-day", "lastDay", validTo);
  if (validTo < today) return dutyFault("in-the-past", "lastDay", validTo);
  // The same day takes back what has not begun.
  if (validTo < current.validFrom) return dutyFault("bad-days", "lastDay", validTo);
  if (current.validTo !== null && current.validTo <= validTo)
    return dutyFault("already-ended", "lastDay", current.validTo);
  return null;
}
