import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { signIn } from "./desk.ts";

test("whoever signs out is out, on the map and on an office page", async ({ page }) => {
  for (const path of ["/dispatch", "/people"]) {
    await signIn(page, "admin");
    await page.goto(path);
    const menu = page.getByRole("button", { name: "账户菜单" });
    const out = page.getByRole("button", { name: "退出登录" });
    await expect(menu.or(out)).toBeVisible();
    if (await menu.isVisible()) {
      await menu.click();
      await page.getByRole("menuitem", { name: "退出登录" }).click();
    } else await out.click();
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByLabel("密码")).toBeVisible();
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
});

test("an office page has one name in the tab, in the menu and above itself, and fits a telephone", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "admin");
  await page.goto("/account");
  const links = page.getByRole("navigation", { name: "管理页面" }).getByRole("link");
  await expect(links).toHaveCount(12);
  for (const name of await links.allTextContents()) {
    await links.filter({ hasText: name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page).toHaveTitle(`${name} · OneGrid 一张网`);
    await page.waitForLoadState("networkidle");
    const office = page.locator(".og-office");
    const over = await office.evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(over, `${name} is wider than the telephone`).toBe(0);
  }
});

test("a login in Chinese is told before it is sent, and Escape does not take the password away", async ({
  page,
}) => {
  await signIn(page, "admin");
  await page.goto("/people");
  await page.getByRole("button", { name: "开通账号" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("账号")).toBeFocused();
  await page.keyboard.type("赵敏");
  await expect(dialog.getByRole("alert")).toContainText("账号要以字母开头");
  await dialog.getByLabel("账号").fill(`zhao.min.${Date.now()}`);
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await dialog.getByLabel("姓名或岗位名称").fill("赵敏");
  await dialog.getByLabel("区域").click();
  await page.keyboard.type("昌文里");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(page.locator("code")).toHaveText(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
  await page.keyboard.press("Escape");
  await expect(page.locator("code")).toBeVisible();
  await page.getByRole("button", { name: "已交给本人" }).click();
  await expect(page.locator("code")).toHaveCount(0);
});

test("passwords of an import that nobody has fetched are not left behind unasked", async ({
  page,
}) => {
  await signIn(page, "admin");
  const login = `left${Date.now()}`;
  const text = `工号,姓名,岗位,所属社区\r\n${login},冯军,网格员,昌文里社区`;
  await page.goto("/people/import");
  await page.locator("input[type=file]").setInputFiles({
    name: "名单.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
  await page.getByRole("button", { name: "导入 1 行" }).click();
  await expect(page.getByText("已导入：新开 1 个账号")).toBeVisible();
  await page.getByRole("link", { name: "回到人员与任职" }).click();
  const asked = page.getByRole("dialog", { name: "初始密码还没有下载" });
  await asked.getByRole("button", { name: "留在这里" }).click();
  await expect(asked).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载初始密码（只能下载一次）" }).click(),
  ]);
  expect(download.suggestedFilename()).toContain("passwords");
  await expect(page.getByText("初始密码已下载")).toBeVisible();
  await page.getByRole("link", { name: "回到人员与任职" }).click();
  await expect(page).toHaveURL(/\/people$/);
});

test("the same shift is not planned twice", async ({ page }) => {
  await signIn(page, "street");
  await page.goto("/roster");
  await page.getByLabel("区域").click();
  await page.keyboard.type("昌福里");
  await page.keyboard.press("Enter");
  await expect(page.getByText("常规班次 周一至周五 08:30–18:00").first()).toBeVisible();
  await page.getByRole("button", { name: "下一周" }).click();
  await page
    .getByRole("button", { name: /周|：未排班/ })
    .filter({ hasNotText: /周/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("上班").fill("20:00");
  await dialog.getByLabel("下班").fill("08:00");
  const add = dialog.getByRole("button", { name: "添加班次" });
  await add.click();
  await expect(dialog.getByRole("list", { name: "已排班次" })).toContainText("20:00–08:00 次日");
  await expect(add).toBeDisabled();
  await expect(dialog.getByText("这个班次已经排了。")).toBeVisible();
  await dialog.getByRole("button", { name: "删除" }).click();
  await expect(add).toBeEnabled();
});
