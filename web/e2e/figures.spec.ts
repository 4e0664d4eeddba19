import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

test("a leader opens the cases behind a rate, looks for hot spots, and goes back to last week", async ({
  page,
}) => {
  await signIn(page, "leader");
  await page.goto("/figures");
  const table = page.getByRole("region", { name: "办件统计" });
  const rate = table.getByRole("button", { name: /^合计 · 立案率 · [\d.]+% \d+\/\d+$/ });
  const [, below] = /\/(\d+)$/.exec((await rate.getAttribute("aria-label")) ?? "") ?? [];
  await rate.click();
  await expect(page.getByRole("heading", { name: "合计 · 立案率" })).toBeFocused();
  await expect(page.getByText(`共 ${below} 件`)).toBeVisible();
  const hot = page.getByRole("heading", { name: "热点" }).locator("..");
  await expect(hot.getByText(/近 14 天/).first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page
    .getByRole("link", { name: /^\d{8}-\d{6}$/ })
    .first()
    .click();
  await expect(page.locator(".og-case-card")).toBeVisible();
  await page.getByRole("button", { name: "关闭案件" }).click();
  await page.getByRole("button", { name: "回放", exact: true }).click();
  const bar = page.getByRole("region", { name: "回放" });
  await expect(bar).toContainText("正在看过去");
  await expect(page).toHaveURL(/w-at=/);
  const before = await bar.locator("b").textContent();
  await bar.getByRole("button", { name: "前一天同一时刻" }).click();
  await expect(bar.locator("b")).not.toHaveText(before ?? "");
  await expect(page.getByRole("button", { name: /新建上报/ })).toHaveCount(0);
  await bar.getByRole("button", { name: "回到现在" }).click();
  await expect(bar).toHaveCount(0);
});
