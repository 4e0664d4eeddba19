import type { CaseReply } from "@onegrid/core/dispatch/contract";
import { listCaseEvents, loadCase } from "@onegrid/db/dispatch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newReport, type Place } from "../../../test/cases.ts";
import { NOW, openDemoTown, type DemoTown } from "../../../test/demo-town.ts";
import { sweepClocks } from "./sweep-clocks.ts";

let town: DemoTown;
beforeAll(async () => {
  town = await openDemoTown();
}, 120_000);
afterAll(() => town.close());

test("a case whose clocks cannot be read keeps no other waiting, and is told of", async () => {
  const dispatcher = await town.as("dispatcher");
  const { body: map } = await dispatcher.get<{ areas: { kind: string; center: Place }[] }>(
    "/api/areas",
  );
  const center = map.areas.find(({ kind }) => kind === "community")?.center ?? [0, 0];
  const report = async () => {
    const { body } = await dispatcher.post<CaseReply>("/api/cases", newReport(center));
    return body.card;
  };
  const broken = await report();
  const whole = [await report(), await report()];
  // No rule book has ever held it.
  const stored = await loadCase(town.db, broken.id);
  const card = JSON.stringify({ ...stored?.case, categoryId: "gone.00-00" });
  await town.db.updateTable("dispatch_case").set({ card }).where("id", "=", broken.id).execute();
  const due = new Date(Math.max(broken.dueAt ?? 0, ...whole.map(({ dueAt }) => dueAt ?? 0)));
  const told: string[] = [];
  const tell = (caseId: string): void => void told.push(caseId);

  await sweepClocks(town.db, due, tell);
  const verbsOf = async (id: string): Promise<string[]> =>
    (await listCaseEvents(town.db, id)).map(({ event }) => event.verb);
  for (const { id } of whole) expect(await verbsOf(id)).toContain("clock_red");
  expect(await verbsOf(broken.id)).toEqual(["report"]);
  expect(told).toEqual([broken.id]);

  // Not again at once, and not never.
  await sweepClocks(town.db, due, tell);
  expect(told).toEqual([broken.id]);
  await sweepClocks(town.db, new Date(due.getTime() + 24 * 3_600_000), tell);
  expect(told).toEqual([broken.id, broken.id]);
});

test("who does not listen for it hears of a fault as of any other", async () => {
  const later = new Date(NOW.getTime() + 30 * 24 * 3_600_000);
  await expect(sweepClocks(town.db, later)).rejects.toThrow(/unknown-category/);
});
