import type { PositionBody, PositionTaken } from "@onegrid/core/dispatch/position-contract";
import { useEffect } from "react";
import { create } from "zustand";
import { call, isProblem, route } from "../../api.ts";
import { beforeSignOut } from "../../before-sign-out.ts";
import { useText, type TextKey } from "../../i18n/index.ts";
import { useFix, watchPosition, type Fix } from "./own-position.ts";
import { clockOffset } from "./server-clock.ts";

const postPosition = route<PositionBody, PositionTaken>()("POST", "/api/positions");

const deletePosition = route<undefined, undefined>()("DELETE", "/api/positions");

/** Often enough to be sent by, and seldom enough for a battery. */
const EVERY_MS = 10_000;
/** A shift does not begin by the second. */
const OFF_SHIFT_MS = 300_000;
const STORED = "onegrid.share-position";

type Sharing = "off" | "waiting" | "shared" | "off-shift" | "no-line";

/** Whether this phone tells where it is while its owner is on shift (在班): they say so themselves. */
const useSharing = create<{ readonly isWanted: boolean; readonly state: Sharing }>(() => ({
  isWanted: localStorage.getItem(STORED) === "yes",
  state: "off",
}));

/** `withdrawn`: off, and the server has still to be told. */
const store = (answer: "yes" | "withdrawn" | "no"): void => localStorage.setItem(STORED, answer);

function wantSharing(isWanted: boolean): void {
  store(isWanted ? "yes" : "withdrawn");
  useSharing.setState({ isWanted });
}

/** What is on its way must not come in after it was taken back. */
let sending: Promise<unknown> = Promise.resolve();

/** Takes back what the server has, now or when the line is there again. Answers how to stop. */
function withdrawPosition(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const withdraw = async (): Promise<void> => {
    try {
      await sending;
      if (isOver) return;
      await call(deletePosition);
      if (localStorage.getItem(STORED) === "withdrawn") store("no");
    } catch {
      if (!isOver) timer = setTimeout(() => void withdraw(), EVERY_MS);
    }
  };
  if (localStorage.getItem(STORED) === "withdrawn") void withdraw();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Sends the present position while it runs; the last one only, nothing is queued. Answers how to stop. */
function sharePosition(): () => void {
  let notBefore = 0;
  useSharing.setState({ state: "waiting" });
  const send = async ({ position, accuracyMetres, at }: Fix): Promise<void> => {
    notBefore = Date.now() + EVERY_MS;
    const measuredAt = Math.max(0, Math.round(at + (clockOffset() ?? 0)));
    const body = { position: [position[0], position[1]], accuracyMetres, measuredAt } as const;
    try {
      const { isKept } = await call(postPosition, {
        body: { ...body, position: [position[0], position[1]] },
      });
      useSharing.setState({ state: isKept ? "shared" : "waiting" });
    } catch (error) {
      const isOff = isProblem(error, "dispatch.position-off-shift");
      if (isOff) notBefore = Date.now() + OFF_SHIFT_MS;
      useSharing.setState({ state: isOff ? "off-shift" : "no-line" });
    }
  };
  const look = (): void => {
    const { fix } = useFix.getState();
    if (fix !== null && Date.now() >= notBefore) sending = send(fix);
  };
  const stopWatching = watchPosition();
  const stopLooking = useFix.subscribe(look);
  // Whoever signs out is on nobody's map.
  const stopGoodbye = beforeSignOut(() => sending.then(() => call(deletePosition)));
  look();
  return () => {
    stopGoodbye();
    stopLooking();
    stopWatching();
    useSharing.setState({ state: "off" });
  };
}

const WORDS: Readonly<Record<Sharing, TextKey>> = {
  off: "field:share.off",
  waiting: "field:share.waiting",
  shared: "field:share.shared",
  "off-shift": "field:share.offShift",
  "no-line": "field:share.noLine",
};

/** Under the tasks: the switch, and what becomes of the position. */
export function SharePosition() {
  const t = useText();
  const { isWanted, state } = useSharing();
  const isDenied = useFix(({ finding }) => finding === "denied");
  useEffect(() => (isWanted ? sharePosition() : withdrawPosition()), [isWanted]);
  return (
    <aside className="og-field-share" aria-label={t("field:share.label")}>
      <label>
        <input
          type="checkbox"
          checked={isWanted}
          onChange={({ target }) => wantSharing(target.checked)}
        />
        {t("field:share.label")}
      </label>
      <small role="status">
        {t(isWanted && isDenied ? "field:share.denied" : WORDS[isWanted ? state : "off"])}
      </small>
    </aside>
  );
}
