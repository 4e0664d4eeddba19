import { expect, type Page, type Route } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

/** Asks as another system does, with nothing but the key. */
const asMachine = async (page: Page, token: string) => {
  const reply = await page.context().browser()?.newContext();
  const answer = await reply?.request.get(new URL("/api/areas", page.url()).href, {
    headers: { authorization: `Bearer ${token}` },
  });
  await reply?.close();
  return answer?.status();
};

/** Keeps requests waiting until the answer is called. */
async function hold(page: Page, url: string): Promise<() => Promise<void>> {
  const waiting: Route[] = [];
  let isHeld = true;
  await page.route(url, async (route) => {
    if (isHeld) waiting.push(route);
    else await route.continue();
  });
  return async () => {
    isHeld = false;
    await Promise.all(waiting.map((route) => route.continue()));
  };
}

test("an administrator makes a key, another system uses it, and it is revoked", async ({
  page,
}) => {
  const name = `12345 热线 ${Date.now()}`;
  await signIn(page, "admin");
  await page.goto("/keys");
  await page.getByRole("button", { name: "新建密钥" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称").fill(name);
  await dialog.getByLabel("用途").fill("转办工单");
  await dialog.getByRole("checkbox", { name: "查看案件" }).check();
  await dialog.getByLabel("区域", { exact: true }).click();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "生成密钥" }).click();
  const token = (await page.locator("code").first().textContent()) ?? "";
  expect(token).toMatch(/^og_[0-9a-f]{16}_[0-9a-f]{64}$/);
  await page.getByRole("button", { name: "已妥善保存" }).click();
  const row = page.getByRole("row", { name });
  await expect(row).toContainText("可用");
  await expect(row).toContainText("从未使用");
  expect(await asMachine(page, token)).toBe(200);

  await row.getByRole("button", { name: "换发" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "换发" }).click();
  const second = (await page.locator("code").first().textContent()) ?? "";
  expect(second).not.toBe(token);
  await page.getByRole("button", { name: "已妥善保存" }).click();
  await expect(row).toContainText("旧密钥可用至");
  expect([await asMachine(page, token), await asMachine(page, second)]).toEqual([200, 200]);

  await row.getByRole("button", { name: "吊销" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await expect(row).toHaveCount(0);
  expect([await asMachine(page, token), await asMachine(page, second)]).toEqual([401, 401]);
  await page.getByRole("checkbox", { name: "已失效的" }).check();
  await expect(row).toContainText("已吊销");
});

test("somebody hands a duty to a colleague, who stands in and gives it back", async ({
  page,
  browser,
}) => {
  await signIn(page, "street");
  await page.goto("/account");
  await page.getByRole("button", { name: "委托给同事" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("同事").click();
  await page.keyboard.type("gridworker");
  await expect(page.getByRole("option", { name: /gridworker/ })).toBeAttached();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "委托", exact: true }).click();
  await expect(page.getByText("给 网格员（演示）").first()).toBeVisible();

  const theirs = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await signIn(theirs, "gridworker");
  await theirs.goto("/account");
  const held = theirs.getByRole("listitem").filter({ hasText: "代 街道值班长" });
  await expect(held.first()).toContainText("进行中");
  await held.first().getByRole("button", { name: "交还" }).click();
  await expect(held.first()).toContainText("已结束");
  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: "已结束" }).first()).toBeVisible();
});

test("a desk puts somebody down for a night, by keyboard, and takes it back", async ({ page }) => {
  await signIn(page, "street");
  await page.goto("/roster");
  const cells = page.locator(".og-roster-cell");
  await expect(cells.first()).toBeVisible();
  await cells.first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(cells.nth(2)).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("上班").fill("20:00");
  await dialog.getByLabel("下班").fill("08:00");
  await dialog.getByRole("button", { name: "添加班次" }).click();
  await expect(dialog.getByRole("listitem")).toContainText("20:00–08:00 次日");
  await dialog.getByRole("button", { name: "完成" }).click();
  await expect(cells.nth(2)).toContainText("20:00–08:00 次日");
  const answer = await hold(page, "**/api/roster?*");
  await page.getByRole("button", { name: "下一周" }).click();
  // This week is still shown under another one's name: nobody's day opens.
  await expect(page.locator("[inert] .og-roster")).toBeVisible();
  await answer();
  await expect(cells.nth(2)).toBeEmpty();
  await expect(page.locator("[inert] .og-roster")).toHaveCount(0);
  await page.getByRole("button", { name: "上一周" }).click();
  await cells.nth(2).click();
  await dialog.getByRole("button", { name: "删除" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(0);
  await dialog.getByRole("button", { name: "完成" }).click();
  await expect(cells.nth(2)).toBeEmpty();
});

for (const theme of ["light", "dark"] as const) {
  test(`the pages of keys and delegations have no fault that axe knows (${theme})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await signIn(page, "admin");
    await page.goto("/keys?lang=en");
    await page.getByRole("button", { name: "New key" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    // Half faded in, nothing has contrast.
    const moving = page.locator(".ant-zoom-enter, .ant-zoom-appear, .ant-fade-appear");
    await expect(moving).toHaveCount(0);
    expect(await faultsOf(page), "keys").toEqual([]);
    await page.goto("/account?lang=en");
    await page.getByRole("button", { name: "Hand a duty over" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expect(moving).toHaveCount(0);
    expect(await faultsOf(page), "delegation").toEqual([]);
    await page.goto("/roster?lang=en");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator(".og-roster-cell").first()).toBeVisible();
    expect(await faultsOf(page), "roster").toEqual([]);
  });
}
