import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageTrend } from "@onegrid/core/coverage/figures-contract";
import {
  insertSnapshot,
  listSnapshots,
  MOST_OTHER_SERIES,
  MOST_STATES_OF_A_DAY,
} from "@onegrid/db/coverage";
import { raiseLayerRevisions } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { CoverageResults } from "./coverage-results.ts";
import { seriesOf } from "./question.ts";
import { keepDaily } from "./trend.ts";

const QUERY = { basis: "distance", metres: 500 } as const;
const URL = "/api/coverage?basis=distance&metres=500&gates=optimistic";
const DAY_MS = 86_400_000;

let town: DemoTown;
let leader: Asker;

beforeAll(async () => {
  town = await openDemoTown();
  leader = await town.as("leader");
}, 120_000);
afterAll(() => town.close());

const ask = async (): Promise<CoverageReply> => (await leader.get<CoverageReply>(URL)).body;
const trend = async (area = ""): Promise<CoverageTrend> => {
  const { key } = await ask();
  const url = `/api/coverage/${key}/trend${area && `?area=${area}`}`;
  return (await leader.get<CoverageTrend>(url)).body;
};
const keepOn = (days: number): Promise<void> =>
  keepDaily(town.db, QUERY, {
    results: new CoverageResults(town.db, async () => ({})),
    now: new Date(NOW.getTime() + days * DAY_MS),
  });

test("the first point is of the day that somebody looks, once, and no day before it is made up", async () => {
  const { total } = await ask();
  for (let look = 0; look < 2; look++) {
    const { points } = await trend();
    expect(points).toEqual([
      {
        day: "2026-11-20",
        at: NOW.toISOString(),
        covered: total.households.covered,
        uncovered: total.households.uncovered,
        notComputable: total.households.notComputable,
      },
    ]);
  }
});

test("a day brings a point whether anybody looks or not, and so does a change of the stations", async () => {
  await keepOn(1);
  await keepOn(1);
  expect((await trend()).points.map(({ day }) => day)).toEqual(["2026-11-20", "2026-11-21"]);
  const kinds = ["red_station", "service_centre"];
  await town.db.deleteFrom("station").where("kind", "in", kinds).execute();
  await raiseLayerRevisions(town.db, ["stations"]);
  await keepOn(1.1);
  const { points } = await trend();
  // The change is of today as well: the same day has two states of the data.
  expect(points.map(({ day }) => day)).toEqual([
    "2026-11-20",
    "2026-11-20",
    "2026-11-21",
    "2026-11-21",
  ]);
  expect(points[3]?.covered).toBeLessThan(points[2]?.covered ?? 0);
});

test("an area has its own line, another definition another one, and a stranger's area none", async () => {
  const { byArea } = await ask();
  const community = byArea.find(({ kind }) => kind === "community");
  const last = (await trend(community?.id)).points.at(-1);
  expect(last?.covered).toBe(community?.households.covered);
  const desk = await town.as("community");
  const { body } = await desk.get<CoverageReply>(URL);
  const mine = new Set(body.byArea?.map(({ id }) => id));
  const foreign = byArea.find(({ id, kind }) => kind === "community" && !mine.has(id));
  const asked = await desk.get<CoverageTrend>(
    `/api/coverage/${body.key}/trend?area=${foreign?.id}`,
  );
  expect(asked.body.points ?? []).toEqual([]);
});

const later = (minutes: number): Date => new Date(NOW.getTime() + 10 * DAY_MS + minutes * 60_000);

async function keepMade(seriesId: string, dataVersion: string, minutes: number): Promise<void> {
  const { byArea } = await ask();
  const rows = [{ areaId: byArea[0]?.id ?? "", covered: minutes, uncovered: 0, notComputable: 0 }];
  const made = { seriesId, dataVersion, day: "2026-11-30", definition: {}, rows };
  await insertSnapshot(town.db, { ...made, at: later(minutes), usual: [seriesOf(QUERY)] });
}

test("only so many definitions are kept: the one written longest ago goes, a usual one never", async () => {
  const series = Array.from({ length: MOST_OTHER_SERIES + 2 }, (_, at) =>
    at.toString(16).padStart(16, "0"),
  );
  for (const [at, id] of series.entries()) await keepMade(id, "v", at);
  const rows = await town.db.selectFrom("coverage_series").select("id").orderBy("id").execute();
  expect(rows.map(({ id }) => id)).toEqual([...series.slice(2), seriesOf(QUERY)].toSorted());
  expect((await trend()).points.length).toBeGreaterThan(0);
  const gone = await town.db
    .selectFrom("coverage_snapshot")
    .select("day")
    .where("series_id", "=", series[0] ?? "")
    .execute();
  expect(gone).toEqual([]);
});

test("of a day with many states of the data the first ones and the last one stay", async () => {
  const id = "f".repeat(16);
  const states = MOST_STATES_OF_A_DAY + 3;
  for (let state = 0; state < states; state++) await keepMade(id, `v${state}`, 100 + state);
  const { byArea } = await ask();
  const points = await listSnapshots(town.db, id, [byArea[0]?.id ?? ""]);
  const first = Array.from({ length: MOST_STATES_OF_A_DAY - 1 }, (_, state) => 100 + state);
  expect(points.map(({ covered }) => covered)).toEqual([...first, 100 + states - 1]);
});
