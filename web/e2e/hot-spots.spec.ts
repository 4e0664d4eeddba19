import { expect, type Page } from "@playwright/test";
import { homeOf, post, read } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import {
  countDrawn,
  jumpTo,
  mapIdle,
  openDesk,
  pointOf,
  signIn,
  untilDeskListens,
} from "./desk.ts";
import { test } from "./journey.ts";

interface Card {
  readonly id: string;
  readonly version: number;
}
interface Spot {
  readonly count: number;
  readonly caseIds: readonly string[];
  readonly position: [number, number];
}
const REPORTS = 16;
/** Pixels. */
const LABEL_ABOVE = 32;

/** Reports that pile up in one place on one day. */
async function pileUp(page: Page, position: [number, number]): Promise<Card[]> {
  const cards: Card[] = [];
  for (let at = 0; at < REPORTS; at += 1) {
    const { card } = await post<{ card: Card }>(page, "/api/cases", {
      ...{ idempotencyKey: `hot-${Date.now()}-${at}`, position, categoryId: "event.01-02" },
      ...{ description: "垃圾又满了", channel: "desk" },
    });
    cards.push(card);
  }
  return cards;
}

/** What came to nothing is in no later journey's way, and no hot spot. */
async function comeToNothing(page: Page, cards: readonly Card[]): Promise<void> {
  for (const { id, version: expectedVersion } of cards)
    await post(page, `/api/cases/${id}/commands`, {
      ...{ verb: "reject", expectedVersion, idempotencyKey: `not-hot-${id}` },
      ...{ reason: "无此情况", fields: {} },
    });
}

const LAYERS = ["hot-spots-line", "hot-spots-label"];

test("a desk switches hot spots on by a key, opens the cases behind one, and takes that back", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page, "dispatcher");
  const place = await homeOf(page);
  const planted = await pileUp(page, place);
  await openDesk(page, "/dispatch");
  await untilDeskListens(page);
  await jumpTo(page, place, 15);
  const layer = page.getByRole("checkbox", { name: "热点", exact: true });
  await expect(layer).not.toBeChecked();
  expect(await countDrawn(page, LAYERS).catch(() => 0)).toBe(0);

  await page.keyboard.press("o");
  await expect(layer).toBeChecked();
  await expect(page).toHaveURL(/on=[^&]*hot-spots/);
  const list = page.getByRole("region", { name: "热点", exact: true });
  const spot = list
    .getByRole("button", { name: /实际 \/ 预期 \d+ \/ \d+\.\d 件 · p = 0\.0\d\d/ })
    .first();
  await expect(spot).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/时空扫描，随机重排 999 次，p ≤ 0\.05/)).toBeVisible();
  await expect.poll(() => countDrawn(page, LAYERS)).toBeGreaterThan(1);
  expect(await faultsOf(page)).toEqual([]);
  await mapIdle(page);
  await page.screenshot({ path: test.info().outputPath("hot.png") });

  // By keyboard: its cases alone, in the queue, and said in words.
  await spot.focus();
  await page.keyboard.press("Enter");
  await expect(spot).toHaveAttribute("aria-pressed", "true");
  const only = page.getByRole("button", { name: /^热点：/ });
  await expect(only).toHaveAttribute("aria-pressed", "true");
  const { spots } = await read<{ spots: Spot[] }>(page, "/api/cases/hot-spots");
  const found = spots.find(({ caseIds }) => caseIds.includes(planted[0]?.id ?? ""));
  expect(found?.caseIds).toEqual(expect.arrayContaining(planted.map(({ id }) => id)));
  await expect(page.getByText(`共 ${found?.count} 件，在办`)).toBeVisible();
  await expect(page.getByRole("row", { name: /垃圾|暴露/ }).first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("opened.png") });
  await only.click();
  await expect(only).toHaveCount(0);
  await expect(spot).toHaveAttribute("aria-pressed", "false");

  // By the map: its label, over the name of the middle grid.
  await mapIdle(page);
  const { x, y } = await pointOf(page, found?.position ?? place);
  await page.mouse.click(x, y - LABEL_ABOVE);
  await expect(only).toBeVisible();

  await expect(page).toHaveURL(/sel=hot-spots/);

  // In English and in the dark the same is legible, and what a link says is opened again.
  await page.goto(`${page.url()}&lang=en&theme=dark`);
  await expect(page.getByRole("button", { name: /^Hot spot: / })).toBeVisible({ timeout: 30_000 });
  await mapIdle(page);
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("hot-dark-en.png") });
  await comeToNothing(page, planted);
});

test("where nothing stands out the layer says so", async ({ page }) => {
  await signIn(page, "leader");
  await page.route("**/api/cases/hot-spots*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), spots: [] } });
  });
  await openDesk(page, "/dispatch?on=hot-spots");
  const list = page.getByRole("region", { name: "热点", exact: true });
  await expect(list.getByRole("status")).toHaveText("近 14 天无显著热点", { timeout: 30_000 });
  await expect(page.locator(".og-legend").getByText("近 14 天无显著热点")).toBeVisible();
  await list.getByText("近 14 天每百户案件最多的网格").click();
  await expect(list.getByText(/每百户 \d+\.\d\d 件/).first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});
