import { devices, expect, type Browser, type Locator, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, read } from "./ask.ts";
import { jumpTo, mapIdle, pointOf, signIn, startReport } from "./desk.ts";
import { ownServer } from "./own-server.ts";

/** Classes of all kinds: sent out at once or filed by hand, checked by somebody or by the rule. */
const KINDS = [
  ...["暴露垃圾", "道路破损", "施工扰民", "机动车乱停放", "非法小广告", "自来水管破裂", "路灯"],
  ...["店外经营", "水域不洁", "占道广告牌", "工地扬尘", "下水道堵塞或破损", "露天烧烤", "废弃车辆"],
  ...["绿地脏乱", "路面塌陷", "商业噪音", "乱堆物堆料", "道路积水", "架空线缆损坏"],
];
/** All of them in the long run; the short one is part of every check. */
const CARRIED = KINDS.slice(0, process.env["ONEGRID_LONG_RUN"] === undefined ? 2 : KINDS.length);

interface Deadline {
  readonly clock: string;
  readonly status: string;
  readonly startedAt: number;
  readonly dueAt: number | null;
  readonly stoppedAt: number | null;
}
interface Detail {
  readonly card: {
    readonly id: string;
    readonly state: string;
    readonly version: number;
    readonly deadlines: readonly Deadline[];
  };
  readonly entries: readonly { readonly verb: string; readonly at: number }[];
}

/** The verbs that start and stop each clock of a case that goes straight on. */
const CLOCKS: Readonly<Record<string, readonly [start: string, stop: string]>> = {
  intake: ["report", "file"],
  assign: ["file", "dispatch"],
  accept: ["dispatch", "accept"],
  handle: ["dispatch", "finish"],
  check: ["finish", "pass"],
  total: ["report", "pass"],
};

const server = ownServer();
test.describe.configure({ timeout: 120_000 + CARRIED.length * 60_000 });
test.use({ baseURL: server.address });
test.beforeAll(() => server.start());
test.afterAll(() => server.remove());

const card = (page: Page): Locator => page.getByRole("region", { name: /^案件 \d/ });

async function open(browser: Browser, login: string, path: string, isPhone = false): Promise<Page> {
  const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
  const options = isPhone ? { ...phone, viewport: { width: 390, height: 844 } } : {};
  const context = await browser.newContext({
    ...options,
    baseURL: server.address,
    locale: "zh-CN",
    permissions: ["geolocation"],
    geolocation: { longitude: 102.19, latitude: 38.52, accuracy: 15 },
  });
  const page = await context.newPage();
  await signIn(page, login);
  await page.goto(path);
  return page;
}

interface Sent {
  readonly kind: string;
  readonly index: number;
  readonly worker: string;
  readonly place: readonly [number, number];
}

/** Reports one at the desk by the map, files it where the class asks for that, and sends it out. */
async function sendOut(desk: Page, { kind, index, worker, place }: Sent): Promise<string> {
  await startReport(desk);
  const { x, y } = await pointOf(desk, [...place]);
  await desk.mouse.click(x, y);
  await expect(desk.getByRole("form", { name: "新建上报" })).toContainText(/网格.*社区/s);
  await desk.getByRole("textbox", { name: "情况描述" }).focus();
  await desk.keyboard.type(`第 ${index + 1} 件：${kind}`);
  await desk.getByRole("combobox", { name: "类别" }).focus();
  await desk.keyboard.type(kind);
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("Control+Enter");
  await expect(card(desk)).toContainText(kind);
  const file = card(desk).getByRole("region", { name: "立案" });
  const send = card(desk).getByRole("button", { name: `派单给 ${worker}` });
  await expect(file.or(send).first()).toBeVisible();
  if (await file.isVisible()) {
    await desk.getByRole("checkbox", { name: /立案标准/ }).check();
    await file.getByRole("button", { name: "立案" }).click();
  }
  await send.click();
  await expect(card(desk)).toContainText("待接单");
  await expect(desk).toHaveURL(/sel=cases/);
  return (new URL(desk.url()).searchParams.get("sel") ?? "").replace("cases:", "");
}

