import {
  factsOf,
  FIGURES,
  foldCase,
  parkedOf,
  standsIn,
  type CaseEvent,
} from "@onegrid/core/dispatch";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type { FigureCasesReply, FiguresReply } from "@onegrid/core/dispatch/figures-contract";
import type { HotSpotField, HotSpotsReply } from "@onegrid/core/dispatch/hot-spots-contract";
import { isInRings } from "@onegrid/core/geometry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newReport, type Place } from "../../../test/cases.ts";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { rulesOf, type Rules } from "../rules/rules-in-force.ts";

let town: DemoTown;
let leader: Asker;
let rules: Rules;
let logs: { id: string; category: string; path: string[]; grid: string; events: CaseEvent[] }[];

beforeAll(async () => {
  town = await openDemoTown();
  rules = await rulesOf(town.db);
  leader = await town.as("leader");
  const cases = await town.db
    .selectFrom("dispatch_case")
    .select(["id", "category", "scope_path as path", "grid_version_id as grid"])
    .execute();
  const events = await town.db
    .selectFrom("case_event")
    .select(["case_id as caseId", "event"])
    .$narrowType<{ event: CaseEvent }>()
    .orderBy("case_id")
    .orderBy("version")
    .execute();
  logs = cases.map(({ grid, ...one }) => ({
    ...one,
    grid: grid ?? "",
    events: events.filter(({ caseId }) => caseId === one.id).map(({ event }) => event),
  }));
}, 120_000);
afterAll(() => town.close());

/** Each case's facts in a period, from nothing but the log. */
function recomputed(from: string, to: string) {
  const [start, end] = [from, to].map((day) => Date.parse(`${day}T00:00:00+08:00`));
  if (start === undefined || end === undefined) throw new Error("two days");
  return logs.flatMap(({ events, ...one }) => {
    const folded = foldCase(events.filter(({ at }) => at < end));
    return folded
      ? [
          {
            ...one,
            code: factsOf(folded, { from: start, to: end }, rules.bookFor(folded)),
            count: 1,
          },
        ]
      : [];
  });
}

const ratesOf = (list: readonly { readonly code: number }[]) =>
  FIGURES.map((figure) => ({
    figure,
    numerator: list.filter(({ code }) => standsIn(figure, "numerator", code)).length,
    denominator: list.filter(({ code }) => standsIn(figure, "denominator", code)).length,
  }));

