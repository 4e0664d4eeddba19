import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { post } from "./ask.ts";
import { openDesk, signIn } from "./desk.ts";

const row = (page: Page, text: string) => page.getByRole("row", { name: new RegExp(text) }).first();

test("two tabs share one stream; when the one that reads is closed, the other goes on", async ({
  context,
}) => {
  const streams: Page[] = [];
  context.on("request", (request) => {
    if (request.url().endsWith("/api/stream")) streams.push(request.frame().page());
  });
  const first = await context.newPage();
  await signIn(first, "dispatcher");
  await openDesk(first, "/dispatch");
  const second = await context.newPage();
  await openDesk(second, "/dispatch");

  const { areas } = await (await first.request.get("/api/areas")).json();
  const report = (address: string) =>
    post(second, "/api/cases", {
      idempotencyKey: `tabs-${address}`,
      position: areas.find(({ kind }: { kind: string }) => kind === "community").center,
      address,
      categoryId: "event.01-02",
      description: "",
      channel: "desk",
    });
  await report("同一条线甲");
  await expect(row(first, "同一条线甲")).toBeVisible();
  await expect(row(second, "同一条线甲")).toBeVisible();
  expect(streams).toEqual([first]);

  await first.close();
  await expect.poll(() => streams.length).toBe(2);
  await report("同一条线乙");
  await expect(row(second, "同一条线乙")).toBeVisible();
});
