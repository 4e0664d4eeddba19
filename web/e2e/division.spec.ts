import { assignUnits, type Division } from "@onegrid/core/division";
import type { DivisionReply, GridsOnReply, PlanReply } from "@onegrid/core/division/contract";
import type { Position } from "@onegrid/core/geometry";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import type { OpenBase } from "../src/division/state/open-base.ts";
import { toDivision } from "../src/division/session/transport.ts";
import { indexUnits, planeOf, unitsUnderStroke } from "../src/division/state/unit-index.ts";
import { largestCommunity, read } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { jumpTo, mapIdle, openDesk, pointOf, signIn } from "./desk.ts";
import { openBaseOf } from "./divided-desk.ts";

test.describe.configure({ timeout: 150_000 });

const tomorrow = (): string =>
  new Date(Date.now() + 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

const sizes = (grids: readonly { readonly households: number }[]): number[] =>
  grids.map((grid) => grid.households).toSorted((a, b) => a - b);

interface Drag {
  readonly unit: number;
  readonly to: string;
  readonly from: Position;
  readonly until: Position;
}

/** Two neighbouring units of different grids, the second free to go: with nothing else on the way. */
function findDrag(base: OpenBase, division: Division): Drag {
  const index = indexUnits(base);
  const { first, to, contact } = base.ground.graph;
  const tryPair = (pressed: number, unit: number): Drag | null => {
    const [gridId, other] = [division.gridOf[pressed], division.gridOf[unit]];
    const [from, until] = [base.unitLabels[pressed], base.unitLabels[unit]];
    if (!gridId || gridId === other || from === undefined || until === undefined) return null;
    const way = unitsUnderStroke(index, planeOf(base, from), planeOf(base, until), 0);
    const unitIds = [base.ground.unitIds[unit] ?? ""];
    const isAlone = [...way].every((one) => one === pressed || one === unit);
    const isFree = isAlone && assignUnits(division, { unitIds, gridId }).ok;
    return isFree ? { unit, to: gridId, from, until } : null;
  };
  for (const pressed of base.unitLabels.keys())
    for (let at = first[pressed] ?? 0; at < (first[pressed + 1] ?? 0); at++) {
      const found = contact[at] === 1 ? tryPair(pressed, to[at] ?? -1) : null;
      if (found !== null) return found;
    }
  throw new Error("no unit of this division can change its grid");
}

const middle = ([a, b]: Position, [c, d]: Position): [number, number] => [(a + c) / 2, (b + d) / 2];

async function drag(page: Page, { from, until }: Drag): Promise<void> {
  await jumpTo(page, middle(from, until), 18);
  const [start, end] = [
    await pointOf(page, [from[0], from[1]]),
    await pointOf(page, [until[0], until[1]]),
  ];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await expect(page.getByText("→").first()).toBeVisible();
  await page.mouse.up();
}

test("a community is divided, brushed, undone, submitted, and published by somebody else", async ({
  page,
  browser,
}) => {
  await signIn(page);
  await openDesk(page);
  const community = await largestCommunity(page);
  await page.getByRole("button", { name: community.name }).click();
  const name = `e2e ${Date.now()}`;
  await page.getByLabel("方案名称").fill(name);
  await page.getByRole("button", { name: "自动划分" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await mapIdle(page);

  const { plans } = await read<{ plans: PlanReply[] }>(page, "/api/plans");
  const plan = plans.find((one) => one.name === name);
  const divisionId = plan?.divisions[0]?.id ?? "";
  const present = (): Promise<DivisionReply> =>
    read<DivisionReply>(page, `/api/divisions/${divisionId}`);
  const isDivided = async (): Promise<boolean> =>
    (await present()).gridOf.every((grid) => grid >= 0);
  // An empty plan is "saved" too: the division comes after it.
  await expect.poll(isDivided).toBe(true);
  const divided = await present();
  expect(divided.grids.every((grid) => grid.pieces === 1)).toBe(true);
  const total = divided.grids.reduce((sum, grid) => sum + grid.households, 0);
  expect(total).toBe(community.households);
  await expect(page.getByRole("row")).toHaveCount(divided.grids.length + 2);
  await page.screenshot({ path: test.info().outputPath("divided.png") });

  const base = await openBaseOf(page, divided);
  const stroke = findDrag(base, toDivision(divided, base));
  await page.keyboard.press("b");
  await page.getByRole("button", { name: "画笔大小: 单个" }).click();
  await drag(page, stroke);
  const gridOfUnit = async (): Promise<string | undefined> => {
    const { grids, gridOf } = await present();
    return grids[gridOf[stroke.unit] ?? -1]?.id;
  };
  await expect.poll(gridOfUnit).toBe(stroke.to);
  const brushed = await present();
  expect(brushed.grids.reduce((sum, grid) => sum + grid.households, 0)).toBe(total);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await present()).gridOf).toEqual(divided.gridOf);
  await page.keyboard.press("Control+Shift+Z");
  await expect.poll(async () => (await present()).gridOf).toEqual(brushed.gridOf);

  await page.reload();
  await mapIdle(page);
  await page.getByText("历史", { exact: true }).click();
  await expect(page.getByRole("list", { name: "历史" }).getByRole("listitem")).toHaveCount(4);
  await page.getByText("下一步").click();
  await page.getByRole("button", { name: /^送 ?审$/ }).click();
  await expect(page.getByText("不能由自己批准")).toBeVisible();

  const leader = await (await browser.newContext()).newPage();
  await signIn(leader, "leader");
  await openDesk(leader);
  await leader.getByRole("button", { name }).click();
  await leader.getByRole("textbox", { name: "生效日期" }).click();
  await expect(leader.getByRole("columnheader", { name: "日", exact: true })).toBeVisible();
  await leader.keyboard.press("Escape");
  await leader.getByRole("button", { name: "批准并定期发布" }).click();
  const day = tomorrow();
  await expect(leader.getByText(`${day} 零点起生效`)).toBeVisible();
  // The planner's page hears of it by itself.
  await expect(page.getByText(`${day} 零点起生效`)).toBeVisible();

  const gridsOn = (on: string): Promise<GridsOnReply> =>
    read<GridsOnReply>(page, `/api/communities/${community.id}/grids?on=${on}`);
  const after = await gridsOn(day);
  expect(sizes(after.grids)).toEqual(sizes(brushed.grids));
  expect(after.grids.every((grid) => grid.planId === plan?.id)).toBe(true);
  const buildings = after.grids.flatMap((grid) => grid.buildings);
  expect(new Set(buildings).size).toBe(buildings.length);
  const today = await read<GridsOnReply>(page, `/api/communities/${community.id}/grids`);
  expect(today.grids.every((grid) => grid.planId !== plan?.id)).toBe(true);
  await leader.getByRole("button", { name: "撤回发布" }).click();
  await expect(leader.locator(".og-plan-heading .og-state")).toHaveText("草稿");
});

test("a chosen community keeps its row and its form in sight", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await signIn(page);
  const community = await largestCommunity(page);
  await openDesk(page, `/division?w-community=${community.id}&lang=en`);
  await expect(page.getByRole("list", { name: "Grids in force" })).toBeVisible();
  for (const name of [community.name, "Divide automatically", "Start empty"])
    await expect(page.getByRole("button", { name }).first()).toBeInViewport({ ratio: 1 });
  const panel = page.locator(".og-panel-body");
  expect(await panel.evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(0);
});

test("a refused stroke says why and offers what would work", async ({ page }) => {
  await signIn(page);
  const community = await largestCommunity(page);
  const made = await page.request.post("/api/plans", {
    headers: { "x-onegrid": "1" },
    data: { name: `e2e lock ${Date.now()}`, communityIds: [community.id], fromPresent: true },
  });
  const plan: PlanReply = await made.json();
  await openDesk(page, `/division?w-plan=${plan.id}`);
  const row = page.getByRole("button", { name: "选择网格 1", exact: true });
  await row.click();
  await page.getByRole("button", { name: "撤销网格" }).click();
  await expect(page.getByRole("button", { name: "选择网格 1", exact: true })).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect(row).toBeVisible();
  // One grid cannot be merged with itself: the button says what is missing.
  await row.click();
  await expect(page.getByRole("button", { name: "先选择两个以上的网格" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

for (const [theme, lang] of [
  ["light", "zh-CN"],
  ["dark", "en"],
] as const)
  test(`the open plan is accessible: ${theme}, ${lang}`, async ({ page }) => {
    await signIn(page);
    const community = await largestCommunity(page);
    const made = await page.request.post("/api/plans", {
      headers: { "x-onegrid": "1" },
      data: { name: "axe", communityIds: [community.id], fromPresent: true },
    });
    const plan: PlanReply = await made.json();
    await openDesk(page, `/division?w-plan=${plan.id}&theme=${theme}&lang=${lang}`);
    await page.locator(".og-grid-name").first().click();
    await page.locator(".og-tool").nth(1).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.locator(".og-division-tabs label").nth(1).click();
    expect(await faultsOf(page)).toEqual([]);
  });
