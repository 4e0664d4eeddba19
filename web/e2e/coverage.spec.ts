import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { HOME, countDrawn, jumpTo, mapIdle, openDesk, pointOf, signIn } from "./desk.ts";

/** The made-up estate has stations of every kind near everybody: one kind leaves people out. */
const ONE_KIND = "w-kinds=party_square";

const share = (page: Page) => page.getByTestId("covered-share");
const fraction = (page: Page) => page.getByTestId("covered-fraction");
const definition = (page: Page) => page.getByTestId("definition");
const rows = (page: Page) => page.getByTestId("coverage-table").locator("tbody tr");

async function openCoverage(page: Page, search = `?${ONE_KIND}`): Promise<void> {
  await signIn(page, "leader");
  await openDesk(page, `/coverage${search}`);
  await expect(share(page)).toBeVisible();
  await mapIdle(page);
}

const percentIn = (text: string): number => Number(/([\d.]+)\s*%/.exec(text)?.[1] ?? Number.NaN);

test("a leader sees the share, what it is a share of, and the definition in force", async ({
  page,
}) => {
  await openCoverage(page);
  await expect(share(page)).toHaveText(/^\d+\.\d %$/);
  await expect(fraction(page)).toHaveText(/^[\d,]+ ÷ [\d,]+ 户$/);
  await expect(definition(page)).toHaveText(/步行 500 米 · 路网 · .+户数 · 党建广场/);
  const [covered = 0, all = 1] = ((await fraction(page).textContent()) ?? "")
    .split("÷")
    .map((part) => Number(part.replaceAll(/\D/g, "")));
  const shown = percentIn((await share(page).textContent()) ?? "");
  expect(shown).toBeCloseTo(Math.floor((covered / all) * 1000) / 10, 5);
  // The number itself says what it was computed under.
  await expect(share(page).locator("[title]")).toHaveAttribute("title", /步行 500 米/);
  await page.screenshot({ path: test.info().outputPath("coverage.png") });
});

test("ten minutes instead of 500 metres: number, label, map and address follow", async ({
  page,
}) => {
  await openCoverage(page);
  const before = percentIn((await share(page).textContent()) ?? "");
  await page.getByRole("button", { name: /10 分钟 常人/ }).click();
  await expect(definition(page)).toHaveText(/步行 10 分钟（常人 1.25 米\/秒）/);
  await mapIdle(page);
  expect(percentIn((await share(page).textContent()) ?? "")).toBeGreaterThan(before);
  await expect(page).toHaveURL(/w-limit=t10,adult,1.25/);
  await expect(page.getByRole("region", { name: "图层与图例" })).toContainText("3–5 分钟");
  await page.reload();
  await expect(definition(page)).toHaveText(/步行 10 分钟/);
});

test("buildings have the colour of their state, and the isochrone is drawn", async ({ page }) => {
  await openCoverage(page);
  await expect.poll(() => countDrawn(page, ["coverage-fill"])).toBeGreaterThan(50);
  await expect.poll(() => countDrawn(page, ["coverage-range-fill"])).toBeGreaterThan(0);
  await expect.poll(() => countDrawn(page, ["coverage-range-line"])).toBeGreaterThan(0);
  // The same ground as nested rings, kept in the address.
  await page.getByLabel(/^分级步行圈 ?250/).check();
  await expect
    .poll(() => countDrawn(page, ["coverage-rings-line-0", "coverage-rings-line-2"]))
    .toBeGreaterThan(1);
  await expect(page).toHaveURL(/on=coverage-rings/);
  await page.getByLabel(/^分级步行圈 ?250/).uncheck();
  const states = await page.evaluate(() =>
    window.__test?.map
      .queryRenderedFeatures({ layers: ["coverage-fill"] })
      .map(({ properties }) => String(properties["status"])),
  );
  expect(new Set(states)).toEqual(new Set(["covered", "uncovered"]));
  await page.keyboard.press("i");
  await mapIdle(page);
  await expect.poll(() => countDrawn(page, ["coverage-fill"])).toBeGreaterThan(50);
  const hasRange = await page.evaluate(
    () => window.__test?.map.getLayer("coverage-range-fill") !== undefined,
  );
  expect(hasRange).toBe(false);
});

