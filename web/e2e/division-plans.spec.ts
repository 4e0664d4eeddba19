import type { CompareReply, PlanReply } from "@onegrid/core/division/contract";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { largestCommunity, post, read, type Area } from "./ask.ts";
import { countDrawn, HOME, mapIdle, openDesk, pointOf, signIn } from "./desk.ts";

test.describe.configure({ timeout: 150_000 });

/** A plan without the page: from the grids in force, or divided by a preset. */
async function makePlan(
  page: Page,
  name: string,
  preset: string | null,
  communityId?: string,
): Promise<PlanReply> {
  const id = communityId ?? (await largestCommunity(page)).id;
  const fromPresent = preset === null;
  const plan = await post<PlanReply>(page, "/api/plans", { name, communityIds: [id], fromPresent });
  const divisionId = plan.divisions[0]?.id ?? "";
  if (preset !== null)
    await post(page, `/api/divisions/${divisionId}/edits`, {
      revision: 0,
      idempotencyKey: `e2e-${name}`,
      intent: { edit: "divide-community", preset, seed: "1", effort: 1 },
    });
  return plan;
}

test("a plan is compared with today by a divider, side by side and as numbers with lists", async ({
  page,
}) => {
  await signIn(page);
  const plan = await makePlan(page, `对比 ${Date.now()}`, "shape-first");
  const communityId = plan.divisions[0]?.communityId ?? "";
  await openDesk(page, `/division?w-plan=${plan.id}&w-compare=present&w-look=swipe`);
  const expected = await read<CompareReply>(
    page,
    `/api/plans/${plan.id}/comparison?community=${communityId}&with=present`,
  );
  expect(expected.movedHouseholds).toBeGreaterThan(0);
  await expect(
    page.getByText(`${expected.movedHouseholds.toLocaleString("en")} 户`).first(),
  ).toBeVisible();

  const divider = page.getByRole("slider", { name: /卷帘位置/ });
  await expect(divider).toHaveAttribute("aria-valuenow", "50");
  await expect(page.locator(".og-twin-map canvas")).toBeVisible();
  await divider.focus();
  await page.keyboard.press("ArrowRight");
  await expect(divider).toHaveAttribute("aria-valuenow", "52");
  const box = await divider.boundingBox();
  if (box === null) throw new Error("no divider");
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x - 150, box.y + 200, { steps: 4 });
  await page.mouse.up();
  expect(Number(await divider.getAttribute("aria-valuenow"))).toBeLessThan(45);
  await mapIdle(page);
  await page.screenshot({ path: test.info().outputPath("swipe.png") });

  await page.getByText("换网格的楼栋", { exact: true }).click();
  const lines = page.locator(".og-compare-list button");
  await expect(lines.first()).toBeVisible();
  expect(await lines.count()).toBeGreaterThanOrEqual(expected.movedBuildings.length);
  await lines.first().click();

  await page.getByText("并排", { exact: true }).click();
  await expect(page).toHaveURL(/w-look=side/);
  await expect(page.locator(".og-twin-side canvas")).toBeVisible();
  await page.reload();
  await mapIdle(page);
  await expect(page.locator(".og-twin-side canvas")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("side.png") });
});

test("alternatives stand beside each other with their numbers; one is kept and compared", async ({
  page,
}) => {
  await signIn(page);
  const plan = await makePlan(page, `备选 ${Date.now()}`, null);
  await openDesk(page, `/division?w-plan=${plan.id}`);
  await page.getByRole("button", { name: "重新划分" }).click();
  const table = page.getByRole("table", { name: "备选方案的数字" });
  await expect(table.getByRole("columnheader")).toHaveCount(4);
  await expect(page.getByText(/完全均分为/)).toBeVisible();
  await table.getByRole("button", { name: "形状" }).click();
  await mapIdle(page);
  await page.screenshot({ path: test.info().outputPath("alternatives.png") });
  await page.getByRole("button", { name: "另存为备选方案" }).click();
  await page.getByRole("button", { name: "已另存，去对比" }).click();
  await expect(page.getByRole("combobox", { name: "与谁对比" })).toBeVisible();
  const { plans } = await read<{ plans: PlanReply[] }>(page, "/api/plans");
  const kept = plans.find(({ name }) => name.startsWith(`${plan.name}·`));
  expect(kept?.divisions[0]?.grids).toBeGreaterThan(1);
  await expect(page).toHaveURL(new RegExp(`w-compare=${kept?.id}`));
});

