import { Secret, TOTP } from "otpauth";
import { expect, type Browser, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

const GOOD = "七盏红灯笼在正午亮着";

const totp = (secret: string): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) });

/** Of the step after the present one: the window takes it, and it was not used yet. */
const nextCode = (secret: string): string =>
  totp(secret).generate({ timestamp: Date.now() + 30_000 });

/** Somebody with an account and a password of their own, signed in on a page of theirs. */
async function newMember(admin: Page, browser: Browser, login: string): Promise<Page> {
  await signIn(admin, "admin");
  const headers = { "x-onegrid": "1" };
  const areas = await admin.request.get("/api/areas");
  const { areas: [area] = [] }: { areas?: { id: string }[] } = await areas.json();
  const made = await admin.request.post("/api/access/people", {
    headers,
    data: {
      login,
      displayName: "陈雨",
      duties: [{ role: "planner", areaId: area?.id, validFrom: "2026-01-01", validTo: null }],
    },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { password }: { password: string } = await made.json();
  const theirs = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await theirs.request.post("/api/access/sign-in", { headers, data: { login, password } });
  await theirs.request.post("/api/access/password", {
    headers,
    data: { present: password, next: GOOD },
  });
  return theirs;
}

/** Sets one-time codes up on the page, and answers the secret and the recovery codes. */
async function setUp(page: Page): Promise<{ secret: string; recovery: string[] }> {
  await page.goto("/account");
  await page.getByRole("button", { name: "启用动态口令" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("当前密码").fill(GOOD);
  await dialog.getByRole("button", { name: "下一步" }).click();
  await expect(dialog.getByRole("img", { name: "二维码" })).toBeVisible();
  const secret = (await dialog.locator(".og-factor-secret").textContent()) ?? "";
  await dialog.getByLabel("验证器显示的六位数字").fill(totp(secret).generate());
  await dialog.getByRole("button", { name: "确认启用" }).click();
  await expect(dialog.locator(".og-recovery-list code")).toHaveCount(10);
  const recovery = await dialog.locator(".og-recovery-list code").allTextContents();
  // Not to be closed before they are kept.
  await expect(dialog.getByRole("button", { name: "完成" })).toBeDisabled();
  await dialog.getByLabel("已经保存在安全的地方").check();
  await dialog.getByRole("button", { name: "完成" }).click();
  await expect(page.getByText("还有 10 个恢复码可用")).toBeVisible();
  return { secret, recovery };
}

async function passwordStep(page: Page, login: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("账号").fill(login);
  await page.getByLabel("密码").fill(GOOD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByLabel("动态口令")).toBeFocused();
}

test("one-time codes are set up, and asked for from then on", async ({ page, browser }) => {
  const login = `chen.yu.${Date.now()}`;
  const theirs = await newMember(page, browser, login);
  const { secret } = await setUp(theirs);

  await passwordStep(theirs, login);
  expect(await faultsOf(theirs), "second step").toEqual([]);
  await theirs.getByLabel("动态口令").fill("000000");
  await theirs.keyboard.press("Enter");
  await expect(theirs.getByRole("alert")).toContainText("动态口令或恢复码不正确");
  await theirs.getByLabel("动态口令").fill(nextCode(secret));
  await theirs.keyboard.press("Enter");
  await expect(theirs).toHaveURL(/\/division/);

  // The telephone is lost: the administrator takes the codes away.
  await page.goto("/people");
  await page.getByPlaceholder("按账号或姓名查找").fill(login);
  await page.keyboard.press("Enter");
  const row = page.getByRole("row", { name: login });
  await expect(row).toContainText("动态口令");
  await row.getByRole("button", { name: "重置动态口令" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await expect(row.getByRole("button", { name: "重置动态口令" })).toHaveCount(0);
  await theirs.goto("/sign-in");
  await theirs.getByLabel("账号").fill(login);
  await theirs.getByLabel("密码").fill(GOOD);
  await theirs.getByRole("button", { name: "登录", exact: true }).click();
  await expect(theirs).toHaveURL(/\/division/);
});

test("a recovery code lets its owner in once", async ({ page, browser }) => {
  const login = `zhou.min.${Date.now()}`;
  const theirs = await newMember(page, browser, login);
  const { recovery } = await setUp(theirs);
  const useCode = async (code: string): Promise<void> => {
    await passwordStep(theirs, login);
    await theirs.getByRole("button", { name: "用恢复码" }).click();
    await theirs.getByLabel("恢复码").fill(code);
    await theirs.getByRole("button", { name: "确认登录" }).click();
  };
  await useCode(recovery[0] ?? "");
  await expect(theirs).toHaveURL(/\/division/);
  await theirs.goto("/account");
  await expect(theirs.getByText("还有 9 个恢复码可用")).toBeVisible();
  await useCode(recovery[0] ?? "");
  await expect(theirs.getByRole("alert")).toContainText("已经用过");
  await theirs.getByLabel("恢复码").fill(recovery[1] ?? "");
  await theirs.getByRole("button", { name: "确认登录" }).click();
  await expect(theirs).toHaveURL(/\/division/);
});

test("an answer of single sign-on that nobody waits for is refused in a sentence, and leaves the address", async ({
  page,
}) => {
  await page.goto("/sign-in/sso?code=abc&state=def");
  await expect(page.getByRole("alert")).toContainText("单点登录");
  await expect(page).toHaveURL(/\/sign-in\/sso$/);
  await page.getByRole("link", { name: "返回登录" }).click();
  await expect(page.getByLabel("账号")).toBeVisible();
});
