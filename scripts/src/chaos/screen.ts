import { setTimeout as wait } from "node:timers/promises";
import { createStreamReader, type LiveMessage } from "@onegrid/core/live";
import type { CaseCard, CaseListReply } from "@onegrid/core/dispatch/contract";
import type { Person } from "./made-town.ts";

/** Positions of case events that came one after another, with nothing that begins afresh in between. */
export interface Stretch {
  readonly after: number;
  readonly heard: number[];
  /** Up to where the stream has told everything, heard or not. */
  upTo: number;
}

interface ScreenCounts {
  opened: number;
  resets: number;
  snapshots: number;
  /** Answers of 500 and more but 503, which says that the database restarts. */
  serverFaults: number;
}

/** A page that shows the cases of one person, as `web` follows the stream. */
export interface Screen {
  readonly person: Person;
  readonly cards: ReadonlyMap<string, CaseCard>;
  /** Stretches since they were last taken; the last one goes on. */
  readonly takeStretches: () => Stretch[];
  /** Where the present stretch begins. */
  readonly reachedPosition: () => number;
  /** Whether the list after the last fresh start has been read. */
  readonly isLoaded: () => boolean;
  readonly counts: Readonly<ScreenCounts>;
  readonly stop: () => Promise<void>;
}

export interface ScreenOptions {
  readonly person: Person;
  /** Where to ask; another door each time, as a balancer gives. */
  readonly door: () => string;
  /** After this long without a word the line counts as dead. */
  readonly silenceMs: number;
  /** Cards to a page of the list: few, so that a list takes several requests. */
  readonly page: number;
}

const RETRY_MS = 60;
const LIST_LIMIT_MS = 5_000;

interface State {
  readonly options: ScreenOptions;
  readonly cards: Map<string, CaseCard>;
  readonly gone: Map<string, number>;
  /** Cases that the stream has told of since the list was asked for. */
  told: Set<string>;
  stretches: Stretch[];
  lastId: string;
  loading: AbortController;
  isLoaded: boolean;
  readonly counts: ScreenCounts;
}

export function openScreen(options: ScreenOptions): Screen {
  const state: State = {
    options,
    cards: new Map(),
    gone: new Map(),
    told: new Set(),
    stretches: [],
    lastId: "",
    loading: new AbortController(),
    isLoaded: false,
    counts: { opened: 0, resets: 0, snapshots: 0, serverFaults: 0 },
  };
  const stopped = new AbortController();
  const running = keepOpen(state, stopped.signal);
  return {
    person: options.person,
    cards: state.cards,
    counts: state.counts,
    isLoaded: () => state.isLoaded,
    reachedPosition: () => state.stretches.at(-1)?.after ?? 0,
    takeStretches: () => {
      const taken = state.stretches;
      const last = taken.at(-1);
      state.stretches = last ? [{ after: last.upTo, heard: [], upTo: last.upTo }] : [];
      return taken;
    },
    stop: async () => {
      stopped.abort();
      state.loading.abort();
      await running;
    },
  };
}

async function keepOpen(state: State, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await readOnce(state, signal).catch(() => undefined);
    await wait(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function readOnce(state: State, signal: AbortSignal): Promise<void> {
  const { person, door, silenceMs } = state.options;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  try {
    const response = await fetch(`${door()}/api/stream`, {
      headers: {
        cookie: person.cookie,
        ...(state.lastId !== "" && { "last-event-id": state.lastId }),
      },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    noteStatus(state, response.status);
    if (!response.ok || response.body === null) return;
    state.counts.opened += 1;
    const read = createStreamReader((message) => take(state, message));
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      read(piece);
    }
  } finally {
    clearTimeout(timer);
  }
}

const noteStatus = ({ counts }: State, status: number): void => {
  if (status >= 500 && status !== 503) counts.serverFaults += 1;
};

interface CaseData {
  readonly position: number;
  readonly payload: {
    readonly caseId?: string;
    readonly version?: number;
    readonly card?: CaseCard;
  };
}

function take(state: State, { type, id, data }: LiveMessage): void {
  if (id !== "") state.lastId = id;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the stream
  const { position, payload } = data as CaseData;
  const stretch = state.stretches.at(-1);
  if (type === "reset") {
    state.counts.resets += 1;
    state.stretches.push({ after: position, heard: [], upTo: position });
    void load(state);
  } else if (id !== "" && stretch) {
    if (type === "case") {
      stretch.heard.push(position);
      takeCase(state, payload);
    }
    stretch.upTo = Math.max(stretch.upTo, position);
  }
}

/** The newest version wins; what has left the scope stays away until a later step. */
function takeCase({ cards, gone, told }: State, payload: CaseData["payload"]): void {
  const { caseId = "", version = 0, card } = payload;
  told.add(caseId);
  if (card) keepCard({ cards, gone }, card);
  else {
    cards.delete(caseId);
    gone.set(caseId, version);
  }
}

function keepCard({ cards, gone }: Pick<State, "cards" | "gone">, card: CaseCard): void {
  const isNewer = card.version > (cards.get(card.id)?.version ?? 0);
  if (isNewer && card.version >= (gone.get(card.id) ?? 0)) cards.set(card.id, card);
}

/** Reads the list until it is there, or the stream begins afresh again. */
async function load(state: State): Promise<void> {
  state.loading.abort();
  const loading = new AbortController();
  state.loading = loading;
  state.isLoaded = false;
  while (!loading.signal.aborted) {
    state.told = new Set();
    const cards = await readList(state.options, loading.signal, (status) =>
      noteStatus(state, status),
    ).catch(() => undefined);
    if (loading.signal.aborted) return;
    if (cards) return show(state, cards);
    await wait(RETRY_MS);
  }
  return undefined;
}

function show(state: State, listed: readonly CaseCard[]): void {
  const ids = new Set(listed.map(({ id }) => id));
  for (const id of state.cards.keys())
    if (!ids.has(id) && !state.told.has(id)) state.cards.delete(id);
  for (const card of listed) keepCard(state, card);
  state.counts.snapshots += 1;
  state.isLoaded = true;
}

/** Every open case in somebody's sight, page by page. */
export async function readList(
  { person, door, page }: Pick<ScreenOptions, "person" | "door" | "page">,
  signal: AbortSignal,
  onStatus: (status: number) => void = () => undefined,
): Promise<CaseCard[]> {
  const cards: CaseCard[] = [];
  let after: string | null = "";
  while (after !== null) {
    const response: Response = await fetch(
      `${door()}/api/cases?limit=${page}${after === "" ? "" : `&after=${encodeURIComponent(after)}`}`,
      {
        headers: { cookie: person.cookie },
        signal: AbortSignal.any([signal, AbortSignal.timeout(LIST_LIMIT_MS)]),
      },
    );
    onStatus(response.status);
    if (!response.ok) throw new Error(`the list was answered ${response.status}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the route
    const reply = (await response.json()) as CaseListReply;
    cards.push(...reply.cards);
    after = reply.next;
  }
  return cards;
}
