import type { HandedUp, HandedUpReply } from "@onegrid/core/dispatch/handed-up-contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call, route } from "../../api.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { subscribeGone } from "../board/board-store.ts";
import { categoryWord, levelWord, momentWords } from "../board/case-words.ts";
import "./handed-up.css";

const getHandedUp = route<undefined, HandedUpReply>()("GET", "/api/cases/handed-up");
const KEY = ["dispatch", "handed-up"] as const;
/** Nothing of these cases comes by the stream: only how they stand is asked for now and then. */
const ASK_AGAIN_MS = 60_000;
/** Longer than the step itself takes to be read everywhere. */
const SOON_MS = 400;

/** What the reader has handed up (上报上级) lately: no case of theirs any more, and not out of mind. */
export function HandedUpCases() {
  const t = useText();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call(getHandedUp, { signal }),
    refetchInterval: ({ state }) => (state.data?.cases.length ? ASK_AGAIN_MS : false),
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribeGone(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void client.invalidateQueries({ queryKey: KEY }), SOON_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
  const cases = data?.cases ?? [];
  if (cases.length === 0) return null;
  return (
    <details className="og-handed-up">
      <summary>
        {t("dispatch:handedUp.title")}{" "}
        <span className="og-muted">{t("dispatch:handedUp.count", { count: cases.length })}</span>
      </summary>
      <ul>
        {cases.map((each) => (
          <Row key={each.id} handedUp={each} />
        ))}
      </ul>
    </details>
  );
}

function Row({ handedUp }: { readonly handedUp: HandedUp }) {
  const t = useText();
  const language = useLanguage();
  const { number, categoryId, address, handedUpAt, level, isOpen } = handedUp;
  const time = momentWords(handedUpAt, language);
  return (
    <li>
      <span>
        <strong>{categoryWord(categoryId, language)}</strong> <span translate="no">{address}</span>
      </span>
      <small className="og-muted og-number">
        {t("dispatch:handedUp.at", { time, level: levelWord(level, language) })} · {number}
        {!isOpen && <b> · {t("dispatch:handedUp.ended")}</b>}
      </small>
    </li>
  );
}
