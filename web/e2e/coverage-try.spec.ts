import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { jumpTo, mapIdle, openDesk, signIn } from "./desk.ts";

/** One kind leaves people out: there is something to win and to lose. */
const ONE_KIND = "w-kinds=party_square";

interface Asked {
  readonly total: { readonly households: { readonly covered: number } };
  readonly stations: readonly { readonly id: string; readonly position: [number, number] }[];
  readonly key: string;
}

const numberIn = (text: string | null): number =>
  Number((text ?? "").replace("−", "-").replaceAll(/[^\d-]/g, ""));
const gain = async (page: Page): Promise<number> =>
  numberIn(await page.getByTestId("try-gain").locator("b").textContent());

async function stationPoint(page: Page, id: string): Promise<{ x: number; y: number }> {
  const point = await page.evaluate((wanted) => {
    const map = window.__test?.map;
    if (map === undefined) throw new Error("the page was not built with VITE_E2E=1");
    const box = map.getCanvas().getBoundingClientRect();
    const found = map
      .queryRenderedFeatures({ layers: ["coverage-try-stations"] })
      .find(({ properties }) => properties["id"] === wanted);
    if (found?.geometry.type !== "Point") return null;
    const [lng = 0, lat = 0] = found.geometry.coordinates;
    const { x, y } = map.project([lng, lat]);
    return { x: box.left + x, y: box.top + y };
  }, id);
  if (point === null) throw new Error(`station ${id} is not on the map`);
  return point;
}

test("a leader drags a station, sees who gains and loses, and takes it back", async ({ page }) => {
  await signIn(page, "leader");
  await openDesk(page, `/coverage?${ONE_KIND}`);
  const asked = "/api/coverage?basis=distance&metres=500&kinds=party_square";
  const before: Asked = await (await page.request.get(asked)).json();
  const [station] = before.stations;
  if (station === undefined) throw new Error("the demo has no such station");
  const whole = await page.getByTestId("covered-fraction").textContent();
  await page.getByRole("button", { name: "试一试", exact: true }).click();
  await expect(page.getByTestId("try-gain")).toContainText("±0");
  await jumpTo(page, station.position, 15);
  const from = await stationPoint(page, station.id);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 40, from.y - 60, { steps: 4 });
  await page.mouse.move(from.x - 70, from.y - 160, { steps: 8 });
  // In the hand already: numbers follow before anything is let go.
  await expect.poll(() => gain(page)).not.toBe(0);
  await page.mouse.up();
  await expect(page.locator(".og-try-steps")).toContainText("已改 1 处");
  const moved = await page.evaluate(() => {
    const found = window.__test?.map
      .queryRenderedFeatures({ layers: ["coverage-change"] })
      .filter(({ state }) => state["change"] === 1 || state["change"] === -1);
    return found?.length ?? 0;
  });
  expect(moved).toBeGreaterThan(0);
  const shown = numberIn((await page.getByTestId("try-before-after").textContent())?.split("→")[1]?.split("户")[0] ?? null); // prettier-ignore
  expect(shown - before.total.households.covered).toBe(await gain(page));
  await mapIdle(page);
  const { violations } = await new AxeBuilder({ page }).include(".og-try").analyze();
  expect(violations).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("tried.png") });
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("try-gain")).toContainText("±0");
  await expect(page.getByTestId("covered-fraction")).toHaveText(whole ?? "");
  await page.getByRole("button", { name: "结束试改" }).click();
  await expect(page.getByTestId("try-gain")).toHaveCount(0);
});
