import type { Db } from "@onegrid/db";
import { head, readAfter, watchHead, type Head } from "@onegrid/db/events";
import { frame, framesOf } from "./event-frames.ts";
import { keepRecentEvents, type FramedEvent, type RecentEvents } from "./recent-events.ts";
import { shownTo, viewerName, type Viewer } from "./viewer.ts";

/** One open screen. */
export interface LiveClient extends Viewer {
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
  /** Tells every screen, or those of some viewers, something that is not in the log. */
  readonly announce: (name: string, data: unknown, mayHear?: (viewer: Viewer) => boolean) => void;
  /** A sign of life, and up to where the screen has been told: it resumes there, however quiet its part is. */
  readonly beat: (client: LiveClient) => void;
  /** How many screens are open, and up to where they have been told. */
  readonly state: () => { readonly clients: number; readonly position: number };
  readonly close: () => Promise<void>;
}

export interface StreamPosition {
  readonly epoch: string;
  readonly position: number;
  /** Name of what was seen then; not given: the same as now. */
  readonly viewer?: string | undefined;
}

const PAGE = 500;
/** A screen that missed more than this loads afresh: quicker than replaying. */
const MOST_REPLAYED = 20_000;
/** Read at the start: whoever the restart has cut off comes back at once, all together. */
const KEPT_FROM_BEFORE = 1_000;

/**
 * One loop per process: it reads the rows after its own last number and sends each to the screens
 * that may see it. The poll of the head is the guarantee; `wake` only makes it quicker.
 */
export async function openLiveHub(
  db: Db,
  options: {
    readonly pollMs: number;
    readonly onError: (error: unknown) => void;
    /** How much of the last events is kept; less in tests. */
    readonly mostKeptSigns?: number;
  },
): Promise<LiveHub> {
  const log = await openLog(db, options.mostKeptSigns);
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

  /** Another process may have told a screen more than this one knows yet. */
  const catchUp = async (after: StreamPosition): Promise<void> => {
    if (after.epoch === log.epoch && after.position <= log.position) return;
    run(await head(db));
    await running;
  };

  return {
    join: async (client, after) => {
      if (after) await catchUp(after);
      await joinAt(db, log, client, after);
      return () => leave(log, client);
    },
    wake: watch.hint,
    state: () => ({ clients: log.nameOf.size, position: log.position }),
    announce: (name, data, mayHear = () => true) => {
      const message = frame(name, data);
      for (const { viewer, clients } of log.groups.values())
        if (mayHear(viewer)) for (const client of clients) sendOrDrop(log, client, message);
    },
    beat: (client) => {
      const name = log.nameOf.get(client);
      // Whoever is still being told of what they missed is not there yet.
      if (name === undefined) client.send(": \n\n");
      else sendOrDrop(log, client, withId(log, name, frame("head", { position: log.position })));
    },
    close: async () => {
      log.isClosed = true;
      watch.stop();
      clearTimeout(retry);
      for (const { clients } of log.groups.values()) for (const client of clients) client.end();
      await running;
    },
  };
}

/** Screens that see the same: an event is judged, and its message made, once for all of them. */
interface Group {
  readonly viewer: Viewer;
  readonly clients: Set<LiveClient>;
}

/** How far everything has been sent, and to whom. */
interface Log {
  position: number;
  epoch: string;
  readonly recent: RecentEvents;
  readonly groups: Map<string, Group>;
  readonly nameOf: Map<LiveClient, string>;
  isClosed: boolean;
}

async function openLog(db: Db, mostKeptSigns?: number): Promise<Log> {
  const { position, epoch } = await head(db);
  const events = await readAfter(db, Math.max(0, position - KEPT_FROM_BEFORE), KEPT_FROM_BEFORE);
  const recent = keepRecentEvents(position, mostKeptSigns);
  for (const event of events) recent.add(event);
  return {
    position: events.at(-1)?.position ?? position,
    epoch,
    recent,
    groups: new Map(),
    nameOf: new Map(),
    isClosed: false,
  };
}

