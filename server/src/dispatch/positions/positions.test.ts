import {
  recommend,
  unpackRows,
  type PackedRows,
  type Candidate,
  type RecommendTask,
} from "@onegrid/core/dispatch";
import type { CaseReply, RecommendationReply } from "@onegrid/core/dispatch/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { purgeDuePositions } from "./purge-positions.ts";
import { takePosition } from "./take-position.ts";

interface Way {
  readonly candidateId: string;
  readonly seconds: number | null;
}

let town: DemoTown;
let worker: Asker;
let desk: Asker;
let accountId: string;
let place: Place;
beforeAll(async () => {
  town = await openDemoTown();
  [worker, desk] = [await town.as("gridworker"), await town.as("dispatcher")];
  const { body: me } = await worker.get<{ id: string; duties: { areaId: string }[] }>(
    "/api/access/me",
  );
  accountId = me.id;
  const { body } = await desk.get<{ areas: { id: string; center: Place }[] }>("/api/areas");
  place = body.areas.find(({ id }) => id === me.duties[0]?.areaId)?.center ?? [0, 0];
}, 120_000);
afterAll(() => town.close());

const stored = () => town.db.selectFrom("staff_position").selectAll().execute();
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const here = (measuredAt: Date, changes: object = {}) => ({
  position: [place[0], place[1]] as [number, number],
  accuracyMetres: 8,
  measuredAt: measuredAt.getTime(),
  ...changes,
});
const take = (received: number, measured: number) =>
  takePosition(town.db, here(at(measured)), { accountId, now: at(received) });

async function adviceFor(asker: Asker, id: string): Promise<RecommendationReply> {
  return (await asker.get<RecommendationReply>(`/api/cases/${id}/recommendation`)).body;
}

async function filed(): Promise<string> {
  const { body: made } = await desk.post<CaseReply>("/api/cases", newReport(place));
  const filing = commandFor(made.card, "file", { fields: { standardMet: true } });
  await desk.post(`/api/cases/${made.card.id}/commands`, filing);
  return made.card.id;
}

test("the last one measured is kept, one a second, and a vague or late one changes nothing", async () => {
  expect(await take(0, 0)).toEqual({ isKept: true });
  expect(await take(0.9, 0.9)).toEqual({ isKept: false });
  expect(await take(2, 1)).toEqual({ isKept: true });
  // Came in later and was measured before: the one that is there is newer.
  expect(await take(9, 0.5)).toEqual({ isKept: false });
  const vague = here(at(20), { accuracyMetres: 501 });
  const sender = { accountId, now: at(20) };
  expect(await takePosition(town.db, vague, sender)).toEqual({ isKept: false });
  expect((await stored()).map(({ measured_at: measured }) => measured)).toEqual([at(1)]);
  await town.db.deleteFrom("staff_position").execute();
});

test("who is sent is chosen by a fresh position, by the duty point after ten minutes, and never off shift", async () => {
  const id = await filed();
  const startOf = async (asker: Asker) =>
    (await adviceFor(asker, id)).ranked.find(({ candidateId }) => candidateId === accountId);
  const usual = await startOf(desk);
  expect(usual?.startsFrom).not.toBe("position");

  expect((await worker.post("/api/positions", here(NOW))).body).toEqual({ isKept: true });
  const fresh = await startOf(desk);
  expect(fresh).toMatchObject({ startsFrom: "position", position: [place[0], place[1]] });
  // Whoever may not locate staff is told who and how long, and not where.
  expect(await startOf(worker)).toMatchObject({ startsFrom: "position", position: null });

  const measured = new Date(NOW.getTime() - 601_000);
  await town.db
    .updateTable("staff_position")
    .set({ measured_at: measured })
    .where("account_id", "=", accountId)
    .execute();
  expect((await startOf(desk))?.startsFrom).toBe(usual?.startsFrom);
});

test("what was recommended can be computed again, bit for bit", async () => {
  await town.db.deleteFrom("staff_position").execute();
  await worker.post("/api/positions", here(NOW));
  const id = await filed();
  const { recommendationId } = await adviceFor(desk, id);
  const kept = await town.db
    .selectFrom("recommendation")
    .select(["inputs", "result"])
    .where("id", "=", recommendationId)
    .executeTakeFirstOrThrow();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the store keeps it
  const inputs = kept.inputs as {
    readonly task: RecommendTask;
    readonly candidates: PackedRows;
    readonly travel: PackedRows;
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- packed from these
  const candidates = unpackRows(inputs.candidates) as unknown as Candidate[];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- packed from these
  const ways = unpackRows(inputs.travel) as unknown as Way[];
  const secondsOf = new Map(ways.map(({ candidateId, seconds }) => [candidateId, seconds]));
  const own = candidates.find((candidate) => candidate.id === accountId);
  expect(own).toMatchObject({ position: [place[0], place[1]], positionAgeSeconds: 0 });
  const again = recommend(inputs.task, candidates, (each) => secondsOf.get(each) ?? null);
  expect(again).toEqual(kept.result);
});

test("off shift nothing is taken and what is there goes; nor is it from a desk, or from yesterday", async () => {
  await town.db.deleteFrom("staff_position").execute();
  await worker.post("/api/positions", here(NOW));
  await town.db
    .updateTable("duty")
    .set({ shift: "Sa 03:00-04:00" })
    .where("account_id", "=", accountId)
    .execute();
  await town.db.deleteFrom("roster_line").execute();
  const refused = await worker.post("/api/positions", here(at(5)));
  expect([refused.status, refused.body["code"]]).toEqual([409, "dispatch.position-off-shift"]);
  expect(await stored()).toEqual([]);
  const fromDesk = await desk.post("/api/positions", here(NOW));
  expect(fromDesk.body["code"]).toBe("dispatch.position-off-shift");
  const old = await worker.post("/api/positions", here(at(-13 * 3600)));
  expect([old.status, old.body["code"]]).toEqual([422, "dispatch.position-old"]);
});

test("nothing of it is in an event, and what nobody renews is deleted", async () => {
  await town.db
    .insertInto("staff_position")
    .values({
      account_id: accountId,
      place: "SRID=4326;POINT(116 40)",
      accuracy_metres: 5,
      measured_at: NOW,
      received_at: NOW,
    })
    .execute();
  const events = await town.db.selectFrom("event_log").select(["kind", "payload"]).execute();
  expect(JSON.stringify(events)).not.toMatch(/accuracyMetres|staff_position|measuredAt/);
  expect(await purgeDuePositions(town.db, at(11 * 3600))).toBe(0);
  expect(await purgeDuePositions(town.db, at(13 * 3600))).toBe(1);
  expect(await stored()).toEqual([]);
});
