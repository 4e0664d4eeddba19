import {
  borderArcs,
  classCost,
  edgeNodeNear,
  editAtOnce,
  gripBorder,
  landOf,
  layWire,
  netOfGrids,
  nodePoint,
  pullBorder,
  walkOf,
  wireTo,
  type BorderEdit,
  type Division,
  type PlanePoint,
} from "@onegrid/core/division";
import type { DivisionReply, PlanReply } from "@onegrid/core/division/contract";
import { toDegrees } from "@onegrid/core/geometry";
import { expect, test, type Page } from "@playwright/test";
import { openBase, type OpenBase } from "../src/division/open-base.ts";
import { toDivision } from "../src/division/transport.ts";
import { jumpTo, mapIdle, openDesk, pointOf, signIn } from "./desk.ts";

test.describe.configure({ timeout: 150_000 });

interface Desk {
  readonly page: Page;
  readonly divisionId: string;
  readonly base: OpenBase;
}

const HEADERS = { "x-onegrid": "1" };

async function readDivision(page: Page, id: string): Promise<DivisionReply> {
  const response = await page.request.get(`/api/divisions/${id}`);
  expect(response.status()).toBe(200);
  const body: DivisionReply = await response.json();
  return body;
}

/** A draft over the largest community, divided, open at the desk. */
async function openDivided(page: Page, query = ""): Promise<Desk> {
  await signIn(page);
  const areas = await page.request.get("/api/areas");
  const listed: { areas: { id: string; kind: string; households: number }[] } = await areas.json();
  const [largest] = listed.areas
    .filter(({ kind }) => kind === "community")
    .toSorted((a, b) => b.households - a.households);
  const made = await page.request.post("/api/plans", {
    headers: HEADERS,
    data: { name: `e2e borders ${Date.now()}`, communityIds: [largest?.id] },
  });
  const plan: PlanReply = await made.json();
  const divisionId = plan.divisions[0]?.id ?? "";
  const intent = { edit: "divide-community", preset: "standard", seed: "1", effort: 1 };
  const divided = await page.request.post(`/api/divisions/${divisionId}/edits`, {
    headers: HEADERS,
    data: { revision: 0, idempotencyKey: `borders-${Date.now()}`, intent },
  });
  expect(divided.status()).toBe(200);
  const reply = await readDivision(page, divisionId);
  const bytes = await (await page.request.get(`/api/bases/${reply.baseId}/map`)).body();
  const base = openBase(reply.baseId, new Uint8Array(bytes).buffer, reply.communityId);
  await openDesk(page, `/division?w-plan=${plan.id}${query}`);
  return { page, divisionId, base };
}

const present = async ({ page, divisionId, base }: Desk): Promise<Division> =>
  toDivision(await readDivision(page, divisionId), base);

const isFree = (division: Division, edit: BorderEdit): boolean => editAtOnce(division, edit, "").ok;

async function screenPoint({ page, base }: Desk, [x, y]: PlanePoint) {
  const [lng, lat] = toDegrees(base.map, x, y);
  return pointOf(page, [lng, lat]);
}

async function lookAt(
  { page, base }: Desk,
  points: readonly PlanePoint[],
  zoom = 17,
): Promise<void> {
  const middle = points.reduce(([a, b], [x, y]) => [a + x / points.length, b + y / points.length], [
    0, 0,
  ] as const);
  const [lng, lat] = toDegrees(base.map, Math.round(middle[0]), Math.round(middle[1]));
  await jumpTo(page, [lng, lat], zoom);
}

/** A pull of a border by the hand that the rules allow. */
function findPull(division: Division): { from: PlanePoint; to: PlanePoint } {
  const { ground } = division;
  const land = landOf(ground);
  const labelOf = (unit: number): PlanePoint => [
    ground.graph.label[2 * unit] ?? 0,
    ground.graph.label[2 * unit + 1] ?? 0,
  ];
  for (const unit of ground.unitIds.keys()) {
    const giver = division.gridOf[unit] ?? null;
    const to = labelOf(unit);
    const grip = gripBorder(division, land, [unit], { at: to, reach: 6000 });
    if (giver === null || grip === undefined || grip.isJunction) continue;
    const [from] = walkOf(land, [grip.signed]).slice(1, -1);
    if (from === undefined) continue;
    const move = pullBorder(division, land, { ...grip, at: from }, { to, giver });
    if (move && isFree(division, { edit: "move-border", ...move })) return { from, to };
  }
  throw new Error("no border of this division can be pulled");
}

