import { devices, expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, post, read } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

interface Card {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** A step of the desk, by the door that its page uses. */
async function command(desk: Page, card: Card, verb: string, fields: object): Promise<Card> {
  const body = { verb, fields, expectedVersion: card.version, idempotencyKey: crypto.randomUUID() };
  return (await post<{ card: Card }>(desk, `/api/cases/${card.id}/commands`, body)).card;
}

/** A case that waits for the grid worker. */
async function sendToWorker(desk: Page, memberId: string, position: number[]): Promise<Card> {
  const { card } = await post<{ card: Card }>(desk, "/api/cases", {
    idempotencyKey: crypto.randomUUID(),
    position,
    categoryId: "event.01-04",
    description: "路面有散落泥土",
    channel: "desk",
  });
  const filed = await command(desk, card, "file", { standardMet: true });
  const assignee = { unitId: null, memberId };
  const fields = { assignee, recommendationId: null, overrideReason: "就近" };
  return command(desk, filed, "dispatch", fields);
}

const addPhoto = async (page: Page): Promise<void> => {
  const photo = await page.screenshot();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "site.png", mimeType: "image/png", buffer: photo });
  await expect(page.getByRole("img", { name: "第 1 张照片" })).toBeVisible();
};

test("a case is finished and another reported without a line, the page ends, and all arrives once", async ({
  browser,
}) => {
  const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
  const context = await browser.newContext({
    ...phone,
    viewport: { width: 390, height: 844 },
    locale: "zh-CN",
    permissions: ["geolocation"],
  });
  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "dispatcher");
  let page = await context.newPage();
  await signIn(page, "gridworker");
  const me = await read<{ id: string }>(page, "/api/access/me");
  const [longitude, latitude] = await homeOf(page);
  await context.setGeolocation({ longitude, latitude, accuracy: 12 });
  const sent = await sendToWorker(desk, me.id, [longitude, latitude]);
  const said = `断网上报 ${Date.now()}`;

  // A phone comes to its own page by itself.
  await page.goto("/");
  const task = page.getByRole("link", { name: /道路不洁/ }).first();
  await expect(task).toBeVisible();
  await page.getByRole("link", { name: "待发箱" }).click();
  await expect(page.getByText("本页已存到本机")).toBeVisible();
  await page.getByRole("link", { name: /^任务/ }).click();
  expect(await faultsOf(page)).toEqual([]);

  await context.setOffline(true);
  await page.goto(`/field?case=${sent.id}`);
  await page.getByRole("button", { name: "接单" }).click();
  await page.getByRole("button", { name: "到场" }).click();
  await page.getByRole("button", { name: "处置反馈" }).click();
  await addPhoto(page);
  await page.getByRole("textbox", { name: "处理结果" }).fill("已清扫");
  await page.getByRole("button", { name: "确认处置反馈" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "待发送" })).toHaveCount(3);
  await page.getByRole("link", { name: "返回" }).click();
  await page.getByRole("link", { name: "上报" }).click();
  await addPhoto(page);
  await page.getByRole("button", { name: "暴露垃圾" }).click();
  await page.getByRole("textbox", { name: "情况描述" }).fill(said);
  await expect(page.getByText("误差约 12 米")).toBeVisible();
  await page.getByRole("button", { name: "上报" }).click();
  await expect(page.getByText("待发送 4 条")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("outbox.png") });

  // The app ends; without a line it opens again, and knows everything.
  await page.close();
  page = await context.newPage();
  await page.goto("/field?view=outbox");
  await expect(page.getByText("待发送 4 条")).toBeVisible();
  await page.close();

  await context.setOffline(false);
  page = await context.newPage();
  await page.goto("/field?view=outbox");
  await expect(page.getByText("全部已发送")).toBeVisible({ timeout: 30_000 });
  const detail = await read<{ card: Card; entries: { verb: string }[] }>(
    page,
    `/api/cases/${sent.id}`,
  );
  expect(detail.card.state).toBe("resolved");
  expect(detail.entries.slice(-3).map(({ verb }) => verb)).toEqual(["accept", "arrive", "finish"]);
  const found = await read(page, `/api/cases?text=${encodeURIComponent(said)}`);
  expect(found).toMatchObject({ total: 1, cards: [{ counts: { photos: 1 } }] });
});
