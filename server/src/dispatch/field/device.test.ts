import { randomUUID } from "node:crypto";
import {
  keptOf,
  outcomeOfProblem,
  pendingEntries,
  sendOutbox,
  tryAgain,
  type OutboxEntry,
  type OutboxIntent,
  type OutboxPorts,
  type SendOutcome,
} from "@onegrid/core/dispatch";
import type {
  CaseCard,
  CaseDetail,
  CaseListReply,
  CaseReply,
} from "@onegrid/core/dispatch/contract";
import type { FieldWorkReply } from "@onegrid/core/dispatch/field-contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, homeOf, newReport, PICTURE, type Place } from "../../../test/cases.ts";
import { JPEG } from "../../../test/pictures.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

let town: DemoTown;
let dispatcher: Asker;
let worker: Asker;
let place: Place;

beforeAll(async () => {
  town = await openDemoTown();
  dispatcher = await town.as("dispatcher");
  worker = await town.as("gridworker");
  place = await homeOf(worker);
}, 120_000);
afterAll(() => town.close());

/** Pictures that differ, each the smallest there is. */
const picture = (at: number): Uint8Array => {
  const bytes = Uint8Array.from(PICTURE);
  bytes.set([at % 256, Math.floor(at / 256)], bytes.length - 4);
  return bytes;
};

class Killed extends Error {}

/** A phone in front of the real server; `chance` says what is lost, and where its app ends. */
class Phone {
  readonly disk = new Map<string, string>();
  readonly tries = { sent: 0, lost: 0 };
  now = NOW.getTime();
  chance: (what: "lose" | "kill") => boolean = () => false;

  entries(): OutboxEntry[] {
    return [...this.disk.values()].map((text): OutboxEntry => JSON.parse(text));
  }

  write(intent: OutboxIntent, more: Partial<OutboxEntry> = {}): string {
    const key = randomUUID();
    const entry: OutboxEntry = {
      key,
      seq: this.disk.size + 1,
      intent,
      photos: [],
      seenVersion: 0,
      deviceAt: this.now,
      devicePosition: null,
      accuracyMetres: null,
      clockOffsetMs: null,
      sendsVersion: null,
      attempts: 0,
      retryAt: 0,
      state: { kind: "waiting" },
      ...more,
    };
    this.disk.set(key, JSON.stringify(entry));
    return key;
  }

  entry(key: string): OutboxEntry {
    const found = this.entries().find((entry) => entry.key === key);
    if (!found) throw new Error(`no entry ${key}`);
    return found;
  }

  keep(entry: OutboxEntry): void {
    const kept = this.entries().find(({ key }) => key === entry.key);
    this.disk.set(entry.key, JSON.stringify(keptOf(kept, entry)));
  }

  /** Lives until it is killed; whether it was. */
  async live(): Promise<boolean> {
    try {
      await sendOutbox(this.ports());
      return false;
    } catch (error) {
      if (error instanceof Killed) return true;
      throw error;
    }
  }

  ports(): OutboxPorts {
    const breathe = (): void => {
      if (this.chance("kill")) throw new Killed();
    };
    const over = async <T>(ask: () => Promise<T>): Promise<T | { kind: "unreachable" }> => {
      breathe();
      this.tries.sent += 1;
      if (this.chance("lose")) return this.#lost();
      const answer = await ask();
      breathe();
      return this.chance("lose") ? this.#lost() : answer;
    };
    return {
      now: () => this.now,
      clockOffsetMs: () => NOW.getTime() - this.now,
      list: async () => this.entries(),
      save: async (entry) => {
        breathe();
        this.keep(entry);
        breathe();
      },
      sendPhoto: (id) =>
        over(async () => {
          const reply = await town.app.inject({
            method: "POST",
            url: "/api/photos",
            headers: { ...worker.headers, "content-type": "image/jpeg" },
            payload: Buffer.from(picture(Number(id))),
          });
          if (reply.statusCode !== 201) throw new Error(reply.body);
          return { kind: "taken", hash: reply.json<{ hash: string }>().hash } as const;
        }),
      send: ({ caseId, body }) =>
        over(async (): Promise<SendOutcome> => {
          const url = caseId === null ? "/api/cases" : `/api/cases/${caseId}/commands`;
          const reply = await worker.post<CaseReply & { code: string; card: CaseCard }>(url, body);
          const { status, body: answer } = reply;
          const { card, code } = answer;
          if (status < 300) {
            const { id, number, version } = card;
            return { kind: "done", caseId: id, number, version };
          }
          return code === "dispatch.stale"
            ? { kind: "stale", card }
            : outcomeOfProblem({ status, code, values: { ...answer } });
        }),
    };
  }

