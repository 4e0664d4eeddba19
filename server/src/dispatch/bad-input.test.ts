import type { HandedKey } from "@onegrid/core/access/contract";
import type {
  CaseCard,
  CaseDetail,
  CaseListReply,
  CaseReply,
} from "@onegrid/core/dispatch/contract";
import type { Open311Created } from "@onegrid/core/dispatch/open311-contract";
import type { IncidentRecord } from "@onegrid/core/ingest";
import type { LocateReply } from "@onegrid/core/dispatch/contract";
import { endGrids, listGridShapes } from "@onegrid/db/division";
import { loadCase } from "@onegrid/db/dispatch";
import { head } from "@onegrid/db/events";
import { listAreas, listRootAreas, loadAreaShapes, type AreaRow } from "@onegrid/db/organisation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandFor, newReport, somePhoto, type Place } from "../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { JPEG, PNG } from "../../test/pictures.ts";
import { localDay } from "../access/sessions.ts";
import { importIncidents } from "./cases/import-incidents.ts";

/**
 * What bad input gets, at each door where somebody meets it: the rule that applies is told, the report is
 * kept, or the refusal has a code and says, in both languages, what to do next.
 */

const HOUR_MS = 3_600_000;
const OUTSIDE: Place = [10, 50];
const NOBODY = "00000000-0000-4000-8000-000000000000";

let town: DemoTown;
let desk: Asker;
let phone: Asker;
let admin: Asker;
let communities: readonly AreaRow[];
/** A key of the hotline, for the whole district. */
let hotline: string;

beforeAll(async () => {
  town = await openDemoTown();
  [desk, phone, admin] = [
    await town.as("dispatcher"),
    await town.as("gridworker"),
    await town.as("admin"),
  ];
  const roots = (await listRootAreas(town.db)).map(({ id }) => id);
  const areas = await listAreas(town.db, roots);
  communities = areas.filter(({ kind }) => kind === "community");
  const permissions = ["case.read", "case.report"];
  const { body } = await admin.post<HandedKey>("/api/access/keys", {
    ...{ name: "12345 热线", purpose: "转办", permissions, areaIds: roots },
    ...{ categories: [], addresses: [], perMinute: 200 },
  });
  hotline = body.token;
}, 120_000);
afterAll(() => town.close());

const community = (index: number): AreaRow => {
  const found = communities.at(index);
  if (!found) throw new Error("the demo has several communities");
  return found;
};

async function report(place: Place, changes: object = {}, asker = desk): Promise<CaseCard> {
  const { status, body } = await asker.post<CaseReply>("/api/cases", newReport(place, changes));
  expect([status, body]).toEqual([201, body]);
  return body.card;
}

interface Refusal {
  readonly code: string;
  readonly sentences: Readonly<Record<"zh-CN" | "en", string>>;
}

/** Status and code of a refusal, which is a sentence in both languages that says what to do. */
function refusalOf({ status, body }: { status: number; body: Refusal }): string {
  expect(body.sentences["zh-CN"]).toMatch(/[请可须].*。$/u);
  expect(body.sentences.en).toMatch(/^[A-Z].{20,}\.$/u);
  return `${status} ${body.code}`;
}

const refused = async (asker: Asker, url: string, body?: object): Promise<string> =>
  refusalOf(body ? await asker.post<Refusal>(url, body) : await asker.get<Refusal>(url));

const seesIn = async (login: string, { id }: CaseCard): Promise<boolean> => {
  const list = await (await town.as(login)).get<CaseListReply>("/api/cases?limit=500");
  return list.body.cards.some((card) => card.id === id);
};

/** A report by Open311: the form of the standard, in a language. */
async function open311(fields: Readonly<Record<string, string>>, language = "en") {
  const { statusCode, body } = await town.app.inject({
    method: "POST",
    url: "/open311/v2/requests.json",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "accept-language": language,
    },
    payload: new URLSearchParams({
      ...{ api_key: hotline, service_code: "event.01-02", description: "Litter" },
      ...fields,
    }).toString(),
  });
  return { status: statusCode, body };
}
const at311 = ([lng, lat]: Place) => ({ long: String(lng), lat: String(lat) });

