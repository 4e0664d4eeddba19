import {
  CASE_PRESENCE,
  type CaseOnlookers,
  type CasePresenceBody,
  type CasePresenceReply,
  type Onlooker,
} from "@onegrid/core/dispatch/presence-contract";
import { create } from "zustand";
import { call, route } from "../../api.ts";
import { keepSaying, PAGE_ID } from "../../being-here.ts";
import { subscribeLive, subscribeReturn } from "../../live.ts";
import { isGone, useDesk } from "./desk-store.ts";
import { presentViewer } from "./viewer.ts";

const sayPresence = route<CasePresenceBody, CasePresenceReply>()("POST", "/api/cases/presence");

const nothing = (): CasePresenceBody => ({ pageId: PAGE_ID, caseId: null, isWriting: false });

/** Whoever skims the queue is not told of at every row. */
const LINGER_MS = 400;
/** A page with nothing open only has to hear of others: with every third beat. */
const QUIET_BEATS = 3;

type OnlookersState = ReadonlyMap<string, readonly Onlooker[]>;

/** Who has which case open now (在看), everybody but the reader. */
const useOnlookers = create<{ readonly byCase: OnlookersState }>(() => ({
  byCase: new Map(),
}));

const NOBODY: readonly Onlooker[] = [];
export const useOnlookersOf = (caseId: string): readonly Onlooker[] =>
  useOnlookers(({ byCase }) => byCase.get(caseId) ?? NOBODY);

const others = (people: readonly Onlooker[]): Onlooker[] =>
  people.filter(({ accountId }) => accountId !== presentViewer()?.id);

const takeAll = (cases: readonly CaseOnlookers[]): void =>
  useOnlookers.setState({
    byCase: new Map(cases.map(({ caseId, people }) => [caseId, others(people)])),
  });

/** What a message of the stream says of one case. */
function takeOne({ caseId, people }: CaseOnlookers): void {
  const byCase = new Map(useOnlookers.getState().byCase);
  byCase.delete(caseId);
  if (people.length > 0) byCase.set(caseId, others(people));
  useOnlookers.setState({ byCase });
}

/** Tells the server what is open on this page, and keeps what it answers. */
function openVoice() {
  let said = nothing();
  let asked = 0;
  return {
    said: () => said,
    say: async (): Promise<void> => {
      const number = (asked += 1);
      said = openHere();
      try {
        const { cases } = await call(sayPresence, { body: said });
        if (number === asked) takeAll(cases);
      } catch {
        // Better nobody than somebody who left long ago; said again with the next beat.
        if (number === asked) takeAll([]);
      }
    },
    leave: async (): Promise<void> => {
      asked += 1;
      if (said.caseId === null) return;
      said = nothing();
      await call(sayPresence, { body: said });
    },
  };
}

/** Tells which case is open on this page, and follows who else has which open, while the desk is. */
export function followOnlookers(): () => void {
  const voice = openVoice();
  let beats = 0;
  const here = (): void => {
    const isQuiet = voice.said().caseId === null && openHere().caseId === null;
    if (!isQuiet || beats % QUIET_BEATS === 0) void voice.say();
    beats += 1;
  };
  const saying = keepSaying({ everyMs: CASE_PRESENCE.beatMs, here, leave: voice.leave });
  const stops = [
    followDesk(() => {
      const [said, open] = [voice.said(), openHere()];
      if (open.caseId !== said.caseId || open.isWriting !== said.isWriting) saying.again();
    }),
    subscribeLive("presence", ({ data }) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the stream
      takeOne(data as CaseOnlookers);
    }),
    subscribeReturn(() => {
      beats = 0;
      saying.again();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    saying.stop();
    takeAll([]);
  };
}

/** Calls back once the desk has stayed as it is for a moment. */
function followDesk(onRest: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = useDesk.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(onRest, LINGER_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Forms that are open count as writing: others may wait for what comes of them. */
function openHere(): CasePresenceBody {
  const { detail, form } = useDesk.getState();
  if (detail.kind !== "open" || isGone(detail)) return nothing();
  return { pageId: PAGE_ID, caseId: detail.id, isWriting: form !== null };
}
