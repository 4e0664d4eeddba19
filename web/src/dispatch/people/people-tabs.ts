import type { PeopleMessage } from "@onegrid/core/dispatch/position-contract";
import type { Bbox } from "@onegrid/core/geometry";
import type { LiveMessage } from "@onegrid/core/live";
import { keepStreamOpen, SILENCE_MS } from "../../live-stream.ts";
import type { TabChannel, TabWays } from "../../live-tabs.ts";
import { joinedBox, streamAddress } from "./people-box.ts";

/** What tabs tell each other of where people are. */
type PeopleWord =
  /** What a tab shows; `null`: nothing any more. */
  | { readonly kind: "want"; readonly tab: string; readonly box: Bbox | null }
  /** From a tab that has just begun to read: who is there? */
  | { readonly kind: "ask" }
  | { readonly kind: "told"; readonly message: PeopleMessage }
  | { readonly kind: "beat" };

interface PeopleUse {
  /** Whose stream it is: a name that tabs of the same person share. */
  readonly name: string;
  readonly tab: string;
  readonly emit: (message: PeopleMessage) => void;
  readonly signal: AbortSignal;
}

export interface PeopleFollower {
  /** Which part is looked at from now on. */
  readonly show: (box: Bbox) => void;
}

const NOBODY: PeopleMessage = { at: 0, isWhole: true, who: [], moved: [], gone: [] };

/**
 * One connection for all tabs of a browser that show people: the one that holds the lock reads, for
 * what all of them look at together. Nothing is resumed: a new connection begins with everybody.
 */
export function followPeople(use: PeopleUse, { locks, openChannel }: TabWays): PeopleFollower {
  const { name, tab, signal } = use;
  const channel = locks && openChannel ? openChannel<PeopleWord>(name) : SILENT;
  let own: Bbox | null = null;
  let reader: Reader | null = null;
  const want = (): void => {
    if (reader) reader.want(tab, own);
    else channel.tell({ kind: "want", tab, box: own });
  };
  const read = (): Promise<void> => {
    reader = openReader(channel, use);
    channel.listen(reader.hear);
    channel.tell({ kind: "ask" });
    want();
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  };
  signal.addEventListener("abort", () => {
    channel.tell({ kind: "want", tab, box: null });
    channel.listen(null);
    channel.close();
  });
  if (locks && openChannel) waitForTurn(use, { channel, locks, read, onAsked: want });
  else void read();
  return {
    show: (box) => {
      if (own?.every((value, at) => value === box[at])) return;
      own = box;
      want();
    },
  };
}

type Channel = TabChannel<PeopleWord>;
const SILENT: Channel = {
  tell: () => undefined,
  listen: () => undefined,
  close: () => undefined,
};

interface Waiting {
  readonly channel: Channel;
  readonly locks: NonNullable<TabWays["locks"]>;
  readonly read: () => Promise<void>;
  readonly onAsked: () => void;
}

/** Follows the tab that reads, until this one's turn comes or the other falls silent: it may be frozen. */
function waitForTurn(
  { name, emit, signal }: PeopleUse,
  { channel, locks, read, onAsked }: Waiting,
): void {
  const given = new AbortController();
  let patience: ReturnType<typeof setTimeout> | undefined;
  const readMyself = (): void => {
    given.abort();
    void read();
  };
  const wait = (): void => {
    clearTimeout(patience);
    patience = setTimeout(readMyself, SILENCE_MS);
  };
  signal.addEventListener("abort", () => clearTimeout(patience));
  channel.listen((word) => {
    if (word.kind === "ask") onAsked();
    if (word.kind === "told") emit(word.message);
    if (word.kind === "told" || word.kind === "beat") wait();
  });
  wait();
  const turn = (): Promise<void> => {
    clearTimeout(patience);
    return read();
  };
  locks
    .request(name, { signal: AbortSignal.any([signal, given.signal]) }, turn)
    // Whoever stops waiting for its turn is told so by an error.
    .catch(() => undefined);
}

interface Reader {
  readonly want: (tab: string, box: Bbox | null) => void;
  readonly hear: (word: PeopleWord) => void;
}

/** Reads for all tabs, and opens the stream again when they look elsewhere. */
function openReader(
  channel: Channel,
  { emit, signal }: Pick<PeopleUse, "emit" | "signal">,
): Reader {
  const wants = new Map<string, Bbox>();
  const line = openLine(channel, emit);
  signal.addEventListener("abort", line.close);
  const want = (tab: string, box: Bbox | null): void => {
    const isNew = box !== null && !wants.has(tab);
    if (box === null) wants.delete(tab);
    else wants.set(tab, box);
    const whole = joinedBox([...wants.values()]);
    if (whole === null) line.close();
    // Whoever is new has missed how it began.
    else line.openAt(streamAddress(whole), isNew);
  };
  return {
    want,
    hear: (word) => {
      if (word.kind === "want") want(word.tab, word.box);
    },
  };
}

/** The connection itself: one at a time, and what comes over it goes to every tab. */
function openLine(channel: Channel, emit: PeopleUse["emit"]) {
  let open: { readonly address: string; readonly end: AbortController } | null = null;
  const close = (): void => {
    open?.end.abort();
    open = null;
  };
  const tell = (message: PeopleMessage): void => {
    channel.tell({ kind: "told", message });
    emit(message);
  };
  const take = ({ type, data }: LiveMessage): void => {
    if (type === "beat") channel.tell({ kind: "beat" });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the stream
    if (type === "people") tell(data as PeopleMessage);
  };
  const openAt = (address: string, isAfresh: boolean): void => {
    if (open?.address === address && !isAfresh) return;
    close();
    const end = new AbortController();
    open = { address, end };
    void keepStreamOpen({
      address,
      lastId: () => "",
      emit: take,
      onState: () => undefined,
      onRefused: () => tell(NOBODY),
      signal: end.signal,
    });
  };
  return { openAt, close };
}
