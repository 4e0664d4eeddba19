import { expect, test, type Browser, type Page } from "@playwright/test";
import { homeOf, post } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { openDesk, signIn } from "./desk.ts";

// Two screens, each with a map of its own.
test.describe.configure({ timeout: 150_000 });

interface Card {
  readonly id: string;
  readonly version: number;
}

async function openScreen(browser: Browser, login: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, login);
  await openDesk(page, "/dispatch");
  return page;
}

const shown = (page: Page) => page.getByRole("region", { name: /^案件 \d/ });
const meetings = (page: Page) => shown(page).getByRole("region", { name: "会商", exact: true });

test("a desk calls a meeting, records it, and its bodies do what was agreed", async ({
  browser,
}) => {
  const desk = await openScreen(browser, "dispatcher");
  const { card } = await post<{ card: Card }>(desk, "/api/cases", {
    idempotencyKey: crypto.randomUUID(),
    position: await homeOf(desk),
    categoryId: "event.01-02",
    description: "楼道堆物反复，业主意见不一",
    channel: "desk",
  });

  await desk.locator(`[data-case="${card.id}"]`).click();
  await shown(desk).getByRole("button", { name: "其他操作" }).click();
  await shown(desk).getByRole("button", { name: "召集会商" }).click();
  const form = shown(desk).getByRole("region", { name: "召集会商" });
  await form.getByRole("combobox", { name: "会商形式" }).click();
  await desk.getByTitle("三方：居委会、业委会、物业", { exact: true }).click();
  await expect(form).toContainText(/社区居委会.*社区业委会.*和谐物业服务公司/s);
  await form.getByRole("textbox", { name: "议题" }).fill("楼道堆物怎么清、谁来管");
  await form
    .getByLabel("会商时间")
    .last()
    .fill(await soon(desk));
  await form.getByRole("textbox", { name: "地点" }).fill("居委会会议室");
  expect(await faultsOf(desk)).toEqual([]);
  await form.getByRole("button", { name: "召集会商" }).click();
  await expect(meetings(desk)).toContainText(/谁来管.*待召开.*居委会会议室.*和谐物业/s);

  await meetings(desk).getByRole("button", { name: "记录会商" }).click();
  const record = meetings(desk).getByRole("form", { name: "记录会商" });
  await record.getByRole("textbox", { name: "会商纪要" }).fill("三方到会，同意限期清理");
  await record.getByRole("textbox", { name: "商定事项" }).fill("三日内清理，物业每周巡查");
  await record.getByRole("button", { name: "添加任务" }).click();
  await record.getByRole("textbox", { name: "任务内容" }).fill("清理楼道堆物");
  await record.getByRole("combobox", { name: "承担单位" }).click();
  await desk.getByTitle("和谐物业服务公司", { exact: true }).click();
  await record.getByRole("combobox", { name: "办结时限" }).click();
  await desk.getByTitle("3 个工作日", { exact: true }).click();
  // A list that closes is judged by nobody.
  await expect(desk.locator(".ant-select-dropdown:visible")).toHaveCount(0);
  expect(await faultsOf(desk)).toEqual([]);
  await record.getByRole("button", { name: "记录会商" }).click();
  await expect(meetings(desk)).toContainText(/任务办理中.*三日内清理.*清理楼道堆物.*剩/s);
  expect(await faultsOf(desk)).toEqual([]);

  // Litter is none of its classes: the meeting alone brings the case to it.
  const property = await openScreen(browser, "property");
  await property.locator(`[data-case="${card.id}"]`).click();
  await meetings(property).getByRole("button", { name: "任务办结" }).press("Enter");
  await expect(meetings(property)).toContainText("已落实");
  await expect(meetings(desk)).toContainText("已落实");
  await expect(shown(desk)).toContainText(/任务办结 · 和谐物业服务公司/);
  await property.context().close();
  await desk.context().close();
});

/** This minute in the district, as its field writes it: what is recorded has been. */
const soon = (page: Page): Promise<string> =>
  page.evaluate(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16));
