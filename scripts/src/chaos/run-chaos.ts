import { setTimeout as wait } from "node:timers/promises";
import { randomFor, type Random } from "@onegrid/core/demo";
import { emptyReport, type ChaosReport } from "./chaos-report.ts";
import { startRunner, type Runner, type Store } from "./fleet.ts";
import { judgeIntents, judgeHistory } from "./judge-log.ts";
import { readTown, SMALL_TOWN } from "./made-town.ts";
import { readHistories } from "./read-store.ts";
import { openScreen, type Screen } from "./screen.ts";
import { settle, startLedger, type Ledger } from "./settle.ts";
import { startWriter, type Writer } from "./writer.ts";

export interface ChaosOptions {
  readonly seed: number;
  /** Kills of servers and of the database together. */
  readonly kills: number;
  readonly screens: number;
  readonly writers: number;
  readonly onRound?: (report: ChaosReport) => void;
}

/** Without an answer for this long the next kill comes anyway. */
const LONGEST_WAIT_MS = 4_000;
/** Limits of hours run out in minutes. */
const SPEED = 30;
const PATIENCE_MS = 4_000;
const SILENCE_MS = 4_000;
/** Disturbances between two looks at whether everybody shows the same. */
const DISTURBANCES = 8;

export async function runChaos(store: Store, options: ChaosOptions): Promise<ChaosReport> {
  const random = randomFor(options.seed, 1);
  const clock = { began: Date.now(), speed: SPEED, size: SMALL_TOWN };
  const runners: Runner[] = [];
  // The first fills the store; the others find it filled.
  for (let index = 0; index < store.servers; index += 1)
    runners.push(await startRunner(store, clock));
  const town = await store.read((db) => readTown(db, SMALL_TOWN));
  const door = (): string => random.pick(runners).door;
  const viewers = [...town.desks.slice(0, 2), ...town.locals];
  const screens = Array.from({ length: options.screens }, (_, index) => {
    const person = viewers[index % viewers.length];
    if (!person) throw new Error("nobody to look");
    return openScreen({ person, door, silenceMs: SILENCE_MS, page: 20 });
  });
  const traffic = startTraffic(screens, { town, door, ...options });
  const ledger = startLedger(await positionOf(store));
  const report = emptyReport(store, screens.length);
  try {
    while (report.serverKills + report.databaseKills < options.kills) {
      for (let count = 0; count < DISTURBANCES; count += 1) {
        await someWork(traffic, random);
        await disturb({ store, runners, random, report });
      }
      await quiet(traffic, { store, runners, screens, ledger, report });
      options.onRound?.(report);
    }
    await judgeAll(store, traffic, report);
    return report;
  } finally {
    await Promise.all(traffic.writers.map(({ stop }) => stop()));
    await Promise.all(screens.map(({ stop }) => stop()));
    await Promise.all(runners.map(({ stop }) => stop()));
  }
}

/** A kill in the middle of nothing shows nothing: it comes some answers later, at a random moment. */
async function someWork({ writers }: Traffic, random: Random): Promise<void> {
  const answered = (): number => writers.reduce((total, { intents }) => total + intents.length, 0);
  const wanted = answered() + random.whole(writers.length, 5 * writers.length);
  const deadline = Date.now() + LONGEST_WAIT_MS;
  await wait(random.between(0, 300));
  while (answered() < wanted && Date.now() < deadline) await wait(5);
}

const positionOf = (store: Store): Promise<number> =>
  store.read(async (db) => {
    const row = await db.selectFrom("event_head").select("position").executeTakeFirstOrThrow();
    return row.position;
  });

interface Traffic {
  readonly writers: readonly Writer[];
  isPaused: boolean;
}