test("a reviewer marks a place, the planner answers, and the reviewer settles it", async ({
  page,
  browser,
}) => {
  await signIn(page);
  const plan = await makePlan(page, `会审 ${Date.now()}`, "standard");
  await post(page, `/api/plans/${plan.id}/steps`, { step: "submit" });

  const reviewer = await browser.newPage();
  await signIn(reviewer, "leader");
  await openDesk(reviewer, `/division?w-plan=${plan.id}`);
  await reviewer.getByRole("button", { name: "在地图上标注" }).click();
  const home = await pointOf(reviewer, HOME);
  await reviewer.mouse.click(home.x, home.y);
  await expect(reviewer.getByRole("button", { name: "重新标注" })).toBeVisible();
  await reviewer.getByLabel("写意见").fill("这两栋应归北面的网格");
  await reviewer.getByRole("button", { name: "发表" }).click();
  await expect(reviewer.getByText("共 1 条，待处理 1 条")).toBeVisible();
  await mapIdle(reviewer);
  expect(await countDrawn(reviewer, ["division-comments-dot"])).toBe(1);
  await reviewer.screenshot({ path: test.info().outputPath("review.png") });

  await openDesk(page, `/division?w-plan=${plan.id}`);
  await page.getByRole("button", { name: "回复" }).click();
  await page.getByLabel("回复第 1 条").fill("已改");
  await page.getByRole("button", { name: "发表" }).first().click();
  // The other screen hears of it by itself.
  await expect(reviewer.getByText("已改")).toBeVisible();
  await reviewer.getByRole("button", { name: "标为已处理" }).click();
  await expect(page.getByText("共 1 条，待处理 0 条")).toBeVisible();

  await reviewer.getByLabel("退回原因").fill("请按意见调整");
  await reviewer.getByRole("button", { name: "退回" }).click();
  await expect(page.getByText("请按意见调整")).toBeVisible();
  await reviewer.close();
});

async function smallestWithGrids(page: Page, areas: readonly Area[]): Promise<Area | undefined> {
  const communities = areas
    .filter(({ kind }) => kind === "community")
    .toSorted((a, b) => a.households - b.households);
  for (const community of communities) {
    const path = `/api/communities/${community.id}/grids`;
    const { grids } = await read<{ grids: readonly unknown[] }>(page, path);
    if (grids.length > 0) return community;
  }
  return undefined;
}

