import type { FiguresReply } from "@onegrid/core/dispatch/figures-contract";
import { expect, type Browser, type Page, type Route } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, post } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { countPixels, jumpTo, loseDevice, mapIdle, openDesk, signIn } from "./desk.ts";

/** What is smaller cannot be read from five metres: in hundredths of the wall's height. */
const LEAST_TEXT_VH = 2;
const LEAST_NUMBER_VH = 6;
const SCREENS = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 3840, height: 1080 },
];
/** A case that waits to be taken in, as map and queue colour it. */
const REPORTED = [0x7b, 0x3f, 0xb5] as const;

async function openWall(page: Page): Promise<void> {
  await signIn(page, "dispatcher");
  await openDesk(page, "/wall");
  await expect(page.getByText("实时", { exact: true })).toBeVisible();
  await expect(tile(page, "在办案件")).toHaveText(/^[\d,]+$/);
}

const tile = (page: Page, name: string) =>
  page.locator("dt", { hasText: name }).locator("xpath=following-sibling::dd");
const numberOn = async (page: Page, name: string): Promise<number> =>
  Number((await tile(page, name).textContent())?.replaceAll(",", ""));

const report = async (page: Page): Promise<string> => {
  const position = await homeOf(page);
  const made = await post<{ card: { id: string } }>(page, "/api/cases", {
    idempotencyKey: `wall-${Date.now()}-${Math.random()}`,
    position,
    categoryId: "event.01-02",
    description: "垃圾桶外溢",
    channel: "desk",
  });
  return made.card.id;
};

for (const viewport of SCREENS) {
  const name = `${viewport.width} × ${viewport.height}`;
  test(`at ${name} nothing is cut off, and all of it can be read from afar`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const page = await newScreen(browser, viewport);
    await page.route("**/api/cases/figures?*", answerBusiestDay);
    await openWall(page);
    await expect(page.getByRole("listitem").first()).toBeVisible();
    await expect(tile(page, "按期结案")).toHaveText("100.00%12,345 / 12,345");
    expect(await unreadable(page)).toEqual([]);
    expect(await sharpness(page)).toBeGreaterThan(0.98);
    await page.screenshot({ path: test.info().outputPath(`wall-${viewport.width}.png`) });
    await page.context().close();
  });
}

/** The widest numbers that a day can have: more than any district closes, all of them on time. */
async function answerBusiestDay(asked: Route): Promise<void> {
  const answer = await asked.fetch();
  const reply: FiguresReply = await answer.json();
  const figures = reply.total.figures.map(({ figure }) => ({
    figure,
    numerator: 12_345,
    denominator: 12_345,
  }));
  await asked.fulfill({ response: answer, json: { ...reply, total: { ...reply.total, figures } } });
}

const newScreen = async (browser: Browser, viewport: (typeof SCREENS)[number]): Promise<Page> =>
  (await browser.newContext({ viewport })).newPage();

/** Everything with words of its own, as it stands on the screen. */
const wordsOnScreen = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".og-wall *")]
      .filter((element) => element.closest(".og-wall-map-scaled, .og-hidden") === null)
      .filter(({ childNodes }) =>
        [...childNodes].some((node) => node instanceof Text && node.textContent?.trim() !== ""),
      )
      .map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const { tagName, textContent, clientWidth, scrollWidth } = element;
        const size = (Number.parseFloat(getComputedStyle(element).fontSize) / innerHeight) * 100;
        return {
          tagName,
          textContent,
          box: { left, top, right, bottom },
          clientWidth,
          scrollWidth,
          size,
        };
      }),
  );

/** Words that are outside of the screen, cut off or too small. */
async function unreadable(page: Page): Promise<string[]> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const isScrolled = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return scrollWidth > innerWidth || scrollHeight > innerHeight;
  });
  const faults = isScrolled ? ["the page scrolls"] : [];
  for (const { tagName, textContent, box, ...found } of await wordsOnScreen(page)) {
    const spare = Math.min(box.left, box.top, width + 0.5 - box.right, height + 0.5 - box.bottom);
    const least = tagName === "DD" ? LEAST_NUMBER_VH : LEAST_TEXT_VH;
    const isCut = found.clientWidth > 0 && found.scrollWidth > found.clientWidth + 1;
    if (spare < 0) faults.push(`${textContent} is outside`);
    if (isCut) faults.push(`${textContent} is cut off`);
    if (found.size < least - 0.01) faults.push(`${textContent} is ${found.size} vh high`);
  }
  return faults;
}

/** Pixels of the map's own for each one of the screen. */
const sharpness = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = window.__test?.map.getCanvas();
    if (canvas === undefined) throw new Error("no map");
    return canvas.width / canvas.getBoundingClientRect().width;
  });

test("the wall follows the cases, shows no address, and has no fault that axe knows", async ({
  page,
}) => {
  await openWall(page);
  const [open, today] = [await numberOn(page, "在办案件"), await numberOn(page, "今日上报")];
  await report(page);
  await expect.poll(() => numberOn(page, "在办案件")).toBeGreaterThan(open);
  await expect.poll(() => numberOn(page, "今日上报"), { timeout: 70_000 }).toBeGreaterThan(today);
  await expect(page.getByRole("list").last()).not.toContainText(/号楼/);
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "调度台" })).toBeFocused();
});

