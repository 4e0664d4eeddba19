import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { HOME, jumpTo, openDesk, pointOf, signIn, startReport } from "./desk.ts";

test("a reporter's contact is noted with consent, shown at a press, and gone when the case is left", async ({
  page,
}) => {
  await signIn(page, "dispatcher");
  await openDesk(page, "/dispatch");
  await jumpTo(page, HOME, 16.5);
  await startReport(page);
  const { x, y } = await pointOf(page, HOME);
  await page.mouse.click(x, y);
  const form = page.getByRole("form", { name: "新建上报" });
  await expect(form).toContainText(/社区/);
  await page.keyboard.type("垃圾桶外溢，请联系 13812345678");
  // Told while it is being typed, not only when it is sent.
  await expect(form.getByRole("alert")).toContainText("138******78");
  await form.getByRole("button", { name: "遮盖号码" }).click();
  await expect(form.getByRole("textbox", { name: "情况描述" })).toHaveValue(/138\*{6}78/);
  await page.getByRole("button", { name: "暴露垃圾" }).click();

  // Folded away at first: nobody is asked for a name.
  await expect(form.getByRole("textbox", { name: "电话" })).toHaveCount(0);
  await form.getByRole("button", { name: /报案人联系方式/ }).click();
  await form.getByRole("textbox", { name: "称呼" }).fill("张女士");
  await form.getByRole("textbox", { name: "电话" }).fill("138 0013 8000");
  const send = form.getByRole("button", { name: /^上报/ });
  await expect(send).toBeDisabled();
  await form.getByRole("checkbox", { name: /同意/ }).check();
  await page.screenshot({ path: test.info().outputPath("report.png") });
  await send.click();

  const contact = page.getByRole("region", { name: "报案人联系方式" });
  await expect(contact).not.toContainText("张女士");
  await contact.getByRole("button", { name: "查看联系方式" }).click();
  await expect(contact).toContainText("张女士");
  await expect(contact).toContainText("138 0013 8000");
  await page.screenshot({ path: test.info().outputPath("shown.png") });
  const address = page.url();
  await page.keyboard.press("Escape");
  await page.goto(address);
  await expect(contact.getByRole("button", { name: "查看联系方式" })).toBeVisible();
  await expect(page.locator("body")).not.toContainText("138 0013 8000");

  const log = await page.context().newPage();
  await signIn(log, "auditor");
  await log.goto("/audit");
  await expect(log.getByText("查看联系方式").first()).toBeVisible();
});
