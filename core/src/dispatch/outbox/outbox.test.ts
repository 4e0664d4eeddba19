import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import type { CaseCard } from "../contract.ts";
import {
  backoffMs,
  enqueue,
  fixForSending,
  keptOf,
  laneOf,
  nextToSend,
  outworn,
  pendingEntries,
  settle,
  tryAgain,
  withdraw,
  type OutboxEntry,
} from "./outbox.ts";
import { messageOf, outcomeOfProblem, sendOutbox } from "./send-outbox.ts";
import { Device, Town } from "./simulated-device.ts";

const entry = (changes: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key: "key-00000001",
  seq: 1,
  intent: { kind: "report", body: { categoryId: "event.01-02" } },
  photos: [],
  seenVersion: 0,
  deviceAt: 1_000,
  devicePosition: null,
  accuracyMetres: null,
  clockOffsetMs: null,
  sendsVersion: null,
  attempts: 0,
  retryAt: 0,
  state: { kind: "waiting" },
  ...changes,
});

const step = (key: string, seq: number, verb: "accept" | "arrive" | "comment", caseId = "c1") =>
  entry({
    key,
    seq,
    seenVersion: 3,
    intent: { kind: "command", caseId, verb, fields: {}, reason: null, note: null },
  });

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the outbox reads of a card
const card = (version: number): CaseCard => ({ id: "c1", version }) as CaseCard;

test("steps of a case wait for each other, reports and other cases do not", () => {
  const refused = settle(step("a", 1, "accept"), { kind: "refused", code: "x", values: {} }, 5);
  const entries = [
    step("d", 4, "accept", "c2"),
    entry({ seq: 3 }),
    step("b", 2, "arrive"),
    refused,
  ];
  const next = nextToSend(entries, 10);
  expect(next).toMatchObject({ kind: "send", entry: { seq: 3 } });
  expect(nextToSend([refused, step("b", 2, "arrive")], 10)).toEqual({ kind: "idle" });
});

test("a fault of one entry lets others go first, and none of its own case", () => {
  const faulty = settle(step("a", 1, "accept"), { kind: "fault" }, 1_000);
  expect(faulty.retryAt).toBe(1_000 + backoffMs(0, "a"));
  const entries = [faulty, step("b", 2, "arrive"), step("c", 3, "accept", "c2")];
  expect(nextToSend(entries, 1_000)).toMatchObject({ entry: { key: "c" } });
  const alone = nextToSend(entries.slice(0, 2), 1_000);
  expect(alone).toEqual({ kind: "wait", until: faulty.retryAt });
});

test("a line that is down costs no entry its place", () => {
  const tried = settle(entry(), { kind: "unreachable" }, 1_000);
  expect(tried).toMatchObject({ attempts: 1, retryAt: 0 });
  expect(nextToSend([tried, entry({ key: "b", seq: 2 })], 0)).toMatchObject({ entry: { seq: 1 } });
});

test("the same step pressed twice is one, a second remark is another", () => {
  const one = enqueue([], step("a", 1, "accept"));
  expect(enqueue(one, step("b", 2, "accept"))).toHaveLength(1);
  expect(enqueue(one, step("b", 2, "accept", "c2"))).toHaveLength(2);
  const remarks = enqueue(enqueue([], step("a", 1, "comment")), step("b", 2, "comment"));
  expect(remarks).toHaveLength(2);
  expect(enqueue([entry()], entry({ seq: 9 }))).toHaveLength(1);
  const task = (key: string, taskId: string) =>
    entry({
      key,
      intent: {
        ...{ kind: "command", caseId: "c1", verb: "consult_finish", reason: null, note: null },
        fields: { consultationId: "m1", taskId },
      },
    });
  const done = enqueue([], task("a", "t1"));
  expect(enqueue(done, task("b", "t1"))).toHaveLength(1);
  expect(enqueue(done, task("c", "t2"))).toHaveLength(2);
});

test("a step expects what the step before it made, and says the same at every try", () => {
  const done = { kind: "done", caseId: "c1", number: "n", version: 7 } as const;
  const first = settle(step("a", 1, "accept"), done, 5);
  const second = fixForSending(step("b", 2, "arrive"), [first], 40);
  expect(second).toMatchObject({ sendsVersion: 7, clockOffsetMs: 40 });
  const later = settle(step("c", 1, "accept"), { ...done, version: 9 }, 6);
  expect(fixForSending(second, [first, later], 99)).toBe(second);
  const seenNewer = { ...step("b", 2, "arrive"), seenVersion: 12 };
  expect(fixForSending(seenNewer, [first], null).sendsVersion).toBe(12);
  expect(messageOf(second)).toMatchObject({ body: { expectedVersion: 7, clockOffsetMs: 40 } });
});

test("after a conflict the winner's case is the one that is meant, or all steps on it are let go", () => {
  const lost = settle(step("a", 1, "accept"), { kind: "stale", card: card(8) }, 5);
  expect(tryAgain(lost)).toMatchObject({ seenVersion: 8, sendsVersion: null, key: "a" });
  const entries = [lost, step("b", 2, "arrive"), step("c", 3, "accept", "c2")];
  expect(withdraw(entries, "a", 9).map(({ key }) => key)).toEqual(["a", "b"]);
  expect(tryAgain(entry())).toEqual(entry());
  // Without an answer it may have been done.
  const unknown = settle(fixForSending(entry(), [], null), { kind: "unreachable" }, 5);
  expect(withdraw([unknown], unknown.key, 9)).toEqual([]);
});

