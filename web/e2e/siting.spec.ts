import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { countDrawn, mapIdle, openDesk, signIn } from "./desk.ts";

test("a leader finds the best sites, sees the proof, forbids one and takes the plan over", async ({
  page,
}) => {
  await signIn(page, "leader");
  // Of one kind and 300 m: the made-up estate leaves people out.
  await openDesk(page, "/coverage?w-kinds=party_square&w-limit=m300");
  await page.getByRole("button", { name: "选址", exact: true }).click();
  await page.getByRole("radio", { name: "任意位置" }).check();
  await page.getByRole("spinbutton", { name: "新设几个站点" }).fill("2");
  await page.getByRole("button", { name: "开始选址" }).click();
  const sentence = page.getByTestId("siting-sentence");
  await expect(sentence).toHaveText(
    /在这 [\d,]+ 个候选点中，任何新设 2 个站点的方案最多覆盖 [\d,]+ 户；当前方案已证明最优/,
    { timeout: 30_000 },
  );
  const sites = page.getByTestId("siting-sites").locator("li");
  await expect(sites).toHaveCount(2);
  await mapIdle(page);
  expect(await countDrawn(page, ["coverage-siting-candidates"])).toBeGreaterThan(5);
  const before = await sites.first().innerText();
  await page.screenshot({ path: test.info().outputPath("siting.png") });
  const { violations } = await new AxeBuilder({ page }).include(".og-siting").analyze();
  expect(violations).toEqual([]);
  await sites.first().getByRole("button", { name: "禁用" }).click();
  await expect(page.getByText("已禁用 1 处", { exact: true })).toBeVisible();
  await expect(sites.first()).not.toHaveText(before);
  await expect(sentence).toContainText("已证明最优");
  // What was forbidden is built after all, and the plan says what it costs.
  await page.getByText(/^全部候选点/).click();
  const forbidden = page.locator("li", { hasText: "不可建" });
  await forbidden.getByRole("button").click();
  await page.getByTestId("siting-card").getByRole("radio", { name: "必建" }).check();
  await expect(sentence).toContainText("已证明最优");
  await expect(sites.filter({ hasText: "必建" })).toHaveCount(1);
  await page.getByRole("spinbutton", { name: "每处开办费用" }).fill("60");
  await page.getByRole("radio", { name: "预算以内" }).check();
  await page.getByRole("spinbutton", { name: "预算以内" }).fill("150");
  await page.getByRole("button", { name: "重新选址" }).click();
  await expect(page.getByTestId("siting-cost")).toHaveText("方案 2 处共需开办费用 120 万元。");
  await page.getByRole("button", { name: "放进“试一试”" }).click();
  await expect(page.getByText("已改 2 处")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId("try-gain")).toHaveText(/\+[\d,]+ 户已覆盖/);
});
