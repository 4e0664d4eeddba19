import { request, type ClientRequest, type IncomingMessage } from "node:http";
import type { Person } from "../chaos/made-town.ts";

/** One open stream, as cheap as it can be read: only positions are kept. */
export interface BenchScreen {
  readonly person: Person;
  lastId: string;
  position: number;
  isOpen: boolean;
}

/** Every event that reached a screen: where it stands in the log, and when it came. */
interface Received {
  readonly positions: number[];
  readonly at: number[];
}

export interface BenchScreens {
  readonly screens: readonly BenchScreen[];
  readonly received: Received;
  /** Answers that were no stream. */
  readonly refusals: number[];
  /** Opens all of them at once; each goes on where it was. */
  readonly open: () => void;
  /** Breaks every line at once. */
  readonly cut: () => void;
}

const ID = /^id: (\S+:(\d+))$/gm;

export function makeScreens(door: string, people: readonly Person[]): BenchScreens {
  const screens = people.map((person) => ({ person, lastId: "", position: 0, isOpen: false }));
  const received: Received = { positions: [], at: [] };
  const refusals: number[] = [];
  const lines = new Set<ClientRequest>();
  const openOne = (screen: BenchScreen): void => {
    const line = request(`${door}/api/stream`, {
      agent: false,
      headers: {
        cookie: screen.person.cookie,
        ...(screen.lastId !== "" && { "last-event-id": screen.lastId }),
      },
    });
    lines.add(line);
    line.on("response", (response) => {
      if (response.statusCode !== 200) refusals.push(response.statusCode ?? 0);
      readPositions(response, screen, received);
    });
    line.on("error", () => undefined);
    line.on("close", () => lines.delete(line));
    line.end();
  };
  return {
    screens,
    received,
    refusals,
    open: () => screens.forEach(openOne),
    cut: () => {
      for (const screen of screens) screen.isOpen = false;
      for (const line of lines) line.destroy();
    },
  };
}

function readPositions(response: IncomingMessage, screen: BenchScreen, received: Received): void {
  screen.isOpen = response.statusCode === 200;
  response.on("error", () => undefined);
  let rest = "";
  response.setEncoding("utf8");
  response.on("data", (piece: string) => {
    const text = rest + piece;
    // A piece may end before its first message does.
    const last = text.lastIndexOf("\n\n");
    const end = last < 0 ? 0 : last + 2;
    rest = text.slice(end);
    take(screen, text.slice(0, end), received);
  });
}

function take(screen: BenchScreen, text: string, { positions, at }: Received): void {
  const now = Date.now();
  for (const [, id = "", digits] of text.matchAll(ID)) {
    screen.lastId = id;
    screen.position = Number(digits);
    positions.push(screen.position);
    at.push(now);
  }
}
