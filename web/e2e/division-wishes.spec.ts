import type { DivisionReply, PlanReply } from "@onegrid/core/division/contract";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { largestCommunity, post, read } from "./ask.ts";
import { mapIdle, openDesk, signIn } from "./desk.ts";

test.describe.configure({ timeout: 150_000 });

async function planOfToday(page: Page): Promise<PlanReply> {
  const { id } = await largestCommunity(page);
  const data = { name: `重划 ${Date.now()}`, communityIds: [id], fromPresent: true };
  return post<PlanReply>(page, "/api/plans", data);
}

const idIn = ({ grids, gridOf }: DivisionReply, unit: number) => grids[gridOf[unit] ?? -1]?.id;

/** Share of the units that were in a grid and are in the one of the same id. */
function keptUnits(before: DivisionReply, after: DivisionReply): number {
  const placed = [...before.gridOf.keys()].filter((unit) => (before.gridOf[unit] ?? -1) >= 0);
  return placed.filter((unit) => idIn(before, unit) === idIn(after, unit)).length / placed.length;
}

test("divided again near the posts, and most households stay where they are", async ({ page }) => {
  await signIn(page);
  const plan = await planOfToday(page);
  const path = `/api/divisions/${plan.divisions[0]?.id ?? ""}`;
  const before = await read<DivisionReply>(page, path);
  await openDesk(page, `/division?w-plan=${plan.id}`);
  await page.getByRole("button", { name: "重新划分" }).click();
  const near = page.getByRole("checkbox", { name: /靠近驿站/ });
  await expect(near).not.toBeChecked();
  await near.check();
  await page.getByLabel("网格数", { exact: true }).fill(String(before.grids.length));
  await page.getByLabel("至少让多少户留在原网格").fill("80");
  await page.getByLabel("至少让多少户留在原网格").blur();
  await expect(page.getByText(/到驿站均 \d+ m/).first()).toBeVisible();
  await mapIdle(page);
  await page.screenshot({ path: test.info().outputPath("wishes.png") });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: test.info().outputPath("wishes-dark.png") });

  const take = page.getByRole("button", { name: "采用这个结果" });
  await expect(take).toBeEnabled();
  const sent = page.waitForRequest((request) => request.url().endsWith("/edits"));
  await take.click();
  expect((await sent).postDataJSON()).toMatchObject({
    intent: { keepShare: 0.8, nearPosts: { weight: 0.5 } },
  });
  await expect(page.getByText("已保存")).toBeVisible();
  await expect(page.getByText(/服务器.*不同/)).toHaveCount(0);
  expect(keptUnits(before, await read<DivisionReply>(page, path))).toBeGreaterThan(0.5);
});