test("the codes are seen before a plan is published, and one button puts the former grids back", async ({
  page,
  browser,
}) => {
  await signIn(page);
  // Not the community that other journeys publish plans of, nor one that came in without grids.
  const { areas } = await read<{ areas: Area[] }>(page, "/api/areas");
  const smallest = await smallestWithGrids(page, areas);
  const communityId = smallest?.id ?? "";
  const plan = await makePlan(page, `编码 ${Date.now()}`, "balance-first", communityId);
  await post(page, `/api/plans/${plan.id}/steps`, { step: "submit" });

  const reviewer = await browser.newPage();
  await signIn(reviewer, "leader");
  await openDesk(reviewer, `/division?w-plan=${plan.id}`);
  await reviewer.getByText("网格编码", { exact: true }).click();
  const table = reviewer.getByRole("table", { name: smallest?.name ?? "" });
  await expect(table.getByRole("row").nth(1)).toContainText(/\d{15}/);
  await reviewer.getByLabel(/全部重新编号/).check();
  await expect(table.getByText("沿用")).toHaveCount(0);
  await reviewer.screenshot({ path: test.info().outputPath("codes.png") });
  await reviewer.getByLabel(/全部重新编号/).uncheck();
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  await reviewer.getByLabel("生效日期").fill(today);
  await reviewer.keyboard.press("Enter");
  await reviewer.getByRole("button", { name: "批准并定期发布" }).click();
  await expect(reviewer.getByText(/起施行|已生效|现行/).first()).toBeVisible();
  await reviewer.close();

  await openDesk(page, `/division?w-plan=${plan.id}`);
  await page.getByRole("button", { name: "恢复此前的网格" }).click();
  await page.getByRole("button", { name: "新建草稿" }).click();
  await expect(page.getByRole("heading", { name: /^恢复：编码/ })).toBeVisible();
  const { plans } = await read<{ plans: PlanReply[] }>(page, "/api/plans");
  const draft = plans.find(({ name }) => name.startsWith(`恢复：${plan.name}`));
  const compared = await read<CompareReply>(
    page,
    `/api/plans/${draft?.id}/comparison?community=${communityId}&with=present`,
  );
  expect(compared.before.planId).toBe(plan.id);
});

test("two windows see each other, one draws alone, and a conflict is decided where it is", async ({
  page,
  browser,
}) => {
  await signIn(page);
  const plan = await makePlan(page, `同场 ${Date.now()}`, null);
  const divisionId = plan.divisions[0]?.id ?? "";
  await openDesk(page, `/division?w-plan=${plan.id}`);
  const other = await browser.newPage();
  await signIn(other);
  await openDesk(other, `/division?w-plan=${plan.id}`);
  await expect(page.getByText("同时在看：您（另一窗口）")).toBeVisible();
  await other.getByRole("button", { name: "独占编辑 10 分钟" }).click();
  await expect(other.getByText(/您独占编辑至/)).toBeVisible();
  await expect(page.getByText(/独占编辑至 .*请稍候再改/)).toBeVisible();
  await other.getByRole("button", { name: "结束独占" }).click();
  await expect(page.getByRole("button", { name: "独占编辑 10 分钟" })).toBeVisible();

  // This window's step cannot get through; meanwhile the other one changes the same ground.
  await page.route("**/edits", (route) => route.abort());
  await page.getByRole("button", { name: "重新划分" }).click();
  await page.getByRole("button", { name: "采用" }).click();
  await expect(page.getByText(/未保存|等待/).first()).toBeVisible();
  await post(other, `/api/divisions/${divisionId}/edits`, {
    revision: 1,
    idempotencyKey: `e2e-other-${plan.id}`,
    intent: { edit: "divide-community", preset: "shape-first", seed: "3", effort: 1, count: 2 },
  });
  await page.unroute("**/edits");
  const conflict = page.getByRole("alert").filter({ hasText: "他人同时改了同一处" });
  await expect(conflict).toBeVisible();
  await conflict.getByRole("button", { name: /自动划分/ }).click();
  await mapIdle(page);
  await page.screenshot({ path: test.info().outputPath("conflict.png") });
  await expect(conflict.getByRole("button", { name: "采用对方的" })).toBeVisible();
  await expect(conflict.getByRole("button", { name: "重做我的" })).toBeVisible();
  await conflict.getByRole("button", { name: "把我的另存为副本" }).click();
  await expect(page.getByRole("heading", { name: new RegExp(`${plan.name}.*副本`) })).toBeVisible();
  await expect(page.getByText("已保存")).toBeVisible();
  const { plans } = await read<{ plans: PlanReply[] }>(page, "/api/plans");
  const copy = plans.find(({ name }) => name.includes(plan.name) && name !== plan.name);
  expect(copy?.divisions[0]?.grids).toBeGreaterThan(2);
  await other.close();
});