async function addPhoto(phone: Page): Promise<void> {
  const buffer = await phone.screenshot();
  const files = { name: "site.png", mimeType: "image/png", buffer };
  await phone.locator("input[type=file]").setInputFiles(files);
  await expect(phone.getByRole("img", { name: "第 1 张照片" })).toBeVisible();
}

/** On the phone: taken on, reached, done. */
async function handle(phone: Page, id: string, last: "到场" | "处置反馈"): Promise<void> {
  await phone.goto(`/field?case=${id}`);
  const step = (name: string): Promise<void> => phone.getByRole("button", { name }).click();
  if (last === "到场") {
    await step("接单");
    await step("到场");
    return;
  }
  await step("处置反馈");
  await addPhoto(phone);
  await phone.getByRole("textbox", { name: "处理结果" }).fill("已处理");
  await step("确认处置反馈");
}

const detailOf = (page: Page, id: string): Promise<Detail> =>
  read<Detail>(page, `/api/cases/${id}`);
const untilState = (page: Page, id: string, state: string): Promise<void> =>
  expect(async () => expect((await detailOf(page, id)).card.state).toBe(state)).toPass({
    timeout: 20_000,
  });

/** Every clock began and ended with its verb, and was due when it was due before. */
function clocksFollow({ card: { deadlines }, entries }: Detail): void {
  const at = (verb: string): number | undefined =>
    entries.findLast((entry) => entry.verb === verb)?.at;
  for (const [clock, [start, stop]] of Object.entries(CLOCKS)) {
    const [found] = deadlines.filter((each) => each.clock === clock);
    if (found === undefined) continue;
    expect(found, clock).toMatchObject({ status: "stopped", startedAt: at(start) });
    expect(found.stoppedAt, clock).toBe(at(stop));
  }
  expect(deadlines.map(({ clock }) => clock)).toContain("total");
}

/** The other who checks, at the desk. */
async function pass(desk: Page, id: string): Promise<void> {
  await desk.goto(`/dispatch?sel=cases:${encodeURIComponent(id)}`);
  await expect(card(desk)).toContainText("待核查");
  await desk.keyboard.press("p");
  await desk.getByRole("checkbox", { name: /结案标准/ }).check();
  await desk.keyboard.press("Enter");
}

/** The server dies and comes back; the pages find it again by themselves, and no clock has moved. */
async function survives(desk: Page, id: string): Promise<void> {
  const deadlines = async (): Promise<readonly Deadline[]> =>
    (await detailOf(desk, id)).card.deadlines;
  const before = await deadlines();
  await server.kill();
  await server.start();
  expect(await deadlines()).toEqual(before);
  await expect(desk.getByText("实时", { exact: true })).toBeVisible({ timeout: 30_000 });
}

test("a desk, a phone and a leader carry cases to their end, through a server that dies", async ({
  browser,
}) => {
  const desk = await open(browser, "dispatcher", "/dispatch");
  await mapIdle(desk);
  const phone = await open(browser, "gridworker", "/field", true);
  const leader = await open(browser, "leader", "/dispatch");
  const { displayName } = await read<{ displayName: string }>(phone, "/api/access/me");

  const place = await homeOf(phone);
  await jumpTo(desk, place, 17);

  for (const [index, kind] of CARRIED.entries()) {
    const id = await sendOut(desk, { kind, index, worker: displayName, place });
    // Once while it waits for the worker, once while they are there.
    if (index === 0) await survives(desk, id);
    await handle(phone, id, "到场");
    await untilState(desk, id, "in_progress");
    if (index === 1) await survives(desk, id);
    await handle(phone, id, "处置反馈");
    await untilState(desk, id, "resolved");
    await pass(desk, id);
    await untilState(leader, id, "closed");
    clocksFollow(await detailOf(leader, id));
  }
  await leader.goto("/figures");
  await expect(leader.getByRole("heading", { name: "办件统计" })).toBeVisible();
});
