import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { homeOf, post } from "./ask.ts";
import { openDesk, signIn } from "./desk.ts";

test("a case that is handed up leaves the desk in sight of who did it", async ({ page }) => {
  await signIn(page, "community");
  const { card } = await post<{ card: { id: string; number: string } }>(page, "/api/cases", {
    idempotencyKey: crypto.randomUUID(),
    position: await homeOf(page),
    categoryId: "event.01-02",
    description: "超出社区权限",
    channel: "desk",
  });
  await openDesk(page, `/dispatch?sel=cases:${card.id}`);
  const open = page.getByRole("region", { name: `案件 ${card.number}` });
  await open.getByRole("button", { name: /其他操作/ }).click();
  await open.getByRole("button", { name: "上报上级" }).click();
  const form = open.getByRole("region", { name: "上报上级" });
  await form.getByRole("combobox", { name: "层级" }).click();
  await page.getByTitle("街道", { exact: true }).click();
  await form.getByRole("combobox", { name: "原因" }).fill("超出本级处置权限");
  await page.keyboard.press("Escape");
  await form.getByRole("button", { name: "上报上级" }).click();

  // Its row goes; the card says so, stays as it was, and offers nothing.
  await expect(open).toContainText("案件已转到其他层级");
  await expect(open.getByRole("region", { name: "可办理" })).toHaveCount(0);
  await expect(page.locator(`[data-case="${card.id}"]`)).toHaveCount(0);
  const list = page.getByText("本人上报上级");
  await list.click();
  await expect(page.getByRole("listitem").filter({ hasText: card.number })).toContainText(
    "现由街道办理",
  );
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("handed-up.png") });
});
