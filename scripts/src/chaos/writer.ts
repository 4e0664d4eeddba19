import { setTimeout as wait } from "node:timers/promises";
import { canonicalJson } from "@onegrid/core/canonical-json";
import type { Random } from "@onegrid/core/demo";
import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import type { Person, Town } from "./made-town.ts";
import { someMove, type Move } from "./moves.ts";

/** One intent with all its tries, for the judge. */
export interface Intent {
  /** Words that only its event carries: they find it in the log. */
  readonly mark: string;
  readonly caseId: string | null;
  readonly verb: string;
  readonly expectedVersion: number;
  tries: number;
  /** `unknown`: no try was answered, or the writer gave up before it knew. */
  outcome: "done" | "refused" | "unknown";
  status: number;
  /** What the refusal is called. */
  code: string;
  /** The answers that came; the first holds for all. */
  readonly answers: Answered[];
  /** What whoever came too late was shown. */
  present: Answered | null;
  /** Milliseconds: when the first try left, and when its outcome was known. */
  began: number;
  ended: number;
}

export interface Answered {
  readonly caseId: string;
  readonly version: number;
  readonly card: string;
}

export interface WriterOptions {
  readonly town: Town;
  readonly random: Random;
  readonly door: () => string;
  /** What the writer believes of open cases: maybe not the latest. */
  readonly known: () => ReadonlyMap<string, CaseCard>;
  readonly isPaused: () => boolean;
  readonly pauseMs: number;
  /** Share of answers that are lost on the way back. */
  readonly lostAnswers: number;
  /** How long an answer may take before it counts as lost. */
  readonly patienceMs: number;
  /** Makes one that nobody else makes. */
  readonly nextMark: () => string;
}

export interface Writer {
  readonly intents: readonly Intent[];
  readonly faults: readonly string[];
  readonly isIdle: () => boolean;
  readonly stop: () => Promise<void>;
}

const TRIES = 5;
const WAIT_BETWEEN_MS = 150;
const MOST_OPEN = 150;
const CATEGORIES = ["community.10-01", "community.30-01", "community.30-02", "community.10-02"];

/** Somebody who reports and acts without a break, as long as they are let. */
export function startWriter(options: WriterOptions): Writer {
  const intents: Intent[] = [];
  const faults: string[] = [];
  let isIdle = true;
  const stopped = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await wait(options.pauseMs * options.random.between(0.5, 1.5));
      if (options.isPaused() || stopped.signal.aborted) continue;
      isIdle = false;
      const asked = nextAsk(options);
      if (asked) {
        intents.push(asked.intent);
        await carryOut(asked, options, faults);
      }
      isIdle = true;
    }
  };
  const running = run();
  return {
    intents,
    faults,
    isIdle: () => isIdle,
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}

export interface Ask {
  readonly by: Person;
  readonly path: string;
  readonly body: object;
  readonly intent: Intent;
}

function nextAsk(options: WriterOptions): Ask | null {
  const { town, random, known, nextMark } = options;
  const cards = [...known().values()];
  const mark = nextMark();
  if (cards.length === 0 || (cards.length < MOST_OPEN && random.chance(0.25))) {
    const [lng, lat] = random.pick(town.places);
    const body = {
      idempotencyKey: `key-${mark}`,
      position: [lng, lat],
      categoryId: random.pick(CATEGORIES),
      description: mark,
      channel: "desk",
    };
    const intent = intentOf(mark, { caseId: null, verb: "report", expectedVersion: 0 });
    return { by: random.pick(town.desks), path: "/api/cases", body, intent };
  }
  const card = random.pick(cards);
  const move = someMove(card, town, random);
  return move && askOf(move, card, mark);
}

/** A move as it is sent, with a mark that only its event will carry. */
export function askOf(move: Move, card: CaseCard, mark: string): Ask {
  const body = {
    verb: move.verb,
    fields: move.fields,
    ...(move.reason !== undefined && { reason: move.reason }),
    note: mark,
    expectedVersion: card.version,
    idempotencyKey: `key-${mark}`,
  };
  const asked = { caseId: card.id, verb: move.verb, expectedVersion: card.version };
  return {
    by: move.by,
    path: `/api/cases/${card.id}/commands`,
    body,
    intent: intentOf(mark, asked),
  };
}

const intentOf = (
  mark: string,
  asked: Pick<Intent, "caseId" | "verb" | "expectedVersion">,
): Intent => ({
  mark,
  ...asked,
  tries: 0,
  outcome: "unknown",
  status: 0,
  code: "",
  answers: [],
  present: null,
  began: 0,
  ended: Infinity,
});

/** Tries until there is an answer: the key is the same, so a second time does nothing. */
export async function carryOut(
  ask: Ask,
  options: Pick<WriterOptions, "door" | "random" | "lostAnswers" | "patienceMs">,
  faults: string[],
): Promise<void> {
  const { intent } = ask;
  intent.began = performance.now();
  for (; intent.tries < TRIES;) {
    intent.tries += 1;
    const isLost = options.random.chance(options.lostAnswers);
    const answer = await send(ask, options.door(), options.patienceMs).catch(() => null);
    if (answer && answer.status >= 500 && answer.status !== 503)
      faults.push(`${answer.status} ${intent.verb}: ${JSON.stringify(answer.body)}`);
    if (answer === null || answer.status >= 500) await wait(WAIT_BETWEEN_MS);
    else {
      note(intent, answer);
      if (!isLost) return;
      intent.outcome = "unknown";
    }
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function note(intent: Intent, { status, body }: Answer): void {
  intent.status = status;
  intent.outcome = status < 300 ? "done" : "refused";
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the route
  const { card, code = "" } = body as Partial<CaseReply> & { readonly code?: string };
  if (status < 300 && card) {
    // The step was done by the time of the first answer, however often it was asked for again.
    if (intent.answers.length === 0) intent.ended = performance.now();
    intent.answers.push(answeredOf(card));
  } else {
    // Each try looks anew: what counts is what the last one was shown.
    const present = card ? answeredOf(card) : null;
    Object.assign(intent, { code, present, ended: performance.now() });
  }
}

const answeredOf = (card: CaseCard): Answered => ({
  caseId: card.id,
  version: card.version,
  card: canonicalJson(card),
});

async function send({ by, path, body }: Ask, door: string, patienceMs: number): Promise<Answer> {
  const response = await fetch(`${door}${path}`, {
    method: "POST",
    headers: { cookie: by.cookie, "x-onegrid": "1", "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  });
  return { status: response.status, body: await response.json() };
}
