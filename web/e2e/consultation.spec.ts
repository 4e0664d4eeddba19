import { devices, expect, type Browser, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, post, read } from "./ask.ts";
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

  // Litter is none of its classes: the meeting alone brings the case to it, and its list leads to the task.
  const property = await openScreen(browser, "property");
  const waiting = property.getByRole("region", { name: "会商待办" });
  await waiting
    .getByRole("button", { name: /清理楼道堆物/ })
    .first()
    .click();
  await expect(property.locator(`[data-case="${card.id}"]`)).toContainText("会商 1");
  await expect(
    meetings(property).getByRole("listitem").filter({ hasText: "清理楼道堆物" }).last(),
  ).toBeFocused();
  expect(await faultsOf(property)).toEqual([]);
  await meetings(property).getByRole("button", { name: "任务办结" }).press("Enter");
  await expect(meetings(property)).toContainText("已落实");
  await expect(meetings(desk)).toContainText("已落实");
  await expect(shown(desk)).toContainText(/任务办结 · 和谐物业服务公司/);
  await property.context().close();
  await desk.context().close();
});

/** A case with a meeting that was held, and two tasks of the property company. */
async function heldCase(desk: Page): Promise<Card> {
  const send = async (card: Card, verb: string, fields: object): Promise<Card> => {
    const body = {
      verb,
      fields,
      expectedVersion: card.version,
      idempotencyKey: crypto.randomUUID(),
    };
    return (await post<{ card: Card }>(desk, `/api/cases/${card.id}/commands`, body)).card;
  };
  const reported = await post<{ card: Card }>(desk, "/api/cases", {
    idempotencyKey: crypto.randomUUID(),
    position: await homeOf(desk),
    categoryId: "event.01-02",
    description: "单元门外堆放杂物",
    channel: "desk",
  });
  const { bodies } = await read<{ bodies: { id: string; kind: string }[] }>(
    desk,
    `/api/cases/${reported.card.id}/bodies`,
  );
  const bodyIds = ["owners_committee", "property"].flatMap(
    (kind) => bodies.find((each) => each.kind === kind)?.id ?? [],
  );
  const heldAt = Math.floor(Date.now() / 60_000) * 60_000;
  const meeting = { consultationId: "m1", heldAt };
  const about = { template: "free", topic: "门外杂物", place: "", bodyIds };
  const called = await send(reported.card, "consult", { ...meeting, ...about });
  const task = (id: string, text: string) => ({
    ...{ id, text, ownerId: bodyIds[1], amount: 3, unit: "working_days" },
  });
  const tasks = [task("t1", "搬走门外杂物"), task("t2", "每周回看一次")];
  const said = { minutes: ["到会"], decision: "三日内搬走", tasks };
  return send(called, "consult_hold", { ...meeting, ...said });
}

test("whoever has a task reports both of two done on the phone, without a line, and each arrives once", async ({
  browser,
}) => {
  const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
  const context = await browser.newContext({ ...phone, locale: "zh-CN" });
  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "dispatcher");
  const held = await heldCase(desk);
  const page = await context.newPage();
  await signIn(page, "property-field");
  await page.goto("/field");
  await expect(page.getByRole("region", { name: "会商任务" })).toContainText(/搬走门外杂物.*剩/s);
  // Read once with a line: from then on the phone has it.
  await page.goto(`/field?case=${held.id}`);
  const tasks = page.getByRole("region", { name: "会商任务" });
  await expect(tasks).toContainText(/搬走门外杂物.*每周回看一次/s);
  expect(await faultsOf(page)).toEqual([]);
  await context.setOffline(true);
  const done = tasks.getByRole("button", { name: "任务办结" });
  await done.first().click();
  await expect(done).toHaveCount(1);
  await done.click();
  await expect(tasks.getByRole("listitem").filter({ hasText: "待发送" })).not.toHaveCount(0);
  await expect(done).toHaveCount(0);
  await context.setOffline(false);
  await expect(tasks).toHaveCount(0, { timeout: 30_000 });
  const { consultations, entries } = await read<{
    consultations: { state: string }[];
    entries: { verb: string }[];
  }>(page, `/api/cases/${held.id}`);
  expect(consultations.map(({ state }) => state)).toEqual(["settled"]);
  expect(entries.filter(({ verb }) => verb === "consult_finish")).toHaveLength(2);
});

/** This minute in the district, as its field writes it: what is recorded has been. */
const soon = (page: Page): Promise<string> =>
  page.evaluate(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16));
