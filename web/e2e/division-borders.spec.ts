import {
  borderArcs,
  classCost,
  edgeNodeNear,
  landOf,
  layWire,
  netOfGrids,
  nodePoint,
  walkOf,
  wireTo,
  type Division,
  type PlanePoint,
} from "@onegrid/core/division";
import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import {
  isFree,
  screenPoint,
  lookAt,
  findPull,
  findSplit,
  bytesOf,
  takeBorderTool,
} from "./border-desk.ts";
import { openDivided, present } from "./divided-desk.ts";
import { mapIdle } from "./desk.ts";

test.describe.configure({ timeout: 150_000 });

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
  await takeBorderTool(page);
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
  await takeBorderTool(page);
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
