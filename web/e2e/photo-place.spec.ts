import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { HOME, jumpTo, openDesk, signIn, startReport } from "./desk.ts";

/** 16 × 8 pixels, with EXIF: HOME as its place, and a word that must not leave the page. */
const PHOTO = new URL("photo-with-place.jpg", import.meta.url);

test("a photo offers its place and takes it nowhere else", async ({ page }) => {
  await signIn(page, "dispatcher");
  await openDesk(page, "/dispatch");
  await jumpTo(page, HOME, 16.5);
  await startReport(page);
  const form = page.getByRole("form", { name: "新建上报" });
  const taken = page.waitForResponse("**/api/photos");
  await form
    .locator('input[type="file"]')
    .setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: readFileSync(PHOTO) });
  expect((await taken).status()).toBe(201);
  const { hash }: { hash: string } = await (await taken).json();
  await expect(form).not.toContainText(/宝星里社区/);
  await form.getByRole("button", { name: "用作案件位置" }).click();
  await expect(form).toContainText(/社区/);
  await page.screenshot({ path: test.info().outputPath("photo.png") });

  await page.getByRole("textbox", { name: "情况描述" }).fill("垃圾桶外溢，地面有散落垃圾");
  await page.getByRole("button", { name: "暴露垃圾" }).click();
  const reported = page.waitForResponse((answer) => answer.url().endsWith("/api/cases"));
  await form.getByRole("button", { name: /^上报/ }).click();
  const { card }: { card: { id: string } } = await (await reported).json();
  const kept = await page.request.get(`/api/cases/${card.id}/photos/${hash}`);
  expect(kept.headers()["content-type"]).toBe("image/jpeg");
  expect((await kept.body()).includes("canary-of-a-camera")).toBe(false);
});
