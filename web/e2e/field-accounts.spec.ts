import { devices, expect, type BrowserContext, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, read } from "./ask.ts";
import { signIn } from "./desk.ts";

const { defaultBrowserType: _, ...PIXEL } = devices["Pixel 7"];
const PHONE = { ...PIXEL, viewport: { width: 390, height: 844 }, locale: "zh-CN" };

/** A phone of the grid worker's at their home, with the page kept on it. */
async function phoneOf(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await signIn(page, "gridworker");
  const [longitude, latitude] = await homeOf(page);
  await context.setGeolocation({ longitude, latitude, accuracy: 12 });
  await page.goto("/field?view=outbox");
  await expect(page.getByText("本页已存到本机")).toBeVisible();
  return page;
}

async function writeReport(page: Page, words: string): Promise<void> {
  await page.getByRole("link", { name: "上报" }).click();
  await page.getByRole("button", { name: "暴露垃圾" }).click();
  await page.getByRole("textbox", { name: "情况描述" }).fill(words);
  await expect(page.getByText("误差约 12 米")).toBeVisible();
  await page.getByRole("button", { name: "上报" }).click();
}

const countOf = async (page: Page, words: string): Promise<number> =>
  (await read<{ total: number }>(page, `/api/cases?text=${encodeURIComponent(words)}`)).total;

test("what one person wrote is never sent as another, and is there when they come back", async ({
  browser,
}) => {
  const context = await browser.newContext({ ...PHONE, permissions: ["geolocation"] });
  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "dispatcher");
  let page = await phoneOf(context);
  const said = `换人之前 ${Date.now()}`;
  await context.setOffline(true);
  await writeReport(page, said);
  await expect(page.getByText("待发送 1 条")).toBeVisible();
  await page.close();

  // The session ends by itself; somebody else takes the phone. The page still remembers its last owner.
  await context.clearCookies();
  await context.setOffline(false);
  page = await context.newPage();
  await signIn(page, "community");
  await page.goto("/field?view=outbox");
  await expect(page.getByText("另一个账号在本机还有 1 条未发送")).toBeVisible();
  await expect(page.getByText("全部已发送")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("others.png") });
  expect(await countOf(desk, said)).toBe(0);
  await page.close();

  await context.clearCookies();
  page = await context.newPage();
  await signIn(page, "gridworker");
  await page.goto("/field?view=outbox");
  await expect(page.getByText("全部已发送")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("另一个账号")).toHaveCount(0);
  const found = await read<{ cards: { id: string }[] }>(
    desk,
    `/api/cases?text=${encodeURIComponent(said)}`,
  );
  expect(found.cards).toHaveLength(1);
  const { entries } = await read<{ entries: { actor: { name: string } }[] }>(
    desk,
    `/api/cases/${found.cards[0]?.id}`,
  );
  expect(entries[0]?.actor.name).toBe("网格员（演示）");
});

test("a page that stays open while somebody else signs in beside it sends nothing as them", async ({
  browser,
}) => {
  const context = await browser.newContext({ ...PHONE, permissions: ["geolocation"] });
  const page = await phoneOf(context);
  const beside = await context.newPage();
  await signIn(beside, "community");
  const said = `旁边换人 ${Date.now()}`;
  await writeReport(page, said);
  // The page finds out by the server's refusal, and becomes the other's.
  await page.getByRole("link", { name: /^待发箱/ }).click();
  await expect(page.getByText("另一个账号在本机还有 1 条未发送")).toBeVisible();
  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "dispatcher");
  expect(await countOf(desk, said)).toBe(0);
});

test("a report that was refused is put right and sent once more, once", async ({ browser }) => {
  const context = await browser.newContext({ ...PHONE, permissions: ["geolocation"] });
  const page = await phoneOf(context);
  const said = `改后再发 ${Date.now()}`;
  // What the server does not take it says, and the entry waits for a decision.
  await page.route(
    "**/api/cases",
    (route) =>
      route.fulfill({
        status: 422,
        contentType: "application/problem+json",
        json: { code: "dispatch.bad-photo", status: 422, hash: "" },
      }),
    { times: 1 },
  );
  await writeReport(page, said);
  await page.getByRole("link", { name: /^待发箱/ }).click();
  await expect(page.getByText("需处理 1 条")).toBeVisible();
  await page.getByRole("link", { name: "修改" }).click();
  await expect(page.getByRole("textbox", { name: "情况描述" })).toHaveValue(said);
  await page.getByRole("textbox", { name: "情况描述" }).fill(`${said} 已更正`);
  await page.getByRole("button", { name: "上报" }).click();
  await page.getByRole("link", { name: /^待发箱/ }).click();
  await expect(page.getByText("全部已发送")).toBeVisible({ timeout: 30_000 });
  expect(await countOf(page, said)).toBe(1);
  expect(await countOf(page, `${said} 已更正`)).toBe(1);
});
