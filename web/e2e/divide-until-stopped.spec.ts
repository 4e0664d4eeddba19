import type { DivisionReply, PlanReply } from "@onegrid/core/division/contract";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { largestCommunity, read } from "./ask.ts";
import { mapIdle, openDesk, signIn } from "./desk.ts";

test.describe.configure({ timeout: 150_000 });

/** A small community is done in a moment: a hand would come too late. */
const stopAsSoonAsOffered = (page: Page): Promise<void> =>
  page.evaluate(() =>
    new MutationObserver(() => {
      for (const button of document.querySelectorAll("button"))
        if (button.textContent === "停止，就用目前的") button.click();
    }).observe(document.body, { subtree: true, childList: true }),
  );

test("a division improves while one looks on, is stopped, and is the one the server makes", async ({
  page,
}) => {
  await signIn(page);
  await openDesk(page);
  const largest = await largestCommunity(page);
  await page.getByRole("button", { name: largest.name }).click();
  const name = `until stopped ${Date.now()}`;
  await page.getByLabel("方案名称").fill(name);
  await page.getByRole("button", { name: "从空白开始" }).click();
  await mapIdle(page);
  await page.getByRole("button", { name: "自动划分" }).click();
  await expect(page.getByText("试算中…")).toHaveCount(0);
  await stopAsSoonAsOffered(page);
  await page.getByText("直到停止").click();
  await expect(page.getByText("选中后试算").first()).toBeVisible();
  const take = page.getByRole("button", { name: "采用这个结果" });
  await expect(take).toBeEnabled();
  const sent = page.waitForRequest((request) => request.url().endsWith("/edits"));
  await take.click();
  const request = await sent;
  expect(request.postDataJSON()).toMatchObject({ intent: { stopAfter: expect.any(Number) } });
  await expect(page.getByText("已保存")).toBeVisible();

  const { plans } = await read<{ plans: PlanReply[] }>(page, "/api/plans");
  const id = plans.find((plan) => plan.name === name)?.divisions[0]?.id ?? "";
  const { gridOf, grids } = await read<DivisionReply>(page, `/api/divisions/${id}`);
  expect(gridOf.every((grid) => grid >= 0)).toBe(true);
  // What the server made is what the page showed: a difference would have been told.
  await expect(page.getByRole("row")).toHaveCount(grids.length + 2);
  await expect(page.getByText(/服务器.*不同/)).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath("taken.png") });
});
