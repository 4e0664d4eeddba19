import {
  CATEGORIES,
  distanceMetres,
  ROUTING_AREA_KINDS,
  type Case,
  type DutyEntry,
} from "@onegrid/core/dispatch";
import type {
  DutyChangesBody,
  NewDutyEntryField,
  NewDutyPlaceField,
} from "@onegrid/core/dispatch/duty-list-contract";
import { randomFor } from "@onegrid/core/demo";
import type { Geometry, Position, Ring } from "@onegrid/core/geometry";
import { listDutyEntries, listDutyPlaces, type DutyPlaceRow } from "@onegrid/db/dispatch";
import { loadAreaShapes, listRootBoxes, type AreaShape } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOW, openDemoTown, type DemoTown } from "../../../test/demo-town.ts";
import { locate } from "../cases/place-of.ts";
import { saveDuties } from "./change-duty-list.ts";
import { describeUnit } from "./describe-unit.ts";
import { responsibleUnits, routeOn } from "./responsible-units.ts";

const POINTS = 1000;
const random = randomFor(20_261_120);
const pick = <T>(list: readonly T[]): T => random.pick(list);

let town: DemoTown;
let areas: readonly AreaShape[];
let west: number;
let south: number;
let width: number;
let height: number;

beforeAll(async () => {
  town = await openDemoTown();
  const rows = await town.db.selectFrom("area").select("id").execute();
  areas = await loadAreaShapes(
    town.db,
    rows.map(({ id }) => id),
  );
  const [root] = await listRootBoxes(town.db);
  const box = root?.bbox ?? [0, 0, 0, 0];
  [west, south] = box;
  [width, height] = [box[2] - west, box[3] - south];
}, 120_000);
afterAll(() => town.close());

const DAYS = ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21"];
const OPEN = { validFrom: "2026-01-01", validTo: null };

/** To the step in which positions are kept: a point on a border is just on it. */
const kept = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;
const at = (x: number, y: number): [number, number] => [
  kept(west + width * x),
  kept(south + height * y),
];
const square = (x: number, y: number, side: number) => ({
  type: "Polygon" as const,
  coordinates: [[at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side), at(x, y)]],
});

const dutyPlace = (
  kind: NewDutyPlaceField["kind"],
  code: string,
  geometry: NewDutyPlaceField["geometry"],
  more: Partial<NewDutyPlaceField> = {},
): NewDutyPlaceField => ({
  ...{ kind, code, name: `地点${code}`, geometry, ...OPEN },
  bufferMetres: kind === "lane" ? 40 : null,
  ...more,
});

/** Special grids, property areas and lanes that overlap each other and the whole tree. */
const PLACES = (): NewDutyPlaceField[] => [
  dutyPlace("special_grid", "A", square(0.3, 0.3, 0.3)),
  dutyPlace("special_grid", "B", square(0.5, 0.5, 0.3)),
  dutyPlace("property_area", "A", square(0.2, 0.4, 0.4)),
  // Drawn anew on a day between those that are asked about.
  dutyPlace("property_area", "C", square(0.6, 0.2, 0.2), { validTo: "2026-11-20" }),
  dutyPlace("property_area", "C", square(0.2, 0.6, 0.2), { validFrom: "2026-11-20" }),
  dutyPlace("lane", "L2", { type: "LineString", coordinates: [at(0.1, 0.5), at(0.9, 0.5)] }),
  dutyPlace("lane", "L1", { type: "LineString", coordinates: [at(0.5, 0.1), at(0.5, 0.9)] }),
  dutyPlace("lane", "L3", {
    type: "MultiLineString",
    coordinates: [
      [at(0.2, 0.2), at(0.4, 0.3), at(0.8, 0.2)],
      [at(0.2, 0.8), at(0.8, 0.8)],
    ],
  }),
];

async function someEntries(count: number): Promise<NewDutyEntryField[]> {
  const grids = await town.db.selectFrom("grid_version").select("code").limit(6).execute();
  const targets = [
    ...areas.flatMap(({ id, kind }) => (kind === "city" ? [] : [[kind, id] as const])),
    ...grids.map(({ code }) => ["grid", code] as const),
    ...PLACES().map(({ kind, code }) => [kind, `${kind}:${code}`] as const),
  ];
  const units = ["demo-sanitation", "demo-enforcement", "demo-police", "demo-utilities"];
  const made = new Map<string, NewDutyEntryField>();
  while (made.size < count) {
    const { id } = pick(CATEGORIES);
    const [[major = ""], [scheme = ""]] = [id.split("-"), id.split(".")];
    const categories = pick([null, [id], [major], [scheme], ["event.01-02"]]);
    const [areaKind, areaId] = pick(targets);
    const unitId = pick(units);
    // The same said twice on one day is refused, so every unit says a thing once.
    made.set([unitId, areaId, categories].join(" "), {
      ...{ unitId, areaKind, areaId, categories, clause: null },
      priority: Math.floor(random.next() * 3),
      validFrom: pick(["2026-01-01", "2026-11-19", "2026-11-20"]),
      validTo: pick([null, null, "2026-11-20", "2026-11-21"]),
    });
  }
  return [...made.values()].filter(
    ({ validFrom, validTo }) => validTo === null || validTo > validFrom,
  );
}

