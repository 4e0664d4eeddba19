import { expect, type Browser, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf } from "./ask.ts";
import { jumpTo, mapIdle, openDesk, pointOf, signIn, startReport } from "./desk.ts";

/** The promise: a step that was answered is on every other open screen within a second. */
const WITHIN_A_SECOND = { timeout: 1_000 };

/** Takes a step and waits for its answer: from then on the clock of the promise runs. */
async function step(page: Page, take: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse(
    (answer) => answer.url().endsWith("/commands") && answer.request().method() === "POST",
  );
  await take();
  const answer = await answered;
  expect(answer.status(), await answer.text()).toBe(200);
}

async function openScreen(browser: Browser, login: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, login);
  await openDesk(page, "/dispatch");
  return page;
}

const card = (page: Page) => page.getByRole("region", { name: /^案件 \d/ });
const button = (page: Page, name: string) =>
  card(page).getByRole("region", { name: "可办理" }).getByRole("button", { name });

test("a case goes from a click on the map to closed, on two screens", async ({ browser }) => {
  const desk = await openScreen(browser, "dispatcher");
  const field = await openScreen(browser, "gridworker");
  const place = await homeOf(field);
  await jumpTo(desk, place, 16.5);

  await startReport(desk);
  const { x, y } = await pointOf(desk, place);
  await desk.mouse.click(x, y);
  await expect(desk.getByRole("form", { name: "新建上报" })).toContainText(/网格.*社区/s);
  await desk.keyboard.type("垃圾桶外溢，地面有散落垃圾");
  await desk.getByRole("button", { name: "暴露垃圾" }).click();
  await desk.keyboard.press("Control+Enter");

  await expect(card(desk).locator("[data-send]").first()).toBeFocused();
  const toWorker = card(desk).getByRole("button", { name: "派单给 网格员（演示）" });
  await expect(card(desk)).toContainText(/到场 \d+ 分 \d+ 秒/);
  await desk.screenshot({ path: test.info().outputPath("recommended.png") });
  const row = field.getByRole("row", { name: /暴露垃圾.*待派遣/s }).first();
  await expect(row).toBeVisible();
  await step(desk, () => toWorker.press("Enter"));
  const mine = field.getByRole("row", { name: /暴露垃圾.*待接单/s }).first();
  await expect(mine).toBeVisible(WITHIN_A_SECOND);

  await mine.click();
  await step(field, () => button(field, "接单").click());
  await expect(card(desk)).toContainText("处置中", WITHIN_A_SECOND);
  await step(field, () => button(field, "出发").click());
  await expect(card(desk)).toContainText("前往中", WITHIN_A_SECOND);
  await step(field, () => button(field, "到场").click());
  await expect(card(desk)).toContainText("已到场", WITHIN_A_SECOND);

  await button(field, "处置反馈").click();
  await field.locator("input[type=file]").setInputFiles({
    name: "site.png",
    mimeType: "image/png",
    buffer: await field.screenshot(),
  });
  await expect(card(field).locator("img")).toBeVisible();
  const form = card(field).getByRole("region", { name: "处置反馈" });
  await step(field, () => form.getByRole("button", { name: "处置反馈" }).click());
  await expect(card(desk)).toContainText("待核查", WITHIN_A_SECOND);
  await expect(button(field, "核查通过")).toHaveCount(0);

  await expect(button(desk, "核查通过")).toBeVisible();
  await desk.keyboard.press("p");
  await desk.getByRole("checkbox", { name: /结案标准/ }).check();
  await step(desk, () => desk.keyboard.press("Enter"));
  await expect(card(field)).toContainText("已结案", WITHIN_A_SECOND);
  await expect(card(desk).locator("[data-verb]")).toHaveCount(8);
  await desk.screenshot({ path: test.info().outputPath("closed.png") });
});

test("an address is enough, and the keyboard alone files and opens the choice", async ({
  browser,
}) => {
  const desk = await openScreen(browser, "dispatcher");
  await startReport(desk);
  // The cursor goes there by itself; what is typed before it has is lost.
  await expect(desk.getByRole("combobox", { name: "地址" })).toBeFocused();
  await desk.keyboard.type("1号楼");
  await expect(desk.getByRole("option").first()).toBeAttached();
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("form", { name: "新建上报" })).toContainText("街道");
  await expect(desk.getByRole("textbox", { name: "情况描述" })).toBeFocused();
  await desk.keyboard.type("路面有坑洼，行人绊倒");
  await desk.getByRole("combobox", { name: "类别" }).focus();
  await desk.keyboard.type("道路破损");
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("Control+Enter");
  await expect(card(desk)).toContainText("道路破损");
  await expect(card(desk)).toContainText("建议承办人");
});

test("who comes second sees the winner's card, and nothing of theirs is done", async ({
  browser,
}) => {
  const desk = await openScreen(browser, "dispatcher");
  const filed = await desk.request.post("/api/cases", {
    headers: { "x-onegrid": "1" },
    data: {
      idempotencyKey: `e2e-${Date.now()}`,
      position: await homeOf(desk),
      categoryId: "event.01-02",
      description: "两人同时办理",
      channel: "desk",
    },
  });
  const { card: made }: { card: { id: string; version: number } } = await filed.json();
  await desk.route("**/api/stream", (route) => route.abort());
  await desk.goto(`/dispatch?sel=cases:${made.id}`);
  await desk.getByRole("button", { name: "立案" }).first().click();
  await desk.getByRole("checkbox", { name: /立案标准/ }).check();
  // The other one is quicker, and the news does not reach this screen in time.
  await desk.route(`**/api/cases/${made.id}`, (route) => route.abort());
  const other = await desk.request.post(`/api/cases/${made.id}/commands`, {
    headers: { "x-onegrid": "1" },
    data: {
      verb: "reject",
      expectedVersion: made.version,
      idempotencyKey: `e2e-other-${Date.now()}`,
      reason: "not-true",
      fields: {},
    },
  });
  expect(other.ok(), await other.text()).toBe(true);
  await desk.getByRole("region", { name: "立案" }).getByRole("button", { name: "立案" }).click();
  await expect(desk.getByRole("alert")).toContainText("您的“立案”没有执行");
  await expect(desk.getByRole("alert")).toContainText("不予立案");
});

test("on a phone the list comes first, and a tapped case lies in sight over its sheet", async ({
  browser,
}) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const page = await (await browser.newContext(phone)).newPage();
  await signIn(page, "gridworker");
  await openDesk(page, "/dispatch");
  await expect(page.getByRole("button", { name: "派给我的" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.getByRole("button", { name: "已结案" }).tap();
  await page.getByRole("button", { name: "派给我的" }).tap();
  await page.getByRole("row").first().tap();
  await expect(card(page)).toBeVisible();
  await mapIdle(page);
  const sheet = await card(page).boundingBox();
  const position = await page.evaluate(async () => {
    const id = new URL(location.href).searchParams.get("sel")?.replace("cases:", "") ?? "";
    const answer = await fetch(`/api/cases/${id}`);
    const body: { card: { place: { position: [number, number] } } } = await answer.json();
    return body.card.place.position;
  });
  const { y } = await pointOf(page, position);
  expect(y).toBeGreaterThan(46);
  expect(y).toBeLessThan(sheet?.y ?? 0);
  await page.getByRole("button", { name: "关闭案件" }).tap();
  await expect(page.getByRole("row").first()).toBeVisible();
});
