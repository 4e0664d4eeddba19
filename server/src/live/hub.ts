import {
  eventRuleOf,
  isCaseSeen,
  isInScope,
  isReached,
  type Jurisdiction,
  type Reachable,
  type Sight,
} from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { head, readAfter, watchHead, type Head, type StoredEvent } from "@onegrid/db/events";

/** One open screen. */
export interface LiveClient {
  /** Area ids whose events it may see. */
  readonly scope: readonly string[];
  /** Area ids whose plans it may read. */
  readonly plans: readonly string[];
  /** Cases that it may read: fewer see cases than see the map. */
  readonly cases: Jurisdiction;
  /** The second wall: an event is not read for anybody, so no policy of the database asks again. */
  readonly sight: Sight;
  /** Answers false when the screen does not keep up: it is dropped and resumes by number. */
  readonly send: (message: string) => boolean;
  /** Cuts the line at once: what is unsent would be kept for nobody. */
  readonly drop: () => void;
  /** Ends the line after what was sent. */
  readonly end: () => void;
}

export interface LiveHub {
  /** Sends what came after a position, then everything that follows. Answers how to leave. */
  readonly join: (client: LiveClient, after: StreamPosition | undefined) => Promise<() => void>;
  /** A hint that something was committed here: saves the wait for the next poll. */
  readonly wake: () => void;
  /** Tells every screen something that is not in the log. */
  readonly announce: (name: string, data: unknown) => void;
  /** How many screens are open, and up to where they have been told. */
  readonly state: () => { readonly clients: number; readonly position: number };
  readonly close: () => Promise<void>;
}

export interface StreamPosition {
  readonly epoch: string;
  readonly position: number;
}

const PAGE = 500;
/** A screen that missed more than this loads afresh: quicker than replaying. */
const MOST_REPLAYED = 20_000;

/**
 * One loop per process: it reads the rows after its own last number and sends each to the screens
 * that may see it. The poll of the head is the guarantee; `wake` only makes it quicker.
 */
export async function openLiveHub(
  db: Db,
  options: { pollMs: number; onError: (error: unknown) => void },
): Promise<LiveHub> {
  const log: Log = { ...(await head(db)), clients: new Set(), isClosed: false };
  const { clients } = log;
  let running: Promise<void> = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;

  // One read at a time: two would send rows twice. The head tells only once that it has moved, so a
  // read that failed is tried again here.
  const run = (now: Head): void => {
    if (log.isClosed) return;
    running = running
      .then(() => readOn(db, log, now))
      .catch((error: unknown) => {
        options.onError(error);
        clearTimeout(retry);
        retry = setTimeout(() => run(now), options.pollMs).unref();
      });
  };
  const watch = watchHead(db, run, options);

  return {
    join: async (client, after) => {
      const missed = after?.epoch === log.epoch ? log.position - after.position : Infinity;
      if (missed >= 0 && missed <= MOST_REPLAYED) {
        await joinAfter(db, log, client, log.position - missed);
      } else if (reset(client, log)) clients.add(client);
      else client.drop();
      return () => clients.delete(client);
    },
    wake: watch.hint,
    state: () => ({ clients: clients.size, position: log.position }),
    announce: (name, data) => {
      for (const client of clients) sendOrDrop(clients, client, frame(name, data));
    },
    close: async () => {
      log.isClosed = true;
      watch.stop();
      clearTimeout(retry);
      for (const client of clients) client.end();
      await running;
    },
  };
}

/** How far everything has been sent, and to whom. */
interface Log {
  position: number;
  epoch: string;
  readonly clients: Set<LiveClient>;
  isClosed: boolean;
}

async function readOn(db: Db, log: Log, now: Head): Promise<void> {
  if (now.epoch !== log.epoch) {
    Object.assign(log, now);
    for (const client of log.clients) if (!reset(client, log)) drop(log.clients, client);
  }
  for (;;) {
    const events = await readAfter(db, log.position, PAGE);
    for (const event of events) {
      log.position = event.position;
      deliver(log.clients, event, log.epoch);
    }
    if (events.length < PAGE) return;
  }
}

const reset = (client: LiveClient, { position, epoch }: Log): boolean =>
  client.send(frame("reset", { position }, `${epoch}:${position}`));

/**
 * Brings a screen up to date and lets it join. No await may lie between the last look at the
 * position and the join: an event that came then would be lost.
 */