const nothing: DutyChangesBody = { places: [], entries: [], endEntries: [], endPlaces: [] };

const ringsOf = (geometry: Geometry): readonly Ring[] =>
  geometry.type === "Polygon"
    ? geometry.coordinates
    : geometry.type === "MultiPolygon"
      ? geometry.coordinates.flat()
      : [];

const TINY = 1e-12;

/** Whether a point is on a piece of a border, as exactly as degrees are kept. */
function isOnPiece([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): boolean {
  const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  const isBeside = (value: number, a: number, b: number): boolean =>
    Math.min(a, b) - TINY <= value && value <= Math.max(a, b) + TINY;
  return Math.abs(cross) < 1e-15 && isBeside(x, ax, bx) && isBeside(y, ay, by);
}

/** By a ray to the east that counts the borders it crosses; a border belongs to what it bounds. */
function isWithin(point: Position, geometry: Geometry): boolean {
  const [x, y] = point;
  let crossings = 0;
  for (const ring of ringsOf(geometry))
    for (const [k, end] of ring.slice(1).entries()) {
      const start = ring[k] ?? end;
      if (isOnPiece(point, start, end)) return true;
      const [[ax, ay], [bx, by]] = [start, end];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) crossings += 1;
    }
  return crossings % 2 === 1;
}

