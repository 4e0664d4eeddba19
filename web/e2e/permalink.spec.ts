import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { HOME, countDrawn, jumpTo, mapIdle, openDesk, signIn } from "./desk.ts";

test("a link restores view, layers, theme and language", async ({ page }) => {
  await signIn(page);
  await openDesk(page);
  const [lng, lat] = HOME;
  await page.goto(`/coverage?at=${lng},${lat},16.5&on=-stations,buildings~40&lang=en&theme=dark`);
  await mapIdle(page);
  expect(await page.evaluate(() => window.__test?.map.getZoom())).toBeCloseTo(16.5, 2);
  await expect.poll(() => countDrawn(page, ["buildings-fill"])).toBeGreaterThan(0);
  const layers = await page.evaluate(() =>
    window.__test?.map.getStyle().layers.map(({ id }) => id),
  );
  expect(layers).not.toContain("stations-point");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("heading", { name: "Coverage", level: 2 })).toBeVisible();
});

test("the address follows the map, and Back leads to the workspace before", async ({ page }) => {
  await signIn(page);
  await openDesk(page);
  await page.getByRole("link", { name: "阵地覆盖" }).click();
  await expect(page).toHaveURL(/\/coverage/);
  await jumpTo(page, [0, 0], 5);
  await expect(page).toHaveURL(/at=0,0,5/);
  await page.goBack();
  await expect(page).toHaveURL(/\/division/);
});

test("what a link says wrongly is left out with a notice", async ({ page }) => {
  await signIn(page);
  await page.goto("/division?at=999,0,1&theme=dark");
  await expect(page.getByText(/无法识别/)).toBeVisible();
  await mapIdle(page);
});
