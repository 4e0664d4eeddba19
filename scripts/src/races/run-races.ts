import { randomFor, type Random } from "@onegrid/core/demo";
import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import { startRunner, type Runner, type Store } from "../chaos/fleet.ts";
import { judgeHistory, judgeIntents } from "../chaos/judge-log.ts";
import { readTown, SMALL_TOWN, type Town } from "../chaos/made-town.ts";
import { someMove } from "../chaos/moves.ts";
import { readHistories } from "../chaos/read-store.ts";
import { askOf, carryOut, type Intent } from "../chaos/writer.ts";
import { judgeLosers, judgeOrder, judgeSights } from "./judge-races.ts";

export interface RaceOptions {
  readonly seed: number;
  readonly commands: number;
  readonly dispatchers: number;
  readonly onBatch?: (report: RaceReport) => void;
}

export interface RaceReport {
  commands: number;
  tries: number;
  won: number;
  /** Told that somebody else was first. */
  stale: number;
  refusedOtherwise: number;
  unanswered: number;
  cases: number;
  steps: number;
  seconds: number;
  readonly faults: string[];
}

const TOWN = { ...SMALL_TOWN, desks: 50 };
/** Few cases for many people: most come too late. */
const CASES_AT_ONCE = 12;
const BATCH = 5_000;
const LOST_ANSWERS = 0.1;
/** Nothing is killed here: whoever has no answer waits for a busy machine. */
const PATIENCE_MS = 60_000;

/**
 * Dispatchers who act on a few cases all at once, and try again where an answer was lost. After every
 * batch the log of its cases is judged, and new cases are begun.
 */
export async function runRaces(store: Store, options: RaceOptions): Promise<RaceReport> {
  const clock = { began: Date.now(), speed: 1, size: TOWN };
  const runners: Runner[] = [];
  for (let index = 0; index < store.servers; index += 1)
    runners.push(await startRunner(store, clock));
  try {
    const town = await store.read((db) => readTown(db, TOWN));
    const report = emptyReport();
    for (let batch = 0; report.commands < options.commands; batch += 1) {
      const random = randomFor(options.seed, batch);
      const wanted = Math.min(BATCH, options.commands - report.commands);
      const scene = { town, random, batch, doors: runners.map((each) => each.directDoor) };
      await runBatch(store, scene, { ...options, commands: wanted }, report);
      options.onBatch?.(report);
    }
    return report;
  } finally {
    await Promise.all(runners.map(({ stop }) => stop()));
  }
}

const emptyReport = (): RaceReport => ({
  commands: 0,
  tries: 0,
  won: 0,
  stale: 0,
  refusedOtherwise: 0,
  unanswered: 0,
  cases: 0,
  steps: 0,
  seconds: 0,
  faults: [],
});

interface Scene {
  readonly town: Town;
  readonly random: Random;
  readonly batch: number;
  readonly doors: readonly string[];
}

async function runBatch(
  store: Store,
  scene: Scene,
  { commands, dispatchers }: RaceOptions,
  report: RaceReport,
): Promise<void> {
  const cases = await openCases(scene);
  const intents: Intent[] = [];
  const started = performance.now();
  const dispatcher = async (): Promise<void> => {
    while (intents.length < commands) await raceOnce(scene, cases, { intents, report });
  };
  await Promise.all(Array.from({ length: dispatchers }, dispatcher));
  report.seconds += (performance.now() - started) / 1000;
  await judge(store, [...cases.keys()], intents, report);
}

/** Cases with the latest card that anybody has been shown. */
type Known = Map<string, CaseCard>;

async function openCases({ town, random, batch, doors }: Scene): Promise<Known> {
  const known: Known = new Map();
  for (let index = 0; index < CASES_AT_ONCE; index += 1) {
    const by = random.pick(town.desks);
    const response = await fetch(`${random.pick(doors)}/api/cases`, {
      method: "POST",
      headers: { cookie: by.cookie, "x-onegrid": "1", "content-type": "application/json" },
      body: JSON.stringify({
        idempotencyKey: `race-${batch}-${index}`,
        position: random.pick(town.places),
        categoryId: "community.10-01",
        description: "",
        channel: "desk",
      }),
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the route
    const { card } = (await response.json()) as CaseReply;
    known.set(card.id, card);
  }
  return known;
}

async function raceOnce(
  { town, random, batch, doors }: Scene,
  known: Known,
  { intents, report }: { readonly intents: Intent[]; readonly report: RaceReport },
): Promise<void> {
  const card = random.pick([...known.values()]);
  const desk = random.pick(town.desks);
  // An ended case is opened again: it goes on as long as the batch.
  const move = someMove(card, town, random) ?? {
    by: desk,
    verb: card.state === "closed" ? "reopen" : "comment",
    fields: card.state === "closed" ? {} : { photos: [] },
    reason: "试行",
  };
  const ask = askOf(move, card, `race-${batch}-${intents.length}`);
  intents.push(ask.intent);
  const door = (): string => random.pick(doors);
  await carryOut(
    ask,
    { door, random, lostAnswers: LOST_ANSWERS, patienceMs: PATIENCE_MS },
    report.faults,
  );
  const { answers, present } = ask.intent;
  const seen = answers[0] ?? present;
  if (!seen || seen.version <= (known.get(seen.caseId)?.version ?? 0)) return;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a card, as it was put into words
  known.set(seen.caseId, JSON.parse(seen.card) as CaseCard);
}

async function judge(
  store: Store,
  caseIds: readonly string[],
  intents: readonly Intent[],
  report: RaceReport,
): Promise<void> {
  const histories = await store.read((db) => readHistories(db, caseIds));
  const steps = histories.flatMap((history) => history.steps);
  const { lost, doubled, differing } = judgeIntents(intents, steps);
  report.faults.push(
    ...lost,
    ...doubled,
    ...differing,
    ...judgeLosers(intents),
    ...judgeSights(intents),
    ...histories.flatMap((history) => [
      ...judgeHistory(history.steps, history.stored),
      ...judgeOrder(
        intents.filter(({ caseId }) => caseId === history.stored.id),
        history.steps,
      ),
    ]),
  );
  const count = (is: (intent: Intent) => boolean): number => intents.filter(is).length;
  const stale = count(({ outcome, code }) => outcome === "refused" && code === "dispatch.stale");
  report.commands += intents.length;
  report.tries += intents.reduce((total, { tries }) => total + tries, 0);
  report.won += count(({ answers }) => answers.length > 0);
  report.stale += stale;
  report.refusedOtherwise += count(({ outcome }) => outcome === "refused") - stale;
  report.unanswered += count(({ status }) => status === 0);
  report.cases += caseIds.length;
  report.steps += steps.length;
}
