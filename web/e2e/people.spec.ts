import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, post, read } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { countDrawn, jumpTo, openDesk, pointOf, signIn } from "./desk.ts";

const stand = (page: Page, position: [number, number], minutesAgo = 0) =>
  post<{ isKept: boolean }>(page, "/api/positions", {
    ...{ position, accuracyMetres: 9, measuredAt: Date.now() - minutesAgo * 60_000 },
  });
const withdraw = (page: Page) =>
  page.request.delete("/api/positions", { headers: { "x-onegrid": "1" } });
const drawn = (page: Page) => countDrawn(page, ["people-sign"]);

test("people on shift stand on the desk's map, and are gone when they take it back", async ({
  browser,
}) => {
  const phone = await (await browser.newContext()).newPage();
  await signIn(phone, "gridworker");
  const home = await homeOf(phone);
  await withdraw(phone);
  await stand(phone, home, 12);

  const context = await browser.newContext();
  const streams: Page[] = [];
  context.on("request", (request) => {
    if (request.url().includes("/api/positions/stream")) streams.push(request.frame().page());
  });
  const desk = await context.newPage();
  await signIn(desk, "dispatcher");
  await openDesk(desk, "/dispatch");
  await jumpTo(desk, home, 16);
  await expect.poll(() => drawn(desk)).toBe(1);
  await desk.screenshot({ path: test.info().outputPath("stale.png") });

  const moved: [number, number] = [home[0] + 0.0008, home[1] + 0.0004];
  await stand(phone, moved);
  const spot = async () => pointOf(desk, moved);
  await expect
    .poll(async () => {
      const { x, y } = await spot();
      await desk.mouse.move(x - 3, y);
      await desk.mouse.move(x, y);
      return countDrawn(desk, ["people-words"]);
    })
    .toBe(1);
  const { x, y } = await spot();
  await desk.mouse.click(x, y);
  const card = desk.getByRole("region", { name: "在班人员" });
  await expect(card).toContainText("网格员（演示）");
  await expect(card).toContainText(/刚刚定位|分钟前定位/);
  await expect(card).toContainText(/手上/);
  expect(await faultsOf(desk)).toEqual([]);
  await desk.screenshot({ path: test.info().outputPath("chosen.png") });

  // Another tab shows the same over the same line; when the one that reads is closed, it goes on.
  const second = await context.newPage();
  await openDesk(second, "/dispatch");
  await jumpTo(second, home, 16);
  await expect.poll(() => drawn(second)).toBe(1);
  expect(new Set(streams)).toEqual(new Set([desk]));
  await desk.close();
  await expect.poll(() => streams.at(-1)).toBe(second);
  await expect.poll(() => drawn(second)).toBe(1);

  expect((await withdraw(phone)).status()).toBe(204);
  await expect.poll(() => drawn(second), { timeout: 3_000 }).toBe(0);
});

test("whoever may not locate staff has no such layer, and asks for nothing", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await signIn(page, "leader");
  expect(await read(page, "/api/access/me")).toMatchObject({ canLocateStaff: false });
  await openDesk(page, "/dispatch");
  await expect(page.getByRole("checkbox", { name: "案件" }).first()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "在班人员" })).toHaveCount(0);
  expect(asked.filter((url) => url.includes("/api/positions"))).toEqual([]);
});
