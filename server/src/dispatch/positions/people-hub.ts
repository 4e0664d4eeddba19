import {
  changeMessage,
  changesBetween,
  wholeMessage,
  type LocatedPerson,
  type PeopleViewer,
} from "@onegrid/core/dispatch";
import type { PeopleMessage } from "@onegrid/core/dispatch/position-contract";
import type { Db } from "@onegrid/db";
import { listAllStaffPositions, type StaffPositionRow } from "@onegrid/db/dispatch";
import { frame } from "../../live/event-frames.ts";
import type { Line } from "../../live/line.ts";
import { peopleOnShift, readPeopleBook, type PeopleBook } from "./people-on-shift.ts";

/** One screen that shows where people are. */
interface PeopleClient extends PeopleViewer {
  readonly line: Line;
}

export interface PeopleHub {
  /** Shows everybody in sight, and then what changes. Answers how to leave. */
  readonly join: (client: PeopleClient) => Promise<() => void>;
  /** Looks now: somebody has taken their position back here, or rights have changed. */
  readonly look: () => void;
  readonly state: () => { readonly clients: number; readonly people: number };
  readonly close: () => Promise<void>;
}

interface Options {
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  /** Nobody is told of more often: the last of what came in between is enough for a map. */
  readonly everyMs?: number;
}

/** More are no map; those who were heard of last are shown. */
const MOST_PEOPLE = 20_000;
/** Names, duties, rosters and cases in hand; positions are read each time. */
const BOOK_MS = 5_000;
/** A screen with more than this unsent is passed over, and shown everything once it has caught up. */
const MOST_UNSENT_BYTES = 65_536;
/** A screen that takes nothing for so many looks is gone. */
const MOST_PASSED_OVER = 60;

/** Screens that see the same: their message is made once. */
interface Group {
  readonly viewer: PeopleViewer;
  /** Each with how often it was passed over. */
  readonly clients: Map<PeopleClient, number>;
}

interface Board {
  people: ReadonlyMap<string, LocatedPerson>;
  book: { readonly read: PeopleBook; readonly at: number } | null;
  readonly keys: Map<string, number>;
  readonly groups: Map<string, Group>;
}

/**
 * Where people are, for the screens of one process: while there is one, the last positions are read
 * each second, whichever process took them, and each screen is told what differs within its sight.
 * Nothing is kept for a screen: what it misses it is shown anew.
 */
export function openPeopleHub(db: Db, options: Options): PeopleHub {
  const { now } = options;
  const board: Board = { people: new Map(), book: null, keys: new Map(), groups: new Map() };
  const looking = keepLooking(db, board, options);
  let screens = 0;
  let isClosed = false;
  return {
    join: async (client) => {
      screens += 1;
      await looking.begin();
      if (isClosed) client.line.end();
      else enter(board, client, now().getTime());
      return () => {
        leave(board, client);
        screens -= 1;
        if (screens === 0) void looking.rest();
      };
    },
    look: () => {
      board.book = null;
      looking.look();
    },
    state: () => ({
      clients: [...board.groups.values()].reduce((sum, { clients }) => sum + clients.size, 0),
      people: board.people.size,
    }),
    close: async () => {
      isClosed = true;
      for (const { clients } of board.groups.values())
        for (const client of clients.keys()) client.line.end();
      await looking.rest();
    },
  };
}

/** One look after the other, at an even pace, while somebody is there. */
function keepLooking(db: Db, board: Board, { now, onError, everyMs = 1_000 }: Options) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    running = running.then(() => lookOnce(db, board, now())).catch(onError);
    return running;
  };
  return {
    /** Nobody looked while there was no screen: the first waits for a look. */
    begin: async (): Promise<void> => {
      if (timer !== undefined) return;
      timer = setInterval(() => void look(), everyMs).unref();
      await look();
    },
    look: (): void => {
      if (timer !== undefined) void look();
    },
    rest: (): Promise<void> => {
      clearInterval(timer);
      timer = undefined;
      board.people = new Map();
      board.book = null;
      return running;
    },
  };
}

const nameOf = ({ scope, seen, box }: PeopleViewer): string => JSON.stringify([scope, seen, box]);

const framed = (message: PeopleMessage): string => frame("people", message);

function enter({ groups, people }: Board, client: PeopleClient, at: number): void {
  const { scope, seen, box } = client;
  const name = nameOf(client);
  const group = groups.get(name) ?? { viewer: { scope, seen, box }, clients: new Map() };
  groups.set(name, group);
  group.clients.set(client, 0);
  client.line.send(framed(wholeMessage(group.viewer, people.values(), at)));
}

function leave({ groups }: Board, client: PeopleClient): void {
  const name = nameOf(client);
  const group = groups.get(name);
  group?.clients.delete(client);
  if (group?.clients.size === 0) groups.delete(name);
}

async function lookOnce(db: Db, board: Board, now: Date): Promise<void> {
  const at = now.getTime();
  const positions = await listAllStaffPositions(db, MOST_PEOPLE);
  const book = await bookFor(db, board, { positions, now });
  const people = peopleOnShift(book, positions, { now: at, keyOf: (id) => keyOf(board, id) });
  const changes = changesBetween(board.people, people);
  board.people = people;
  for (const group of board.groups.values()) {
    const message = changeMessage(group.viewer, changes, at);
    tell(group, message && framed(message), () =>
      framed(wholeMessage(group.viewer, people.values(), at)),
    );
  }
}

function keyOf({ keys }: Board, id: string): number {
  const key = keys.get(id) ?? keys.size;
  keys.set(id, key);
  return key;
}

/** The book of some seconds ago, unless there is somebody who was not there yet. */
async function bookFor(
  db: Db,
  board: Board,
  { positions, now }: { readonly positions: readonly StaffPositionRow[]; readonly now: Date },
): Promise<PeopleBook> {
  const { book } = board;
  const isKnown = positions.every(({ accountId }) => board.keys.has(accountId));
  if (book && isKnown && now.getTime() - book.at < BOOK_MS) return book.read;
  const read = await readPeopleBook(db, now);
  for (const { accountId } of positions) keyOf(board, accountId);
  board.book = { read, at: now.getTime() };
  return read;
}

/** Sends what changed; whoever does not keep up misses it, and is shown everything later. */
function tell({ clients }: Group, message: string | null, whole: () => string): void {
  for (const [client, passedOver] of clients) {
    const isFull = client.line.unsentBytes() > MOST_UNSENT_BYTES;
    if (isFull && passedOver >= MOST_PASSED_OVER) client.line.drop();
    else if (isFull) clients.set(client, passedOver + 1);
    else if (passedOver > 0) {
      clients.set(client, 0);
      client.line.send(whole());
    } else if (message !== null) client.line.send(message);
  }
}