test("the desk leads to the wall, and whoever has no cases is told so", async ({ page }) => {
  await signIn(page, "dispatcher");
  await openDesk(page, "/dispatch");
  await expect(page.getByRole("link", { name: "大屏" })).toHaveAttribute("href", "/wall");
  await page.route("**/api/access/me", async (route) => {
    const me: object = await (await route.fetch()).json();
    await route.fulfill({ json: { ...me, canReadCases: false, canReport: false } });
  });
  await page.goto("/wall");
  await expect(page.getByRole("main")).toContainText("权限");
});

test("a line that is cut is told in large words, and its return brings a newer page", async ({
  page,
}) => {
  const line = await ownLine(page);
  await signIn(page, "dispatcher");
  await openDesk(page, "/wall");
  await expect(tile(page, "在办案件")).toHaveText(/^[\d,]+$/);
  // A mark that a new page does not have.
  await page.evaluate(() => document.body.setAttribute("data-first", ""));
  line.is = "cut";
  await expect(page.getByRole("alert")).toContainText("连接中断", { timeout: 20_000 });
  await expect(tile(page, "在办案件")).toHaveText(/^[\d,]+$/);
  await serveOtherPage(page);
  line.is = "whole";
  await expect(page.locator("body[data-first]")).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByText("实时", { exact: true })).toBeVisible();
  await expect(tile(page, "在办案件")).toHaveText(/^[\d,]+$/);
  // The page that is served is the other one still: it is not asked for in a circle.
  await page.evaluate(() => document.body.setAttribute("data-second", ""));
  await page.waitForTimeout(4_000);
  await expect(page.locator("body[data-second]")).toHaveCount(1);
});

/** A line that ends after each word at first, so that it can be cut; a stream that runs cannot be. */
async function ownLine(page: Page) {
  const line: { is: "short" | "cut" | "whole" } = { is: "short" };
  await page.route("**/api/stream", (route) => {
    if (line.is === "whole") return route.continue();
    if (line.is === "cut") return route.abort();
    return route.fulfill({ contentType: "text/event-stream", body: ": hello\n\n" });
  });
  return line;
}

/** Whoever asks for the page without opening it hears of another program. */
const serveOtherPage = (page: Page): Promise<unknown> =>
  page.route("**/wall", async (route) => {
    if (route.request().resourceType() === "document") return route.continue();
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/index-[\w-]+\.js/, "index-another.js");
    return route.fulfill({ response: answer, body });
  });

test("a part of the page that does not come is told, and the wall opens again by itself", async ({
  page,
}) => {
  await page.route("**/assets/map-view-*.js", (route) => route.abort());
  await signIn(page, "dispatcher");
  await page.goto("/wall");
  await expect(page.getByRole("main")).toContainText("自动重新打开");
  await page.unroute("**/assets/map-view-*.js");
  await expect(tile(page, "在办案件")).toHaveText(/^[\d,]+$/, { timeout: 60_000 });
});

test("at midnight the day's numbers begin anew", async ({ page }) => {
  const days: (string | null)[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.pathname === "/api/cases/figures") days.push(url.searchParams.get("from"));
  });
  await page.clock.install({ time: new Date("2026-11-30T23:59:40+08:00") });
  await openWall(page);
  await expect.poll(() => days.at(-1)).toBe("2026-11-30");
  await page.clock.fastForward(30_000);
  await expect.poll(() => days.at(-1)).toBe("2026-12-01");
  await expect(page.locator("time")).toHaveText(/^00:00/);
});

test("a session that ends is told, and after signing in the wall is back by itself", async ({
  page,
}) => {
  test.setTimeout(150_000);
  await openWall(page);
  const left = await page.request.post("/api/access/sign-out", { headers: { "x-onegrid": "1" } });
  expect(left.ok()).toBe(true);
  await expect(page.getByRole("heading", { name: "登录已结束" })).toBeVisible({ timeout: 75_000 });
  await expect(page.locator(".og-wall")).toHaveCount(0);
  expect(await faultsOf(page)).toEqual([]);
  await signIn(page, "dispatcher");
  await expect(tile(page, "在办案件")).toHaveText(/^[\d,]+$/, { timeout: 30_000 });
});

for (const path of ["/dispatch", "/wall"])
  test(`${path} draws its cases again after the graphics device was lost`, async ({ page }) => {
    await signIn(page, "dispatcher");
    await report(page);
    await openDesk(page, path);
    await jumpTo(page, await homeOf(page), 16);
    const before = await drawn(page);
    await loseDevice(page, 1_500);
    await expect(page.getByText("地图正在恢复")).toBeVisible();
    await expect(page.getByText("地图正在恢复")).toBeHidden();
    await mapIdle(page);
    await expect.poll(() => countPixels(page, REPORTED)).toBeGreaterThan(before * 0.9);
    expect(await countPixels(page, REPORTED)).toBeLessThan(before * 1.1);
  });

/** Pixels of the case that was reported, once it is there. */
async function drawn(page: Page): Promise<number> {
  await expect.poll(() => countPixels(page, REPORTED)).toBeGreaterThan(60);
  await mapIdle(page);
  return countPixels(page, REPORTED);
}
