import { isAway } from "../../api.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useLiveState } from "../../live.ts";
import { momentWords, refusalSentence } from "../board/case-words.ts";
import { useOutbox } from "./outbox-store.ts";
import { reloadShell, useShell } from "./shell-cache.ts";
import { useWork } from "./work-store.ts";

/** How old what is shown may be, and what keeps the phone from sending. */
export function LineNotice() {
  const t = useText();
  const language = useLanguage();
  const pause = useOutbox((state) => state.pause);
  const live = useLiveState((state) => state.state);
  const { asOf, error } = useWork();
  const { hasUpdate } = useShell();
  if (pause.kind === "signed-out" || live === "signed-out")
    return (
      <div className="og-field-notice og-field-notice-warning" role="status">
        <span>{t("field:line.signedOut")}</span>
        <a href="/sign-in?next=%2Ffield">{t("field:line.signIn")}</a>
      </div>
    );
  if (error !== null && isAway(error))
    return (
      <p className="og-field-notice og-field-notice-warning" role="status">
        {asOf === null
          ? t("field:line.never")
          : t("field:line.offline", { time: momentWords(asOf, language) })}
      </p>
    );
  if (error !== null)
    return (
      <p className="og-field-notice og-field-notice-warning" role="alert">
        {refusalSentence(error)}
      </p>
    );
  if (!hasUpdate) return null;
  return (
    <div className="og-field-notice" role="status">
      <span>{t("field:line.update")}</span>
      <button type="button" className="og-link-button" onClick={reloadShell}>
        {t("field:line.reload")}
      </button>
    </div>
  );
}
