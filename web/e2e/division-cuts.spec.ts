import { type Division, type PlanePoint } from "@onegrid/core/division";
import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { isFree, screenPoint, lookAt, findPull, bytesOf, takeBorderTool } from "./border-desk.ts";
import { post } from "./ask.ts";
import { openDivided, present, readDivision } from "./divided-desk.ts";
import { mapIdle } from "./desk.ts";

test.describe.configure({ timeout: 150_000 });

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

test("a grid is split by a straight line between its buildings", async ({ page }) => {
  const desk = await openDivided(page, "&lang=en&theme=dark");
  const start = await present(desk);
  const { gridId, line } = findLine(start);
  await lookAt(desk, line, 16);
  await page.getByRole("button", { name: `Select grid ${Number(gridId)}`, exact: true }).click();
  await lookAt(desk, line, 16);
  await page.keyboard.press("p");
  await page.getByText("Straight", { exact: true }).click();
  const [from, to] = [await screenPoint(desk, line[0]), await screenPoint(desk, line[1])];
  await page.mouse.click(from.x, from.y);
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await expect(page.locator(".og-stroke-numbers").getByText("New grid")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("straight-dark-en.png") });
  await page.mouse.click(to.x, to.y);
  const gridCount = async (): Promise<number> => (await present(desk)).grids.length;
  await expect.poll(gridCount).toBe(start.grids.length + 1);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => bytesOf(await present(desk))).toBe(bytesOf(start));
});

/** A straight line on the screen that splits a grid between its units. */
function findLine(division: Division): { gridId: string; line: [PlanePoint, PlanePoint] } {
  const { label } = division.ground.graph;
  for (const [unit, gridId] of division.gridOf.entries())
    for (const [dx, dy] of [
      [0, 9000],
      [9000, 0],
      [6000, 6000],
    ] as const) {
      const [x, y] = [label[2 * unit] ?? 0, label[2 * unit + 1] ?? 0];
      const line: [PlanePoint, PlanePoint] = [
        [x - dx, y + dy],
        [x + dx, y - dy],
      ];
      const edit = { edit: "split-by-line", gridId: gridId ?? "", line } as const;
      if (gridId !== null && isFree(division, edit)) return { gridId, line };
    }
  throw new Error("no straight line splits a grid of this division");
}

test("a border drawn on a plan that was sent to review meanwhile is kept and told", async ({
  page,
}) => {
  // The page hears of nothing: as if the stroke were quicker than the news.
  await page.route("**/api/stream**", (route) => route.abort());
  const desk = await openDivided(page);
  const start = await present(desk);
  await post(page, `/api/plans/${desk.planId}/steps`, { step: "submit" });
  const pull = findPull(start);
  await lookAt(desk, [pull.from, pull.to]);
  await takeBorderTool(page);
  const [grip, target] = [await screenPoint(desk, pull.from), await screenPoint(desk, pull.to)];
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(target.x, target.y, { steps: 10 });
  await page.mouse.up();
  await expect(page.getByText("已不是草稿").first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("sent.png") });
  expect(bytesOf(await present(desk))).toBe(bytesOf(start));
  await expect(page.getByRole("button", { name: "另存为新草稿" })).toBeVisible();
});
