import { devices, expect } from "@playwright/test";
import { test } from "./journey.ts";
import { post } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { openDesk, signIn } from "./desk.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";
const HEIC = {
  name: "IMG_0001.HEIC",
  mimeType: "image/heic",
  buffer: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(40)]),
};
const { defaultBrowserType: _, ...PHONE } = devices["Pixel 7"];

test("the desk says what becomes of a report from outside, and of a case that is not one's own", async ({
  page,
}) => {
  await signIn(page, "dispatcher");
  const { card } = await post<{ card: { id: string } }>(page, "/api/cases", {
    idempotencyKey: crypto.randomUUID(),
    position: [10, 50],
    categoryId: "event.01-02",
    description: "辖区外的上报",
    channel: "desk",
  });
  await openDesk(page, `/dispatch?sel=cases:${card.id}`);
  const open = page.getByRole("region", { name: /^案件 \d/ });
  await expect(open).toContainText("位置不在任何社区内：已收下，由区级值班核实位置后处理");
  expect(await faultsOf(page)).toEqual([]);
  await openDesk(page, `/dispatch?sel=cases:${NOBODY}`);
  await expect(page.getByRole("alert").filter({ hasText: "找不到该案件" })).toContainText(
    "请核对编号",
  );
});

test("a picture that cannot be read is named, and the others of the same choice stay", async ({
  page,
}) => {
  await signIn(page, "dispatcher");
  await openDesk(page, "/dispatch");
  await page.getByRole("button", { name: /^新建上报/ }).click();
  const form = page.getByRole("form", { name: "新建上报" });
  const good = { name: "a.png", mimeType: "image/png", buffer: await page.screenshot() };
  await form.locator('input[type="file"]').setInputFiles([good, HEIC]);
  await expect(form.getByRole("alert")).toContainText("不支持 HEIC");
  await expect(form.getByRole("img", { name: "第 1 张照片" })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});

test("a phone says what became of a report from outside, of a wrong clock, and of an abolished class", async ({
  browser,
}) => {
  const context = await browser.newContext({
    ...PHONE,
    locale: "zh-CN",
    permissions: ["geolocation"],
    geolocation: { longitude: 10, latitude: 50, accuracy: 9 },
  });
  const page = await context.newPage();
  await signIn(page, "gridworker");
  // Three hours behind, as the server's own time shows.
  const threeHours = 3 * 3_600_000;
  await page.addInitScript((off) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() - off;
  }, threeHours);

  await page.goto(`/field?case=${NOBODY}`);
  await expect(page.getByRole("alert").filter({ hasText: "找不到该案件" })).toBeVisible();

  const report = async (words: string): Promise<void> => {
    await page.goto("/field?view=report");
    await page.getByRole("button", { name: "暴露垃圾" }).click();
    await page.getByLabel("情况描述").fill(words);
    await page.getByRole("button", { name: "上报", exact: true }).click();
  };
  await report("辖区外，相机拍到");
  const entry = page.getByRole("listitem").filter({ hasText: "辖区外，相机拍到" });
  await expect(entry).toContainText("位置不在任何社区内：已收下");
  await expect(page.getByText(/本机时间慢了 (3 小时|2 小时 59)/)).toBeVisible();

  await page.route("**/api/cases", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({
        code: "dispatch.category-abolished",
        validTo: "2026-11-22",
        insteadZh: "积存垃圾渣土 event.01-03",
        insteadEn: "Old heaps event.01-03",
      }),
    }),
  );
  await report("昨天停用的类别");
  const refused = page.getByRole("listitem").filter({ hasText: "昨天停用的类别" });
  await expect(refused.getByRole("alert")).toContainText("请改选：积存垃圾渣土 event.01-03");
  await expect(refused.getByRole("link", { name: "修改后再报" })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  // It is kept, and taken up again as it was written.
  await page.unroute("**/api/cases");
  await refused.getByRole("link", { name: "修改后再报" }).click();
  await expect(page.getByLabel("情况描述")).toHaveValue("昨天停用的类别");
  await context.close();
});
