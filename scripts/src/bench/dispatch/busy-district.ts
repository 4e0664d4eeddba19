import { CATEGORIES } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import type { IncidentRecord, LayerRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { importRecords, seedPresentGrids } from "@onegrid/server";
import { sql } from "kysely";
import { makeDistrict } from "../../replay/made-district.ts";
import { appointStaff } from "../../replay/prepare-store.ts";
import { step } from "../../terminal.ts";
import { makeCity, randomOf } from "../made-city.ts";

export interface BusySize {
  /** Cells of 50 m along one side. */
  readonly side: number;
  readonly openCases: number;
  /** Teams of four in each community; three of the four are on shift on a working day at ten. */
  readonly teams: number;
  /** Communities along the side of a street: whoever works in it is a candidate for its cases. */
  readonly inStreet: number;
}

const AT_A_TIME = 5000;

/** A district on an ordinary morning, made: ways, communities, grids, people, and cases that wait. */
export async function fillBusyDistrict(db: Db, size: BusySize, now: () => Date): Promise<void> {
  if ((await listRootAreas(db)).length > 0) return;
  const city = makeCity(size.side, { buildings: size.openCases, stations: 0 });
  const { lng, lat } = city.input;
  const box = [lng[0] ?? 0, lat[0] ?? 0, lng.at(-1) ?? 0, lat.at(-1) ?? 0] as const;
  const district = makeDistrict(box, "测", size.inStreet);
  const source = { accountId: null, now };
  await step("正在载入生成的城区", "Loading the made district", () =>
    importRecords(db, parts([...district.records, ...waysOf(city)]), {
      ...source,
      fileName: "busy district",
    }),
  );
  const scope = (await listRootAreas(db)).map(({ id }) => id);
  const areas = await listAreas(db, scope);
  await step("正在划分网格", "Dividing into grids", () =>
    seedPresentGrids(db, {
      communityIds: areas.filter(({ kind }) => kind === "community").map(({ id }) => id),
      scope,
      name: "现行网格",
      day: "2026-01-01",
    }),
  );
  await appointStaff(db, areas, district, { seed: 1, teams: size.teams });
  await step("正在载入待办案件", "Loading open cases", () =>
    importRecords(db, parts(casesAt(city.buildings, now())), { ...source, fileName: "open cases" }),
  );
  await sql`analyze`.execute(db);
}

function* parts(records: readonly LayerRecord[]) {
  for (let at = 0; at < records.length; at += AT_A_TIME)
    yield { records: records.slice(at, at + AT_A_TIME), rejects: [] };
}

function* waysOf({ input }: ReturnType<typeof makeCity>): Generator<LayerRecord> {
  for (const { id, tags, nodes } of input.ways) {
    const coordinates = Array.from(nodes, (node): Position => [
      input.lng[node] ?? 0,
      input.lat[node] ?? 0,
    ]);
    const geometry = { type: "LineString" as const, coordinates };
    yield { layer: "ways", sourceId: id, name: "", tags, geometry };
  }
}

const DAY_MS = 86_400_000;

/** Reported in the last three weeks, none of them settled. */
function casesAt(places: readonly Position[], now: Date): IncidentRecord[] {
  const random = randomOf(3);
  return places.map((coordinates, at) => {
    const category = CATEGORIES[Math.floor(random() * CATEGORIES.length)];
    return {
      layer: "incidents",
      sourceId: `open-${at}`,
      category: category?.id ?? "",
      description: `${category?.name.zh ?? ""}，第 ${at} 件`,
      address: "",
      reportedAt: new Date(now.getTime() - (0.2 + random() * 21) * DAY_MS).toISOString(),
      closedAt: null,
      geometry: { type: "Point", coordinates },
    };
  });
}