let row = 0;
/** A row of a table of another system, as the import makes a case of it. */
async function imported(changes: Partial<IncidentRecord>): Promise<CaseCard> {
  const sourceId = `row-${(row += 1)}`;
  const record: IncidentRecord = {
    ...{ layer: "incidents", sourceId, category: "event.01-02", description: "垃圾", address: "" },
    ...{ reportedAt: NOW.toISOString(), closedAt: null, geometry: null, ...changes },
  };
  await town.db.transaction().execute((trx) => importIncidents(trx, [record], NOW));
  const { id } = await town.db
    .selectFrom("dispatch_case")
    .select("id")
    .where("source_id", "=", sourceId)
    .executeTakeFirstOrThrow();
  return (await desk.get<CaseDetail>(`/api/cases/${id}`)).body.card;
}
const pointAt = ([lng, lat]: Place) => ({ type: "Point", coordinates: [lng, lat] }) as const;

async function upload(payload: Buffer, type = "image/jpeg") {
  const { statusCode, body } = await town.app.inject({
    method: "POST",
    url: "/api/photos",
    headers: { ...phone.headers, "content-type": type },
    payload,
  });
  const read: Refusal & { maxBytes?: number; megapixels?: number; most?: number } =
    JSON.parse(body);
  return { status: statusCode, body: read };
}

/** The corners of outlines that more than one of them has, with the codes of those that do. */
function sharedCorners(
  shapes: readonly { readonly code: string; readonly geometry: { coordinates: unknown } }[],
): { readonly place: Place; readonly codes: readonly string[] }[] {
  const corners = new Map<string, { readonly place: Place; readonly codes: string[] }>();
  for (const { code, geometry } of shapes)
    for (const place of placesIn(geometry.coordinates)) {
      const known = corners.get(place.join()) ?? { place, codes: [] };
      if (!known.codes.includes(code)) known.codes.push(code);
      corners.set(place.join(), known);
    }
  return [...corners.values()].filter(({ codes }) => codes.length > 1);
}

function placesIn(coordinates: unknown): Place[] {
  if (!Array.isArray(coordinates)) return [];
  const [lng, lat]: unknown[] = coordinates;
  if (typeof lng === "number" && typeof lat === "number") return [[lng, lat]];
  return coordinates.flatMap(placesIn);
}