async function readOn(db: Db, log: Log, now: Head): Promise<void> {
  if (now.epoch !== log.epoch) {
    log.epoch = now.epoch;
    log.position = now.position;
    log.recent.clear(now.position);
    for (const [client, name] of log.nameOf) if (!reset(client, log, name)) drop(log, client);
  }
  for (;;) {
    const events = await readAfter(db, log.position, PAGE);
    for (const event of events) {
      log.position = event.position;
      deliver(log, log.recent.add(event));
    }
    if (events.length < PAGE) return;
  }
}

/** Lets a screen join after what it has been told, or afresh where that cannot be said. */
async function joinAt(
  db: Db,
  log: Log,
  client: LiveClient,
  after: StreamPosition | undefined,
): Promise<void> {
  const name = viewerName(client);
  const isSame = after?.epoch === log.epoch && (after.viewer ?? name) === name;
  const missed = isSame ? log.position - after.position : Infinity;
  if (missed >= 0 && missed <= MOST_REPLAYED) {
    await joinAfter(db, log, { client, name, at: log.position - missed });
  } else if (reset(client, log, name)) enter(log, client, name);
  else client.drop();
}

const reset = (client: LiveClient, log: Log, name: string): boolean =>
  client.send(withId(log, name, frame("reset", { position: log.position })));

const withId = (
  { epoch, position }: Pick<Log, "epoch" | "position">,
  name: string,
  message: string,
): string => `id: ${epoch}.${name}:${position}\n${message}`;

interface Joining {
  readonly client: LiveClient;
  readonly name: string;
  readonly at: number;
}

/**
 * Brings a screen up to date and lets it join. No await may lie between the last look at the
 * position and the join: an event that came then would be lost.
 */
async function joinAfter(db: Db, log: Log, { client, name, at }: Joining): Promise<void> {
  const { epoch } = log;
  let told = at;
  let kept = log.recent.after(told);
  // What is no longer kept is read; later ones reach this screen together with all others.
  while (kept === undefined && !log.isClosed) {
    if (log.epoch !== epoch) return joinAt(db, log, client, undefined);
    const events = (await readAfter(db, told, PAGE)).filter(
      ({ position }) => position <= log.position,
    );
    const framed = events.map((event) => ({ event, frames: framesOf(event) }));
    if (!replay(log, client, { name, framed })) return client.drop();
    told = events.at(-1)?.position ?? log.position;
    kept = log.recent.after(told);
  }
  if (log.isClosed) return client.end();
  if (!replay(log, client, { name, framed: kept ?? [] })) return client.drop();
  return enter(log, client, name);
}

/** Sends missed rows; false when the screen does not keep up. */
const replay = (
  { epoch }: Log,
  client: LiveClient,
  { name, framed }: { readonly name: string; readonly framed: readonly FramedEvent[] },
): boolean =>
  framed.every(({ event, frames }) => {
    const shown = shownTo(client, event);
    const { position } = event;
    return shown === null || client.send(withId({ epoch, position }, name, frames[shown]));
  });

function enter(log: Log, client: LiveClient, name: string): void {
  const { scope, plans, cases, sight } = client;
  const viewer = { scope, plans, cases, sight };
  const group = log.groups.get(name) ?? { viewer, clients: new Set() };
  log.groups.set(name, group);
  group.clients.add(client);
  log.nameOf.set(client, name);
}

function leave(log: Log, client: LiveClient): void {
  const name = log.nameOf.get(client);
  if (name === undefined) return;
  log.nameOf.delete(client);
  const group = log.groups.get(name);
  group?.clients.delete(client);
  if (group?.clients.size === 0) log.groups.delete(name);
}

function deliver(log: Log, { event, frames }: FramedEvent): void {
  for (const [name, { viewer, clients }] of log.groups) {
    const shown = shownTo(viewer, event);
    if (shown === null) continue;
    const message = withId({ epoch: log.epoch, position: event.position }, name, frames[shown]);
    for (const client of clients) sendOrDrop(log, client, message);
  }
}

function sendOrDrop(log: Log, client: LiveClient, message: string): void {
  if (!client.send(message)) drop(log, client);
}

function drop(log: Log, client: LiveClient): void {
  leave(log, client);
  client.drop();
}