/** Two places on the edge of a grid between which a wire splits it. */
function findSplit(division: Division): { gridId: string; ends: [PlanePoint, PlanePoint] } {
  const land = landOf(division.ground);
  for (const gridId of division.grids) {
    const net = netOfGrids(land, division, new Set([gridId]));
    const own = new Set([gridId]);
    const edges = [...net.leaving.keys()].filter((node) => {
      const at = nodePoint(land, node);
      return edgeNodeNear(division, net, own, { at, reach: 1 }) === node;
    });
    const ways = edges.slice(0, 12).flatMap((from) => {
      const wire = layWire(net, from, classCost(land));
      return edges.map((to) => ({ from, to, walk: wireTo(wire, to) ?? [] }));
    });
    const way = ways.find(({ walk }) => {
      const edit = { edit: "split-by-route", gridId, path: walkOf(land, walk) } as const;
      return walk.length > 2 && isFree(division, edit);
    });
    if (way !== undefined)
      return { gridId, ends: [nodePoint(land, way.from), nodePoint(land, way.to)] };
  }
  throw new Error("no grid of this division can be split along its arcs");
}

const bytesOf = ({ gridOf, locks }: Division): string => JSON.stringify({ gridOf, locks });

test("borders are dragged, drawn, split and locked by hand, undone and found again", async ({
  page,
}) => {
  const desk = await openDivided(page);
  const start = await present(desk);
  const changed = async (before: Division): Promise<Division> => {
    await expect.poll(async () => bytesOf(await present(desk))).not.toBe(bytesOf(before));
    return present(desk);
  };

  // Drag a shared border: the new numbers stand there before the button is let go.
  const pull = findPull(start);
  await lookAt(desk, [pull.from, pull.to]);
  await page.keyboard.press("w");
  const [grip, target] = [await screenPoint(desk, pull.from), await screenPoint(desk, pull.to)];
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(target.x, target.y, { steps: 10 });
  await expect(page.locator(".og-stroke-numbers").getByText("→").first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("drag.png") });
  await page.mouse.up();
  const dragged = await changed(start);

  // Split a grid along its inner lines: click one edge, then another.
  const split = findSplit(dragged);
  await lookAt(desk, split.ends);
  await page.getByRole("button", { name: `选择网格 ${Number(split.gridId)}`, exact: true }).click();
  await lookAt(desk, split.ends);
  await page.keyboard.press("p");
  const [one, other] = [
    await screenPoint(desk, split.ends[0]),
    await screenPoint(desk, split.ends[1]),
  ];
  await page.mouse.click(one.x, one.y);
  await page.mouse.move(other.x, other.y, { steps: 6 });
  await expect(page.locator(".og-stroke-numbers").getByText("新网格")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("wire.png") });
  await page.mouse.click(other.x, other.y);
  const halved = await changed(dragged);
  expect(halved.grids).toHaveLength(dragged.grids.length + 1);

  // Click a stretch of border and lock it.
  const second = halved.grids.find((id) => !dragged.grids.includes(id)) ?? "";
  const land = landOf(desk.base.ground);
  const [arc = 0] = borderArcs(halved, land, [split.gridId, second]);
  const middle = walkOf(land, [arc])[1] ?? [0, 0];
  await page.keyboard.press("w");
  const spot = await screenPoint(desk, middle);
  await page.mouse.click(spot.x, spot.y);
  await page.getByRole("button", { name: "锁定这段边界" }).click();
  const locked = await changed(halved);
  expect(locked.locks.length).toBeGreaterThan(0);
  await page.mouse.move(spot.x, spot.y - 200);
  await mapIdle(page);
  await page.screenshot({ path: test.info().outputPath("locked.png") });

  for (const before of [halved, dragged, start]) {
    await page.keyboard.press("Control+z");
    await expect.poll(async () => bytesOf(await present(desk))).toBe(bytesOf(before));
  }
  await page.reload();
  await mapIdle(page);
  expect(bytesOf(await present(desk))).toBe(bytesOf(start));
});

test("a stroke along a road becomes the border of its two grids", async ({ page }) => {
  const desk = await openDivided(page);
  const start = await present(desk);
  const stroke = findStroke(start);
  await lookAt(desk, stroke);
  await page.keyboard.press("t");
  const [first, ...rest] = await Promise.all(stroke.map((point) => screenPoint(desk, point)));
  await page.mouse.move(first?.x ?? 0, first?.y ?? 0);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(point.x, point.y, { steps: 4 });
  await expect(page.locator(".og-stroke-numbers").getByText("→").first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("trace.png") });
  await page.mouse.up();
  await expect.poll(async () => bytesOf(await present(desk))).not.toBe(bytesOf(start));
  await page.keyboard.press("Control+z");
  await expect.poll(async () => bytesOf(await present(desk))).toBe(bytesOf(start));
});