describe("1 · a report from outside the district is kept, for the district's desk, and says so", () => {
  test("at the desk: the form is told before it is sent, and nobody else has the case", async () => {
    const located = await desk.get<LocateReply>("/api/locate?lng=10&lat=50");
    expect(located.body).toMatchObject({ isOutside: true, community: null });
    const card = await report(OUTSIDE);
    expect(card).toMatchObject({ state: "reported", level: "district" });
    expect(card.place).toMatchObject({ communityId: null, streetId: null, gridId: null });
    expect([await seesIn("dispatcher", card), await seesIn("community", card)]).toEqual([
      true,
      false,
    ]);
  });

  test("from a phone of somebody who works in one grid", async () => {
    const card = await report(OUTSIDE, { channel: "patrol" }, phone);
    expect(card.place).toMatchObject({ communityId: null, streetId: null });
    expect(await seesIn("dispatcher", card)).toBe(true);
  });

  test("by Open311, with a notice in the language of the asker", async () => {
    const notices: (string | null | undefined)[] = [];
    for (const language of ["en", "zh-CN"]) {
      const { status, body } = await open311(at311(OUTSIDE), language);
      expect(status).toBe(201);
      const [created]: Open311Created = JSON.parse(body);
      notices.push(created?.service_notice);
    }
    expect(notices[0]).toMatch(/lies in no community: taken in.*district's desk/u);
    expect(notices[1]).toMatch(/不在任何社区内：已收下，由区级值班/u);
  });

  test("out of a table", async () => {
    const card = await imported({ geometry: pointAt(OUTSIDE) });
    expect(card).toMatchObject({ level: "district", place: { communityId: null, gridId: null } });
  });
});

describe("2 · exactly on a border a report belongs to one side, that of the lower code, every time", () => {
  test("of two communities, and its grid is one of the same", async () => {
    const shapes = await loadAreaShapes(
      town.db,
      communities.map(({ id }) => id),
    );
    const shared = sharedCorners(shapes).slice(0, 3);
    expect(shared.length).toBeGreaterThan(0);
    for (const { place, codes } of shared) {
      const owner = communities.find(({ code }) => code === codes.toSorted()[0]);
      const cards = [
        await report(place),
        await report(place),
        await imported({ geometry: pointAt(place) }),
      ];
      for (const { place: found } of cards) {
        expect(found.communityId).toBe(owner?.id);
        expect([null, true]).toContain(found.gridId && found.gridId.startsWith(owner?.code ?? "-"));
      }
    }
  });

  test("of two grids of one community: one of them, and the same at every door", async () => {
    const { id, code } = community(0);
    const shared = sharedCorners(await listGridShapes(town.db, id, localDay(NOW)));
    let found = 0;
    for (const { place, codes } of shared.slice(0, 12)) {
      const [lng, lat] = place;
      const { body } = await desk.get<LocateReply>(`/api/locate?lng=${lng}&lat=${lat}`);
      // Some of their corners lie on the community's own border, and may be its neighbour's.
      if (body.grid === null || !body.grid.code.startsWith(code)) continue;
      expect(codes).toContain(body.grid.code);
      const cards = [await report(place), await imported({ geometry: pointAt(place) })];
      for (const { place: kept } of cards)
        expect([kept.gridId, kept.communityId]).toEqual([body.grid.code, id]);
      found += 1;
    }
    expect(found).toBeGreaterThan(0);
  });
});

test("3 · where the grids have been retired a report is kept at the community, and an older case keeps its grid", async () => {
  const { id, center } = community(-1);
  const before = await report(center);
  expect(before.place.gridId).not.toBeNull();
  const detail = async () => (await desk.get<CaseDetail>(`/api/cases/${before.id}`)).body;
  const { gridName } = await detail();
  await endGrids(town.db, id, "2026-11-19");
  for (const card of [await report(center), await imported({ geometry: pointAt(center) })]) {
    expect(card.place).toMatchObject({ gridId: null, gridVersionId: null, communityId: id });
    expect(card.level).toBe("community");
  }
  // What the form says of the point: in the community, in no grid.
  const [lng, lat] = center;
  const located = await desk.get<LocateReply>(`/api/locate?lng=${lng}&lat=${lat}`);
  expect(located.body).toMatchObject({ grid: null, community: community(-1).name });
  expect((await detail()).gridName).toBe(gridName);
  expect((await detail()).card.place.gridId).toBe(before.place.gridId);
});

test("4 · a time to come is taken for now: from a device, and out of a table", async () => {
  const ahead = NOW.getTime() + 3 * 365 * 24 * HOUR_MS;
  const card = await report(community(0).center, { deviceAt: ahead });
  expect(card.reportedAt).toBe(NOW.getTime());
  // What the device said stands in the log, beside the time that counts.
  const { entries } = (await desk.get<CaseDetail>(`/api/cases/${card.id}`)).body;
  expect(entries[0]).toMatchObject({ at: NOW.getTime(), deviceAt: ahead });
  const late = await imported({ reportedAt: new Date(ahead).toISOString() });
  expect(late.reportedAt).toBe(NOW.getTime());
});

describe("5 · pictures", () => {
  const sized = (width: number, height: number): Buffer => {
    const picture = Buffer.from(JPEG);
    const frame = picture.indexOf(Buffer.from([0xff, 0xc0]));
    picture.writeUInt16BE(height, frame + 5);
    picture.writeUInt16BE(width, frame + 7);
    return picture;
  };

  test("of forty megapixels: taken where the file is small enough, else refused with what is allowed", async () => {
    expect((await upload(sized(8_000, 5_000))).status).toBe(201);
    const great = await upload(Buffer.concat([sized(8_000, 5_000), Buffer.alloc(12_000_000)]));
    expect(refusalOf(great)).toBe("413 request.too-large");
    expect(great.body.maxBytes).toBe(4_000_000);
  });

  test("that would fill the memory of whoever looks at them are refused by what their head says", async () => {
    const bomb = Buffer.from(PNG);
    bomb.writeUInt32BE(60_000, bomb.indexOf("IHDR") + 4);
    bomb.writeUInt32BE(60_000, bomb.indexOf("IHDR") + 8);
    for (const picture of [bomb, sized(60_000, 60_000)]) {
      const reply = await upload(picture, "image/png");
      expect(refusalOf(reply)).toBe("422 dispatch.photo-too-large");
      expect(reply.body).toMatchObject({ megapixels: 3600, most: 50 });
    }
  });

  test("that are none, or of a kind that browsers cannot show, are refused by name", async () => {
    const heic = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from("ftypheic"),
      Buffer.alloc(40),
    ]);
    const others = [heic, Buffer.from("GIF89a not a picture that we know"), Buffer.from("<svg/>")];
    for (const [at, type] of ["image/heic", "image/jpeg", "image/svg+xml"].entries())
      expect(refusalOf(await upload(others[at] ?? heic, type))).toBe("422 dispatch.bad-photo");
    expect(refusalOf(await upload(heic, "application/zip"))).toMatch(/^4\d\d request\.invalid$/u);
  });

  test("that were never taken in are no evidence", async () => {
    const forged = newReport(community(0).center, { photos: ["a".repeat(64)] });
    expect(await refused(desk, "/api/cases", forged)).toBe("422 dispatch.bad-photo");
  });
});

