import { assignUnits, type Division } from "@onegrid/core/division";
import type { ChangesReply, DivisionReply } from "@onegrid/core/division/contract";
import type { Position } from "@onegrid/core/geometry";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import type { OpenBase } from "../src/division/state/open-base.ts";
import { toDivision } from "../src/division/session/transport.ts";
import { read } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { jumpTo, mapIdle, openDesk, pointOf } from "./desk.ts";
import { openDivided, present, type Desk } from "./divided-desk.ts";

test.describe.configure({ timeout: 150_000 });

const placeOf = ({ unitLabels }: OpenBase, unit: number): [number, number] => {
  const [lng, lat] = unitLabels[unit] ?? [0, 0];
  return [lng, lat];
};

interface Step {
  readonly unit: number;
  readonly to: string;
}

/** A unit with people at a border that may go over to the other side. */
function freeStep({ base }: Desk, division: Division): Step {
  const { graph, unitIds } = base.ground;
  const grids = (unit: number): (string | null)[] =>
    [...graph.to.subarray(graph.first[unit], graph.first[unit + 1])].map(
      (other) => division.gridOf[other] ?? null,
    );
  for (const unit of base.unitLabels.keys())
    for (const gridId of new Set(graph.households[unit] ? grids(unit) : [])) {
      if (gridId === null || gridId === division.gridOf[unit]) continue;
      const given = { unitIds: [unitIds[unit] ?? ""], gridId };
      if (assignUnits(division, given).ok) return { unit, to: gridId };
    }
  throw new Error("no unit of this division can change its grid");
}

const gridAfter =
  (desk: Desk, { unit }: Step) =>
  async (): Promise<string | null> =>
    (await present(desk)).gridOf[unit] ?? null;

const chooseGrid = (page: Page, gridId: string): Promise<void> =>
  page.getByRole("button", { name: `选择网格 ${Number(gridId)}`, exact: true }).click();

async function hoverAt(page: Page, place: Position): Promise<{ x: number; y: number }> {
  const at = await pointOf(page, [place[0], place[1]]);
  await page.mouse.move(at.x - 2, at.y);
  await page.mouse.move(at.x, at.y);
  return at;
}

test("a click of the brush shows its numbers before it is done, and survives a killed page", async ({
  page,
  context,
}) => {
  const desk = await openDivided(page);
  const division = await present(desk);
  const step = freeStep(desk, division);
  await chooseGrid(page, step.to);
  await page.keyboard.press("b");
  await jumpTo(page, placeOf(desk.base, step.unit), 18);
  const at = await hoverAt(page, placeOf(desk.base, step.unit));
  const numbers = page.locator(".og-stroke-numbers");
  await expect(numbers).toContainText("→");
  await expect(numbers).toContainText("均户");
  await expect(numbers).toContainText("栋楼换网格");
  const told = await numbers.locator(".og-number").first().textContent();
  await page.mouse.click(at.x, at.y);
  await expect.poll(gridAfter(desk, step)).toBe(step.to);
  const households = /→\s*([\d,]+)/.exec(told ?? "")?.[1] ?? "none";
  await expect(page.getByRole("row", { selected: true })).toContainText(households);

  // The next stroke leaves the page but never arrives: the page is killed under it.
  await page.route("**/edits", (route) => route.abort());
  const after = await present(desk);
  const second = freeStep(desk, after);
  await chooseGrid(page, second.to);
  await jumpTo(page, placeOf(desk.base, second.unit), 18);
  const there = await hoverAt(page, placeOf(desk.base, second.unit));
  await page.mouse.click(there.x, there.y);
  await expect(page.locator(".og-save")).toContainText("1");
  await page.close();
  const again = await context.newPage();
  await openDesk(again, `/division?w-plan=${desk.planId}`);
  const presentThere = async (): Promise<string | null> => {
    const reply = await read<DivisionReply>(again, `/api/divisions/${desk.divisionId}`);
    return toDivision(reply, desk.base).gridOf[second.unit] ?? null;
  };
  await expect.poll(presentThere).toBe(second.to);
});

