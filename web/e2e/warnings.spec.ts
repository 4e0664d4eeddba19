import { expect } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { HOME, countDrawn, jumpTo, openDesk, signIn } from "./desk.ts";
import { post } from "./ask.ts";

/** A rainstorm of the highest degree round a place: latitude first. */
const storm = ([lng, lat]: [number, number], identifier: string): string => {
  const [east, north] = [lng + 0.002, lat + 0.0012];
  const [west, south] = [lng - 0.002, lat - 0.0012];
  const ring = `${south},${west} ${south},${east} ${north},${east} ${north},${west} ${south},${west}`;
  const expires = new Date(Date.now() + 12 * 3_600_000).toISOString();
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier>
    <sender>met@e2e</sender><sent>${new Date().toISOString()}</sent><status>Actual</status>
    <msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language>
    <category>Met</category><event>暴雨</event><urgency>Immediate</urgency>
    <severity>Extreme</severity><certainty>Observed</certainty><expires>${expires}</expires>
    <headline>暴雨红色预警</headline><area><areaDesc>试验</areaDesc><polygon>${ring}</polygon></area>
    </info></alert>`;
};

test("a warning comes in, lies on the map, and the card says what it has raised", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "dispatcher");
  await openDesk(page, "/dispatch");
  await jumpTo(page, HOME, 16);
  const { card } = await post<{ card: { id: string; number: string; severity: string } }>(
    page,
    "/api/cases",
    {
      ...{ idempotencyKey: `warned-${Date.now()}`, position: HOME, categoryId: "event.01-02" },
      ...{ description: "树倒了", channel: "desk" },
    },
  );
  expect(card.severity).toBe("minor");
  await page.getByRole("row", { name: new RegExp(card.number.slice(-6)) }).click();
  const open = page.getByRole("region", { name: `案件 ${card.number}` });
  await expect(open).toContainText("轻微");

  const identifier = `storm-${Date.now()}`;
  const headers = { "x-onegrid": "1", "content-type": "application/cap+xml" };
  const sent = await page.request.post("/api/alerts", { headers, data: storm(HOME, identifier) });
  expect(sent.status(), await sent.text()).toBe(200);

  await expect(open).toContainText("预警提高到严重（原轻微）");
  await expect(open.getByRole("listitem").first()).toContainText("暴雨红色预警");
  await expect.poll(() => countDrawn(page, ["warnings-line"])).toBeGreaterThan(0);
  await expect(page.getByRole("checkbox", { name: "预警", exact: true })).toBeChecked();
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("warned.png") });

  const cancel = storm(HOME, `${identifier}-end`)
    .replace("<msgType>Alert", "<msgType>Cancel")
    .replace("</scope>", `</scope><references>met@e2e,${identifier},now</references>`);
  const ended = await page.request.post("/api/alerts", { headers, data: cancel });
  expect(await ended.json()).toMatchObject({ ended: 1 });
  await expect.poll(() => countDrawn(page, ["warnings-line"])).toBe(0);
  await expect(open).toContainText("预警提高到严重");
});
