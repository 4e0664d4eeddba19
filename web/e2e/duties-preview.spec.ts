import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { post } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

interface Community {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly center: [number, number];
}

/** One case that whoever works in the community sees: that it goes out of sight is what the preview tells. */
async function reportCase(page: Page, community: Community | undefined): Promise<void> {
  if (community === undefined) throw new Error("the demo has no community");
  const { id, center } = community;
  await signIn(page, "dispatcher");
  await post(page, "/api/cases", {
    idempotencyKey: `duties-${id}-${Date.now()}`,
    position: center,
    categoryId: "event.01-02",
    description: "楼道口垃圾桶外溢",
    channel: "desk",
  });
  await signIn(page, "admin");
}

test("whoever changes duties sees first what that changes, and saves what was shown", async ({
  page,
}) => {
  await signIn(page, "admin");
  const login = `moved.${Date.now()}`;
  const headers = { "x-onegrid": "1" };
  const { areas }: { areas: Community[] } = await (await page.request.get("/api/areas")).json();
  const [one, two] = areas.filter(({ kind }) => kind === "community");
  await reportCase(page, one);
  const duty = { role: "grid_staff", areaId: one?.id, validFrom: "2026-01-01", validTo: null };
  const added = await page.request.post("/api/access/people", {
    headers,
    data: { login, displayName: "调岗的人", duties: [duty] },
  });
  const { person }: { person: { id: string } } = await added.json();

  await page.goto("/people");
  await page.getByPlaceholder("按账号或姓名查找").fill(login);
  await page.keyboard.press("Enter");
  await page.getByRole("row", { name: login }).getByRole("button", { name: "任职" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("没有变化。")).toBeVisible();
  await dialog.getByLabel("岗位", { exact: true }).click();
  await page.keyboard.type("网格规划员");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(/新增：.*编制划分方案/)).toBeVisible();
  await expect(dialog.getByText(/失去：.*办理案件/)).toBeVisible();
  await expect(dialog.getByText(/不再看到/).first()).toBeVisible();

  // Somebody else is faster: what was shown is not true any more, and nothing is saved.
  const url = `/api/access/people/${person.id}/duties`;
  const wish = [{ ...duty, areaId: two?.id, role: "leader" }];
  const shown = await page.request.post(`${url}/preview`, { headers, data: { duties: wish } });
  const { digest }: { digest: string } = await shown.json();
  expect((await page.request.put(url, { headers, data: { duties: wish, digest } })).status()).toBe(
    200,
  );
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("情况在您查看之后有变化，下面是新的预览")).toBeVisible();
  await expect(dialog.getByText(two?.name ?? "").first()).toBeVisible();
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("row", { name: login })).toContainText("网格规划员");
});

test("the last administrator is warned of, in words and for axe", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/people");
  await page
    .getByRole("row", { name: /^admin / })
    .getByRole("button", { name: "任职" })
    .click();
  const dialog = page.getByRole("dialog");
  const roles = dialog.getByLabel("岗位", { exact: true });
  await expect(roles.first()).toBeVisible();
  // One for each top area: other journeys may have brought further ones.
  for (const role of await roles.all()) {
    await role.click();
    await page.keyboard.type("审计员");
    await page.keyboard.press("Enter");
  }
  // Every area that would be left alone says so.
  await expect(dialog.getByText(/将没有人管理人员与任职/).first()).toBeVisible();
  await expect(page.locator(".ant-zoom-enter, .ant-zoom-appear, .ant-fade-appear")).toHaveCount(0);
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByRole("alert").first()).toContainText("自己的账号");
});