test("a lasso selects what lies in it; one that crosses itself stays drawn and is told", async ({
  page,
}) => {
  const desk = await openDivided(page);
  await page.keyboard.press("q");
  const box = await page.locator("canvas.maplibregl-canvas").boundingBox();
  if (box === null) throw new Error("no map");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2 + 40];
  const draw = async (points: readonly (readonly [number, number])[]): Promise<void> => {
    const [[a, b] = [0, 0], ...rest] = points;
    await page.mouse.move(x + a, y + b);
    await page.mouse.down();
    for (const [dx, dy] of rest) await page.mouse.move(x + dx, y + dy, { steps: 5 });
    await page.mouse.up();
  };
  await draw([
    [-120, -90],
    [120, 90],
    [120, -90],
    [-120, 90],
  ]);
  await expect(page.getByText("套索自己交叉了")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("crossing.png") });
  await page.getByRole("button", { name: "去掉打结的小圈" }).click();
  await expect(page.getByText("套索自己交叉了")).toBeHidden();
  await draw([
    [-130, -100],
    [130, -100],
    [130, 100],
    [-130, 100],
    [-130, -80],
  ]);
  await expect(page.getByText(/已选 \d+ 个单元/)).toBeVisible();
  await page.getByRole("button", { name: "成为新网格" }).click();
  await expect(
    page.getByText("这一步没有做").or(page.getByRole("row").nth(1)).first(),
  ).toBeVisible();
  expect((await present(desk)).ground.unitIds.length).toBeGreaterThan(20);
});

test("a fill is shown before the click, refused where nothing stops it, and swaps need a neighbour", async ({
  page,
}) => {
  const desk = await openDivided(page);
  const division = await present(desk);
  const step = freeStep(desk, division);
  await chooseGrid(page, step.to);
  await page.keyboard.press("f");
  await page.getByText("街坊", { exact: true }).click();
  await jumpTo(page, placeOf(desk.base, step.unit), 17);
  await hoverAt(page, placeOf(desk.base, step.unit));
  await expect(page.locator(".og-stroke-numbers")).toBeVisible();
  await page.keyboard.press("x");
  await page.getByText("楼栋", { exact: true }).first().click();
  const at = await hoverAt(page, placeOf(desk.base, step.unit));
  await page.mouse.click(at.x, at.y);
  await expect(page.getByText("再点相邻网格里要换过来的楼栋")).toBeVisible();
});

test("problems are listed with a repair that shows itself first; history tells it and goes back", async ({
  page,
}) => {
  const desk = await openDivided(page);
  const division = await present(desk);
  const { unit } = freeStep(desk, division);
  await jumpTo(page, placeOf(desk.base, unit), 18);
  await page.keyboard.press("e");
  await page.getByRole("button", { name: "画笔大小: 单个" }).click();
  const at = await hoverAt(page, placeOf(desk.base, unit));
  await page.mouse.click(at.x, at.y);
  await expect.poll(gridAfter(desk, { unit, to: "" })).toBeNull();
  await page.mouse.move(10, 400);
  await page.getByText(/^问题 \d+$/).click();
  const leftover = page.locator(".og-flaw-leftover").first();
  await expect(leftover).toContainText("没有网格");
  const fix = leftover.getByRole("button", { name: /划给网格/ }).first();
  await fix.hover();
  await expect(page.locator(".og-stroke-numbers")).toContainText("→");
  await page.screenshot({ path: test.info().outputPath("fix.png") });
  await fix.click();
  await expect.poll(gridAfter(desk, { unit, to: "" })).not.toBeNull();
  await page.locator(".og-division-tabs label").last().click();
  const steps = page.getByRole("list", { name: "历史" }).getByRole("listitem");
  await expect(steps).toHaveCount(3);
  await expect(steps.first()).toContainText(/把 .* 划入 \d+ 号网格|把 .*划入 \d+ 号网格/);
  await steps
    .nth(2)
    .getByRole("button", { name: /回到这里/ })
    .click();
  await expect.poll(async () => (await present(desk)).gridOf).toEqual(division.gridOf);
  const { changes } = await read<ChangesReply>(page, `/api/divisions/${desk.divisionId}/changes`);
  expect(changes).toHaveLength(5);
  await page.reload();
  await mapIdle(page);
  await page.locator(".og-division-tabs label").last().click();
  await expect(steps).toHaveCount(5);
});

for (const [theme, lang] of [
  ["light", "zh-CN"],
  ["dark", "en"],
] as const)
  test(`tools, problems and history are accessible: ${theme}, ${lang}`, async ({ page }) => {
    await openDivided(page, `&theme=${theme}&lang=${lang}`);
    for (const key of ["q", "f", "x", "b"]) {
      await page.keyboard.press(key);
      const found = await new AxeBuilder({ page })
        .include(".og-division-top")
        .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(found.violations).toEqual([]);
    }
    for (const tab of [1, 4]) {
      await page.locator(".og-division-tabs label").nth(tab).click();
      expect(await faultsOf(page)).toEqual([]);
    }
  });
