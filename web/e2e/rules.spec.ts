import { expect, test } from "@playwright/test";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

test("an administrator moves a working day, sees whom it concerns, and saves an edition", async ({
  page,
}) => {
  await signIn(page, "admin");
  await page.goto("/rules");
  await page.getByPlaceholder("按名称、代码或关键词查找").fill("占道");
  await expect(page.getByText("占道废品收购")).toBeVisible();
  await page.getByRole("tab", { name: "工作日历" }).click();
  await page.getByRole("button", { name: "下一年" }).click();
  const saturday = page.getByRole("button", { name: /2027-06-05/ });
  // A day off first, then a working day.
  await saturday.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(saturday).toHaveAccessibleName(/调休上班/);
  expect(await faultsOf(page)).toEqual([]);

  await page.getByLabel("说明（文号、依据）").fill("端午调休");
  await expect(page.getByRole("button", { name: "保存为新版本" })).toBeDisabled();
  await page.getByRole("button", { name: "预览影响" }).click();
  await expect(page.getByText(/件未结案件/)).toBeVisible();
  await page.getByRole("button", { name: "保存为新版本" }).click();
  await expect(page.getByText(/已保存为第 \d+ 版/)).toBeVisible();
  await page.getByRole("tab", { name: "版本记录" }).click();
  await expect(page.getByText("端午调休")).toBeVisible();
});