test("what the server has done stays done, and what was let go is not brought back by a late try", () => {
  const sent = settle(entry(), { kind: "done", caseId: "c", number: "n", version: 1 }, 5);
  const gone = withdraw([entry()], entry().key, 5)[0] ?? entry();
  expect(keptOf(sent, gone)).toBe(sent);
  expect(keptOf(gone, settle(entry(), { kind: "unreachable" }, 6))).toBe(gone);
  expect(keptOf(gone, sent)).toBe(sent);
  expect(keptOf(undefined, sent)).toBe(sent);
});

test("proofs are kept for a week, and as long as a step behind them waits", () => {
  const done = { kind: "done", caseId: "c1", number: "n", version: 7 } as const;
  const sent = settle(step("a", 1, "accept"), done, 0);
  const week = 7 * 86_400_000;
  expect(outworn([sent], week)).toEqual([]);
  expect(outworn([sent], week + 1)).toEqual([sent]);
  expect(outworn([sent, step("b", 2, "arrive")], week + 1)).toEqual([]);
  const many = Array.from({ length: 130 }, (_, seq) =>
    settle(entry({ key: `k${seq}`, seq }), done, 0),
  );
  expect(outworn(many, 1).map(({ seq }) => seq)).toEqual([...Array(30).keys()]);
});

test("waits grow to five minutes and differ from phone to phone", () => {
  expect(backoffMs(0, "a")).toBeGreaterThanOrEqual(1_500);
  for (const key of ["a", "b", "0123456789"]) {
    const waits = Array.from({ length: 40 }, (_, attempts) => backoffMs(attempts, key));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeLessThanOrEqual(300_000);
  }
  expect(new Set(["a", "b", "c", "d"].map((key) => backoffMs(3, key))).size).toBeGreaterThan(1);
});

test("what is no answer of ours is tried again, and a refusal is told", () => {
  const outcome = (status: number, code = "server.fault") =>
    outcomeOfProblem({ status, code, values: {} }).kind;
  expect([0, 429, 502, 503, 504].map((status) => outcome(status))).toEqual(
    Array.from({ length: 5 }, () => "unreachable"),
  );
  expect([outcome(500), outcome(401), outcome(404), outcome(422)]).toEqual([
    ...["fault", "signed-out", "refused", "refused"],
  ]);
});

/** What may happen to a phone; the number says which case, which picture or what is lost. */
const HAPPENINGS: Readonly<Record<string, (device: Device, pick: number) => void | Promise<void>>> =
  {
    report: (device, pick) => device.report(pick % 3),
    step: (device, pick) => device.step(pick % 4),
    send: (device, pick) => device.sendBadly(pick, 0),
    kill: (device, pick) => device.sendBadly(pick, 15),
    rival: ({ town }, pick) => town.rival(pick % 4),
    look: (device) => device.look(),
    letGo: (device, pick) => device.letGo(pick % 30),
    decide: (device, pick) => device.decide(pick % 2 === 0),
  };
const OFTEN = [...["report", "step", "step", "step", "send", "kill"], ...Object.keys(HAPPENINGS)];
const EVENT = fc.tuple(fc.constantFrom(...OFTEN), fc.nat());

test("whatever is lost and whenever the app ends: nothing is lost, nothing doubled, the order kept", async () => {
  let sent = 0;
  let conflicts = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(EVENT, { maxLength: 60 }), async (events) => {
      const town = new Town();
      const device = new Device(town);
      for (const [what, pick] of events) await HAPPENINGS[what]?.(device, pick);
      await device.settleAll();
      expect(pendingEntries(device.entries())).toEqual([]);
      const done = device.entries().filter(({ state }) => state.kind === "sent");
      const gone = device.entries().filter(({ state }) => state.kind === "withdrawn");
      expect(done.length + gone.length).toBe(device.written);
      // Each once, and exactly those that the phone shows as sent.
      expect([...town.applied].toSorted()).toEqual(done.map(({ key }) => key).toSorted());
      for (const lane of new Set(done.map(laneOf))) {
        const mine = done.filter((each) => laneOf(each) === lane).map(({ key }) => key);
        expect(town.applied.filter((key) => mine.includes(key))).toEqual(mine);
      }
      sent += done.length;
      conflicts += town.conflicts;
    }),
    { numRuns: lawRuns(300, 20_000), seed: 17 },
  );
  expect(sent).toBeGreaterThan(500);
  expect(conflicts).toBeGreaterThan(20);
});

test("a session that has ended stops the sending and costs nothing", async () => {
  const town = new Town();
  const device = new Device(town);
  device.report(0);
  town.isSignedOut = true;
  expect(await sendOutbox(device.ports())).toEqual({ kind: "signed-out" });
  expect(device.entries()).toMatchObject([{ attempts: 0, state: { kind: "waiting" } }]);
});
