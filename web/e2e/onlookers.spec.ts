import { expect, type Browser, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, post } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { openDesk, signIn } from "./desk.ts";

async function openScreen(browser: Browser, login: string, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, login);
  await openDesk(page, path);
  return page;
}

const line = (page: Page) =>
  page.getByRole("region", { name: /^案件 \d/ }).locator(".og-onlookers");

test("two desks see that they have the same case open, and who fills in a step", async ({
  browser,
}) => {
  // Two maps draw at once.
  test.slow();
  const street = await openScreen(browser, "street", "/dispatch");
  const { card } = await post<{ card: { id: string } }>(street, "/api/cases", {
    idempotencyKey: `e2e-onlookers-${Date.now()}`,
    position: await homeOf(street),
    categoryId: "event.01-02",
    description: "两个值班台同时在看",
    channel: "desk",
  });
  const center = await openScreen(browser, "dispatcher", `/dispatch?sel=cases:${card.id}`);
  const row = street.locator(`[data-case="${card.id}"]`);
  const tag = row.getByRole("img", { name: /指挥中心.*正在看/ });
  await expect(tag).toBeVisible();
  await street.screenshot({ path: test.info().outputPath("row.png") });

  await row.click();
  await expect(line(street)).toContainText(/指挥中心.*正在看/);
  await expect(line(center)).toContainText(/街道.*正在看/);
  await center.keyboard.press("f");
  await expect(line(street)).toContainText(/指挥中心.*正在填单/);
  expect(await faultsOf(street)).toEqual([]);
  await street.screenshot({ path: test.info().outputPath("card.png") });

  // A browser that goes away says so; one that dies falls silent, which is a test of the server's.
  await center.close();
  await expect(line(street)).toBeEmpty();
  await expect(tag).toHaveCount(0);
});
