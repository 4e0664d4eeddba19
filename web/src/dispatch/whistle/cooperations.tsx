import {
  COOPERATION_CLOCK_LABELS,
  COOPERATION_KIND_LABELS,
  COOPERATION_STATE_LABELS,
  HELP_VERBS,
  inLanguage,
  REASON_CODES,
  type HelpVerb,
} from "@onegrid/core/dispatch";
import type { CaseDetail } from "@onegrid/core/dispatch/contract";
import { Button } from "antd";
import { useState } from "react";
import { useLanguage, useText, type Language } from "../../i18n/index.ts";
import { command, useDesk } from "../board/desk-store.ts";
import { momentWords, verbWord } from "../board/case-words.ts";
import { useNow } from "../board/use-now.ts";
import { ClockLine } from "../card/clocks.tsx";
import type { Call } from "./call-view.ts";
import { AnswerForm, answerOf, needsForm } from "./answer-form.tsx";
import "./whistle.css";

const SECOND_MS = 1000;

/** Help that was called to the case (吹哨报到): who, why, until when, and what may be done about it. */
export function Cooperations({ data }: { readonly data: CaseDetail }) {
  const t = useText();
  const now = useNow(SECOND_MS);
  const calls = data.card.cooperations ?? [];
  if (calls.length === 0) return null;
  return (
    <section className="og-help" aria-label={t("dispatch:help.title")}>
      <h3>{t("dispatch:help.title")}</h3>
      <ul>
        {calls.map((call) => (
          <CallItem key={call.id} call={call} verbs={verbsOf(data, call)} now={now} />
        ))}
      </ul>
    </section>
  );
}

const verbsOf = ({ helpVerbs = [] }: CaseDetail, { id }: Call): HelpVerb[] => {
  const offered = helpVerbs.find(({ cooperationId }) => cooperationId === id)?.verbs ?? [];
  return HELP_VERBS.filter((verb) => offered.includes(verb));
};

interface CallItemProps {
  readonly call: Call;
  readonly verbs: readonly HelpVerb[];
  readonly now: number;
}

function CallItem({ call, verbs, now }: CallItemProps) {
  const t = useText();
  const language = useLanguage();
  const open = call.deadlines.filter(({ status }) => status !== "stopped");
  return (
    <li data-call-state={call.state}>
      <p className="og-help-who">
        <strong>{call.unitName ?? call.unitId}</strong>
        <span className={call.state === "refused" ? "og-badge og-badge-grave" : "og-badge"}>
          {inLanguage(COOPERATION_STATE_LABELS[call.state], language)}
        </span>
      </p>
      <p className="og-muted">
        {inLanguage(COOPERATION_KIND_LABELS[call.kind], language)} ·{" "}
        {t("dispatch:help.called", { time: momentWords(call.calledAt, language) })}
      </p>
      {call.reason !== null && <p>{reasonWords(call.reason, language)}</p>}
      {call.refusal !== null && (
        <p>{t("dispatch:help.refusal", { reason: reasonWords(call.refusal, language) })}</p>
      )}
      {call.stars !== null && <p>{t("dispatch:help.stars", { stars: call.stars })}</p>}
      {open.map((deadline) => (
        <ClockLine
          key={deadline.clock}
          label={inLanguage(COOPERATION_CLOCK_LABELS[deadline.clock], language)}
          deadline={deadline}
          now={now}
        />
      ))}
      {verbs.length > 0 && <Answers call={call} verbs={verbs} />}
    </li>
  );
}

/** A code of the list in words; anything else is what somebody wrote. */
function reasonWords(reason: string, language: Language): string {
  const known = REASON_CODES.find(({ code }) => code === reason);
  return known ? inLanguage(known, language) : reason;
}

/** What leads on; the rest gives up. */
const NEXT_STEPS: readonly HelpVerb[] = [
  "whistle_acknowledge",
  "whistle_arrive",
  "whistle_finish",
  "whistle_rate",
  "whistle_insist",
];

/** What the present person may do with a call. The next step is the large button. */
function Answers({ call, verbs }: Pick<CallItemProps, "call" | "verbs">) {
  const language = useLanguage();
  const isBusy = useDesk((state) => state.isBusy);
  const [form, setForm] = useState<HelpVerb | null>(null);
  const shown = form !== null && verbs.includes(form) ? form : null;
  const next = verbs.find((verb) => NEXT_STEPS.includes(verb));
  const start = (verb: HelpVerb): void => {
    if (needsForm(verb)) setForm(verb === shown ? null : verb);
    else void command(answerOf(verb, call));
  };
  return (
    <>
      <div className="og-case-buttons">
        {verbs.map((verb) => (
          <Button
            key={verb}
            size="small"
            type={verb === next && shown === null ? "primary" : "default"}
            disabled={isBusy}
            aria-expanded={needsForm(verb) ? verb === shown : undefined}
            onClick={() => start(verb)}
          >
            {verbWord(verb, language)}
          </Button>
        ))}
      </div>
      {shown !== null && (
        <AnswerForm key={shown} call={call} verb={shown} onDone={() => setForm(null)} />
      )}
    </>
  );
}
