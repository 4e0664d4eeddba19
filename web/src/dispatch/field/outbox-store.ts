import {
  enqueue,
  isOutsideAreas,
  outcomeOfProblem,
  sendOutbox,
  tryAgain,
  withdraw,
  type OutboxEntry,
  type OutboxIntent,
  type OutboxMessage,
  type OutboxPorts,
  type SendOutcome,
  type SendPause,
} from "@onegrid/core/dispatch";
import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import { create } from "zustand";
import { call, isProblem, route, speakAs } from "../../api.ts";
import { newKey, uploadPhoto } from "../board/requests.ts";
import type { Fix } from "./own-position.ts";
import {
  addEntry,
  countOthers,
  dropOutworn,
  listEntries,
  loadPhoto,
  saveEntries,
  type KeptPhoto,
} from "./outbox-disk.ts";
import { clockOffset } from "./server-clock.ts";

interface OutboxStore {
  readonly accountId: string | null;
  readonly entries: readonly OutboxEntry[];
  /** What is on the phone has been read. */
  readonly isRead: boolean;
  /** The entry on its way just now. */
  readonly sendingKey: string | null;
  readonly pause: SendPause;
  /** Somebody else is signed in on this browser now: nothing of this account is sent as them. */
  readonly isOthers: boolean;
  /** How much waits here that another account has written. */
  readonly othersUnsent: number;
}

const EMPTY: OutboxStore = {
  accountId: null,
  entries: [],
  isRead: false,
  sendingKey: null,
  pause: { kind: "idle" },
  isOthers: false,
  othersUnsent: 0,
};

/** What was written on this phone (待发箱), as the page shows it; the phone's own store holds the truth. */
export const useOutbox = create<OutboxStore>(() => EMPTY);

type DoneListener = (card: CaseCard) => void;
const doneListeners = new Set<DoneListener>();

/** Hears of every case that the server has answered with. */
export function subscribeSent(listener: DoneListener): () => void {
  doneListeners.add(listener);
  return () => void doneListeners.delete(listener);
}

const account = (): string => {
  const { accountId } = useOutbox.getState();
  if (accountId === null) throw new Error("the outbox was used before it was opened");
  return accountId;
};

async function show(): Promise<void> {
  const { accountId } = useOutbox.getState();
  if (accountId === null) return;
  const entries = await listEntries(accountId);
  const othersUnsent = await countOthers(accountId);
  if (useOutbox.getState().accountId === accountId)
    useOutbox.setState({ entries, othersUnsent, isRead: true });
}

export interface Written {
  readonly intent: OutboxIntent;
  readonly photos: readonly KeptPhoto[];
  readonly seenVersion: number;
  readonly fix: Fix | null;
}

/** Writes something down and begins to send it. Resolves once it is safe on the phone. */
export async function write({ intent, photos, seenVersion, fix }: Written): Promise<void> {
  const key = newKey();
  await addEntry(
    account(),
    (before) => {
      const entry: OutboxEntry = {
        key,
        seq: Math.max(0, ...before.map(({ seq }) => seq)) + 1,
        intent,
        photos: photos.map(({ id }) => ({ id, hash: null })),
        seenVersion,
        deviceAt: Date.now(),
        devicePosition: fix?.position ?? null,
        accuracyMetres: fix?.accuracyMetres ?? null,
        clockOffsetMs: null,
        sendsVersion: null,
        attempts: 0,
        retryAt: 0,
        state: { kind: "waiting" },
      };
      return enqueue(before, entry).length > before.length ? entry : null;
    },
    photos,
  );
  await show();
  // Asked for once there is something to lose: a browser that is short of room leaves it alone.
  void navigator.storage?.persist?.();
  void sendNow();
}

/** Sends an entry that did not go through once more: on the case as it is now. */
export async function again(key: string): Promise<void> {
  const entry = useOutbox.getState().entries.find((each) => each.key === key);
  if (entry === undefined) return;
  await saveEntries(account(), [tryAgain(entry)]);
  await show();
  void sendNow();
}

/** Lets an entry go, with the steps on its case that were to follow it. */
export async function letGo(key: string): Promise<void> {
  await saveEntries(account(), withdraw(await listEntries(account()), key, Date.now()));
  await show();
}

