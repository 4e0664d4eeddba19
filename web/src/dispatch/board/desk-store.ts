import type { Verb } from "@onegrid/core/dispatch";
import type {
  CaseCard,
  CaseDetail,
  CaseReply,
  CommandBody,
  RecommendationReply,
  TravelModeField,
} from "@onegrid/core/dispatch/contract";
import { create } from "zustand";
import { call, isAway, isProblem } from "../../api.ts";
import { subscribeReturn } from "../../live.ts";
import { clearSelection, selectObject, useMapState } from "../../map/index.ts";
import { subscribeCases, subscribeGone, takeCard } from "./board-store.ts";
import {
  getCase,
  getRecommendation,
  newKey,
  postCommand,
  sendKeyed,
  type CommandMessage,
} from "./requests.ts";

/** Cases are chosen like any other object of the map, so that a link can hold the choice. */
export const CASE_LAYER = "cases";

type Detail =
  | { readonly kind: "none" }
  | { readonly kind: "loading"; readonly id: string }
  | { readonly kind: "failed"; readonly id: string; readonly error: unknown }
  | {
      readonly kind: "open";
      readonly id: string;
      readonly data: CaseDetail;
      /** The version with which it left the reader's reach: shown is what it was then. */
      readonly goneAt?: number;
    };

type Advice =
  | { readonly kind: "none" }
  | { readonly kind: "loading"; readonly caseId: string }
  | { readonly kind: "failed"; readonly caseId: string; readonly error: unknown }
  | { readonly kind: "ready"; readonly caseId: string; readonly data: RecommendationReply };

/** Somebody else was first: what I wanted, and the case as they left it. */
interface Conflict {
  readonly verb: Verb;
  readonly card: CaseCard;
}

export interface DeskState {
  readonly detail: Detail;
  /** The form that is open on the case; `null`: only the buttons. */
  readonly form: Verb | null;
  readonly advice: Advice;
  readonly travelMode: TravelModeField;
  /** Raised by whoever wants the map to come near the chosen case; see `use-case-in-sight.ts`. */
  readonly approach: number;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly conflict: Conflict | null;
}

const CLOSED = {
  form: null,
  advice: { kind: "none" },
  isBusy: false,
  error: null,
  conflict: null,
} as const;

/** The case on the table: its history, what may be done, and what is being done. */
export const useDesk = create<DeskState>(() => ({
  detail: { kind: "none" },
  travelMode: "auto",
  approach: 0,
  ...CLOSED,
}));

export const chosenCaseId = ({ selection } = useMapState.getState()): string | null =>
  selection.kind === "object" && selection.layer === CASE_LAYER ? selection.id : null;

export function chooseCase(id: string, { isShown = true } = {}): void {
  selectObject(CASE_LAYER, id);
  if (isShown) useDesk.setState(({ approach }) => ({ approach: approach + 1 }));
}

function followChoice(): void {
  const id = chosenCaseId();
  const { detail } = useDesk.getState();
  if (id === null) useDesk.setState({ detail: { kind: "none" }, ...CLOSED });
  else if (detail.kind === "none" || detail.id !== id) {
    useDesk.setState({ detail: { kind: "loading", id }, ...CLOSED });
    void loadDetail(id);
  }
}

/** Follows the choice on the map and the stream while the workspace is open. */
export function startDesk(): () => void {
  const stops = [
    useMapState.subscribe((state, old) => {
      if (state.selection !== old.selection) followChoice();
    }),
    subscribeCases(({ caseId, version, card }) => {
      const { detail } = useDesk.getState();
      if (detail.kind !== "open" || detail.id !== caseId) return;
      const { data } = detail;
      if (data.card.version >= version) return;
      // The card is here already; what may be done now and the history come a moment later.
      const verbs = data.card.state === card.state ? data.verbs : [];
      showDetail(caseId, () => ({ ...data, card, verbs }));
      void loadDetail(caseId);
    }),
    subscribeGone(leaveAsItWas),
    subscribeReturn(askFailed),
  ];
  followChoice();
  return () => {
    for (const stop of stops) stop();
    useDesk.setState({ detail: { kind: "none" }, ...CLOSED });
  };
}

/** The case on the table was handed up or down: it stays as it was, and nothing more is done with it here. */
function leaveAsItWas(caseId: string, goneAt: number): void {
  const { detail, isBusy } = useDesk.getState();
  if (detail.kind !== "open" || detail.id !== caseId) return;
  // The news may be quicker than the answer to the step that handed it up.
  useDesk.setState({ ...CLOSED, isBusy, detail: { ...detail, goneAt } });
}

/** Whether the case on the table is no longer the reader's; with a newer version it has come back. */
export const isGone = (detail: DeskState["detail"]): boolean =>
  detail.kind === "open" && detail.data.card.version <= (detail.goneAt ?? 0);

/** The server is back: what failed meanwhile is asked again. */
function askFailed(): void {
  const { detail, advice } = useDesk.getState();
  if (detail.kind === "failed" && isAway(detail.error)) void loadDetail(detail.id);
  if (advice.kind === "failed" && isAway(advice.error)) void loadAdvice();
}

