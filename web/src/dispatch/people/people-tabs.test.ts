import type { PeopleMessage } from "@onegrid/core/dispatch/position-contract";
import type { Bbox } from "@onegrid/core/geometry";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TabChannel, TabWays } from "../../live-tabs.ts";
import { boxAround, joinedBox } from "./people-box.ts";
import { peopleAfter } from "./people-store.ts";
import { followPeople } from "./people-tabs.ts";

/** A server that shows one person on every connection. */
let connections: { readonly address: string; readonly send: (text: string) => void }[] = [];
let status = 200;
const message = (change: Partial<PeopleMessage>): PeopleMessage => ({
  ...{ at: 0, isWhole: false, who: [], moved: [], gone: [] },
  ...change,
});
const frame = (told: PeopleMessage): string => `event: people\ndata: ${JSON.stringify(told)}\n\n`;

function answer(address: string, { signal }: RequestInit): Promise<Response> {
  if (status !== 200) return Promise.resolve(new Response("{}", { status }));
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string): void => controller.enqueue(new TextEncoder().encode(text));
      const connection = { address, send };
      connections.push(connection);
      signal?.addEventListener("abort", () => {
        connections = connections.filter((each) => each !== connection);
        controller.error(new Error("aborted"));
      });
      send(frame(message({ isWhole: true, moved: [[1, 0, 0, 5, 0]] })));
    },
  });
  return Promise.resolve(new Response(body));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", answer);
  connections = [];
  status = 200;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(50);

function openBrowser(): TabWays {
  const tabs = new Set<{ listener: ((word: unknown) => void) | null }>();
  const queue: (() => void)[] = [];
  let isHeld = false;
  const next = (): void => {
    const run = isHeld ? undefined : queue.shift();
    run?.();
  };
  const locks = {
    request: (_name: string, { signal }: LockOptions, work: () => Promise<void>) =>
      new Promise<void>((resolve, reject) => {
        let isGone = false;
        signal?.addEventListener("abort", () => {
          isGone = true;
          reject(new Error("aborted"));
        });
        queue.push(() => {
          if (isGone) return next();
          isHeld = true;
          void work().then(() => {
            isHeld = false;
            resolve();
            next();
          });
        });
        next();
      }),
  };
  const openChannel = <Word>(): TabChannel<Word> => {
    const tab: { listener: ((word: unknown) => void) | null } = { listener: null };
    tabs.add(tab);
    return {
      tell: (word) => {
        for (const other of tabs) if (other !== tab) other.listener?.(structuredClone(word));
      },
      listen: (listener) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one kind of word is told here
        tab.listener = listener as ((word: unknown) => void) | null;
      },
      close: () => tabs.delete(tab),
    };
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one form of `request` that is used
  return { locks, openChannel } as unknown as TabWays;
}

let tabs = 0;
function openTab(ways: TabWays, box: Bbox) {
  const heard: PeopleMessage[] = [];
  const end = new AbortController();
  tabs += 1;
  const use = { name: "people", tab: `tab${tabs}`, signal: end.signal };
  const follower = followPeople({ ...use, emit: (told) => void heard.push(told) }, ways);
  follower.show(box);
  return { heard, follower, close: () => end.abort() };
}

const HERE: Bbox = [0, 0, 1, 1];
const THERE: Bbox = [4, 4, 5, 5];

test("tabs read over one connection, for what all of them look at", async () => {
  const ways = openBrowser();
  const first = openTab(ways, HERE);
  await settled();
  const second = openTab(ways, THERE);
  await settled();
  expect(connections.map(({ address }) => address)).toEqual(["/api/positions/stream?box=0,0,5,5"]);
  expect(second.heard).toMatchObject([{ isWhole: true }]);
  connections[0]?.send(frame(message({ gone: [1] })));
  await settled();
  expect(first.heard.at(-1)).toMatchObject({ gone: [1] });
  expect(second.heard.at(-1)).toMatchObject({ gone: [1] });

  // A tab that looks at what another looks at has still missed how it began.
  const third = openTab(ways, HERE);
  await settled();
  expect(third.heard).toMatchObject([{ isWhole: true }]);
  third.close();
  second.close();
  await settled();
  expect(connections.map(({ address }) => address)).toEqual(["/api/positions/stream?box=0,0,1,1"]);
});

test("when the tab that reads is closed, another goes on", async () => {
  const ways = openBrowser();
  const [first, second] = [openTab(ways, HERE), openTab(ways, THERE)];
  await settled();
  first.close();
  await settled();
  expect(connections.map(({ address }) => address)).toEqual(["/api/positions/stream?box=4,4,5,5"]);
  const before = second.heard.length;
  connections[0]?.send(frame(message({ gone: [1] })));
  await settled();
  expect(second.heard).toHaveLength(before + 1);
  second.close();
  await settled();
  expect(connections).toEqual([]);
});

test("whoever may not see people any more sees nobody", async () => {
  status = 403;
  const tab = openTab({ locks: undefined, openChannel: undefined }, HERE);
  await settled();
  expect(tab.heard).toMatchObject([{ isWhole: true, who: [] }]);
  tab.close();
});

test("people follow messages; a whole one leaves nobody over", () => {
  const who = { key: 1, id: "wang", name: "王", role: "grid_staff", areaName: "新桥", inHand: 2 };
  const one = peopleAfter(new Map(), message({ who: [who], moved: [[1, 104, 36, 9, 60]] }));
  expect(one.get(1)).toMatchObject({ id: "wang", position: [104, 36], measuredAt: 60_000 });
  const moved = peopleAfter(one, message({ moved: [[1, 105, 36, 9, 70]] }));
  expect(moved.get(1)).toMatchObject({ name: "王", position: [105, 36] });
  const busier = peopleAfter(moved, message({ who: [{ ...who, inHand: 3 }] }));
  expect(busier.get(1)).toMatchObject({ inHand: 3, position: [105, 36] });
  expect(peopleAfter(busier, message({ gone: [1] })).size).toBe(0);
  expect(peopleAfter(busier, message({ isWhole: true })).size).toBe(0);
  // Of somebody nobody has named, nothing can be shown.
  expect(peopleAfter(new Map(), message({ moved: [[7, 1, 1, 1, 1]] })).size).toBe(0);
});

test("small steps ask for the same part, and what is in sight lies in it", () => {
  const size = { width: 1280, height: 800 };
  const at = (lng: number) =>
    boxAround({ center: [lng, 36], zoom: 15, bearing: 0, pitch: 0 }, size);
  const [west, south, east, north] = at(104.001);
  const span = (1280 / (512 * 2 ** 15)) * 360;
  expect(west).toBeLessThan(104.001 - span / 2);
  expect(east).toBeGreaterThan(104.001 + span / 2);
  expect(north - south).toBeGreaterThan(span / 2);
  expect(at(104.0012)).toEqual(at(104.001));
  expect(at(104.2)).not.toEqual(at(104.001));
  expect(joinedBox([HERE, THERE])).toEqual([0, 0, 5, 5]);
});