test("6 · a phone three hours off: the server's time counts, the phone's is put right and kept beside it", async () => {
  const off = 3 * HOUR_MS;
  const { center } = community(0);
  const written = NOW.getTime() - HOUR_MS;
  // Behind and ahead, as the phone knows since it met the server; and where it does not know.
  const behind = { deviceAt: written - off, clockOffsetMs: off };
  const ahead = { deviceAt: written + off, clockOffsetMs: -off };
  for (const said of [behind, ahead, { deviceAt: NOW.getTime() + off }]) {
    const card = await report(center, said, phone);
    expect(card.reportedAt).toBe(NOW.getTime());
    const { entries } = (await desk.get<CaseDetail>(`/api/cases/${card.id}`)).body;
    expect(entries[0]).toMatchObject({ verb: "report", at: NOW.getTime(), ...said });
  }
});

describe("7 · a forged event id begins afresh, and tells nothing that is not one's own", () => {
  const joined = async (asker: Asker, id: string): Promise<string> => {
    const reply = await town.app.inject({
      url: "/api/stream",
      headers: { ...asker.headers, "last-event-id": id },
      payloadAsStream: true,
    });
    let text = "";
    for await (const piece of reply.stream()) {
      text += String(piece);
      if (/\ndata: .*\n\n/u.test(text)) break;
    }
    return /^event: (\w+)$/mu.exec(text)?.[1] ?? text;
  };

  test("of another log, of the far future, or no id at all", async () => {
    const { epoch, position } = await head(town.db);
    const forged = [
      `${"0".repeat(32)}:1`,
      `${"0".repeat(32)}.abcdef012345:${position}`,
      `${epoch}:${position + 1}`,
      `${epoch}:${"9".repeat(400)}`,
      `${epoch}:-1`,
      "nonsense",
      "'; drop table event_log; --",
      "1".repeat(4_000),
    ];
    for (const id of forged) expect([id, await joined(desk, id)]).toEqual([id, "reset"]);
  });

  test("somebody else's id is not one's own", async () => {
    const { epoch } = await head(town.db);
    await report(community(0).center);
    const told = await (await town.as("dispatcher")).firstHeard(`/api/stream?after=${epoch}:0`);
    const theirs = /^id: (\S+)$/mu.exec(told)?.[1] ?? "";
    expect(theirs).toContain(epoch);
    expect(await joined(await town.as("community"), theirs)).toBe("reset");
  });
});

describe("8 · a case of another part is not there: whether there is one is nobody's business", () => {
  let other: CaseCard;
  let hash: string;
  let stranger: Asker;

  beforeAll(async () => {
    stranger = await town.as("community");
    const me = await stranger.get<{ duties: { areaId: string }[] }>("/api/access/me");
    const own = me.body.duties.map(({ areaId }) => areaId);
    const part = communities.find(({ id }) => !own.includes(id));
    hash = await somePhoto(town, "dispatcher");
    other = await report(part?.center ?? OUTSIDE, { photos: [hash] });
  });

  test("read, its picture, its contact, its advice: the same answer as for a case that never was", async () => {
    for (const path of ["", `/photos/${hash}`, "/recommendation"]) {
      const answer = await refused(stranger, `/api/cases/${other.id}${path}`);
      expect(answer).toBe("404 dispatch.not-found");
      expect(await refused(stranger, `/api/cases/${NOBODY}${path}`)).toBe(answer);
    }
    const cards = await stranger.get<{ cards: unknown[] }>(`/api/cases/cards?ids=${other.id}`);
    expect(cards.body.cards).toEqual([]);
    expect(await seesIn("community", other)).toBe(false);
  });

  test("every command, and nothing of it happens", async () => {
    for (const id of [other.id, NOBODY]) {
      const commands = `/api/cases/${id}/commands`;
      const file = commandFor(other, "file", { fields: { standardMet: true } });
      expect(await refused(stranger, commands, file)).toBe("404 dispatch.not-found");
    }
    expect((await loadCase(town.db, other.id))?.case.version).toBe(other.version);
  });

  test("merged into from one's own: the target is not there either", async () => {
    const mine = await report(community(0).center);
    const into = (targetCaseId: string) =>
      refused(stranger, `/api/cases/${mine.id}/commands`, {
        ...commandFor(mine, "merge", { fields: { targetCaseId } }),
      });
    const answers = [await into(other.id), await into(NOBODY)];
    expect(answers[0]).toMatch(/^404 |^422 /u);
    expect(answers[1]).toBe(answers[0]);
  });

  test("on the stream", async () => {
    const [listening, mine] = [await town.as("community"), await town.as("dispatcher")];
    await town.markEnd();
    expect(await listening.heard()).not.toContain(other.id);
    expect(await mine.heard()).toContain(other.id);
  });
});