async function joinAfter(db: Db, log: Log, client: LiveClient, position: number): Promise<void> {
  let at = position;
  while (at < log.position && !log.isClosed) {
    const events = await readAfter(db, at, PAGE);
    if (!replay(client, events, log)) return client.drop();
    at = events.at(-1)?.position ?? log.position;
  }
  if (log.isClosed) client.end();
  else log.clients.add(client);
  return undefined;
}

/**
 * Sends missed rows up to where the others are; later ones reach this screen together with them.
 * False when the screen does not keep up.
 */
const replay = (client: LiveClient, events: readonly StoredEvent[], to: Head): boolean =>
  events
    .filter((event) => event.position <= to.position)
    .every((event) => {
      const shown = shownTo(client, event);
      return shown === null || client.send(framesOf(event, to.epoch)[shown]);
    });

function deliver(clients: Set<LiveClient>, event: StoredEvent, epoch: string): void {
  const frames = framesOf(event, epoch);
  for (const client of clients) {
    const shown = shownTo(client, event);
    if (shown !== null) sendOrDrop(clients, client, frames[shown]);
  }
}

function sendOrDrop(clients: Set<LiveClient>, client: LiveClient, message: string): void {
  if (!client.send(message)) drop(clients, client);
}

function drop(clients: Set<LiveClient>, client: LiveClient): void {
  clients.delete(client);
  client.drop();
}

interface Frames {
  readonly whole: string;
  /** That a case is no longer theirs, for those it has left: its number and nothing else. */
  readonly gone: string;
}

/** What a screen sees of an event; `null`: nothing. */
function shownTo(client: LiveClient, event: StoredEvent): keyof Frames | null {
  const { scope, plans, sight } = client;
  const rule = eventRuleOf(event.kind);
  if (rule === "case") return caseShownTo(client, payloadOf(event));
  if (rule === "plan") return isMine(plans, sight.plan, event) ? "whole" : null;
  if (rule === "coverage") return isMine(sight.coverage, sight.coverage, event) ? "whole" : null;
  const isEverybodys = rule === "map" && event.scopePath.length === 0;
  return isEverybodys || (rule === "map" && isMine(scope, sight.map, event)) ? "whole" : null;
}

/** By both walls: by what a permission reaches, and by what the duties let see. */
const isMine = (
  scope: readonly string[],
  seen: readonly string[],
  { scopePath }: StoredEvent,
): boolean => isInScope(scope, scopePath) && isInScope(seen, scopePath);

/** An event of a log that did not say yet where its cases lie is nobody's. */
function caseShownTo(
  { cases, sight }: LiveClient,
  { reach, was }: CasePayload,
): keyof Frames | null {
  const isTheirs = (thing: Reachable | null | undefined): boolean =>
    !!thing && isReached(cases, thing) && isCaseSeen(sight, thing);
  if (isTheirs(reach)) return "whole";
  return isTheirs(was) ? "gone" : null;
}

/** Where a case lies after an event and before it, as whoever wrote the event has said. */
interface CasePayload {
  readonly reach?: Reachable | null;
  readonly was?: Reachable | null;
  readonly caseId?: string;
  readonly version?: number;
}

/** The server writes its own events: only whether there is anything in one is asked. */
const payloadOf = ({ payload }: StoredEvent): CasePayload => payload ?? {};

/** What a browser listens for, by its kind or the capability that this begins with. */
const NAMES: Readonly<Record<string, string>> = {
  "dispatch.activation-changed": "activation",
  dispatch: "case",
  division: "division",
  layers: "layers",
};

function framesOf(event: StoredEvent, epoch: string): Frames {
  const { kind, position } = event;
  const payload = payloadOf(event);
  const name = NAMES[kind] ?? NAMES[kind.split(".")[0] ?? ""] ?? "other";
  const id = `${epoch}:${position}`;
  const { reach: _reach, was: _was, ...shown } = payload;
  const { caseId, version } = payload;
  const gone = { kind: "dispatch.case-gone", position, payload: { caseId, version } };
  return {
    whole: frame(name, { kind, position, payload: shown }, id),
    gone: frame(name, gone, id),
  };
}

/** A message of `text/event-stream`. */
const frame = (name: string, data: unknown, id?: string): string =>
  `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
