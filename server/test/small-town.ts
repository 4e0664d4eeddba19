import type { AreaRecord, LayerRecord } from "@onegrid/core/ingest";
import { boxPolygon, type Polygon } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { openTestDatabase } from "@onegrid/db/test-database";
import { seedDemoAccounts } from "../src/access/demo-accounts.ts";
import { importRecords } from "../src/ingest/import-records.ts";

export const DISTRICT = "620302000000";
export const STREETS = ["620302001000", "620302002000"] as const;
/** Two in the first street, one in the second. */
export const COMMUNITIES = ["620302001001", "620302001002", "620302002001"] as const;

/** A square with its south-western corner and its side in degrees. */
export const square = (west: number, south: number, side: number): Polygon =>
  boxPolygon([west, south, west + side, south + side]);

export const areaRecord = (
  code: string,
  kind: AreaRecord["kind"],
  parentCode: string | null,
  geometry: Polygon,
): AreaRecord => ({
  layer: "areas",
  sourceId: code,
  kind,
  code,
  name: `区域${code}`,
  parentCode,
  geometry,
});

/** West edge of a community's square; each is 0.01° wide. */
export const westOf = (index: number): number => 102.1 + index * 0.01;
export const SOUTH = 38.5;

/** Three communities side by side, each with a compound, two buildings, a gate and a station. */
export function townRecords(): LayerRecord[] {
  const whole = { ...square(westOf(0), SOUTH, 0.03) };
  return [
    areaRecord(DISTRICT, "district", null, whole),
    areaRecord(STREETS[0], "street", DISTRICT, square(westOf(0), SOUTH, 0.02)),
    areaRecord(STREETS[1], "street", DISTRICT, square(westOf(2), SOUTH, 0.01)),
    ...COMMUNITIES.flatMap((code, index) => communityRecords(code, index)),
  ];
}

function communityRecords(code: string, index: number): LayerRecord[] {
  const [west, south] = [westOf(index), SOUTH];
  const building = (name: string, offset: number, households: number | null): LayerRecord => ({
    layer: "buildings",
    sourceId: `${name}-${code}`,
    name: `${name}${index}`,
    address: `金川路${index}号`,
    households,
    householdSource: households === null ? "unknown" : "register",
    storeys: 6,
    use: "residential",
    geometry: square(west + offset, south + 0.004, 0.0004),
  });
  return [
    areaRecord(code, "community", index < 2 ? STREETS[0] : STREETS[1], square(west, south, 0.01)),
    {
      layer: "compounds",
      sourceId: `compound-${code}`,
      name: `小区${index}`,
      access: "closed",
      geometry: square(west + 0.003, south + 0.003, 0.004),
    },
    {
      layer: "gates",
      sourceId: `gate-${code}`,
      compoundSourceId: `compound-${code}`,
      name: "东门",
      access: "public",
      hours: null,
      evidence: "surveyed",
      geometry: { type: "Point", coordinates: [west + 0.007, south + 0.005] },
    },
    building("甲楼", 0.004, 40 + index),
    building("乙楼", 0.005, null),
    {
      layer: "stations",
      sourceId: `station-${code}`,
      kind: "red_station",
      name: `驿站${index}`,
      address: "",
      floorAreaM2: 60,
      hours: null,
      services: ["休息"],
      geometry: { type: "Point", coordinates: [west + 0.008, south + 0.008] },
    },
  ];
}

/** A database with the town and the demo accounts: less than a second, and every number is known. */
export async function openSmallTown(now: () => Date): Promise<Db> {
  const db = await openTestDatabase();
  await importRecords(db, [{ records: townRecords(), rejects: [] }], {
    fileName: "town",
    accountId: null,
    now,
  });
  const roots = await listRootAreas(db);
  const ids = roots.map(({ id }) => id);
  await seedDemoAccounts(db, await listAreas(db, ids));
  return db;
}

/** The id of each area, by its code. */
export async function areaIdsOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const roots = (await listRootAreas(db)).map(({ id }) => id);
  return new Map((await listAreas(db, roots)).map(({ id, code }) => [code, id]));
}
