import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageFigures } from "@onegrid/core/coverage/figures-contract";
import { ALWAYS } from "@onegrid/core/dispatch";
import type { RuleBookReply } from "@onegrid/core/dispatch/rules-contract";
import { raiseLayerRevisions } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

const BASE = "/api/coverage?basis=distance&metres=300&kinds=red_station,worker_stop";

let town: DemoTown;
let leader: Asker;
let whole: CoverageReply;
let figures: CoverageFigures;

const ask = async (asker: Asker, more = ""): Promise<CoverageReply> =>
  (await asker.get<CoverageReply>(BASE + more)).body;
const figuresOf = async (asker: Asker, key: string, area = "") =>
  asker.get<CoverageFigures>(`/api/coverage/${key}/figures${area && `?area=${area}`}`);

/** Another arrangement (调休) is told by the State Council, and an administrator writes it down. */
async function moveDay(day: string, kind: "holiday" | "workday"): Promise<void> {
  const admin = await town.as("admin");
  const { edition, calendar } = (await admin.get<RuleBookReply>("/api/rules")).body;
  const { id, version: _version, ...rule } = calendar;
  const moved = { ...rule, days: { ...rule.days, [day]: kind } };
  const change = { kind: "calendar", id, validFrom: ALWAYS, rule: moved };
  const asked = { expectedEdition: edition, note: "", changes: [change] };
  expect((await admin.post("/api/rules/changes", asked)).status).toBe(200);
}

beforeAll(async () => {
  town = await openDemoTown();
  leader = await town.as("leader");
  // One station whose hours nobody knows.
  const id = (await ask(leader)).stations[0]?.id ?? "";
  await town.db.updateTable("station").set({ hours: null }).where("id", "=", id).execute();
  await raiseLayerRevisions(town.db, ["stations"]);
  whole = await ask(leader);
  figures = (await figuresOf(leader, whole.key)).body;
}, 120_000);
afterAll(() => town.close());

const all = ({ households }: CoverageReply["total"]): number =>
  households.covered + households.uncovered + households.notComputable;

test("at a stated hour only open stations count, and the strip of the week has the same number", async () => {
  for (const [at, slot] of [
    ["Tue 10:00", 68],
    ["Sun 03:00", 294],
    ["holiday 20:00", 376],
  ] as const) {
    const then = await ask(leader, `&at=${at}`);
    expect(then.total.households.covered).toBe(figures.week.covered[slot]);
    expect(all(then.total)).toBe(all(whole.total));
    expect(then.total.households.notComputable).toBe(whole.total.households.notComputable);
    expect(then.key).not.toBe(whole.key);
    expect(then.definition.moment).toMatchObject({ minute: (slot % 48) * 30 });
    const hours = then.stationHours ?? { open: 0, closed: 0, unknown: 0 };
    expect(hours.unknown).toBeGreaterThan(0);
    expect(hours.open + hours.closed + hours.unknown).toBe(figures.week.stations);
  }
});

test("the week rests on the very numbers of the result", () => {
  const { week } = figures;
  expect(week.households).toBe(all(whole.total));
  expect(week.coveredWhenever).toBe(whole.total.households.covered);
  expect(week.covered.every((count, slot) => count <= (week.coveredAtMost[slot] ?? 0))).toBe(true);
  expect(Math.max(...week.coveredAtMost)).toBeLessThanOrEqual(week.coveredWhenever);
  expect(week.coveredByOne).toBeLessThanOrEqual(week.coveredWhenever);
  expect(week.stationsOfUnknownHours).toBeGreaterThan(0);
});

test("a day of the calendar counts as the working calendar says", async () => {
  const holiday = await ask(leader, "&at=2026-10-01 10:00");
  expect(holiday.definition.moment).toEqual({ day: "holiday", minute: 600, date: "2026-10-01" });
  await moveDay("2026-10-01", "workday");
  const moved = await ask(leader, "&at=2026-10-01 10:00");
  expect(moved.definition.moment).toEqual({ day: 0, minute: 600, date: "2026-10-01" });
  expect(moved.key).not.toBe(holiday.key);
  const refused = await leader.get(`${BASE}&at=Foo 10:00`);
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ code: "coverage.bad-moment", text: "Foo 10:00" });
});

test("a service narrows the stations, and one that nobody offers is told", async () => {
  const [first] = whole.services;
  const some = await ask(leader, `&service=${first?.name}`);
  expect(some.stations.length).toBe(first?.stations);
  expect(some.stations.every(({ services }) => services.includes(first?.name ?? ""))).toBe(true);
  expect(some.definition.service).toBe(first?.name);
  const none = await ask(leader, "&service=游泳");
  expect([none.stations, none.total.households.covered]).toEqual([[], 0]);
  const own = await leader.get<CoverageFigures>(`/api/coverage/${none.key}/figures`);
  expect([own.status, own.body.week.coveredWhenever, own.body.equity.medianMinutes]).toEqual([
    200,
    0,
    null,
  ]);
});

test("stations of kinds that do not count are told by kind, each reader's own", async () => {
  expect(whole.otherStations.length).toBeGreaterThan(1);
  for (const { kind, stations } of whole.otherStations) {
    expect(whole.kinds).not.toContain(kind);
    const asked = BASE.replace(/kinds=.*/, `kinds=${kind}`);
    const { body } = await leader.get<CoverageReply>(asked);
    expect(body.stations.length).toBe(stations);
  }
  const sum = ({ otherStations }: CoverageReply): number =>
    otherStations.reduce((count, { stations }) => count + stations, 0);
  const part = await ask(await town.as("community"));
  expect(sum(part)).toBeGreaterThan(0);
  expect(sum(part)).toBeLessThan(sum(whole));
});

test("floor area and equity add up over the communities", () => {
  const households = figures.capacity.reduce((sum, row) => sum + row.households, 0);
  expect(households).toBe(all(whole.total));
  for (const row of figures.capacity) {
    const due = row.households * 0.3;
    expect(row.shortfallSquareMetres).toBeCloseTo(Math.max(0, due - row.squareMetres), 6);
  }
  const { equity, equityByArea } = figures;
  expect(equity.households + equity.householdsWithoutWay).toBe(all(whole.total));
  const streets = whole.byArea.filter(({ kind }) => kind === "street").map(({ id }) => id);
  const walked = equityByArea
    .filter(({ id }) => streets.includes(id))
    .reduce((sum, row) => sum + row.households, 0);
  expect(walked).toBe(equity.households);
  expect(equity.medianMinutes).toBeLessThanOrEqual(equity.p90Minutes ?? 0);
});

test("an area narrows every figure; one that is not the reader's is refused", async () => {
  const community = whole.byArea.find(({ kind }) => kind === "community");
  const { body } = await figuresOf(leader, whole.key, community?.id);
  expect(body.area).toBe(community?.id);
  expect(body.week.households).toBe(community && all(community));
  expect(body.week.coveredWhenever).toBe(community?.households.covered);
  expect(body.capacity.map(({ id }) => id)).toEqual([community?.id]);
  const strange = await figuresOf(leader, whole.key, "nowhere");
  expect([strange.status, strange.body]).toMatchObject([404, { code: "coverage.unknown-area" }]);
});