/** Points of another way between two places on a border, along which it may be drawn anew. */
function findStroke(division: Division): PlanePoint[] {
  const land = landOf(division.ground);
  for (const one of division.grids)
    for (const other of division.grids.filter((gridId) => gridId > one)) {
      const found = strokeBetween(division, one, other);
      if (found !== undefined && land.map.nodes.length > 0) return found;
    }
  throw new Error("no border of this division can be drawn anew");
}

function strokeBetween(division: Division, one: string, other: string): PlanePoint[] | undefined {
  const land = landOf(division.ground);
  const grids = new Set([one, other]);
  const net = netOfGrids(land, division, grids);
  const nodes = [...net.leaving.keys()].filter((node) => {
    const at = nodePoint(land, node);
    return edgeNodeNear(division, net, grids, { at, reach: 1 }) === node;
  });
  if (borderArcs(division, land, [one, other]).length === 0) return undefined;
  for (const from of nodes)
    for (const to of nodes) {
      const walk = wireTo(layWire(net, from, classCost(land)), to) ?? [];
      if (walk.length < 4) continue;
      const path = walkOf(land, walk);
      const edit = { edit: "redraw-border", gridIds: [one, other], path } as const;
      if (isFree(division, edit))
        return path.filter((_, at) => at % 2 === 0 || at === path.length - 1);
    }
  return undefined;
}

test("a line that crosses itself is kept, marked, and says what to do", async ({ page }) => {
  const desk = await openDivided(page, "&lang=en&theme=dark");
  const division = await present(desk);
  const { gridId } = findSplit(division);
  const unit = division.gridOf.indexOf(gridId);
  const { label } = division.ground.graph;
  const at: PlanePoint = [label[2 * unit] ?? 0, label[2 * unit + 1] ?? 0];
  await lookAt(desk, [at]);
  await page.keyboard.press("p");
  await page.getByText("Straight", { exact: true }).click();
  const { x, y } = await screenPoint(desk, at);
  const corners = [
    [0, 0],
    [120, 120],
    [120, 0],
  ] as const;
  await page.keyboard.down("Shift");
  for (const [dx, dy] of corners) await page.mouse.click(x + dx, y + dy);
  await page.keyboard.up("Shift");
  await page.mouse.move(x, y + 120, { steps: 4 });
  await expect(page.getByText("The line crosses itself")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("crossing-dark-en.png") });
  await page.mouse.click(x, y + 120);
  await expect(page.getByText("The line crosses itself").first()).toBeVisible();
  expect(bytesOf(await present(desk))).toBe(bytesOf(division));
});

/** A line through a grid that cuts units and splits it, found by trying. */
function findCut(division: Division): { gridId: string; line: [PlanePoint, PlanePoint] } {
  const { label } = division.ground.graph;
  const steps = [-3, -2, -1, 1, 2, 3].map((step) => 900 * step);
  const offsets = steps.flatMap((near) => [
    [near, 15_000, near, -15_000],
    [15_000, near, -15_000, near],
  ]);
  for (const [unit, gridId] of division.gridOf.entries())
    for (const [a = 0, b = 0, c = 0, d = 0] of offsets) {
      const [x, y] = [label[2 * unit] ?? 0, label[2 * unit + 1] ?? 0];
      const line: [PlanePoint, PlanePoint] = [
        [x + a, y + b],
        [x + c, y + d],
      ];
      const edit = { edit: "free-cut", gridId: gridId ?? "", line } as const;
      if (gridId !== null && isFree(division, edit)) return { gridId, line };
    }
  throw new Error("no line cuts a unit of this division");
}

test("units are cut along a free line, kept over a reload, and made whole again", async ({
  page,
}) => {
  const desk = await openDivided(page);
  const start = await present(desk);
  const { gridId, line } = findCut(start);
  await page.getByRole("button", { name: `选择网格 ${Number(gridId)}`, exact: true }).click();
  await lookAt(desk, line, 16);
  await page.keyboard.press("c");
  await page.getByText("同时沿切线拆分网格").click();
  const [from, to] = [await screenPoint(desk, line[0]), await screenPoint(desk, line[1])];
  await page.mouse.click(from.x, from.y);
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await expect(page.getByText("线下的单元将被切开")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("cut.png") });
  await page.mouse.click(to.x, to.y);
  const unitCount = async (): Promise<number> =>
    (await readDivision(page, desk.divisionId)).gridOf.length;
  await expect.poll(unitCount).toBeGreaterThan(start.gridOf.length);
  await page.reload();
  await mapIdle(page);
  await expect(page.getByText("已保存")).toBeVisible();
  await lookAt(desk, line, 16);
  await page.screenshot({ path: test.info().outputPath("cut-reloaded.png") });
  await page.keyboard.press("Control+z");
  await expect.poll(unitCount).toBe(start.gridOf.length);
  expect(bytesOf(await present(desk))).toBe(bytesOf(start));
});
