import { useEffect, useState } from "react";
import { DISTRICT_ZONE } from "../../i18n/days.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useLiveState } from "../../live.ts";
import { useBoard } from "../board/board-store.ts";
import { refusalSentence } from "../board/case-words.ts";

/** A short cut of the line is no news. */
const PATIENCE_MS = 5_000;

/** When the line was there last; `null`: it is there, or was not away for long. */
function useAwaySince(): number | null {
  const isOpen = useLiveState(({ state }) => state === "open");
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    if (isOpen) return setSince(null);
    const lost = Date.now();
    const timer = setTimeout(() => setSince(lost), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isOpen]);
  return since;
}

/** In the header: whether what is shown is what is. */
export function LineState() {
  const t = useText();
  const isOpen = useLiveState(({ state }) => state === "open");
  return (
    <p role="status" className={isOpen ? "og-wall-line" : "og-wall-line og-wall-line-off"}>
      {t(isOpen ? "dispatch:live.open" : "dispatch:live.waiting")}
    </p>
  );
}

/** Large, over the map: numbers that are old must not pass for the present ones. */
export function AgeNotice() {
  const t = useText();
  const language = useLanguage();
  const since = useAwaySince();
  const load = useBoard((state) => state.load);
  if (load.kind === "failed")
    return (
      <p className="og-wall-age" role="alert">
        {t("wall:failed")} {refusalSentence(load.error)}
      </p>
    );
  if (since === null) return null;
  const time = new Intl.DateTimeFormat(language, {
    timeZone: DISTRICT_ZONE,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(since);
  return (
    <p className="og-wall-age" role="alert">
      {t(load.kind === "ready" ? "wall:asOf" : "wall:away", { time })}
    </p>
  );
}