/** Longer than any answer takes on a bad line; then the line counts as down. */
const PATIENCE_MS = 45_000;

function outcomeOf(error: unknown): Exclude<SendOutcome, { kind: "done" }> {
  if (!isProblem(error)) return { kind: "unreachable" };
  const { problem } = error;
  if (problem.code === "access.other-account") useOutbox.setState({ isOthers: true });
  if (problem.code !== "dispatch.stale") return outcomeOfProblem(problem);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the refusal
  return { kind: "stale", card: problem.values["card"] as CaseCard };
}

/** As the outbox wrote them: the server checks every body against its contract. */
type Body = OutboxMessage["body"];
const postReport = route<Body, CaseReply>()("POST", "/api/cases");
const postStep = route<Body, CaseReply>()("POST", "/api/cases/:id/commands");

async function send({ caseId, body }: OutboxMessage): Promise<SendOutcome> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const { card } = await (caseId === null
      ? call(postReport, { body, signal })
      : call(postStep, { params: { id: caseId }, body, signal }));
    for (const listener of doneListeners) listener(card);
    const { id, number, version, place } = card;
    const isOutside = isOutsideAreas(place);
    return { kind: "done", caseId: id, number, version, ...(isOutside && { isOutside }) };
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.kind === "stale") for (const listener of doneListeners) listener(outcome.card);
    return outcome;
  }
}

const afterPatience = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
  });

async function sendPhoto(id: string): ReturnType<OutboxPorts["sendPhoto"]> {
  const blob = await loadPhoto(id);
  // The browser has thrown it away: nothing that trying again would bring back.
  if (blob === null) return { kind: "refused", code: "dispatch.bad-photo", values: { hash: "" } };
  try {
    return { kind: "taken", hash: await Promise.race([uploadPhoto(blob), afterPatience()]) };
  } catch (error) {
    const outcome = outcomeOf(error);
    return outcome.kind === "stale" ? { kind: "fault" } : outcome;
  }
}

const portsFor = (accountId: string): OutboxPorts => ({
  now: () => Date.now(),
  clockOffsetMs: clockOffset,
  list: async () => {
    // Somebody else has signed in on this phone: theirs is another outbox.
    if (useOutbox.getState().accountId !== accountId) return [];
    return listEntries(accountId);
  },
  save: async (entry) => {
    useOutbox.setState({ sendingKey: entry.state.kind === "waiting" ? entry.key : null });
    await saveEntries(accountId, [entry]);
    await show();
  },
  sendPhoto,
  send,
});

let timer: ReturnType<typeof setTimeout> | undefined;
let running = false;
let wanted = false;

/** Sends what may go. One page at a time does it, where the browser can tell. */
export async function sendNow(): Promise<void> {
  const { accountId } = useOutbox.getState();
  // Written while the last answer came: it goes right after.
  wanted = running;
  if (accountId === null || running) return;
  running = true;
  clearTimeout(timer);
  try {
    const pause = await alone(() => sendOutbox(portsFor(accountId)));
    useOutbox.setState({ pause, sendingKey: null });
    if (pause.kind === "wait" || pause.kind === "unreachable")
      timer = setTimeout(() => void sendNow(), Math.max(500, pause.retryAt - Date.now()));
  } finally {
    running = false;
    useOutbox.setState({ sendingKey: null });
  }
  if (wanted) await sendNow();
}

const alone = <T>(work: () => Promise<T>): Promise<T> =>
  "locks" in navigator ? navigator.locks.request("onegrid-outbox", work) : work();

/** The line or the person is back. */
const onReturn = (): void => {
  if (document.visibilityState === "visible") void sendNow();
};

/** Opens the outbox of an account, and sends whenever there is hope that it arrives. */
export function openOutbox(accountId: string): () => void {
  useOutbox.setState({ ...EMPTY, accountId });
  speakAs(accountId);
  globalThis.addEventListener("online", onReturn);
  document.addEventListener("visibilitychange", onReturn);
  void dropOutworn(accountId, Date.now())
    .then(show)
    .then(() => sendNow());
  return () => {
    clearTimeout(timer);
    globalThis.removeEventListener("online", onReturn);
    document.removeEventListener("visibilitychange", onReturn);
    useOutbox.setState(EMPTY);
    speakAs(null);
  };
}
