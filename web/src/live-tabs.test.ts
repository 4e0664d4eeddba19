import type { LiveMessage } from "@onegrid/core/live";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followTogether, type TabChannel, type TabWays, type TabWord } from "./live-tabs.ts";

/** A server with a log: `happen` tells every open connection, which begins after its `last-event-id`. */
interface Connection {
  readonly lastId: string;
  readonly send: (text: string) => void;
}
let connections: Connection[] = [];
let position = 0;
const frame = (event: string, at: number): string =>
  `id: e.v:${at}\nevent: ${event}\ndata: {"position":${at}}\n\n`;
const happen = (): void => {
  position += 1;
  for (const { send } of connections) send(frame("case", position));
};

function answer(_address: string, { headers, signal }: RequestInit): Promise<Response> {
  const lastId = new Headers(headers).get("last-event-id") ?? "";
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string): void => controller.enqueue(new TextEncoder().encode(text));
      const connection = { lastId, send };
      connections.push(connection);
      signal?.addEventListener("abort", () => {
        connections = connections.filter((each) => each !== connection);
        controller.error(new Error("aborted"));
      });
      const from = Number(lastId.split(":")[1] ?? position);
      if (lastId === "") send(frame("reset", position));
      for (let at = from + 1; at <= position; at += 1) send(frame("case", at));
    },
  });
  return Promise.resolve(new Response(body));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", answer);
  connections = [];
  position = 100;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(50);

/** A browser: its locks, and what its tabs tell each other. */
function openBrowser() {
  interface Tab {
    readonly channel: TabChannel;
    isDeaf: boolean;
    isMute: boolean;
    listener: ((word: TabWord) => void) | null;
  }
  const tabs = new Set<Tab>();
  const queue: { run: () => Promise<void>; isGone: () => boolean }[] = [];
  let isHeld = false;
  const next = (): void => {
    const first = queue.shift();
    if (!first) return;
    if (first.isGone()) return next();
    isHeld = true;
    void first.run().then(() => {
      isHeld = false;
      next();
    });
  };
  const locks = {
    request: (_name: string, { signal }: LockOptions, work: () => Promise<void>) =>
      new Promise<void>((resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("aborted")));
        queue.push({ run: () => work().then(resolve), isGone: () => signal?.aborted === true });
        if (!isHeld) next();
      }),
  };
  const openChannel = (): TabChannel => {
    const channel: TabChannel = {
      tell: (word) => {
        if (tab.isMute) return;
        for (const other of tabs)
          if (other !== tab && !other.isDeaf) other.listener?.(structuredClone(word));
      },
      listen: (listener) => {
        tab.listener = listener;
      },
      close: () => tabs.delete(tab),
    };
    const tab: Tab = { channel, isDeaf: false, isMute: false, listener: null };
    tabs.add(tab);
    return channel;
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one form of `request` that is used
  const ways = { locks, openChannel } as unknown as TabWays;
  return { ways, tabs: () => [...tabs] };
}

function openTab(ways: TabWays) {
  const heard: string[] = [];
  const states: string[] = [];
  const controller = new AbortController();
  const emit = ({ type, id }: LiveMessage): void => void heard.push(`${type} ${id.split(":")[1]}`);
  const onState = (state: string): void => void states.push(state);
  followTogether("live", { emit, onState, signal: controller.signal }, ways);
  return { heard, states, close: () => controller.abort() };
}

test("three tabs hear everything over one connection, each after it has begun afresh", async () => {
  const { ways } = openBrowser();
  const first = openTab(ways);
  await settled();
  happen();
  await settled();
  const others = [openTab(ways), openTab(ways)];
  await settled();
  happen();
  await settled();
  expect(connections).toHaveLength(1);
  expect(first.heard).toEqual(["reset 100", "case 101", "case 102"]);
  for (const { heard, states } of others) {
    expect(heard).toEqual(["reset 101", "case 102"]);
    expect(states.at(-1)).toBe("open");
  }
});

test("when the tab that reads is closed, the next goes on where it was, and nobody misses anything", async () => {
  const { ways } = openBrowser();
  const [first, second, third] = [openTab(ways), openTab(ways), openTab(ways)];
  await settled();
  happen();
  await settled();
  first.close();
  happen(); // while nobody reads
  await settled();
  happen();
  await settled();
  expect(connections.map(({ lastId }) => lastId)).toEqual(["e.v:101"]);
  const wanted = ["reset 100", "case 101", "case 102", "case 103"];
  expect(second.heard).toEqual(wanted);
  expect(third.heard).toEqual(wanted);
  expect(first.heard).toEqual(["reset 100", "case 101"]);
});

test("a tab that has missed something begins afresh, and one that is further hears nothing twice", async () => {
  const { ways, tabs } = openBrowser();
  const [first, second, third] = [openTab(ways), openTab(ways), openTab(ways)];
  await settled();
  const [, , slow] = tabs();
  if (slow) slow.isDeaf = true;
  happen();
  await settled();
  if (slow) slow.isDeaf = false;
  happen();
  await settled();
  expect(third.heard).toEqual(["reset 100", "reset 101", "case 102"]);

  // The next reader is behind the others: what it is told again, they have had.
  const [, behind] = tabs();
  if (behind) behind.isDeaf = true;
  happen();
  await settled();
  if (behind) behind.isDeaf = false;
  first.close();
  await settled();
  happen();
  await settled();
  expect(connections.map(({ lastId }) => lastId)).toEqual(["e.v:102"]);
  expect(second.heard).toEqual(["reset 100", "case 101", "case 102", "case 103", "case 104"]);
  expect(third.heard).toEqual(["reset 100", "reset 101", "case 102", "case 103", "case 104"]);
});

test("where tabs cannot share, and when the reader is silent for long, a tab reads for itself", async () => {
  const alone = { locks: undefined, openChannel: undefined };
  const both = [openTab(alone), openTab(alone)];
  await settled();
  expect(connections).toHaveLength(2);
  both.forEach(({ close }) => close());

  const { ways, tabs } = openBrowser();
  openTab(ways);
  await settled();
  const second = openTab(ways);
  await settled();
  happen();
  await settled();
  const [frozen] = tabs();
  if (frozen) frozen.isMute = true;
  expect(connections).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connections.some(({ lastId }) => lastId === "e.v:101")).toBe(true);
  happen();
  await settled();
  expect(second.heard).toEqual(["reset 100", "case 101", "case 102"]);
});
