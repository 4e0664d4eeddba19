import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { countDrawn, jumpTo, mapIdle, openDesk, pointOf, signIn } from "./desk.ts";

/** One kind leaves people out: there is something to win. */
const ONE_KIND = "w-kinds=party_square&w-limit=m300";

interface Asked {
  readonly key: string;
}

test("a planner keeps one more station, a leader opens it by its link and compares with today", async ({
  page,
  browser,
}) => {
  await signIn(page, "planner");
  await openDesk(page, `/coverage?${ONE_KIND}`);
  const asked = "/api/coverage?basis=distance&metres=300&kinds=party_square";
  const { key }: Asked = await (await page.request.get(asked)).json();
  const table = await (await page.request.get(`/api/coverage/${key}/buildings.csv`)).text();
  const left = table.split("\r\n").find((row) => row.includes("未覆盖"));
  const id = left?.split(",").at(-1) ?? "";
  const building = await (await page.request.get(`/api/coverage/${key}/buildings/${id}`)).json();
  await page.getByRole("button", { name: "试一试", exact: true }).click();
  await expect(page.getByTestId("try-gain")).toContainText("±0");
  await jumpTo(page, building.position, 16);
  await page.getByRole("button", { name: "新增站点" }).click();
  const place = await pointOf(page, building.position);
  await page.mouse.click(place.x, place.y);
  await expect(page.getByTestId("try-gain")).toContainText("+");
  await page.getByRole("button", { name: "存为情景" }).click();
  await page.getByLabel("情景名称").fill("东片区加一处");
  await page.getByLabel("共享给本辖区").check();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  const told = page.getByTestId("scenario-difference");
  await expect(told).toContainText(/新增覆盖 [1-9]/);
  const words = await told.textContent();

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await signIn(theirs, "leader");
  await openDesk(theirs, page.url().slice(new URL(page.url()).origin.length));
  await expect(theirs.getByTestId("scenario-difference")).toHaveText(words ?? "");
  await expect(theirs.getByRole("button", { name: "删除" })).toHaveCount(0);
  await expect(theirs.getByTestId("difference-table").locator("tbody tr")).not.toHaveCount(0);
  await jumpTo(theirs, building.position, 15);
  expect(await countDrawn(theirs, ["coverage-difference-gained"])).toBeGreaterThan(0);
  await theirs.screenshot({ path: test.info().outputPath("marked.png") });
  await theirs.getByRole("button", { name: "卷帘对比" }).click();
  const divider = theirs.getByRole("slider", { name: "卷帘分界线" });
  await divider.focus();
  await theirs.keyboard.press("ArrowLeft");
  await expect(divider).toHaveAttribute("aria-valuenow", "48");
  await mapIdle(theirs);
  await theirs.screenshot({ path: test.info().outputPath("swiped.png") });
  const { violations } = await new AxeBuilder({ page: theirs }).include(".og-scenarios").analyze();
  expect(violations).toEqual([]);
  await theirs.getByRole("button", { name: "当前现状" }).click();
  await expect(theirs.getByTestId("scenario-difference")).toHaveCount(0);
  await other.close();
});
