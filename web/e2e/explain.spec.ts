import type { PeopleReply } from "@onegrid/core/access/contract";
import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { openDesk, signIn } from "./desk.ts";

test("an administrator finds out why somebody may not, and what would help", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/people");
  await page.getByPlaceholder("按账号或姓名查找").fill("gridworker");
  await page.keyboard.press("Enter");
  await page
    .getByRole("row", { name: "gridworker" })
    .getByRole("link", { name: "为什么？" })
    .click();
  await expect(page.getByRole("heading", { name: "为什么能／不能" })).toBeVisible();
  await page.getByLabel("想做的事").click();
  await page.keyboard.type("编制划分方案");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("不可以：编制划分方案");
  await page.getByLabel("对象").click();
  await page.keyboard.type("区域");
  await page.getByTitle("区域", { exact: true }).click();
  await page.getByLabel("哪一个").click();
  await page.keyboard.type("昌文里");
  await page.getByTitle("昌文里社区").first().click();
  await expect(page.getByText("岗位没有这项权限")).toBeVisible();
  await expect(page.getByText("在 昌文里社区 担任“网格规划员”")).toBeVisible();
  // The address holds the whole question.
  await page.reload();
  await expect(page.getByRole("status")).toContainText("昌文里社区");
  await expect(page.getByText("岗位没有这项权限")).toBeVisible();
});

test("a step of a case is explained by its state, its duty and its number", async ({ page }) => {
  await signIn(page, "dispatcher");
  const cases = await page.request.get("/api/cases?limit=1");
  const { cards }: { cards: { number: string }[] } = await cases.json();
  const number = cards[0]?.number ?? "";
  await signIn(page, "admin");
  const people = await page.request.get("/api/access/people?text=gridworker");
  const found: PeopleReply = await people.json();
  const [worker] = found.people;
  await page.goto(`/explain?person=${worker?.id}&verb=unpark&kind=case&object=${number}`);
  await expect(page.getByRole("status")).toContainText(`恢复办理（案件 ${number}）`);
  await expect(page.getByText("不能进行此操作；要在这些状态：挂账")).toBeVisible();
  await expect(page.getByText("岗位没有这项操作")).toBeVisible();
});

test("everybody asks about themselves, and the question is one click from their account", async ({
  page,
}) => {
  await signIn(page, "gridworker");
  await page.goto("/account");
  await page.getByRole("link", { name: "为什么我不能……？" }).click();
  await expect(page.getByLabel("人员")).toHaveCount(0);
  await page.getByLabel("想做的事").click();
  await page.keyboard.type("批准、发布方案");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("不可以：批准、发布方案");
  await expect(page.getByText("需要时请联系：")).toContainText("系统管理员");
});

test("a refusal on a desk leads to its reasons", async ({ page }) => {
  await signIn(page, "planner");
  await openDesk(page, "/coverage");
  await page.route("**/api/coverage/**", (route) =>
    route.fulfill({
      status: 403,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "access.forbidden", status: 403, permission: "coverage.read" }),
    }),
  );
  await page.reload();
  await page.getByRole("alert").getByRole("link", { name: "为什么？" }).click();
  await expect(page).toHaveURL(/\/explain\?verb=coverage\.read$/);
});

for (const theme of ["light", "dark"] as const)
  test(`the page of reasons has no fault that axe knows (${theme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await signIn(page, "gridworker");
    await page.goto("/explain?verb=plan.edit");
    await expect(page.getByText("岗位没有这项权限")).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });
