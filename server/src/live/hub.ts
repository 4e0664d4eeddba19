import { isInScope } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { head, readAfter, watchHead, type StoredEvent } from "@onegrid/db/events";

/** One open screen. */
export interface LiveClient {
  /** Area ids whose events it may see. */
  readonly scope: readonly string[];
  /** Area ids whose cases it may read: fewer see cases than see the map. */
  readonly caseScope: readonly string[];
  /** Answers false when the screen does not keep up: it is dropped and resumes by number. */
  readonly send: (message: string) => boolean;
  readonly drop: () => void;
}

export interface LiveHub {
  /** Sends what came after a position, then everything that follows. Answers how to leave. */
  readonly join: (client: LiveClient, after: StreamPosition | undefined) => Promise<() => void>;
  /** A hint that something was committed here: saves the wait for the next poll. */
  readonly wake: () => void;
  /** Tells every screen something that is not in the log. */
  readonly announce: (name: string, data: unknown) => void;
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
  const clients = new Set<LiveClient>();
  const start = await head(db);
  let position = start.position;
  let isClosed = false;
  let running: Promise<void> = Promise.resolve();

  const readOn = async (): Promise<void> => {
    for (;;) {
      const events = await readAfter(db, position, PAGE);
      for (const event of events) {
        position = event.position;
        deliver(clients, event, start.epoch);
      }
      if (events.length < PAGE) return;
    }
  };
  // One read at a time: two would send rows twice.
  const run = (): void => {
    if (!isClosed) running = running.then(readOn).catch(options.onError);
  };
  const watch = watchHead(db, run, options);

  const join = async (
    client: LiveClient,
    after: StreamPosition | undefined,
  ): Promise<() => void> => {
    const missed = after?.epoch === start.epoch ? position - after.position : Infinity;
    if (after && missed <= MOST_REPLAYED && missed >= 0) {
      await replay(db, client, { epoch: start.epoch, from: after.position, to: () => position });
    } else {
      client.send(frame("reset", { position }, `${start.epoch}:${position}`));
    }
    clients.add(client);
    return () => clients.delete(client);
  };

  return {
    join,
    wake: watch.hint,
    announce: (name, data) => {
      for (const client of clients) sendOrDrop(clients, client, frame(name, data));
    },
    close: async () => {
      isClosed = true;
      watch.stop();
      for (const client of clients) client.drop();
      await running;
    },
  };
}

/** Sends the rows between two positions. No await lies between the last look at `to` and the join. */
async function replay(
  db: Db,
  client: LiveClient,
  range: { epoch: string; from: number; to: () => number },
): Promise<void> {
  let at = range.from;
  while (at < range.to()) {
    const events = await readAfter(db, at, PAGE);
    for (const event of events) {
      if (event.position > range.to()) return;
      at = event.position;
      if (maySee(client, event)) client.send(frameOf(event, range.epoch));
    }
    if (events.length === 0) return;
  }
}

function deliver(clients: Set<LiveClient>, event: StoredEvent, epoch: string): void {
  const message = frameOf(event, epoch);
  for (const client of clients) {
    if (maySee(client, event)) sendOrDrop(clients, client, message);
  }
}

function sendOrDrop(clients: Set<LiveClient>, client: LiveClient, message: string): void {
  if (client.send(message)) return;
  clients.delete(client);
  client.drop();
}

/** An event without a path concerns everybody, like a new revision of a map layer. */
const maySee = (client: LiveClient, event: StoredEvent): boolean =>
  event.scopePath.length === 0 ||
  isInScope(event.kind.startsWith("dispatch.") ? client.caseScope : client.scope, event.scopePath);

/** What a browser listens for, by the capability that an event's kind begins with. */
const NAMES: Readonly<Record<string, string>> = {
  dispatch: "case",
  division: "division",
  layers: "layers",
};

const frameOf = ({ kind, payload, position }: StoredEvent, epoch: string): string => {
  const name = NAMES[kind.split(".")[0] ?? ""] ?? "other";
  return frame(name, { kind, position, payload }, `${epoch}:${position}`);
};

/** A message of `text/event-stream`. */
export const frame = (name: string, data: unknown, id?: string): string =>
  `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
