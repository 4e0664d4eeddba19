import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { mapIdle, openDesk, signIn } from "./desk.ts";

test("a leader reads the overview: key figures, the worst area on the map, one evening hour", async ({
  page,
}) => {
  await signIn(page, "leader");
  await openDesk(page, "/coverage?w-kinds=red_station");
  await page.getByRole("link", { name: "领导总览" }).click();
  await page.waitForURL(/\/overview/);
  await expect(page.getByTestId("kpi-share")).toContainText(/\d+\.\d %.*÷.*户/);
  await expect(page.getByTestId("kpi-rooms")).toContainText(/平方米.*个社区中/);
  await expect(page.getByRole("region", { name: "覆盖率变化" })).toContainText("开始留存");
  const whole = await page.getByTestId("kpi-share").textContent();
  const zoom = (): Promise<number> => page.evaluate(() => window.__test?.map.getZoom() ?? 0);
  const before = await zoom();
  await page.getByTestId("worst-areas").getByRole("button").first().click();
  await expect(page.getByTestId("kpi-share")).not.toHaveText(whole ?? "");
  await expect.poll(zoom).toBeGreaterThan(before);
  await page.getByRole("button", { name: "查看全部" }).click();
  await expect(page.getByTestId("kpi-share")).toHaveText(whole ?? "");
  // The strip of the week by keyboard: one half hour on, and the whole page is of that hour.
  const strip = page.getByRole("slider", { name: "一周各时段的覆盖率" });
  await strip.focus();
  await page.keyboard.press("ArrowRight");
  const told = (await page.getByTestId("week-told").textContent()) ?? "";
  await page.keyboard.press("Enter");
  const hour = /^\S+ \d\d:\d\d/.exec(told)?.[0] ?? "none";
  await expect(page.getByTestId("definition")).toContainText(hour);
  await expect(page).toHaveURL(/w-at=/);
  await expect(page.getByTestId("kpi-share")).toContainText(/\d+\.\d %/);
  expect(told).toContain((await page.getByTestId("kpi-share").locator("b").textContent()) ?? "?");
  await mapIdle(page);
  expect(await faultsOf(page)).toEqual([]);
});