  #lost(): { kind: "unreachable" } {
    this.tries.lost += 1;
    return { kind: "unreachable" };
  }
}

const reportOf = (at: number, changes: object = {}): OutboxIntent => ({
  kind: "report",
  body: {
    position: place,
    categoryId: "event.01-02",
    description: `离线上报 ${at}`,
    channel: "patrol",
    ...changes,
  },
});

/** As many as are promised in a long run. */
const REPORTS = process.env["ONEGRID_LONG_RUN"] === "1" ? 200 : 60;

test("many reports with photos, 30 % lost, killed 20 times: none lost, none doubled, in order", async () => {
  const phone = new Phone();
  const keys = Array.from({ length: REPORTS }, (_, at) =>
    phone.write(reportOf(at), { photos: [{ id: `${at}`, hash: null }] }),
  );
  let state = 20_261_120;
  let kills = 0;
  phone.chance = (what) => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return what === "lose" ? state % 100 < 30 : kills < 20 && state % 15 === 0;
  };
  for (let round = 0; pendingEntries(phone.entries()).length > 0; round += 1) {
    expect(round).toBeLessThan(5_000);
    if (await phone.live()) kills += 1;
  }
  expect(kills).toBe(20);
  const { sent, lost } = phone.tries;
  expect(lost / sent).toBeGreaterThan(0.3);

  const { body } = await worker.get<CaseListReply>(
    `/api/cases?limit=500&text=${encodeURIComponent("离线上报")}`,
  );
  expect(body.total).toBe(REPORTS);
  const byNumber = body.cards.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  expect(byNumber.map(({ description }) => description)).toEqual(
    keys.map((_, at) => `离线上报 ${at}`),
  );
  expect(body.cards.every(({ counts }) => counts.photos === 1)).toBe(true);
  const told = keys.map((key) => phone.entry(key).state);
  expect(new Set(told.map((each) => each.kind === "sent" && each.number)).size).toBe(REPORTS);
  process.stdout.write(
    `${REPORTS} reports, ${sent} requests, ${lost} lost, ${kills} ends of the app\n`,
  );
});

/** A case that waits for the grid worker to accept it. */
async function dispatchedCase(): Promise<CaseCard> {
  const reported = await dispatcher.post<CaseReply>("/api/cases", newReport(place));
  const step = async (card: CaseCard, verb: string, fields: object): Promise<CaseCard> => {
    const url = `/api/cases/${card.id}/commands`;
    const { status, body } = await dispatcher.post<CaseReply>(
      url,
      commandFor(card, verb, { fields }),
    );
    expect({ verb, status, body }).toMatchObject({ status: 200 });
    return body.card;
  };
  const { body: me } = await worker.get<{ id: string }>("/api/access/me");
  const filed = await step(reported.body.card, "file", { standardMet: true });
  const assignee = { unitId: null, memberId: me.id };
  return step(filed, "dispatch", { assignee, recommendationId: null, overrideReason: "演示" });
}

const stepOf = (card: CaseCard, verb: "accept" | "set_out" | "arrive" | "finish") =>
  [
    {
      kind: "command",
      caseId: card.id,
      verb,
      fields: verb === "finish" ? { form: { outcome: "已清运" } } : {},
      reason: null,
      note: null,
    },
    { seenVersion: card.version },
  ] as const;

test("a task is found with its history, and four steps taken without a line arrive in order", async () => {
  const card = await dispatchedCase();
  const { body: work } = await worker.get<FieldWorkReply>("/api/cases/mine");
  expect(work.serverAt).toBe(NOW.getTime());
  const mine = work.cases.find((each) => each.card.id === card.id);
  expect(mine).toMatchObject({ verbs: expect.arrayContaining(["accept", "return"]) });
  expect(mine?.entries).toHaveLength(3);

  const phone = new Phone();
  // Its clock is three hours behind, and an hour has gone by since.
  phone.now = NOW.getTime() - 3 * 3_600_000;
  for (const verb of ["accept", "set_out", "arrive", "finish"] as const) {
    const [intent, seen] = stepOf(card, verb);
    const photos = verb === "finish" ? [{ id: "7", hash: null }] : [];
    phone.write(intent, { ...seen, photos, accuracyMetres: 12, deviceAt: phone.now - 3_600_000 });
  }
  await phone.live();
  expect(phone.entries().map((entry) => entry.state.kind)).toEqual(
    Array.from({ length: 4 }, () => "sent"),
  );
  const { body: detail } = await worker.get<CaseDetail>(`/api/cases/${card.id}`);
  expect(detail.card.state).toBe("resolved");
  expect(detail.entries.slice(3).map(({ verb }) => verb)).toEqual([
    "accept",
    "set_out",
    "arrive",
    "finish",
  ]);
  // The device's time is kept as it was, with what it was off; the log goes by the server's.
  expect(detail.entries.at(-1)).toMatchObject({
    at: NOW.getTime(),
    deviceAt: phone.now - 3_600_000,
    clockOffsetMs: 3 * 3_600_000,
    accuracyMetres: 12,
  });
});

