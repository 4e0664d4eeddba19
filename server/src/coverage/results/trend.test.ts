import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageTrend } from "@onegrid/core/coverage/figures-contract";
import { raiseLayerRevisions } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { CoverageResults } from "./coverage-results.ts";
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
    results: new CoverageResults(town.db),
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
