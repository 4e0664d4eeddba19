import { expect, test, type Page } from "@playwright/test";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

/** Writes into a list that is searched, and takes the first that is found, all by keyboard. */
async function choose(page: Page, label: string, words: string, found = words): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(words);
  const first = page.locator(".ant-select-item-option-active:visible");
  await expect(first.filter({ hasText: found })).toBeVisible();
  await field.press("Enter");
}

test("an administrator finds who answers, adds an entry that meets another, mends a refusal and ends it", async ({
  page,
}) => {
  // A second try finds what the first one left.
  const clause = `试行办法 ${Date.now()}`;
  await signIn(page, "admin");
  await page.goto("/duty-list");
  const rows = page.locator("tbody tr.ant-table-row");
  // The narrower class of the market's entry comes before the enforcement's major.
  await expect(page.getByText(/先由区市场监管局负责（类别更具体）/).first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole("button", { name: "新增条目" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "加入待保存" }).click();
  await expect(dialog.getByText("请填写").first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await choose(page, "责任单位", "区住房建设局");
  await choose(page, "范围", "金川区");
  await choose(page, "案件类别", "event.02");
  await dialog.getByLabel("依据").fill(clause);
  await dialog.getByRole("button", { name: "加入待保存" }).click();
  const bar = page.getByRole("region", { name: /待保存 1 项/ });
  await expect(bar.getByText(/不分先后，请设不同的优先级/)).toBeVisible();
  await bar.getByRole("button", { name: /^改 / }).click();
  await dialog.getByLabel("优先级").fill("10");
  await dialog.getByRole("button", { name: "加入待保存" }).click();
  await expect(bar.getByText(/先于区综合执法大队（优先级更高）/)).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  // Somebody else says the same in the meantime.
  await page.route("**/api/duty-list/changes", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({
        code: "dispatch.duty-list-refused",
        faults: [{ part: "entries", index: 0, fault: "twice", field: "unit", value: "x" }],
      }),
    }),
  );
  await bar.getByRole("button", { name: "保存", exact: true }).click();
  await expect(bar.getByRole("alert")).toContainText("内容都还在");
  await expect(bar.getByText(/已有同样的条目/)).toBeVisible();
  await page.unroute("**/api/duty-list/changes");
  await bar.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText(/已保存：新增条目 1 条/)).toBeVisible();
  await choose(page, "按单位筛选", "区住房建设局");
  await expect(rows.filter({ hasText: clause })).toBeVisible();

  await page.getByRole("tab", { name: "谁负责？" }).click();
  await choose(page, "什么事？", "event.02-01");
  await choose(page, "在哪里？", "38.520394，102.190385", "102.190385, 38.520394");
  await expect(page.getByRole("heading", { name: "由 区住房建设局 负责" })).toBeVisible();
  await expect(page.getByText("在后：首条优先级更高")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole("tab", { name: "责任条目" }).click();
  await rows.filter({ hasText: clause }).getByRole("button", { name: /^截止/ }).click();
  await dialog.getByLabel("最后一日").fill("2020-01-01");
  await expect(dialog.getByText("不能早于今天")).toBeVisible();
  const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString("sv-SE", {
    timeZone: "Asia/Shanghai",
  });
  await dialog.getByLabel("最后一日").fill(yesterday);
  await dialog.getByRole("button", { name: "加入待保存" }).click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText(/截止 1 项/)).toBeVisible();
  await expect(rows.filter({ hasText: clause })).toHaveCount(0);
  await page.getByText(/^已结束 /).click();
  await expect(rows.filter({ hasText: clause })).toBeVisible();
});
