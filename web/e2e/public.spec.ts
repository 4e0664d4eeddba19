import { expect } from "@playwright/test";
import { test } from "./journey.ts";

test("public figures are for anybody where they are switched on, and hide what is small", async ({
  page,
}) => {
  const table = {
    cells: [
      [12, null],
      [9, null],
    ],
    rowTotals: [null, null],
    columnTotals: [21, 8],
    total: 29,
  };
  await page.route("**/api/public/statistics", (route) =>
    route.fulfill({
      json: {
        district: "金川区",
        communities: ["甲社区", "乙社区"],
        classes: [
          { zh: "市容环境", en: "Streets" },
          { zh: "施工管理", en: "Works" },
        ],
        months: [{ month: "2026-10", closedOnTime: table, closedLate: table, open: table }],
      },
    }),
  );
  await page.goto("/public");
  const figures = page.getByRole("region", { name: "按期办结" });
  await expect(figures.getByRole("row", { name: /甲社区/ })).toHaveText("甲社区12※※");
  await expect(page.getByText("全区办结 58 件")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("public.png") });
  await page
    .getByRole("button", { name: /深色|主题/ })
    .first()
    .click();
  await page.screenshot({ path: test.info().outputPath("public-dark.png") });
});

test("where they are off the page says so", async ({ page }) => {
  await page.route("**/api/public/statistics", (route) =>
    route.fulfill({ status: 404, json: { code: "request.not-found", status: 404 } }),
  );
  await page.goto("/public");
  await expect(page.getByRole("alert")).toContainText("没有公开统计数据");
});
