import { expect, test } from "@playwright/test";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

test("a command desk makes a plan, tries it, starts an exercise with one key and stands it down", async ({
  page,
}) => {
  await signIn(page, "dispatcher");
  await page.goto("/emergency");
  const make = page.getByRole("button", { name: "保存，建立预案" });
  const fill = page.getByRole("button", { name: "自动编组" });
  await expect(make.or(fill)).toBeVisible();
  if (await make.isVisible()) await make.click();
  await fill.click();
  await expect(page.getByText("每个小组都有组长")).toBeVisible();

  // A leader is taken out: the dry run names the group before anybody is called.
  const seats = page.getByRole("region", { name: "人员" });
  const leader = seats.locator(".og-emergency-seat", { hasText: "组长" }).first();
  await leader.hover();
  await leader.locator(".ant-select-clear").click();
  await expect(page.getByText("1 个小组没有组长")).toBeVisible();

  await page.getByLabel("事由").fill("防汛应急演练");
  await page.getByRole("button", { name: "启动演练" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "启动演练" }).click();
  await expect(page.getByText("演练案件不计入统计")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  // Whoever works there sees it, and nothing once it is over.
  const other = await page.context().browser()?.newContext();
  const worker = await other?.newPage();
  if (!worker) throw new Error("no second browser");
  await signIn(worker, "community");
  await worker.goto("/account");
  await expect(worker.getByText("防汛应急演练")).toBeVisible();
  await page.getByRole("button", { name: "解除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "解除，恢复平时" }).click();
  await expect(page.getByText("平时：各社区按平时编组运行。")).toBeVisible();
  await worker.reload();
  await expect(worker.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(worker.getByText("防汛应急演练")).toHaveCount(0);
  await other?.close();
});
