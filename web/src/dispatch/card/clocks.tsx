import { CLOCK_LABELS, inLanguage } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useLanguage, useText, type Translate } from "../../i18n/index.ts";
import { durationWords, momentWords } from "../board/case-words.ts";
import { useNow } from "../board/use-now.ts";

type Deadline = Pick<
  CaseCard["deadlines"][number],
  "status" | "startedAt" | "yellowAt" | "dueAt" | "stoppedAt"
>;

interface ClockLineProps {
  readonly label: string;
  readonly deadline: Deadline;
  readonly now: number;
}

const SECOND_MS = 1000;

/** Every clock of the case: what runs counts down each second, what has stopped says how long it took. */
export function Clocks({ card }: { readonly card: CaseCard }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow(SECOND_MS);
  const running = card.deadlines.filter(({ status }) => status !== "stopped");
  const stopped = card.deadlines.filter(({ status }) => status === "stopped");
  if (card.deadlines.length === 0) return null;
  return (
    <section className="og-case-clocks" aria-label={t("dispatch:card.clocks")}>
      {[...running, ...stopped].map((deadline) => (
        <ClockLine
          key={`${deadline.clock}${deadline.milestone}`}
          label={inLanguage(CLOCK_LABELS[deadline.clock], language)}
          deadline={deadline}
          now={now}
        />
      ))}
    </section>
  );
}

/** One clock, of the case or of help that was called: its name, how far it is, what is left. */
export function ClockLine({ label, deadline, now }: ClockLineProps) {
  const t = useText();
  const language = useLanguage();
  const { dueAt, startedAt, stoppedAt, status } = deadline;
  const tone = toneOfClock(deadline, now);
  const end = stoppedAt ?? now;
  const share =
    dueAt === null ? 0 : Math.min(1, (end - startedAt) / Math.max(1, dueAt - startedAt));
  const due = dueAt === null ? "" : momentWords(dueAt, language);
  return (
    <div className={`og-clock og-clock-${tone}`} data-status={status}>
      <span>{label}</span>
      <span className="og-clock-bar" aria-hidden="true">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      <b className="og-number">{clockWords(t, deadline, now)}</b>
      <small className="og-number">
        {due !== "" &&
          t(status === "stopped" ? "dispatch:card.wasDue" : "dispatch:card.due", { time: due })}
      </small>
    </div>
  );
}

function toneOfClock({ status, yellowAt, dueAt, stoppedAt }: Deadline, now: number): string {
  const at = stoppedAt ?? now;
  if (dueAt !== null && dueAt <= at) return "late";
  if (status !== "running") return status;
  return yellowAt !== null && yellowAt <= at ? "soon" : "fine";
}

function clockWords(t: Translate, { status, startedAt, stoppedAt, dueAt }: Deadline, now: number) {
  if (status === "held") return t("dispatch:time.held");
  if (stoppedAt !== null) {
    const isLate = dueAt !== null && dueAt < stoppedAt;
    const mark = isLate ? "! " : "";
    return `${mark}${t("dispatch:card.stopped", { time: durationWords(t, (stoppedAt - startedAt) / SECOND_MS) })}`;
  }
  if (dueAt === null) return t("dispatch:time.none");
  const time = durationWords(t, (dueAt - now) / SECOND_MS);
  return dueAt <= now
    ? `! ${t("dispatch:time.late", { time })}`
    : t("dispatch:time.left", { time });
}
