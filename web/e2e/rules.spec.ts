import { expect } from "@playwright/test";
import { test } from "./journey.ts";
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

const file = (text: string) => ({
  name: "2028.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

test("the book goes out as tables; an edited one is read row by row, and saved as an edition", async ({
  page,
}) => {
  await signIn(page, "admin");
  await page.goto("/rules");
  await page.getByRole("tab", { name: "导入导出" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "放假与调休" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^放假与调休-.*\.csv$/);
  const chooser = page.locator('input[type="file"]');
  await chooser.setInputFiles(
    file("日期,安排\n2028-01-01,放假\n2028-02-31,放假\n2028-01-08,上班\n"),
  );
  await expect(page.getByRole("alert").filter({ hasText: "2 行有误" })).toBeVisible();
  await expect(page.getByText("没有 2028-02-31 这一天")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("refused.png"), fullPage: true });

  // Somebody has changed a day meanwhile, and not saved it.
  await page.getByRole("tab", { name: "工作日历" }).click();
  await page.getByRole("button", { name: /-03-05/ }).click();
  await page.getByRole("tab", { name: "导入导出" }).click();
  await page.getByRole("button", { name: "换一个文件" }).click();
  await chooser.setInputFiles(file("日期,安排\n2028-01-01,放假\n2028-01-08,调休上班\n"));
  const take = page.getByRole("button", { name: "加入待保存（1 项）" });
  await take.click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("1 项未保存的修改会被文件替换");
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "先不导入" }).click();
  await expect(dialog).toBeHidden();
  await take.click();
  await dialog.getByRole("button", { name: "用文件替换" }).click();
  await page.getByLabel("说明（文号、依据）").fill("2028 年放假安排");
  await page.getByRole("button", { name: "预览影响" }).click();
  await expect(page.getByText(/件未结案件/)).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "保存为新版本" }).click();
  await expect(page.getByText(/已保存为第 \d+ 版/)).toBeVisible();
});
