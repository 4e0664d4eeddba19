import type { OutboxEntry } from "@onegrid/core/dispatch";
import { useNow } from "../board/use-now.ts";
import { durationWords } from "../board/case-words.ts";
import { useText } from "../../i18n/index.ts";
import { EntryRow } from "./entry-row.tsx";
import { sendNow, useOutbox } from "./outbox-store.ts";
import { clockOffset } from "./server-clock.ts";
import { useShell } from "./shell-cache.ts";
import { useUnsent } from "./use-unsent.ts";

/** What needs a decision comes first, then what waits, then the proofs, the newest first. */
const rank = ({ state }: OutboxEntry): number =>
  state.kind === "conflict" || state.kind === "refused" ? 0 : state.kind === "waiting" ? 1 : 2;

/** Everything that was written on this phone: nothing is gone before the server has it. */
export function OutboxList() {
  const t = useText();
  const { entries, pause, isRead, othersUnsent } = useOutbox();
  const { waiting, stuck } = useUnsent();
  const now = useNow(1_000);
  const sorted = entries.toSorted((a, b) => rank(a) - rank(b) || b.seq - a.seq);
  const isWaiting = waiting > 0 && (pause.kind === "unreachable" || pause.kind === "wait");
  if (!isRead) return <p className="og-field-empty">{t("field:loading")}</p>;
  return (
    <section className="og-field-group" aria-label={t("field:nav.outbox")}>
      <p className="og-field-sum" role="status">
        {waiting + stuck === 0
          ? t("field:outbox.allSent")
          : t("field:outbox.unsent", { waiting, stuck })}
      </p>
      {isWaiting && (
        <p className="og-field-next">
          <span className="og-muted">
            {t("field:outbox.next", {
              time: durationWords(t, Math.max(0, pause.retryAt - now) / 1000),
            })}
          </span>
          <button type="button" className="og-link-button" onClick={() => void sendNow()}>
            {t("field:outbox.now")}
          </button>
        </p>
      )}
      {othersUnsent > 0 && (
        <p className="og-field-warning" role="status">
          {t("field:outbox.others", { count: othersUnsent })}
        </p>
      )}
      <ClockNotice />
      <ul className="og-field-entries">
        {sorted.map((entry) => (
          <EntryRow key={entry.key} entry={entry} />
        ))}
      </ul>
      {entries.length === 0 && <p className="og-field-empty">{t("field:outbox.none")}</p>}
      <ShellNotice />
    </section>
  );
}

/** From here a difference is worth telling. */
const WORTH_TELLING_MS = 60_000;

/** A phone whose clock is wrong: whose time counts, and that nothing is lost by it. */
function ClockNotice() {
  const t = useText();
  const offset = clockOffset() ?? 0;
  if (Math.abs(offset) < WORTH_TELLING_MS) return null;
  return (
    <p className="og-field-warning" role="status">
      {t(offset > 0 ? "field:clock.behind" : "field:clock.ahead", {
        time: durationWords(t, offset / 1000),
      })}
    </p>
  );
}

/** Whether the page itself opens without a line. */
function ShellNotice() {
  const t = useText();
  const { isKept } = useShell();
  return <p className="og-muted">{t(isKept ? "field:shell.kept" : "field:shell.notKept")}</p>;
}
