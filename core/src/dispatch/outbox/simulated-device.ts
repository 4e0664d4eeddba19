import type { CaseCard } from "../contract.ts";
import {
  enqueue,
  keptOf,
  pendingEntries,
  tryAgain,
  withdraw,
  type OutboxEntry,
  type SendOutcome,
} from "./outbox.ts";
import { sendOutbox, type OutboxMessage, type OutboxPorts } from "./send-outbox.ts";

const NUMBER = "20261120-000001";
const caseName = (at: number): string => `case-${at}`;

/** The server as the outbox sees it: keys, versions and pictures, in as few lines as possible. */
export class Town {
  readonly applied: string[] = [];
  conflicts = 0;
  isSignedOut = false;
  readonly #versions = new Map<string, number>();
  readonly #answers = new Map<string, { readonly intent: string; readonly outcome: SendOutcome }>();
  readonly #photos = new Set<string>();

  versionOf(caseId: string): number {
    return this.#versions.get(caseId) ?? 1;
  }

  /** Somebody else takes a step on one of the cases. */
  rival(at: number): void {
    this.#versions.set(caseName(at), this.versionOf(caseName(at)) + 1);
  }

  takePhoto(id: string): string {
    this.#photos.add(`hash-${id}`);
    return `hash-${id}`;
  }

  post({ caseId, body }: OutboxMessage): SendOutcome {
    if (this.isSignedOut) return { kind: "signed-out" };
    const key = String(body["idempotencyKey"]);
    const intent = JSON.stringify({ caseId, body });
    const given = this.#answers.get(key);
    if (given === undefined) return this.#decide(key, intent, { caseId, body });
    if (given.intent === intent) return given.outcome;
    return { kind: "refused", code: "dispatch.key-reused", values: {} };
  }

  #decide(key: string, intent: string, { caseId, body }: OutboxMessage): SendOutcome {
    const names = body["photos"];
    if (Array.isArray(names) && !names.every((name) => this.#photos.has(String(name))))
      return { kind: "refused", code: "dispatch.bad-photo", values: {} };
    if (caseId !== null && body["expectedVersion"] !== this.versionOf(caseId)) {
      this.conflicts += 1;
      const card = { id: caseId, version: this.versionOf(caseId) };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the outbox reads of a card
      return { kind: "stale", card: card as CaseCard };
    }
    const id = caseId ?? `made-${key}`;
    const version = this.versionOf(id) + (caseId === null ? 0 : 1);
    this.#versions.set(id, version);
    this.applied.push(key);
    const outcome = { kind: "done", caseId: id, number: NUMBER, version } as const;
    this.#answers.set(key, { intent, outcome });
    return outcome;
  }
}

/** Ends the app in the middle of whatever it does. */
class Killed extends Error {}

type Chance = (what: "lose" | "kill") => boolean;

/** A phone: what is on its disk survives its app, nothing else does. */
export class Device {
  readonly town: Town;
  written = 0;
  /** As text, so that nothing of the app's memory stays in it. */
  readonly #disk = new Map<string, string>();
  /** What the phone last saw of each case. */
  #seen = new Map<string, number>();
  #now = 1_000_000;

  constructor(town: Town) {
    this.town = town;
  }

  entries(): OutboxEntry[] {
    return [...this.#disk.values()]
      .map((text): OutboxEntry => JSON.parse(text))
      .toSorted((a, b) => a.seq - b.seq);
  }

  report(photos: number): void {
    this.#write({
      intent: { kind: "report", body: { description: `${this.written}` } },
      seenVersion: 0,
      photos: Array.from({ length: photos }, (_, at) => ({
        id: `${this.written}.${at}`,
        hash: null,
      })),
    });
  }

  step(at: number): void {
    const verbs = ["accept", "set_out", "arrive", "finish", "comment"] as const;
    const verb = verbs[this.written % verbs.length] ?? "comment";
    const caseId = caseName(at);
    this.#write({
      intent: { kind: "command", caseId, verb, fields: {}, reason: null, note: null },
      seenVersion: this.#seen.get(caseId) ?? 1,
      photos: verb === "finish" ? [{ id: `${this.written}.p`, hash: null }] : [],
    });
  }

  look(): void {
    this.#seen = new Map(
      [0, 1, 2, 3].map((at) => [caseName(at), this.town.versionOf(caseName(at))]),
    );
  }

  letGo(at: number): void {
    const key = this.entries()[at]?.key ?? "";
    for (const entry of withdraw(this.entries(), key, this.#now)) this.#keep(entry);
  }

  /** Somebody looks at the first entry that is stuck. */
  decide(isAgain: boolean): void {
    const stuck = pendingEntries(this.entries()).find(({ state }) => state.kind !== "waiting");
    if (stuck === undefined) return;
    const decided = isAgain ? [tryAgain(stuck)] : withdraw(this.entries(), stuck.key, this.#now);
    for (const entry of decided) this.#keep(entry);
  }

  /** 30 % of requests and of answers are lost; `kills` %: the app ends, at any breath. */
  async sendBadly(seed: number, kills: number): Promise<void> {
    let state = seed;
    this.#now += 60_000;
    const chance: Chance = (what) => {
      state = (state * 48_271 + 11) % 2_147_483_647;
      return state % 100 < (what === "lose" ? 30 : kills);
    };
    try {
      await sendOutbox(this.ports(chance));
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  /** Good weather until everything is answered: people decide about what is stuck. */
  async settleAll(): Promise<void> {
    for (let round = 0; pendingEntries(this.entries()).length > 0; round += 1) {
      if (round > 500) throw new Error("the outbox does not come to an end");
      this.#now += 600_000;
      await sendOutbox(this.ports());
      this.decide(round % 3 !== 0);
    }
  }

  ports(chance: Chance = () => false): OutboxPorts {
    const breathe = async (): Promise<void> => {
      await Promise.resolve();
      if (chance("kill")) throw new Killed();
    };
    const overTheLine = async <T>(ask: () => T): Promise<T | { kind: "unreachable" }> => {
      await breathe();
      if (chance("lose")) return { kind: "unreachable" };
      const answer = ask();
      await breathe();
      return chance("lose") ? { kind: "unreachable" } : answer;
    };
    return {
      now: () => this.#now,
      clockOffsetMs: () => (chance("lose") ? null : 500),
      list: async () => {
        await breathe();
        return this.entries();
      },
      save: async (entry) => {
        await breathe();
        this.#keep(entry);
        await breathe();
      },
      sendPhoto: (id) =>
        overTheLine(() => ({ kind: "taken", hash: this.town.takePhoto(id) }) as const),
      send: (message) =>
        chance("lose")
          ? Promise.resolve({ kind: "fault" })
          : overTheLine(() => this.town.post(message)),
    };
  }

  #write(part: Pick<OutboxEntry, "intent" | "seenVersion" | "photos">): void {
    const before = this.entries();
    const made: OutboxEntry = {
      ...part,
      key: `key-${this.written}`,
      seq: this.written + 1,
      deviceAt: this.#now,
      devicePosition: null,
      accuracyMetres: null,
      clockOffsetMs: null,
      sendsVersion: null,
      attempts: 0,
      retryAt: 0,
      state: { kind: "waiting" },
    };
    if (enqueue(before, made).length === before.length) return;
    this.written += 1;
    this.#keep(made);
  }

  #keep(entry: OutboxEntry): void {
    const kept = this.entries().find(({ key }) => key === entry.key);
    this.#disk.set(entry.key, JSON.stringify(keptOf(kept, entry)));
  }
}