async function loadDetail(id: string): Promise<void> {
  try {
    const data = await call(getCase, { params: { id } });
    takeCard(data.card);
    showDetail(id, (old) => (old && old.card.version > data.card.version ? old : data));
  } catch (error) {
    const { detail } = useDesk.getState();
    // What is shown already stays: the next message or step will ask again.
    const isShown = detail.kind === "open" && detail.id === id;
    if (chosenCaseId() === id && !isShown) {
      useDesk.setState({ detail: { kind: "failed", id, error } });
    }
  }
}

/** Puts a newer state of the case on the table, if it is still the one that lies there. */
function showDetail(id: string, next: (old: CaseDetail | null) => CaseDetail): void {
  if (chosenCaseId() !== id) return;
  const { detail, form } = useDesk.getState();
  const old = detail.kind === "open" && detail.id === id ? detail.data : null;
  const data = next(old);
  // A form for something that can no longer be done is put away.
  const isFormGone = form !== null && !data.verbs.includes(form);
  const goneAt = detail.kind === "open" && detail.id === id ? detail.goneAt : undefined;
  useDesk.setState({
    detail: { kind: "open", id, data, ...(goneAt === undefined ? {} : { goneAt }) },
    ...(isFormGone ? { form: null } : {}),
  });
}

/** Forms that choose a person, or one of the similar cases. */
const NEEDS_ADVICE: readonly Verb[] = ["dispatch", "send_verifier", "merge"];

export function openForm(verb: Verb | null): void {
  useDesk.setState({ form: verb, error: null, conflict: null });
  if (verb !== null && NEEDS_ADVICE.includes(verb)) void loadAdvice();
  else useDesk.setState({ advice: { kind: "none" } });
}

/** What a desk does next anyway once a case is filed: it looks who should go. */
export function lookWhoGoes(): void {
  const { detail } = useDesk.getState();
  if (detail.kind === "open" && detail.data.verbs.includes("dispatch")) openForm("dispatch");
}

export function setTravelMode(travelMode: TravelModeField): void {
  useDesk.setState({ travelMode });
  void loadAdvice();
}

/** Asks who should go; the answer is for the version it was asked for. */
async function loadAdvice(): Promise<void> {
  const { detail, travelMode: mode } = useDesk.getState();
  if (detail.kind !== "open") return;
  const { id } = detail;
  useDesk.setState({ advice: { kind: "loading", caseId: id } });
  const isCurrent = (): boolean => chosenCaseId() === id && useDesk.getState().travelMode === mode;
  try {
    const data = await call(getRecommendation, { params: { id }, query: { mode } });
    if (isCurrent()) useDesk.setState({ advice: { kind: "ready", caseId: id, data } });
  } catch (error) {
    if (isCurrent()) useDesk.setState({ advice: { kind: "failed", caseId: id, error } });
  }
}

/** A command without what the store itself puts round it. */
export type Intent = CommandBody extends infer Body
  ? Body extends CommandBody
    ? Omit<Body, "expectedVersion" | "idempotencyKey">
    : never
  : never;

/**
 * Sends a command on the case as it lies on the table. Answers whether it was done; when somebody else
 * was first, nothing is tried again: the winner's card is shown and the person decides.
 */
export async function command(intent: Intent): Promise<boolean> {
  const { detail, isBusy } = useDesk.getState();
  if (detail.kind !== "open" || isBusy) return false;
  const { id, data } = detail;
  const body: CommandMessage = {
    ...intent,
    expectedVersion: data.card.version,
    idempotencyKey: newKey(),
  };
  useDesk.setState({ isBusy: true, error: null, conflict: null });
  try {
    const reply = await sendKeyed(() => call(postCommand, { params: { id }, body }));
    takeReply(reply);
    useDesk.setState({ isBusy: false, form: null, advice: { kind: "none" } });
    return true;
  } catch (error) {
    useDesk.setState({ isBusy: false, ...outcomeOf(error, intent.verb) });
    return false;
  }
}

export function takeReply(reply: CaseReply): void {
  const { card } = reply;
  takeCard(card);
  showDetail(card.id, (old) => ({ ...reply, entries: old?.entries ?? [] }));
  void loadDetail(card.id);
}

/** What may be done about the reporter's contact has changed. */
export function setContactState(caseId: string, contact: CaseDetail["contact"]): void {
  const { detail } = useDesk.getState();
  if (detail.kind === "open" && detail.id === caseId)
    showDetail(caseId, () => ({ ...detail.data, contact }));
}

function outcomeOf(error: unknown, verb: Verb): Partial<DeskState> {
  if (!isProblem(error, "dispatch.stale")) return { error };
  const { card } = error.problem.values;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the refusal
  const winner = card as CaseCard;
  takeCard(winner);
  void loadDetail(winner.id);
  return { form: null, conflict: { verb, card: winner } };
}

export function closeCase(): void {
  clearSelection();
}