test("somebody else was first: the winner's card is there, what was to follow waits, and nothing is dropped", async () => {
  const card = await dispatchedCase();
  const recalled = await dispatcher.post<CaseReply>(
    `/api/cases/${card.id}/commands`,
    commandFor(card, "recall", { reason: "改派他人" }),
  );
  expect(recalled.status).toBe(200);
  const phone = new Phone();
  const keys = (["accept", "arrive"] as const).map((verb) => phone.write(...stepOf(card, verb)));
  await phone.live();
  const [first = "", second = ""] = keys;
  expect(phone.entry(first).state).toMatchObject({ kind: "conflict", card: { state: "filed" } });
  expect(phone.entry(second).state.kind).toBe("waiting");
  // Tried again on the case as it is now, the refusal says why.
  phone.keep(tryAgain(phone.entry(first)));
  await phone.live();
  expect(phone.entry(first).state).toMatchObject({ kind: "refused", code: "dispatch.wrong-state" });
});

test("what a phone should not say is refused by a code, and the report stays on it", async () => {
  const phone = new Phone();
  const far = await dispatchedCase();
  // Moved to where the worker has no duty: as if it were not there.
  await dispatcher.post(
    `/api/cases/${far.id}/commands`,
    commandFor(far, "recall", { reason: "位置有误" }),
  );
  const { body } = await dispatcher.get<CaseDetail>(`/api/cases/${far.id}`);
  const moved = await dispatcher.post<CaseReply>(
    `/api/cases/${far.id}/commands`,
    commandFor(body.card, "relocate", {
      reason: "位置有误",
      fields: { position: [place[0] + 3, place[1]], address: "别处" },
    }),
  );
  expect(moved.status).toBe(200);
  const abolished = phone.write(reportOf(1, { categoryId: "event.no" }));
  const unknown = phone.write(reportOf(2), {
    photos: [{ id: "1", hash: "0".repeat(64) }],
  });
  const gone = phone.write(...stepOf(far, "accept"));
  const future = phone.write(reportOf(3), {
    deviceAt: NOW.getTime() + 86_400_000,
    clockOffsetMs: 0,
  });
  await phone.live();
  const codes = [abolished, unknown, gone].map((key) => phone.entry(key).state);
  expect(codes).toMatchObject([
    { kind: "refused", code: "dispatch.unknown-category" },
    { kind: "refused", code: "dispatch.bad-photo" },
    { kind: "refused", code: "dispatch.not-found" },
  ]);
  // A time to come is no reason to lose a report.
  expect(phone.entry(future).state.kind).toBe("sent");
  // The picture goes up again, and the report is taken in.
  phone.keep(tryAgain(phone.entry(unknown)));
  await phone.live();
  expect(phone.entry(unknown).state.kind).toBe("sent");
});

test("a picture that would fill the memory of whoever looks at it is refused by its size", async () => {
  const huge = Buffer.from(JPEG);
  const frame = huge.indexOf(Buffer.from([0xff, 0xc0]));
  huge.writeUInt16BE(8_000, frame + 5);
  const send = async (width: number) => {
    huge.writeUInt16BE(width, frame + 7);
    const headers = { ...worker.headers, "content-type": "image/jpeg" };
    return town.app.inject({ method: "POST", url: "/api/photos", headers, payload: huge });
  };
  expect((await send(5_000)).statusCode).toBe(201);
  const refused = await send(7_000);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({
    code: "dispatch.photo-too-large",
    megapixels: 56,
    most: 50,
  });
});

test("a key of somebody else's is a key of one's own, and for another intent it is refused", async () => {
  const key = randomUUID();
  const first = await worker.post<CaseReply>(
    "/api/cases",
    newReport(place, { idempotencyKey: key }),
  );
  const other = await dispatcher.post<CaseReply>(
    "/api/cases",
    newReport(place, { idempotencyKey: key }),
  );
  expect([first.status, other.status]).toEqual([201, 201]);
  expect(other.body.card.id).not.toBe(first.body.card.id);
  const forged = await worker.post(
    "/api/cases",
    newReport(place, { idempotencyKey: key, description: "别的事" }),
  );
  expect(forged).toMatchObject({ status: 409, body: { code: "dispatch.key-reused" } });
});