const figuresOf = async (query: string): Promise<FiguresReply> => {
  const { status, body } = await leader.get<FiguresReply>(`/api/cases/figures?${query}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

/** A week, a month and a year that end in the past, and a month that has not ended. */
const PERIODS = [
  ["2026-11-09", "2026-11-16"],
  ["2026-10-01", "2026-11-01"],
  ["2025-11-01", "2026-11-01"],
  ["2026-11-01", "2026-12-01"],
] as const;

test.each(PERIODS)("figures from %s to %s are those of the raw log", async (from, to) => {
  const oracle = recomputed(from, to);
  for (const by of ["area", "class"] as const) {
    const reply = await figuresOf(`from=${from}&to=${to}&by=${by}`);
    expect(reply.total).toEqual({ figures: ratesOf(oracle), parked: parkedOf(oracle) });
    const keyOf = (one: (typeof oracle)[number]): string =>
      by === "class" ? one.category : (one.path[1] ?? one.grid);
    for (const { key, figures } of reply.groups)
      expect({ key, figures }).toEqual({
        key,
        figures: ratesOf(oracle.filter((one) => keyOf(one) === key)),
      });
  }
});

test("the demo has something to count, and it can be opened down to the grids", async () => {
  const [from, to] = PERIODS[3];
  const whole = await figuresOf(`from=${from}&to=${to}`);
  expect(whole.total.figures.filter(({ denominator }) => denominator > 0).length).toBeGreaterThan(
    5,
  );
  let opened = whole;
  let next = whole.groups.find(({ isArea }) => isArea);
  expect(next?.name?.zh).not.toBe("");
  // What lies in no area, of which the demo has some, comes last.
  expect(whole.groups.findIndex(({ key }) => key === "")).toBe(whole.groups.length - 1);
  while (next) {
    opened = await figuresOf(`from=${from}&to=${to}&areaId=${next.key}`);
    next = opened.groups.find(({ isArea }) => isArea);
  }
  expect(opened.groups.length).toBeGreaterThan(0);
  expect(opened.groups.every(({ key, name }) => key === "" || name !== null)).toBe(true);
});

test.each([PERIODS[1], PERIODS[3]])(
  "each number from %s to %s opens its cases",
  async (from, to) => {
    const oracle = recomputed(from, to);
    const [{ category } = { category: "" }] = oracle;
    for (const figure of ["filed", "closed", "closed_on_time", "closed_at_grid"] as const)
      for (const side of ["numerator", "denominator"] as const) {
        const query = `from=${from}&to=${to}&side=${side}&by=class&limit=200`;
        const url = `/api/cases/figures/${figure}/cases?${query}`;
        const behind = oracle.filter(({ code }) => standsIn(figure, side, code));
        const all = (await leader.get<FigureCasesReply>(url)).body;
        expect(all.total).toBe(behind.length);
        expect(all.cards).toHaveLength(Math.min(behind.length, 200));
        const ids = new Set(behind.map(({ id }) => id));
        expect(all.cards.filter(({ id }) => !ids.has(id))).toEqual([]);
        const some = (await leader.get<FigureCasesReply>(`${url}&group=${category}`)).body;
        expect(some.total).toBe(behind.filter((one) => one.category === category).length);
      }
  },
);

const sum = (a: number, b: number): number => a + b;

const DATES = ["reported_at", "total_due_at", "closed_at", "updated_at", "facts"] as const;

/** What figures are counted of, and what the cases themselves say: the same, or something was missed. */
async function standings() {
  const kept = await town.db
    .selectFrom("case_standing")
    .innerJoin("case_cell", "case_cell.id", "case_standing.cell_id")
    .select(["case_id as id", "scope_path", "grid_version_id", "category", "level", ...DATES])
    .orderBy("case_id")
    .execute();
  const cases = await town.db
    .selectFrom("dispatch_case")
    .select(["id", "scope_path", "grid_version_id", "category", "level", ...DATES])
    .where("is_rehearsal", "=", false)
    .orderBy("id")
    .execute();
  return {
    kept,
    cases: cases.map((one) => ({ ...one, grid_version_id: one.grid_version_id ?? "" })),
  };
}

async function expectInStep(): Promise<void> {
  const { kept, cases } = await standings();
  expect(kept).toEqual(cases);
  expect(kept.length).toBeGreaterThan(50);
}

test("what figures are counted of keeps step with the cases, whatever changes them", async () => {
  await expectInStep();
  const filed = recomputed("2025-12-01", "2026-12-01").filter(({ code }) =>
    standsIn("filed", "denominator", code),
  );
  const [one, practised] = filed;
  const moved = logs.find(({ id }) => id === one?.id);
  if (!moved || !practised) throw new Error("the demo has cases");
  const change = (id: string, to: object) =>
    town.db.updateTable("dispatch_case").set(to).where("id", "=", id).execute();
  await change(moved.id, { category: "event.09-99", level: "district", grid_version_id: null });
  await change(practised.id, { is_rehearsal: true });
  await expectInStep();
  const { groups } = await figuresOf("from=2025-12-01&to=2026-12-01&by=class");
  expect(groups.find(({ key }) => key === "event.09-99")?.figures[0]?.denominator).toBe(1);
  expect(groups.flatMap(({ figures }) => figures[0]?.denominator ?? 0).reduce(sum, 0)).toBe(
    filed.length - 1,
  );
  await change(practised.id, { is_rehearsal: false });
  const { category, grid } = moved;
  const { level } = foldCase(moved.events) ?? { level: "grid" };
  await change(moved.id, { category, level, grid_version_id: grid === "" ? null : grid });
  await expectInStep();
});

test("cases from before figures were kept are counted from their log, to the same numbers", async () => {
  const query = `from=${PERIODS[3][0]}&to=${PERIODS[3][1]}&by=class`;
  const before = await figuresOf(query);
  await town.db
    .updateTable("dispatch_case")
    .set({ facts: null, total_due_at: null })
    .where("id", ">", "8")
    .execute();
  expect(await figuresOf(query)).toEqual(before);
});

test("a desk's figures are of its own community, and another's area shows nothing", async () => {
  const desk = await town.as("community");
  const [from, to] = PERIODS[3];
  const whole = await figuresOf(`from=${from}&to=${to}`);
  const own = (await desk.get<FiguresReply>(`/api/cases/figures?from=${from}&to=${to}`)).body;
  expect(own.areaId).not.toBeNull();
  const reports = ({ total }: FiguresReply): number => total.figures[0]?.denominator ?? 0;
  expect(reports(own)).toBeLessThan(reports(whole));
  const path = logs.find(
    (one) => one.path.length > 0 && !one.path.includes(own.areaId ?? ""),
  )?.path;
  const url = `/api/cases/figures?from=${from}&to=${to}&areaId=${path?.at(-1)}`;
  expect(reports((await desk.get<FiguresReply>(url)).body)).toBe(0);
});

test.each([
  ["2026-11-02", "2026-11-02"],
  ["2026-11-02", "2026-11-01"],
  ["2026-02-30", "2026-03-10"],
  ["2025-01-01", "2026-06-01"],
])("a period from %s to %s is refused with a sentence", async (from, to) => {
  const reply = await leader.get(`/api/cases/figures?from=${from}&to=${to}`);
  expect(reply).toMatchObject({ status: 422, body: { code: "dispatch.bad-period" } });
});

/** Every case behind it by name, and the ground of its grids, on which the place lies. */
function expectWhole(spot: HotSpotField | undefined, planted: string[], place: Place): void {
  expect(spot?.caseIds).toHaveLength(spot?.count ?? -1);
  expect(spot?.caseIds).toEqual(expect.arrayContaining(planted));
  const ground = (spot?.geometry.coordinates ?? []).map((rings) =>
    rings.map((ring) => ring.map(([lng = 0, lat = 0]): Place => [lng, lat])),
  );
  expect(ground.some((rings) => isInRings(rings, place))).toBe(true);
}

test("reports that pile up in one place are a hot spot, told alike each time, within reach alone", async () => {
  const url = "/api/cases/hot-spots?days=7&category=event.01-02";
  const ask = async (asker: Asker): Promise<HotSpotsReply> => {
    const { status, body } = await asker.get<HotSpotsReply>(url);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const before = await ask(leader);
  const dispatcher = await town.as("dispatcher");
  const { areas } = (await leader.get<{ areas: { kind: string; center: Place }[] }>("/api/areas"))
    .body;
  const center = areas.find(({ kind }) => kind === "community")?.center;
  if (!center) throw new Error("the demo has no community");
  const planted: string[] = [];
  for (let at = 0; at < 15; at += 1) {
    const { body } = await dispatcher.post<CaseReply>("/api/cases", newReport(center));
    planted.push(body.card.id);
  }
  const after = await ask(leader);
  expect(after.total).toBe(before.total + 15);
  const [spot] = after.spots;
  expect(spot?.p).toBeLessThanOrEqual(0.01);
  expect(spot?.count).toBeGreaterThanOrEqual(15);
  expect(spot?.expected).toBeLessThan(spot?.count ?? 0);
  expect(planted.filter((id) => spot?.cards.some((card) => card.id === id))).toEqual(planted);
  expectWhole(spot, planted, center);
  expect(await ask(leader)).toEqual(after);
  // What was only practised (演练) is no hot spot, and in no grid's count.
  const practised = (is: boolean) =>
    town.db
      .updateTable("dispatch_case")
      .set({ is_rehearsal: is })
      .where("id", "in", planted)
      .execute();
  await practised(true);
  expect(await ask(leader)).toEqual(before);
  await practised(false);
  // A community's desk is told of its own cases alone.
  const desk = await ask(await town.as("community"));
  expect(desk.total).toBeGreaterThan(0);
  expect(desk.total).toBeLessThan(after.total);
});
