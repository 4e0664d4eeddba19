import { OPEN_STATES } from "@onegrid/core/dispatch";
import type {
  DutyChangesBody,
  DutyListReply,
  DutyMovesReply,
  NewDutyEntryField,
  NewDutyPlaceField,
} from "@onegrid/core/dispatch/duty-list-contract";
import { listOpenCases, type StoredCase } from "@onegrid/db/dispatch";
import { listAreas, listRootAreas, type AreaRow } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newReport } from "../../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { localDay } from "../../access/sessions.ts";
import { routeOn } from "./responsible-units.ts";

const TODAY = "2026-11-20";

let town: DemoTown;
let admin: Asker;
let communities: readonly AreaRow[];

beforeAll(async () => {
  town = await openDemoTown();
  admin = await town.as("admin");
  const dispatcher = await town.as("dispatcher");
  const roots = (await listRootAreas(town.db)).map(({ id }) => id);
  const areas = await listAreas(town.db, roots);
  communities = areas.filter(({ kind }) => kind === "community");
  // Reported today, so that the list of the day of their report is one that can still change.
  for (const { center } of communities.slice(0, 4))
    for (const categoryId of ["event.01-02", "event.05-04", "asset.01-14"])
      await dispatcher.post("/api/cases", newReport(center, { categoryId }));
}, 120_000);
afterAll(() => town.close());

const community = (at: number): AreaRow => {
  const found = communities.at(at);
  if (!found) throw new Error("the demo has several communities");
  return found;
};

const changing = (changes: Partial<DutyChangesBody>): DutyChangesBody => ({
  ...{ places: [], entries: [], endEntries: [], endPlaces: [], ...changes },
});
const entry = (changes: Partial<NewDutyEntryField> = {}): NewDutyEntryField => ({
  ...{ unitId: "demo-housing", areaKind: "community", areaId: community(0).id },
  ...{ categories: ["event.01-02"], priority: 1, clause: null },
  ...{ validFrom: TODAY, validTo: null, ...changes },
});
const preview = (changes: Partial<DutyChangesBody>) =>
  admin.post<DutyMovesReply & { code?: string }>("/api/duty-list/moves", changing(changes));

/** Whom each open case is for by the list of the day of its report and by today's: one case at a time. */
async function answers(): Promise<Map<string, readonly [string | null, string | null]>> {
  const found = new Map<string, readonly [string | null, string | null]>();
  const cases = await listOpenCases(town.db, OPEN_STATES, { after: "", limit: 5_000 });
  for (const { number, case: folded, scopePath } of cases) {
    const on = (day: string) => unitOn({ folded, scopePath }, day);
    found.set(number, [await on(localDay(new Date(folded.reportedAt))), await on(localDay(NOW))]);
  }
  return found;
}

async function unitOn(
  { folded, scopePath }: { folded: StoredCase["case"]; scopePath: readonly string[] },
  day: string,
): Promise<string | null> {
  const { by, unitId } = await routeOn(town.db, { ...folded, scopePath }, day);
  return by === "duty_list" ? unitId : null;
}

/** What was foretold, saves, and compares with what has come of it. */
async function foretells(changes: Partial<DutyChangesBody>): Promise<DutyMovesReply> {
  const before = await answers();
  const { status, body } = await preview(changes);
  expect([status, body]).toEqual([200, body]);
  // Nothing of it is saved.
  expect(await answers()).toEqual(before);
  const saved = await admin.post("/api/duty-list/changes", changing(changes));
  expect([saved.status, saved.body]).toEqual([200, saved.body]);
  const after = await answers();
  const moved = [...before].flatMap(([number, was]) => {
    const is = after.get(number) ?? [null, null];
    if (was[0] !== is[0]) return [`${number} report`];
    return was[1] === is[1] ? [] : [`${number} today`];
  });
  expect(body.cases.map(({ number, by }) => `${number} ${by}`).toSorted()).toEqual(
    moved.toSorted(),
  );
  expect([body.movedCases, body.openCases]).toEqual([moved.length, before.size]);
  return body;
}

test("an entry that comes before another takes its open cases, by the names of both", async () => {
  const { cases } = await foretells({ entries: [entry()] });
  expect(cases.length).toBeGreaterThan(0);
  expect(cases).toContainEqual(
    expect.objectContaining({ categoryId: "event.01-02", by: "report", after: "区住房建设局" }),
  );
});

test("an entry that ends gives its cases back, and one that begins later takes none", async () => {
  const { entries } = (await admin.get<DutyListReply>("/api/duty-list")).body;
  const ended = entries.find(
    ({ unitId, areaId }) => unitId === "demo-housing" && areaId === community(0).id,
  );
  const { cases } = await foretells({ endEntries: [{ id: ended?.id ?? "", validTo: TODAY }] });
  expect(cases.map(({ before }) => before)).toContain("区住房建设局");
  const later = await foretells({
    entries: [entry({ areaId: community(1).id, validFrom: "2026-12-01" })],
  });
  expect(later.movedCases).toBe(0);
  expect(later.openCases).toBeGreaterThan(0);
});

test("a place with an outline of its own, new or closed, and a lane with what lies beside it", async () => {
  const [lng, lat] = community(2).center;
  const side = 0.0004;
  const around = [
    [lng - side, lat - side],
    [lng + side, lat - side],
    [lng + side, lat + side],
    [lng - side, lat + side],
    [lng - side, lat - side],
  ];
  const days = { validFrom: TODAY, validTo: null };
  const site: NewDutyPlaceField = {
    ...{ kind: "special_grid", code: "M1", name: "工地", bufferMetres: null, ...days },
    geometry: { type: "Polygon", coordinates: [around] },
  };
  const lane: NewDutyPlaceField = {
    ...{ kind: "lane", code: "M2", name: "前巷", bufferMetres: 30, ...days },
    geometry: {
      type: "LineString",
      coordinates: [
        [community(3).center[0] - side, community(3).center[1]],
        [community(3).center[0] + side, community(3).center[1]],
      ],
    },
  };
  const made = await foretells({
    places: [site, lane],
    entries: [
      entry({ areaKind: "special_grid", areaId: "special_grid:M1", categories: null }),
      entry({ areaKind: "lane", areaId: "lane:M2", categories: ["asset.01-14"] }),
    ],
  });
  expect(new Set(made.cases.map(({ categoryId }) => categoryId)).size).toBeGreaterThan(1);
  const closed = await foretells({
    endPlaces: [{ id: "special_grid:M1", validFrom: TODAY, validTo: TODAY }],
  });
  expect(closed.movedCases).toBeGreaterThan(0);
});

test("what is wrong is refused as saving it is, and a desk does not look at other people's plans", async () => {
  const wrong = await preview({ entries: [entry({ unitId: "nobody" })] });
  expect(wrong).toMatchObject({ status: 422, body: { code: "dispatch.duty-list-refused" } });
  for (const login of ["dispatcher", "community"]) {
    const { status } = await (await town.as(login)).post("/api/duty-list/moves", changing({}));
    expect([login, status]).toEqual([login, 403]);
  }
});
