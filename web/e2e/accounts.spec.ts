import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

const GOOD = "七盏红灯笼在正午亮着";

const enter = async (page: Page, login: string, password: string): Promise<void> => {
  await page.goto("/sign-in");
  await page.getByLabel("账号").fill(login);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
};

test("an administrator gives an account, and its owner makes it their own", async ({
  page,
  browser,
}) => {
  const login = `li.na.${Date.now()}`;
  await signIn(page, "admin");
  await page.goto("/people");
  await page.getByRole("button", { name: "开通账号" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("账号").fill(login);
  await dialog.getByLabel("姓名或岗位名称").fill("李娜");
  await dialog.getByLabel("岗位", { exact: true }).click();
  await page.keyboard.type("网格规划员");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("区域").click();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "保存" }).click();
  const password = (await page.locator("code").textContent()) ?? "";
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
  await page.getByRole("button", { name: "已交给本人" }).click();
  await page.getByPlaceholder("按账号或姓名查找").fill(login);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: login })).toContainText("待改密码");

  const theirs = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await enter(theirs, login, password);
  // Wherever they go, a password of their own comes first.
  await expect(theirs).toHaveURL(/\/account$/);
  await theirs.goto("/division");
  await expect(theirs).toHaveURL(/\/account$/);
  await theirs.getByLabel("当前密码").fill(password);
  await theirs.getByLabel("新密码", { exact: true }).fill("password2026");
  await theirs.getByLabel("再输入一次新密码").fill("password2026");
  await theirs.getByRole("button", { name: "保存新密码" }).click();
  await expect(theirs.getByRole("alert")).toContainText("常见密码名单");
  await theirs.getByLabel("新密码", { exact: true }).fill(GOOD);
  await theirs.getByLabel("再输入一次新密码").fill(GOOD);
  await theirs.getByRole("button", { name: "保存新密码" }).click();
  await expect(theirs.getByText("当前设备")).toBeVisible();
  await theirs.getByRole("link", { name: "返回地图" }).click();
  await expect(theirs).toHaveURL(/\/division/);

  await page.getByRole("row", { name: login }).getByRole("button", { name: "停用" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await expect(page.getByText("没有符合条件的人员")).toBeVisible();
  await enter(theirs, login, GOOD);
  await expect(theirs.getByRole("alert")).toContainText("账号或密码不正确");
});

for (const theme of ["light", "dark"] as const) {
  test(`the pages of accounts have no fault that axe knows (${theme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await signIn(page, "admin");
    await page.goto("/people?lang=en");
    await expect(page.getByRole("row").nth(2)).toBeVisible();
    expect(await faultsOf(page), "people").toEqual([]);
    await page.getByRole("row").nth(2).getByRole("button").first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    // Half faded in, nothing has contrast.
    await expect(page.locator(".ant-zoom-enter, .ant-zoom-appear, .ant-fade-appear")).toHaveCount(
      0,
    );
    expect(await faultsOf(page), "duties").toEqual([]);
    await page.goto("/account?lang=en");
    for (const name of ["Roles", "Areas"]) {
      await page.getByRole("navigation").getByRole("link", { name }).click();
      await expect(page.getByRole("row").nth(3)).toBeVisible();
      expect(await faultsOf(page), name).toEqual([]);
    }
    await page.goto("/audit?lang=en");
    await page.getByRole("button", { name: "Check the chain" }).click();
    await expect(page.getByText("entries are whole")).toBeVisible();
    expect(await faultsOf(page), "audit").toEqual([]);
    await page.goto("/account?lang=en");
    await expect(page.getByRole("heading", { level: 2 }).nth(1)).toBeVisible();
    expect(await faultsOf(page), "account").toEqual([]);
    await page.goto("/set-up?lang=en");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await faultsOf(page), "set-up").toEqual([]);
  });
}

test("an administrator sees what a role may do, and which areas nobody answers for", async ({
  page,
}) => {
  await signIn(page, "admin");
  await page.goto("/roles?lang=en");
  const auditor = page.getByRole("row", { name: /^Auditor/ });
  await expect(auditor.getByRole("img", { name: "may", exact: true })).toHaveCount(2);
  await page.goto("/areas?lang=en");
  const communities = page.getByRole("row").filter({ hasText: /Community\d/ });
  await expect(communities.first()).toBeVisible();
  const without = await communities.filter({ hasText: "no desk" }).count();
  expect(without).toBeGreaterThan(0);
  await expect(page.getByText(/areas have no desk/)).toBeVisible();
  // The desk of the demo answers for one of them.
  expect(await communities.filter({ hasText: "Community desk" }).count()).toBe(1);
});