function startTraffic(
  screens: readonly Screen[],
  options: Pick<ChaosOptions, "seed" | "writers"> & {
    readonly town: Awaited<ReturnType<typeof readTown>>;
    readonly door: () => string;
  },
): Traffic {
  const { seed, town, door } = options;
  let marks = 0;
  const traffic = { isPaused: false, writers: [] as Writer[] };
  for (let index = 0; index < options.writers; index += 1)
    traffic.writers.push(
      startWriter({
        town,
        door,
        random: randomFor(seed, 2, index),
        known: () => screens[index % 2]?.cards ?? new Map(),
        isPaused: () => traffic.isPaused,
        pauseMs: 60,
        lostAnswers: 0.1,
        patienceMs: PATIENCE_MS,
        nextMark: () => `mark-${(marks += 1)}`,
      }),
    );
  return traffic;
}

interface Scene {
  readonly store: Store;
  readonly runners: readonly Runner[];
  readonly random: Random;
  readonly report: ChaosReport;
}

/** Restarts that are under way. */
const restarts = new WeakMap<Runner, Promise<void>>();

async function disturb({ store, runners, random, report }: Scene): Promise<void> {
  const runner = random.pick(runners);
  const kind = random.weighted([
    ["server", 3],
    ["database", 6],
    ["cut", 3],
    ["silence", 1],
  ] as const);
  if (kind === "server") {
    await restarts.get(runner);
    report.serverKills += 1;
    restarts.set(runner, runner.killAndRestart(random.between(0, 300)));
  } else if (kind === "database") {
    report.databaseKills += 1;
    await store.killDatabase();
  } else if (kind === "cut") {
    report.cuts += 1;
    runner.line.cut(random.between(50, 1_500));
  } else {
    report.silences += 1;
    runner.line.silence(SILENCE_MS * random.between(0.5, 1.5));
  }
}

const LONGEST_QUIET_MS = 30_000;

/** Lets everything come to rest, and compares what everybody shows with the store. */
async function quiet(
  traffic: Traffic,
  scene: Omit<Scene, "random"> & { readonly screens: readonly Screen[]; readonly ledger: Ledger },
): Promise<void> {
  const { runners, report, screens } = scene;
  await Promise.all(runners.map((runner) => restarts.get(runner) ?? Promise.resolve()));
  traffic.isPaused = true;
  // Each gives up after some tries.
  while (!traffic.writers.every(({ isIdle }) => isIdle())) await wait(20);
  await settle(scene, Date.now() + LONGEST_QUIET_MS);
  report.rounds += 1;
  report.resumed = sum(screens, ({ opened, resets }) => opened - resets);
  report.resets = sum(screens, ({ resets }) => resets);
  const faults = sum(screens, ({ serverFaults }) => serverFaults);
  report.serverFaults = [
    ...traffic.writers.flatMap((writer) => writer.faults),
    ...runners.flatMap((runner) => runner.faults),
    ...(faults > 0 ? [`${faults} reads were answered 500 or more`] : []),
  ];
  traffic.isPaused = false;
}

const sum = (screens: readonly Screen[], of: (counts: Screen["counts"]) => number): number =>
  screens.reduce((total, { counts }) => total + of(counts), 0);

async function judgeAll(store: Store, traffic: Traffic, report: ChaosReport): Promise<void> {
  traffic.isPaused = true;
  await Promise.all(traffic.writers.map(({ stop }) => stop()));
  const intents = traffic.writers.flatMap((writer) => writer.intents);
  const histories = await store.read(readHistories);
  const verdict = judgeIntents(
    intents,
    histories.flatMap(({ steps }) => steps),
  );
  report.lost.push(...verdict.lost);
  report.doubled.push(...verdict.doubled);
  report.differing.push(...verdict.differing);
  report.illegal.push(...histories.flatMap(({ steps, stored }) => judgeHistory(steps, stored)));
  report.commands = intents.length;
  report.answered = intents.filter(({ answers }) => answers.length > 0).length;
  report.refused = intents.filter(({ outcome }) => outcome === "refused").length;
  report.unanswered = report.commands - report.answered - report.refused;
}
