import type { DivisionReply, PlanReply } from "@onegrid/core/division/contract";
import type { ImportReply } from "@onegrid/core/ingest/contract";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { countDrawn, mapIdle, openDesk, signIn } from "./desk.ts";

test.describe.configure({ timeout: 60_000 });

const HEADERS = { "x-onegrid": "1" };

/** Thousandths of a degree from a corner north of the demo estate. */
const at = (x: number, y: number): [number, number] => [102.19 + x / 1000, 38.56 + y / 1000];
const ring = (...points: [number, number][]) => ({
  type: "Polygon",
  coordinates: [[...points, ...points.slice(0, 1)].map(([x, y]) => at(x, y))],
});
const feature = (geometry: object, properties: object) => ({
  type: "Feature",
  properties,
  geometry,
});
const collection = (...features: object[]) =>
  JSON.stringify({ type: "FeatureCollection", features });
const house = (id: string, x: number, y: number, households: number | null) =>
  feature(ring([x, y], [x + 0.2, y], [x + 0.2, y + 0.2], [x, y + 0.2]), {
    id,
    名称: id,
    户数: households,
    层数: 6,
    用途: "住宅",
  });

/** Two communities with a strip between them, a river through one, and a house just outside it. */
const FILES = {
  "社区边界.geojson": collection(
    feature(ring([0, 0], [5, 0], [5, 5], [0, 5]), {
      id: "河西",
      名称: "河西社区",
      编码: "620399001001",
      类型: "社区",
    }),
    feature(ring([5, 0], [10, 0], [10, 5], [5, 5], [5, 4], [5.15, 4], [5.15, 1], [5, 1]), {
      id: "河东",
      名称: "河东社区",
      编码: "620399001002",
      类型: "社区",
    }),
  ),
  "障碍.geojson": collection(
    feature({ type: "LineString", coordinates: [at(4, -1), at(4, 6)] }, { id: "r", 等级: "河流" }),
  ),
  "楼栋.geojson": collection(
    house("一号楼", 1, 1, 150),
    house("二号楼", 1, 3, 150),
    house("三号楼", 3, 1, 150),
    house("四号楼", 3, 3, 140),
    house("对岸楼", 4.5, 2, 60),
    house("界外楼", -0.4, 2, 45),
    house("东一楼", 8, 2, 200),
  ),
};

async function importTown(page: Page): Promise<void> {
  const form = new FormData();
  for (const [name, text] of Object.entries(FILES)) form.append("file", new File([text], name));
  const uploaded = await page.request.post("/api/imports", { headers: HEADERS, multipart: form });
  expect(uploaded.status(), await uploaded.text()).toBe(201);
  const opened: ImportReply = await uploaded.json();
  const files = opened.files.map(({ name, description }) => ({
    name,
    plans: description?.layers.map(({ plan }) => plan),
  }));
  const data = { files, around: null };
  const address = `/api/imports/${opened.id}`;
  const started = await page.request.post(`${address}/start`, { headers: HEADERS, data });
  expect(started.status(), await started.text()).toBe(202);
  const state = async () => {
    const now: ImportReply = await (await page.request.get(address)).json();
    return now.state;
  };
  await expect.poll(state).toBe("done");
}

/** A divided draft over the western community, open at the desk. */
async function openWest(page: Page): Promise<string> {
  const areas = await page.request.get("/api/areas");
  const listed: { areas: { id: string; name: string }[] } = await areas.json();
  const west = listed.areas.find(({ name }) => name === "河西社区");
  const made = await page.request.post("/api/plans", {
    headers: HEADERS,
    data: { name: "河西 2027", communityIds: [west?.id] },
  });
  const plan: PlanReply = await made.json();
  const divisionId = plan.divisions[0]?.id ?? "";
  await page.request.post(`/api/divisions/${divisionId}/edits`, {
    headers: HEADERS,
    data: {
      revision: 0,
      idempotencyKey: `ground-${Date.now()}`,
      intent: { edit: "divide-community", preset: "standard", seed: "1", effort: 1 },
    },
  });
  await openDesk(page, `/division?w-plan=${plan.id}`);
  return divisionId;
}

const divisionOf = async (page: Page, id: string): Promise<DivisionReply> =>
  (await page.request.get(`/api/divisions/${id}`)).json();

test("a planner sees what is wrong with the ground, goes there, and settles it", async ({
  page,
}) => {
  await signIn(page);
  page.setDefaultTimeout(15_000);
  await importTown(page);
  const divisionId = await openWest(page);
  const before = await divisionOf(page, divisionId);

  await page.getByRole("button", { name: /底图.*3 处待处理/ }).click();
  const outside = page.getByRole("group").filter({ hasText: "社区界外的楼栋" });
  await expect(outside).toContainText("界外楼");
  await page.getByRole("button", { name: /在地图上查看：对岸楼/ }).click();
  await mapIdle(page);
  expect(await countDrawn(page, ["division-comments-dot"])).toBeGreaterThan(0);
  await page.screenshot({ path: test.info().outputPath("list.png") });

  await page
    .getByRole("button", { name: "连接到三号楼…" })
    .or(page.getByRole("button", { name: "连接到四号楼…" }))
    .click();
  await page.getByLabel("为什么可以相连").fill("河上有人行桥");
  await page.getByRole("button", { name: "连接", exact: true }).click();
  await expect(page.getByText("河上有人行桥")).toBeVisible();
  await expect(page.getByText("不足半个网格的孤立片")).toHaveCount(0);
  await expect
    .poll(async () => (await divisionOf(page, divisionId)).baseId)
    .not.toBe(before.baseId);
  const linked = await divisionOf(page, divisionId);
  expect(linked.gridOf.every((grid) => grid >= 0)).toBe(true);

  await page.getByRole("button", { name: "划入本社区" }).click();
  await expect(page.getByText("界外楼划入本社区")).toBeVisible();
  const households = async () =>
    (await divisionOf(page, divisionId)).grids.reduce((sum, grid) => sum + grid.households, 0);
  await expect.poll(households).toBe(695);

  await page.getByRole("button", { name: "划给河西社区" }).click();
  await expect(page.getByText("有争议的地块划给河西社区")).toBeVisible();
  await expect(page.getByRole("button", { name: /底图.*没有待处理的问题/ })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("settled.png") });
  await page
    .getByRole("listitem")
    .filter({ hasText: "有争议的地块划给河西社区" })
    .getByRole("button", { name: "撤回" })
    .click();
  await expect(page.getByText("有争议的地块划给河西社区")).toHaveCount(0);

  await expect(page.getByRole("button", { name: /底图.*1 处待处理/ })).toBeVisible();
  await page.getByRole("button", { name: "保持原样" }).click();
  await expect(page.getByText("没有待处理的问题").first()).toBeVisible();
  await page.getByRole("button", { name: "收起", exact: true }).click();
  await expect(page.getByRole("button", { name: /底图.*没有待处理的问题/ })).toBeVisible();
});