test("the table begins with the worst, and a click narrows numbers and map", async ({ page }) => {
  await openCoverage(page);
  const shares = (await rows(page).locator("td:nth-of-type(1)").allTextContents()).map(percentIn);
  const known = shares.filter((each) => !Number.isNaN(each));
  expect(known.length).toBeGreaterThan(1);
  expect(known).toEqual(known.toSorted((a, b) => a - b));
  const zoom = (): Promise<number> => page.evaluate(() => window.__test?.map.getZoom() ?? 0);
  const before = await zoom();
  const whole = await fraction(page).textContent();
  await rows(page).first().getByRole("button").click();
  await expect(rows(page).first()).toHaveAttribute("aria-selected", "true");
  await expect(fraction(page)).not.toHaveText(whole ?? "");
  await expect.poll(zoom).toBeGreaterThan(before);
  await page.getByRole("button", { name: "网格", exact: true }).click();
  await expect(rows(page).first()).toContainText("网格");
  await page.getByRole("button", { name: "查看全部" }).click();
  await expect(fraction(page)).toHaveText(whole ?? "");
});

test("a click on a building tells its way to its station", async ({ page }) => {
  await openCoverage(page);
  await jumpTo(page, HOME, 17);
  const spot = await pointOf(page, HOME);
  await page.mouse.click(spot.x, spot.y);
  const note = page.getByRole("region", { name: "所选楼栋的步行时间" });
  await expect(note).toContainText(/[\d,]+ 米/);
  await expect(note).toContainText("最近站点（党建广场）");
  await mapIdle(page);
  expect(await countDrawn(page, ["coverage-link"])).toBeGreaterThan(0);
});

test("stations and data quality are one click away, the file brings every building", async ({
  page,
}) => {
  await openCoverage(page);
  await page.getByRole("button", { name: /^站点/ }).click();
  await expect(page.getByRole("button", { name: /党建广场.*户/ }).first()).toBeVisible();
  await page.getByRole("button", { name: /^数据质量/ }).click();
  await expect(page.locator(".og-lists")).toContainText(/无法计算|都已接入/);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出" }).click();
  await page.getByRole("menuitem", { name: /^CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^coverage-.+\.csv$/);
});

test("the dated report comes as one PDF, with the keyboard alone", async ({ page }) => {
  await openCoverage(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: /覆盖报告/ })).toBeFocused();
  await page.keyboard.press("Enter");
  expect((await download).suggestedFilename()).toMatch(/服务覆盖报告-.+\.pdf$/);
  await expect(page.getByRole("link", { name: "打开" })).toBeVisible();
});

test("a question without an answer: a sentence, and the last numbers stay", async ({ page }) => {
  await openCoverage(page);
  await page.route("**/api/coverage?*", (route) =>
    route.fulfill({ status: 422, json: { code: "coverage.no-ways" } }),
  );
  await page.getByRole("button", { name: /慢行老人/ }).click();
  await expect(page.getByRole("alert")).toContainText("还没有步行路网");
  await expect(definition(page)).toHaveText(/步行 500 米/);
});

for (const theme of ["light", "dark"]) {
  test(`figures, form and lists have no fault that axe knows (${theme})`, async ({ page }) => {
    await openCoverage(page, `?${ONE_KIND}&theme=${theme}`);
    await page.getByRole("button", { name: /自定义/ }).click();
    await rows(page).first().getByRole("button").click();
    for (const list of [/^分区/, /^站点/, /^数据质量/]) {
      await page.getByRole("button", { name: list }).click();
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
        .analyze();
      const faults = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html}`),
      );
      expect(faults).toEqual([]);
    }
  });
}
