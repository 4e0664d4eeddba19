import type { Verb } from "@onegrid/core/dispatch";
import { useText } from "../../i18n/index.ts";
import { useDesk } from "../board/desk-store.ts";
import { lastFeedback, outcomeOf, photosOf } from "../board/entry-facts.ts";
import { Photos } from "./photos.tsx";
import { Outcome } from "./timeline.tsx";

const JUDGED_BY: readonly Verb[] = ["pass", "fail"];

/** What was done, over the form of whoever checks it. */
export function Feedback({ verb }: { readonly verb: Verb }) {
  const t = useText();
  const detail = useDesk((state) => state.detail);
  if (detail.kind !== "open" || !JUDGED_BY.includes(verb)) return null;
  const entry = lastFeedback(detail.data.entries);
  if (entry === undefined) return null;
  const [words, photos] = [outcomeOf(entry), photosOf(entry)];
  return (
    <div className="og-feedback">
      <Outcome words={words} />
      {entry.note !== null && <p>{entry.note}</p>}
      {words === "" && entry.note === null && (
        <p className="og-muted">{t("dispatch:form.noOutcome")}</p>
      )}
      <Photos caseId={detail.id} photos={photos} />
    </div>
  );
}
