import type { Reachable } from "@onegrid/core/access";
import {
  CASE_PRESENCE,
  type CaseOnlookers,
  type Onlooker,
} from "@onegrid/core/dispatch/presence-contract";
import type { Db } from "@onegrid/db";
import { listCasePages, purgeCasePages, type OpenPage } from "@onegrid/db/dispatch";
import type { LiveHub } from "../../live/hub.ts";
import { seesCase, type Viewer } from "../../live/viewer.ts";

type CaseViewer = Pick<Viewer, "cases" | "sight">;

/** Who has which case open now (在看), as this process knows it. */
export interface CasePresence {
  /** Reads what pages have told, here and to other processes, and tells the screens what is new. */
  readonly look: () => Promise<void>;
  /** The same, where nobody has looked for a while: for a process without screens nothing is read meanwhile. */
  readonly lookIfOld: () => Promise<void>;
  readonly shownTo: (viewer: CaseViewer) => CaseOnlookers[];
  readonly stop: () => void;
}

interface Watched {
  readonly reach: Reachable;
  readonly people: readonly Onlooker[];
}

interface Options {
  readonly hub: Pick<LiveHub, "announce" | "state">;
  readonly now: () => Date;
  /** How long what was told to another process may wait. */
  readonly pollMs: number;
}

/**
 * Follows a small table that holds a row for each open page. It is lossy by design: what is missed comes
 * with the page's next beat. Nothing of it is an event, so nobody can ask later who looked at what.
 */
export function followCasePresence(db: Db, { hub, now, pollMs }: Options): CasePresence {
  let watched: ReadonlyMap<string, Watched> = new Map();
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;

  const lookNow = async (): Promise<void> => {
    const silentSince = new Date(now().getTime() - CASE_PRESENCE.silenceMs);
    const pages = await listCasePages(db);
    const present = pages.filter(({ seenAt }) => seenAt >= silentSince);
    if (present.length < pages.length) await purgeCasePages(db, silentSince);
    const before = watched;
    watched = watchedOf(present);
    lookedAt = performance.now();
    for (const [caseId, { reach, people }] of changed(before, watched)) {
      const told: CaseOnlookers = { caseId, people: [...people] };
      hub.announce("presence", told, (viewer) => seesCase(viewer, reach));
    }
  };
  const look = async (): Promise<void> => {
    // What was written before this call may be too late for a read that is under way.
    await looking?.catch(() => undefined);
    looking ??= lookNow().finally(() => {
      looking = undefined;
    });
    await looking;
  };
  const timer = setInterval(() => {
    // Without a screen as well, as long as there may be rows: whoever was there must be forgotten.
    const isWanted = hub.state().clients > 0 || watched.size > 0 || lookedAt === -Infinity;
    // A database that is away is told of elsewhere; the next look comes anyway.
    if (isWanted) look().catch(() => undefined);
  }, pollMs).unref();

  return {
    look,
    lookIfOld: async () => {
      if (performance.now() - lookedAt > pollMs) await look();
    },
    shownTo: (viewer) =>
      [...watched].flatMap(([caseId, { reach, people }]) =>
        seesCase(viewer, reach) ? [{ caseId, people: [...people] }] : [],
      ),
    stop: () => clearInterval(timer),
  };
}

/** Each person once on each case, whatever number of pages they have. */
function watchedOf(pages: readonly OpenPage[]): ReadonlyMap<string, Watched> {
  const found = new Map<string, { reach: Reachable; people: Onlooker[] }>();
  for (const page of pages) {
    const { caseId, path, categoryId, level, assigneeId } = page;
    const { accountId, name, role, isWriting } = page;
    const reach = { path, categoryId, level, assigneeId };
    const people: Onlooker[] = found.get(caseId)?.people ?? [];
    found.set(caseId, { reach, people });
    const same = people.find((person) => person.accountId === accountId);
    if (same === undefined) people.push({ accountId, name, role, isWriting });
    else same.isWriting ||= isWriting;
  }
  return found;
}

/** Cases with other people than before, or with others who may know of them; nobody is there any more in those that went. */
function* changed(
  before: ReadonlyMap<string, Watched>,
  after: ReadonlyMap<string, Watched>,
): Generator<[string, Watched]> {
  for (const [id, now] of after)
    if (JSON.stringify(before.get(id)) !== JSON.stringify(now)) yield [id, now];
  for (const [id, { reach }] of before) if (!after.has(id)) yield [id, { reach, people: [] }];
}
