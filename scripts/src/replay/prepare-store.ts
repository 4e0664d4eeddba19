import type { Bbox } from "@onegrid/core/geometry";
import type { ImportPlan, LayerName, LayerRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { findAccount, insertAccounts, saveDuties } from "@onegrid/db/access";
import { listGridsOn } from "@onegrid/db/division";
import { listAreas, listRootAreas, type AreaRow } from "@onegrid/db/organisation";
import { importRecords, seedDemoAccounts, seedPresentGrids } from "@onegrid/server";
import { readRecords, SourceRefused } from "@onegrid/server/ingest";
import { CommandProblem } from "../command-problem.ts";
import { planFiles, refusedFile } from "../ingest/plan-files.ts";
import { step } from "../terminal.ts";
import { makeDistrict, type MadeDistrict } from "./made-district.ts";
import { makeStaff } from "./made-staff.ts";

/** A file of ways, and the district that is made over its extent. */
export interface NetworkFile {
  readonly path: string;
  readonly plans: readonly ImportPlan[];
  readonly district: MadeDistrict;
  /** Degrees, round the district. */
  readonly box: Bbox;
}

export interface FilledStore {
  readonly staff: number;
  readonly ways: number;
  readonly grids: number;
}

/** Layers of the network file that are taken; areas in it are those of other levels and places. */
const LAYERS: ReadonlySet<LayerName> = new Set([
  "ways",
  "gates",
  "compounds",
  "buildings",
  "barriers",
  "land",
]);

/** The desk that the demo accounts have. */
export const DESK_LOGIN = "dispatcher";

/** Finds the extent of a file's ways and lays a district over it. */
export async function readNetworkFile(path: string, name: string): Promise<NetworkFile> {
  const { files } = await planFiles([path], {});
  const plans = files.flatMap((file) => file.plans);
  const box = await extentOf(path, plans);
  return { path, plans, box, district: makeDistrict(box, name) };
}

/** Fills an empty store: the network, the made district, its grids since a day (`YYYY-MM-DD`), teams by seed. */
export async function fillStore(
  db: Db,
  file: NetworkFile,
  { day, seed }: { readonly day: string; readonly seed: number },
): Promise<FilledStore> {
  const count = { ways: 0 };
  await step("正在载入路网和分区", "Loading network and areas", () =>
    importRecords(db, partsOf(file, count), {
      fileName: "replay",
      accountId: null,
      now: () => new Date(),
    }),
  );
  const scope = (await listRootAreas(db)).map(({ id }) => id);
  const areas = await listAreas(db, scope);
  const communityIds = areas.filter(({ kind }) => kind === "community").map(({ id }) => id);
  await step("正在划分网格", "Dividing into grids", () =>
    seedPresentGrids(db, { communityIds, scope, name: "现行网格", day }),
  );
  let grids = 0;
  for (const id of communityIds) grids += (await listGridsOn(db, id, day)).length;
  return {
    staff: await appointStaff(db, areas, file.district, { seed, teams: 1 }),
    grids,
    ...count,
  };
}

async function* recordsOf(
  path: string,
  plans: readonly ImportPlan[],
): AsyncGenerator<LayerRecord[]> {
  try {
    for (const plan of plans) {
      for await (const { records } of readRecords(path, plan)) {
        yield records.filter(({ layer }) => LAYERS.has(layer));
      }
    }
  } catch (error) {
    if (!(error instanceof SourceRefused)) throw error;
    throw new CommandProblem([refusedFile(path, error.refusal)]);
  }
}

/** How much of the ways' points may lie beyond the box on each side: extracts trail long ways behind them. */
const TRAILING = 0.005;

async function extentOf(path: string, plans: readonly ImportPlan[]): Promise<Bbox> {
  const lngs: number[] = [];
  const lats: number[] = [];
  for await (const taken of recordsOf(path, plans)) {
    for (const record of taken) {
      if (record.layer !== "ways") continue;
      for (const [lng, lat] of record.geometry.coordinates) {
        lngs.push(lng);
        lats.push(lat);
      }
    }
  }
  if (lngs.length === 0) throw new CommandProblem([noWays(path)]);
  const [west, east] = middleOf(lngs);
  const [south, north] = middleOf(lats);
  return [west, south, east, north];
}

function middleOf(values: readonly number[]): [least: number, most: number] {
  const sorted = Float64Array.from(values).toSorted();
  const trailing = Math.floor(sorted.length * TRAILING);
  return [sorted[trailing] ?? 0, sorted[sorted.length - 1 - trailing] ?? 0];
}

async function* partsOf({ path, plans, district }: NetworkFile, count: { ways: number }) {
  yield { records: district.records, rejects: [] };
  for await (const taken of recordsOf(path, plans)) {
    count.ways += taken.filter(({ layer }) => layer === "ways").length;
    yield { records: taken, rejects: [] };
  }
}

/** The demo accounts, and teams for the communities of a made district; answers how many people. */
export async function appointStaff(
  db: Db,
  areas: readonly AreaRow[],
  { communities }: MadeDistrict,
  { seed, teams }: { readonly seed: number; readonly teams: number },
): Promise<number> {
  await seedDemoAccounts(db, areas);
  const byCode = new Map(areas.map(({ code, id }) => [code, id]));
  const placed = communities.flatMap((each) => {
    const areaId = byCode.get(each.code);
    return areaId === undefined ? [] : [{ ...each, areaId }];
  });
  const staff = makeStaff(placed, seed, teams);
  // The password of the demo accounts: whoever keeps the store can look at it as any of them.
  const passwordHash = (await findAccount(db, DESK_LOGIN))?.passwordHash ?? "";
  const accounts = staff.map(({ accountId, displayName }) => ({
    id: accountId,
    login: accountId.replace("made-", ""),
    displayName,
    passwordHash,
    isDemo: true,
    waitingRoles: [],
  }));
  await insertAccounts(db, accounts);
  await saveDuties(db, staff);
  return staff.length;
}

const noWays = (path: string) => ({
  code: "replay.no-ways",
  object: path,
  place: "",
  reason: ["文件里没有道路。", "There are no ways in the file."] as const,
  advice: [
    "请用 --network 指定有道路的文件，如 OpenStreetMap 提取。",
    "Name a file with ways as --network, such as an OpenStreetMap extract.",
  ] as const,
});