test("forged ids of targets and people, and a version that never was, are refused with their codes", async () => {
  const card = await report(community(0).center);
  const commands = `/api/cases/${card.id}/commands`;
  const merge = commandFor(card, "merge", { fields: { targetCaseId: NOBODY } });
  expect(await refused(desk, commands, merge)).toMatch(/^4\d\d dispatch\./u);
  const file = commandFor(card, "file", { fields: { standardMet: true } });
  const filed = (await desk.post<CaseReply>(commands, file)).body.card;
  const assignee = { unitId: null, memberId: NOBODY };
  const fields = { assignee, recommendationId: null, overrideReason: null };
  expect(await refused(desk, commands, commandFor(filed, "dispatch", { fields }))).toBe(
    "422 dispatch.no-assignee",
  );
  const later = await desk.post<Refusal>(commands, commandFor({ ...card, version: 99 }, "accept"));
  expect([later.status, later.body.code]).toEqual([409, "dispatch.stale"]);
});

describe("9 · a class that was abolished yesterday", () => {
  const YESTERDAY = "2026-11-19";
  const NOISE = "event.05-08";

  beforeAll(async () => {
    const change = { kind: "category", id: NOISE, validFrom: YESTERDAY, rule: null };
    const { body } = await desk.get<{ edition: number }>("/api/rules");
    const saved = await admin.post("/api/rules/changes", {
      ...{ expectedEdition: body.edition, note: "", changes: [change] },
    });
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  });

  test("is refused at the desk and on the phone with its day and what to choose instead", async () => {
    for (const asker of [desk, phone]) {
      const asked = newReport(community(0).center, { categoryId: NOISE });
      const reply = await asker.post<Refusal & { instead: { id: string }[]; validTo: string }>(
        "/api/cases",
        asked,
      );
      expect(refusalOf(reply)).toBe("422 dispatch.category-abolished");
      expect(reply.body.validTo).toBe(YESTERDAY);
      const [instead] = reply.body.instead;
      expect(reply.body.sentences["zh-CN"]).toContain(instead?.id);
      expect(reply.body.sentences.en).toContain(instead?.id);
      await report(community(0).center, { categoryId: instead?.id }, asker);
    }
  });

  test("written on a phone the day before, without a line, is taken in as of its day", async () => {
    const deviceAt = NOW.getTime() - 48 * HOUR_MS;
    const card = await report(community(0).center, { categoryId: NOISE, deviceAt }, phone);
    expect(card.categoryId).toBe(NOISE);
  });

  test("by Open311 it is no service any more, and a report of it is refused in the standard's form", async () => {
    const services = await desk.raw("/open311/v2/services.json");
    expect(services.body).not.toContain(`"${NOISE}"`);
    for (const [language, words] of [
      ["en", "choose instead"],
      ["zh-CN", "请改选"],
    ] as const) {
      const fields = { ...at311(community(0).center), service_code: NOISE };
      const { status, body } = await open311(fields, language);
      const [error]: { code: number; description: string }[] = JSON.parse(body);
      expect([status, error?.code]).toEqual([400, 400]);
      expect(error?.description).toContain(words);
      expect(error?.description).toContain("[dispatch.category-abolished]");
    }
  });

  test("out of a table the report is kept: as of its day, else under the class for all others, by its name", async () => {
    const geometry = pointAt(community(0).center);
    const older = await imported({
      ...{ category: NOISE, geometry },
      reportedAt: "2026-11-18T10:00:00+08:00",
    });
    expect(older.categoryId).toBe(NOISE);
    const newer = await imported({ category: NOISE, geometry });
    expect(newer).toMatchObject({
      categoryId: "community.99-99",
      description: expect.stringMatching(/^【商业噪音】/u),
    });
  });
});