/** The least great-circle distance to a line, found by narrowing each piece down. */
function metresAway(point: Position, geometry: Geometry): number {
  const parts =
    geometry.type === "LineString"
      ? [geometry.coordinates]
      : geometry.type === "MultiLineString"
        ? geometry.coordinates
        : [];
  const pieces = parts.flatMap((part) =>
    part.slice(1).map((end, k): [Position, Position] => [part[k] ?? end, end]),
  );
  const least = pieces.map(([a, b]) => {
    const metres = (t: number): number =>
      distanceMetres(point, [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
    let [low, high] = [0, 1];
    for (let turn = 0; turn < 80; turn += 1) {
      const third = (high - low) / 3;
      if (metres(low + third) < metres(high - third)) high -= third;
      else low += third;
    }
    return metres((low + high) / 2);
  });
  return Math.min(...least);
}

interface Asked {
  readonly position: Position;
  readonly categoryId: string;
  readonly day: string;
  readonly gridCode: string | null;
}

const isOn = (each: { validFrom: string; validTo: string | null }, day: string): boolean =>
  each.validFrom <= day && (each.validTo === null || each.validTo > day);

/** The rules of the list in the order of their words, by striking out. */
function plainRoute(
  asked: Asked,
  entries: readonly DutyEntry[],
  places: readonly DutyPlaceRow[],
): string | null {
  const { position, categoryId, day } = asked;
  const held = places.filter((each) => isOn(each, day));
  const lanes = held
    .filter(({ kind }) => kind === "lane")
    .map((each) => ({ ...each, metres: metresAway(position, each.geometry) }))
    .filter(({ metres, bufferMetres }) => metres <= (bufferMetres ?? 0));
  const nearest = Math.min(...lanes.map(({ metres }) => metres));
  const [lane] = lanes
    .filter(({ metres }) => metres - nearest < 0.001)
    .map(({ code }) => code)
    .toSorted();
  const within = areas.filter((each) => isWithin(position, each.geometry));
  // What no area holds is the district's desk's: its list answers.
  const roots = areas.filter(({ path }) => path.length === 1);
  const names = new Set<string>([
    ...(within.length > 0 ? within : roots).map(({ id }) => id),
    ...held
      .filter((each) => each.kind !== "lane" && isWithin(position, each.geometry))
      .map(({ id }) => id),
    ...(lane === undefined ? [] : [`lane:${lane}`]),
    ...(asked.gridCode === null ? [] : [asked.gridCode]),
  ]);
  const [scheme = "", code = ""] = categoryId.split(".");
  const forms = [categoryId, `${scheme}.${code.split("-")[0]}`, scheme];
  const worth = (entry: DutyEntry): number =>
    entry.categories === null
      ? 0
      : Math.max(
          -1,
          ...forms.filter((form) => entry.categories?.includes(form)).map((form) => form.length),
        );
  let left = entries.filter(
    (entry) => names.has(entry.areaId) && isOn(entry, day) && worth(entry) >= 0,
  );
  const keep = (rank: (entry: DutyEntry) => number): void => {
    const least = Math.min(...left.map(rank));
    left = left.filter((entry) => rank(entry) === least);
  };
  keep(({ areaKind }) => (areaKind === "special_grid" ? 0 : 1));
  keep((entry) => -worth(entry));
  keep(({ areaKind }) => ROUTING_AREA_KINDS.indexOf(areaKind));
  keep(({ priority }) => priority);
  return left.map(({ id }) => id).toSorted()[0] ?? null;
}

/** Anywhere, and now and then just on a corner, on a border, on a lane or at its end. */
function somePoint(): Position {
  const edges = [
    at(0.3, 0.3),
    at(0.6, 0.4),
    at(0.5, 0.5),
    at(0.2, 0.2),
    at(0.5, 0.1),
    at(0.4, 0.6),
  ];
  if (random.next() < 0.1) return pick(edges);
  return at(0.05 + random.next() * 0.9, 0.05 + random.next() * 0.9);
}

/** A city's list with entries added; answers which of an earlier try go. */
async function fillList(): Promise<void> {
  const by = { accountId: null, now: NOW };
  await saveDuties(town.db, { ...nothing, places: PLACES() }, by);
  await saveDuties(town.db, { ...nothing, entries: await someEntries(160) }, by);
}

test("the entry that answers is the oracle's, for points and classes of every kind and day", async () => {
  await fillList();
  const entries = await listDutyEntries(town.db, null);
  const places = await listDutyPlaces(town.db, null);
  const count = { right: 0, byList: 0, lanes: 0, special: 0 };
  for (let turn = 0; turn < POINTS; turn += 1) {
    const [position, day] = [somePoint(), pick(DAYS)];
    const categoryId = random.next() < 0.3 ? "event.01-02" : pick(CATEGORIES).id;
    const located = await locate(town.db, { position, address: "路口", day });
    const asked = { position, categoryId, day, gridCode: located.place.gridId };
    const wanted = plainRoute(asked, entries, places);
    const routed = await routeOn(
      town.db,
      { place: located.place, categoryId, scopePath: located.scopePath },
      day,
    );
    if ((routed.entry?.id ?? null) === wanted) count.right += 1;
    if (wanted !== null) count.byList += 1;
    if (routed.entry?.areaKind === "lane") count.lanes += 1;
    if (routed.entry?.areaKind === "special_grid") count.special += 1;
    expect(routed.unitId).not.toBeNull();
  }
  expect(count.right).toBe(POINTS);
  // Otherwise the comparison would be of nothing.
  expect(count.byList).toBeGreaterThan(POINTS / 2);
  expect(Math.min(count.lanes, count.special)).toBeGreaterThan(20);
}, 240_000);

test("a case is judged by the list of its report's day, and whoever answers today may have it too", async () => {
  const community = areas.find(({ kind }) => kind === "community");
  if (!community) throw new Error("no community");
  const base = {
    ...({ areaKind: "community", areaId: community.id, priority: 0, clause: null } as const),
    categories: ["asset.01-14"],
  };
  const by = { accountId: null, now: NOW };
  await saveDuties(
    town.db,
    {
      ...nothing,
      entries: [
        { ...base, unitId: "demo-fire", validFrom: "2026-01-01", validTo: "2026-11-20" },
        { ...base, unitId: "demo-market", validFrom: "2026-11-20", validTo: null },
      ],
    },
    by,
  );
  const place: Case["place"] = {
    ...{ position: null, address: "x", gridId: null, gridVersionId: null, laneId: null },
    ...{ communityId: community.id, streetId: null, districtId: community.path[0] ?? "" },
  };
  const reported = (day: string) => ({
    place,
    categoryId: "asset.01-14",
    reportedAt: new Date(`${day}T09:00:00+08:00`).getTime(),
  });
  const unit = (day: string) => describeUnit(town.db, reported(day), community.path);
  expect(await unit("2026-11-19")).toMatchObject({ unitId: "demo-fire", by: "duty_list" });
  expect(await unit("2026-11-20")).toMatchObject({ unitId: "demo-market" });
  const may = async (day: string) =>
    (await responsibleUnits(town.db, reported(day), { scopePath: community.path, now: NOW }))
      .responsibleUnitIds ?? [];
  expect(await may("2026-11-19")).toEqual(expect.arrayContaining(["demo-fire", "demo-market"]));
  expect(await may("2026-11-20")).not.toContain("demo-fire");
});

test("before there was a list nobody is refused for it, and the territory's team is named", async () => {
  const community = areas.find(({ kind }) => kind === "community");
  if (!community) throw new Error("no community");
  const place: Case["place"] = {
    ...{ position: null, address: "x", gridId: null, gridVersionId: null, laneId: null },
    ...{ communityId: community.id, streetId: null, districtId: community.path[0] ?? "" },
  };
  const old = { place, categoryId: "event.01-02", reportedAt: Date.UTC(2020, 0, 1) };
  expect(await describeUnit(town.db, old, community.path)).toMatchObject({
    by: "no_list",
    unitId: community.id,
    others: [],
  });
  const now = new Date(Date.UTC(2020, 0, 2));
  const right = await responsibleUnits(town.db, old, { scopePath: community.path, now });
  expect(right).toEqual({ responsibleUnitIds: null, fallbackUnitId: community.id });
});
