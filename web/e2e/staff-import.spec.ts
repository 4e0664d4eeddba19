import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

const fileOf = (text: string) => ({
  name: "金川路街道网格员名单.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

for (const theme of ["light", "dark"] as const)
  test(`a clerk takes a staff list in, and taking it again changes nothing (${theme})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await signIn(page, "admin");
    const login = `list${Date.now()}`;
    const text = [
      "金川路街道网格员名单,,,,,",
      "编号,姓名,联系电话,岗位,所属社区,截止日期",
      `${login},韩梅,13912345678,网格员,昌文里社区,2027-12-31`,
      `${login}b,李雷,13912345678,网各员,昌闻里社区,`,
    ].join("\r\n");
    await page.goto("/people");
    await page.getByRole("link", { name: "人员导入" }).click();
    await page.locator("input[type=file]").setInputFiles(fileOf(text));
    await expect(page.getByText("这些列涉及个人信息，没有读取：联系电话")).toBeVisible();
    // What could not be guessed is asked.
    await expect(page.getByText("还需要指定：账号")).toBeVisible();
    await page.getByLabel("编号").click();
    await page.getByTitle("账号", { exact: true }).click();
    await expect(page.getByText("新增 1 行（1 个新账号）")).toBeVisible();
    await expect(page.getByText("是不是“网格员”")).toBeVisible();
    await expect(page.getByText("是不是“昌文里社区”")).toBeVisible();
    await expect(page.locator(".ant-slide-up-leave")).toHaveCount(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "导入 1 行" }).click();
    await expect(page.getByText("已导入：新开 1 个账号，1 项任职。")).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "下载初始密码（只能下载一次）" }).click(),
    ]);
    expect(readFileSync(await download.path(), "utf8")).toContain(`${login},韩梅,`);
    await expect(page.getByText("初始密码已下载")).toBeVisible();

    await page.getByRole("button", { name: "再导入一份" }).click();
    await page.locator("input[type=file]").setInputFiles(fileOf(text.replace("编号", "账号")));
    await expect(page.getByText("不变 1 行")).toBeVisible();
    await expect(page.getByRole("button", { name: "没有可以导入的行。" })).toBeDisabled();
    await page.getByRole("link", { name: "回到人员与任职" }).click();
    await page.getByPlaceholder("按账号或姓名查找").fill(login);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("row", { name: login })).toContainText("待改密码");
  });
