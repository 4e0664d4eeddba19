import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, post } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { openDesk, signIn } from "./desk.ts";

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
  // Before it is saved: which open cases would go to somebody else.
  await expect(bar.getByText(/\d 件未结案件/)).toBeVisible();
  await inDark(page);
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
  // The question stands in the address.
  await page.reload();
  await expect(page.getByRole("heading", { name: "由 区住房建设局 负责" })).toBeVisible();
  await expect(page.getByText("102.190385, 38.520394")).toBeVisible();
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

/** Until colours have gone over: on their way from one theme to the other they are neither's. */
async function inDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator('html[data-theme="dark"]').waitFor({ state: "attached" });
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState === "finished"),
  );
}

interface Card {
  readonly id: string;
  readonly version: number;
}

/** Litter that waits to be sent to somebody. */
async function filedCase(page: Page): Promise<Card> {
  const { card } = await post<{ card: Card }>(page, "/api/cases", {
    idempotencyKey: crypto.randomUUID(),
    position: await homeOf(page),
    categoryId: "event.01-02",
    description: "市场门口垃圾无人清运",
    channel: "desk",
  });
  const file = { verb: "file", fields: { standardMet: true }, expectedVersion: card.version };
  return (
    await post<{ card: Card }>(page, `/api/cases/${card.id}/commands`, {
      ...file,
      idempotencyKey: crypto.randomUUID(),
    })
  ).card;
}

test("a dispatcher sends a case to a unit that no list names, and the reason stands in its log", async ({
  page,
}) => {
  await signIn(page, "dispatcher");
  const { id } = await filedCase(page);
  await openDesk(page, "/dispatch");
  await page.locator(`[data-case="${id}"]`).click();
  const card = page.getByRole("region", { name: /^案件 \d/ });
  await card.getByRole("button", { name: /^派单/ }).click();
  await card.getByText("派给其他单位…").click();
  const other = card.getByRole("group").filter({ hasText: "派给其他单位…" });
  const send = other.getByRole("button", { name: "仍然派单" });
  await choose(page, "选择部门或区域团队", "区市场监管局");
  await expect(send).toBeDisabled();
  const reason = other.getByLabel("改派原因");
  await reason.fill("市场自有保洁，就近清运");

  // The territory has its word first: it is told in words, and what was written stays.
  const refused = { code: "dispatch.territory-decides", returns: 2, fallbackUnitId: null };
  await page.route("**/commands", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify(refused),
    }),
  );
  await reason.press("Enter");
  await expect(card.getByRole("alert")).toContainText("案件已退回 2 次，由属地指定承办单位");
  await expect(reason).toHaveValue("市场自有保洁，就近清运");
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("other-unit.png") });
  await page.unroute("**/commands");
  await send.click();
  await expect(card.getByRole("region", { name: "办理过程" })).toContainText(
    /区市场监管局.*改派原因.*市场自有保洁，就近清运/s,
  );
});
