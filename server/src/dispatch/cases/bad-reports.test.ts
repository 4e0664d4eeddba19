import type { CaseDetail, CaseListReply, CaseReply } from "@onegrid/core/dispatch/contract";
import { endGrids } from "@onegrid/db/division";
import { listAreas, listRootAreas, loadAreaShapes, type AreaRow } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, PICTURE, type Place } from "../../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

/** What comes in is kept under the rule that applies, or refused with a code and what to do. */

let town: DemoTown;
let dispatcher: Asker;
let communities: readonly AreaRow[];

beforeAll(async () => {
  town = await openDemoTown();
  dispatcher = await town.as("dispatcher");
  const roots = (await listRootAreas(town.db)).map(({ id }) => id);
  const areas = await listAreas(town.db, roots);
  communities = areas.filter(({ kind }) => kind === "community");
}, 120_000);
afterAll(() => town.close());

const at = (index: number): AreaRow => {
  const found = communities.at(index);
  if (!found) throw new Error("the demo has several communities");
  return found;
};

async function report(place: Place, changes: object = {}): Promise<CaseReply> {
  const { status, body } = await dispatcher.post<CaseReply>(
    "/api/cases",
    newReport(place, changes),
  );
  expect(status).toBe(201);
  return body;
}

const refusal = async (asker: Asker, url: string, body: object) => {
  const reply = await asker.post<{ code: string; sentences: Record<string, string> }>(url, body);
  expect(reply.body.sentences["zh-CN"]).toMatch(/。$/);
  return `${reply.status} ${reply.body.code}`;
};

test("a report from outside every area is kept, in the district's queue and in nobody else's", async () => {
  const { card } = await report([10, 50]);
  expect(card.state).toBe("reported");
  expect(card.level).toBe("district");
  expect(card.place).toMatchObject({ communityId: null, streetId: null, gridId: null });
  const seenBy = async (login: string): Promise<boolean> => {
    const list = await (await town.as(login)).get<CaseListReply>("/api/cases?limit=500");
    return list.body.cards.some(({ id }) => id === card.id);
  };
  expect(await seenBy("dispatcher")).toBe(true);
  expect(await seenBy("community")).toBe(false);
});

test("on the border of two communities a report belongs to one, that of the lower code, every time", async () => {
  const shapes = await loadAreaShapes(
    town.db,
    communities.map(({ id }) => id),
  );
  const corners = new Map<string, { readonly place: Place; readonly codes: string[] }>();
  for (const { code, geometry } of shapes) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const rings = polygons.flat(2);
    for (const place of new Map(rings.map((each) => [each.join(), each])).values()) {
      const known = corners.get(place.join()) ?? { place, codes: [] };
      known.codes.push(code);
      corners.set(place.join(), known);
    }
  }
  const shared = [...corners.values()].filter(({ codes }) => codes.length > 1).slice(0, 3);
  expect(shared.length).toBeGreaterThan(0);
  for (const { place, codes } of shared) {
    const places = [(await report(place)).card.place, (await report(place)).card.place];
    const owner = communities.find(({ code }) => code === codes.toSorted()[0]);
    expect(places.map(({ communityId }) => communityId)).toEqual([owner?.id, owner?.id]);
  }
});

test("where the grids have been retired a report is kept at the community, and an older case keeps its grid", async () => {
  const { id, center } = at(-1);
  const before = await report(center);
  expect(before.card.place.gridId).not.toBeNull();
  await endGrids(town.db, id, "2026-11-19");
  const { card } = await report(center);
  expect(card.place).toMatchObject({ gridId: null, gridVersionId: null, communityId: id });
  expect(card.level).toBe("community");
  const old = await dispatcher.get<CaseDetail>(`/api/cases/${before.card.id}`);
  expect(old.body.gridName).toBe(before.gridName);
  expect(old.body.card.place.gridId).toBe(before.card.place.gridId);
});

test("a device that lives in the future reports now", async () => {
  const { card } = await report(at(0).center, { deviceAt: NOW.getTime() + 3 * 365 * 86_400_000 });
  expect(card.reportedAt).toBe(NOW.getTime());
});

test("a picture of forty megapixels is refused with what is allowed, and one that is none by name", async () => {
  const post = (payload: Buffer) =>
    town.app.inject({
      method: "POST",
      url: "/api/photos",
      headers: { ...dispatcher.headers, "content-type": "image/jpeg" },
      payload,
    });
  const great = await post(Buffer.concat([PICTURE, Buffer.alloc(12_000_000)]));
  expect(great.statusCode).toBe(413);
  expect(great.json()).toMatchObject({ code: "request.too-large", maxBytes: 4_000_000 });
  const none = await post(Buffer.from("GIF89a not a picture that we know"));
  expect(none.json()).toMatchObject({ code: "dispatch.bad-photo" });
});

test("forged ids of cases, photos, recommendations and targets are refused with their codes", async () => {
  const { card } = await report(at(0).center);
  const commands = `/api/cases/${card.id}/commands`;
  const forged = "00000000-0000-4000-8000-000000000000";
  expect((await dispatcher.get<{ code: string }>(`/api/cases/${forged}`)).status).toBe(404);
  const file = commandFor(card, "file", { fields: { standardMet: true } });
  expect(await refusal(dispatcher, `/api/cases/${forged}/commands`, file)).toMatch(/^404 /);
  const photo = newReport(at(0).center, { photos: ["a".repeat(64)] });
  expect(await refusal(dispatcher, "/api/cases", photo)).toBe("422 dispatch.bad-photo");
  const merge = commandFor(card, "merge", { fields: { targetCaseId: forged } });
  expect(await refusal(dispatcher, commands, merge)).toMatch(/^4\d\d dispatch\./);
  const filed = await dispatcher.post<CaseReply>(commands, file);
  const assignee = { unitId: null, memberId: forged };
  const fields = { assignee, recommendationId: null, overrideReason: null };
  const dispatch = commandFor(filed.body.card, "dispatch", { fields });
  expect(await refusal(dispatcher, commands, dispatch)).toBe("422 dispatch.no-assignee");
  const later = commandFor({ ...card, version: 99 }, "accept");
  expect(await refusal(dispatcher, commands, later)).toBe("409 dispatch.stale");
});

test("a case of another community is not there for this community's desk, and stays as it was", async () => {
  const desk = await town.as("community");
  const me = await desk.get<{ duties: { areaId: string }[] }>("/api/access/me");
  const own = me.body.duties.map(({ areaId }) => areaId);
  const other = communities.find(({ id }) => !own.includes(id));
  if (!other) throw new Error("the demo has another community");
  const { card } = await report(other.center);
  const file = commandFor(card, "file", { fields: { standardMet: true } });
  const unknown = `/api/cases/00000000-0000-4000-8000-000000000000/commands`;
  const refused = await refusal(desk, `/api/cases/${card.id}/commands`, file);
  // Whether there is such a case is nobody's business there.
  expect(refused).toBe(await refusal(desk, unknown, file));
  const kept = await dispatcher.get<CaseDetail>(`/api/cases/${card.id}`);
  expect(kept.body.card.version).toBe(card.version);
});
