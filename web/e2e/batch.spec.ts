import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { post, read, type Area } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { openDesk, signIn } from "./desk.ts";

interface Filed {
  readonly card: { readonly id: string; readonly version: number };
}

test("a dispatcher hands several waiting cases out together", async ({ page }) => {
  await signIn(page, "dispatcher");
  const { areas } = await read<{ areas: (Area & { center: [number, number] })[] }>(
    page,
    "/api/areas",
  );
  const [place] = areas.filter(({ kind }) => kind === "community");
  const text = `批量派单 ${Date.now()}`;
  const ids: string[] = [];
  for (const n of [1, 2, 3]) {
    const { card } = await post<Filed>(page, "/api/cases", {
      idempotencyKey: `${text}-${n}`.padEnd(12, "x"),
      position: place?.center,
      categoryId: "event.01-02",
      description: text,
      channel: "desk",
    });
    await post(page, `/api/cases/${card.id}/commands`, {
      verb: "file",
      expectedVersion: card.version,
      idempotencyKey: `file-${card.id}`,
      fields: { standardMet: true },
    });
    ids.push(card.id);
  }

  await openDesk(page, "/dispatch");
  await page.getByLabel("在案件中查找").fill(text);
  await page.getByRole("button", { name: /^待派遣/ }).click();
  await page.getByRole("button", { name: /^批量派单（3 件）/ }).click();
  const batch = page.getByRole("region", { name: "批量派单" });
  await expect(batch.getByText(/^3 件派给 \d 人/)).toBeVisible();
  await expect(batch.getByText(/到场 \d+ 分 \d+ 秒/)).toHaveCount(3);
  await page.screenshot({ path: test.info().outputPath("batch.png") });
  expect(await faultsOf(page)).toEqual([]);

  // One stays with the dispatcher, the others go; what was sent cannot be sent again.
  await batch.getByRole("checkbox").first().uncheck();
  await batch.getByRole("button", { name: "派出 2 件" }).click();
  await expect(batch.getByText("已派出")).toHaveCount(2);
  await expect(batch.getByRole("button", { name: "派出 0 件" })).toBeDisabled();
  const states = await Promise.all(
    ids.map(async (id) => (await read<{ card: { state: string } }>(page, `/api/cases/${id}`)).card),
  );
  expect(states.map(({ state }) => state).toSorted()).toEqual([
    "dispatched",
    "dispatched",
    "filed",
  ]);
  await batch.getByRole("button", { name: "返回队列" }).click();
  await expect(page.getByRole("grid", { name: "案件队列" }).getByRole("row")).toHaveCount(1);
});
