import type { Case } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { listCasesById, type StoredCase } from "@onegrid/db/dispatch";
import { findAccount, listDuties } from "@onegrid/db/access";
import { listRetiredGrids } from "@onegrid/db/division";
import { localDay, type SignedIn } from "../../access/sessions.ts";
import { NetworkCache } from "../../coverage/results/walking-network.ts";
import { sweepClocks } from "../clocks/sweep-clocks.ts";
import { takePhoto } from "../photos/photo-store.ts";
import { caseJurisdiction } from "../rights/case-jurisdiction.ts";
import { Agenda } from "./agenda.ts";
import { takeIn } from "./desk-steps.ts";
import { drawsFor } from "./habits.ts";
import type { Played, PlayedReport, Stage, Step } from "./stage.ts";
import { sumFigures, type SummedFigure } from "./sum-figures.ts";

export interface RehearsalOptions {
  readonly seed: number;
  /** Login of a district's command and supervision desk. */
  readonly deskLogin: string;
  /** The made-up clock stops here (ms); what is open then stays open. */
  readonly until: number;
  /** Called before each step with its instant: may wait, to keep to a pace. */
  readonly onStep?: (at: number) => Promise<void> | void;
  /** Ends early, between two steps. */
  readonly signal?: AbortSignal;
}

/** What has become of a report in the end. */
export interface PlayedCase extends Omit<Played, "folded" | "draws"> {
  /** As it is stored; `null`: its turn never came, because the rehearsal was ended. */
  readonly folded: Case | null;
}

export interface Rehearsed {
  /** In the order of the reports. */
  readonly cases: readonly PlayedCase[];
  readonly figures: readonly SummedFigure[];
}

/** Clocks are looked at this often; a real server does it each second. */
const SWEEP_MS = 15 * 60_000;

/**
 * Plays reports on a made-up clock through the same use cases as the interface: taken in, located,
 * compared with open cases, filed, dispatched by recommendation, worked on and checked by people who
 * behave as `HABITS` say. The same reports, people and seed go the same way.
 */
export async function rehearse(
  db: Db,
  reports: readonly PlayedReport[],
  options: RehearsalOptions,
): Promise<Rehearsed> {
  const agenda: Plans = new Agenda();
  const networks = new NetworkCache(db);
  const plan: Stage["plan"] = (at, played, step) => agenda.plan(at, { played, step });
  const all = reports.map((report) => playedOf(report, options.seed));
  for (const played of all) plan(played.report.at, played, takeIn);
  const first = all[0]?.report.at ?? options.until;
  try {
    const stage = await stageOf(db, networks, { ...options, plan, first });
    await play(stage, agenda, options);
    return {
      cases: await asStored(stage, all, options.until),
      figures: await sumFigures(stage, first, options.until),
    };
  } finally {
    await networks.thread.close();
  }
}

type Plans = Agenda<{ readonly played: Played; readonly step: Step }>;

async function play(
  stage: Stage,
  agenda: Plans,
  { until, signal, onStep }: RehearsalOptions,
): Promise<void> {
  let sweptAt = 0;
  for (let next = agenda.next(); next && next.at <= until; next = agenda.next()) {
    if (signal?.aborted) return;
    await onStep?.(next.at);
    if (next.at - sweptAt >= SWEEP_MS) await sweepClocks(stage.db, new Date((sweptAt = next.at)));
    await next.item.step(stage, next.item.played, next.at);
  }
  await sweepClocks(stage.db, new Date(until));
}

const playedOf = (report: PlayedReport, seed: number): Played => ({
  report,
  draws: drawsFor(seed, report.record.sourceId),
  folded: null,
  number: "",
  rules: new Set(),
  refusals: [],
  times: {},
  travelSeconds: null,
  declinedBy: [],
});

async function stageOf(
  db: Db,
  networks: NetworkCache,
  { deskLogin, plan, first }: RehearsalOptions & Pick<Stage, "plan"> & { readonly first: number },
): Promise<Stage> {
  const account = await findAccount(db, deskLogin);
  if (!account) throw new Error(`nobody has the login ${deskLogin}`);
  const people = new Map<string, SignedIn>();
  const personOf = async (accountId: string, at: number): Promise<SignedIn> => {
    const known = people.get(accountId) ?? (await actAs(db, accountId, at));
    people.set(accountId, known);
    return known;
  };
  return {
    db,
    networks,
    desk: await personOf(account.id, first),
    photo: await takePhoto(db, account.id, MADE_PICTURE, new Date(first)),
    personOf,
    plan,
  };
}

/** Somebody as the interface knows them after they have signed in. */
const actAs = async (db: Db, accountId: string, at: number): Promise<SignedIn> => ({
  accountId,
  sessionId: "",
  login: "",
  displayName: "",
  locale: "zh-CN",
  isDemo: true,
  mustChangePassword: false,
  via: "password",
  hasFactor: false,
  duties: await listDuties(db, accountId, localDay(new Date(at))),
});

const AT_A_TIME = 500;

const gridOf = (each: Case | null): string | null => each?.place.gridVersionId ?? null;

/** The cases as the store has them now: a merge or a clock may have changed them since. */
async function asStored(
  { db, desk }: Stage,
  all: readonly Played[],
  until: number,
): Promise<PlayedCase[]> {
  const jurisdiction = caseJurisdiction(desk, "case.read");
  const ids = all.flatMap(({ folded }) => folded?.id ?? []);
  const stored = new Map<string, StoredCase>();
  for (let at = 0; at < ids.length; at += AT_A_TIME) {
    for (const each of await listCasesById(db, ids.slice(at, at + AT_A_TIME), jurisdiction)) {
      stored.set(each.case.id, each);
    }
  }
  const gridIds = new Set(all.flatMap(({ folded }) => gridOf(folded) ?? []));
  const retired = await listRetiredGrids(db, [...gridIds], localDay(new Date(until)));
  return all.map(({ draws: _draws, ...played }) => {
    if (retired.includes(gridOf(played.folded) ?? "")) played.rules.add("retired-grid");
    const folded = (played.folded && stored.get(played.folded.id)?.case) ?? null;
    return { ...played, folded };
  });
}

/** One grey dot. */
const MADE_PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
  "base64",
);
