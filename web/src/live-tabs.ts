import type { LiveMessage } from "@onegrid/core/live";
import { keepStreamOpen, SILENCE_MS, type LiveState, type StreamUse } from "./live-stream.ts";

/** What tabs need of the browser to read one stream together; each is `undefined` where there is none. */
export interface TabWays {
  readonly locks: Pick<LockManager, "request"> | undefined;
  readonly openChannel: (<Word = TabWord>(name: string) => TabChannel<Word>) | undefined;
}

/** A `BroadcastChannel` as it is used here. */
export interface TabChannel<Word = TabWord> {
  readonly tell: (word: Word) => void;
  /** One listener at a time; `null`: nobody listens any more. */
  readonly listen: (listener: ((word: Word) => void) | null) => void;
  readonly close: () => void;
}

/** What tabs tell each other. */
export type TabWord =
  | { readonly kind: "hello" }
  | { readonly kind: "state"; readonly state: LiveState; readonly lastId: string }
  /** `after`: the id before this one, so that whoever has another knows that something is missing. */
  | { readonly kind: "message"; readonly message: LiveMessage; readonly after: string };

/**
 * One connection for all tabs of a browser: the one that holds the lock reads the stream and tells the
 * others; when it closes, the next goes on after the last message that it has heard itself. Where the
 * browser cannot do that, and when the reader falls silent, a tab reads for itself.
 */
export function followTogether(
  name: string,
  use: Omit<StreamUse, "lastId">,
  { locks, openChannel }: TabWays,
): void {
  const heard = rememberHeard(use.emit);
  const readMyself = (): void =>
    void keepStreamOpen({ ...use, lastId: heard.lastId, emit: heard.takeOwn });
  if (!locks || !openChannel) return readMyself();

  const channel = openChannel(name);
  const given = new AbortController();
  // The reader's tab may be frozen, or be of another version of the page.
  const patience = makePatience(() => {
    channel.listen(null);
    given.abort();
    readMyself();
  });
  const signal = AbortSignal.any([use.signal, given.signal]);
  use.signal.addEventListener("abort", () => {
    patience.end();
    channel.listen(null);
    channel.close();
  });
  listenTo(channel, { heard, onState: use.onState, onSign: patience.begin });
  locks
    .request(name, { signal }, () => {
      patience.end();
      return readForAll(channel, use, heard);
    })
    // Whoever stops waiting for its turn is told so by an error.
    .catch(() => undefined);
  return undefined;
}

/** Calls `onEnd` when `begin` has not been called again for so long that nobody can be there. */
function makePatience(onEnd: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => clearTimeout(timer);
  const begin = (): void => {
    end();
    timer = setTimeout(onEnd, SILENCE_MS);
  };
  return { begin, end };
}

/** Follows the tab that reads. */
function listenTo(
  channel: TabChannel,
  { heard, onState, onSign }: Pick<StreamUse, "onState"> & { heard: Heard; onSign: () => void },
): void {
  channel.listen((word) => {
    if (word.kind === "hello") return;
    onSign();
    if (word.kind === "message") return heard.takeTold(word.message, word.after);
    heard.begin(word.lastId);
    onState(word.state);
  });
  onState("connecting");
  onSign();
  channel.tell({ kind: "hello" });
}

/** Reads the stream and tells the other tabs, until this one is closed or signed out. */
function readForAll(
  channel: TabChannel,
  { signal, onState }: Omit<StreamUse, "lastId">,
  heard: Heard,
): Promise<void> {
  let state: LiveState = "connecting";
  const tellState = (): void => channel.tell({ kind: "state", state, lastId: heard.lastId() });
  channel.listen(({ kind }) => {
    if (kind === "hello") tellState();
  });
  return keepStreamOpen({
    signal,
    lastId: heard.lastId,
    emit: (message) => {
      channel.tell({ kind: "message", message, after: heard.lastId() });
      heard.takeOwn(message);
    },
    onState: (now) => {
      state = now;
      tellState();
      onState(now);
    },
  });
}

interface Heard {
  readonly lastId: () => string;
  /** From this tab's own connection: the server has seen to the order. */
  readonly takeOwn: (message: LiveMessage) => void;
  /** From the tab that reads; what came before it says whether something is missing. */
  readonly takeTold: (message: LiveMessage, after: string) => void;
  /** Begins where the reader is, if nothing has been heard yet. */
  readonly begin: (lastId: string) => void;
}

/** Keeps what was heard last, and lets every message through once. */
function rememberHeard(emit: (message: LiveMessage) => void): Heard {
  let lastId = "";
  const take = (message: LiveMessage): void => {
    if (message.id !== "") lastId = message.id;
    emit(message);
  };
  /** Whoever shows something loads it again: what came in between is in what is loaded now. */
  const startAfresh = (id: string): void =>
    take({ type: "reset", id, data: { position: positionIn(id).position } });
  return {
    lastId: () => lastId,
    takeOwn: take,
    takeTold: (message, after) => {
      const { id, type } = message;
      if (id === "" || type === "reset") return take(message);
      if (isHeard(id, lastId)) return;
      if (after !== lastId) startAfresh(after === "" ? id : after);
      take(message);
    },
    begin: (id) => {
      if (lastId === "" && id !== "") startAfresh(id);
    },
  };
}

/** `<log>:<position>`; what stands before the position says which log it is, and as whom it is read. */
function positionIn(id: string): { readonly log: string; readonly position: number } {
  const colon = id.lastIndexOf(":");
  return { log: id.slice(0, colon), position: Number(id.slice(colon + 1)) };
}

/** A tab that takes over goes on after what it has heard itself: others may be further. */
function isHeard(id: string, lastId: string): boolean {
  const [here, last] = [positionIn(id), positionIn(lastId)];
  return here.log === last.log && here.position <= last.position;
}
