import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { ScenarioReply } from "@onegrid/core/coverage/scenario-contract";
import { useState, type FormEvent } from "react";
import { isoDay } from "../../i18n/days.ts";
import { useText, type Translate } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { changeWords } from "./change-words.ts";
import { remove, reword, tryOnFrom, useRefresh } from "./scenario-state.ts";
import { WordFields } from "./word-fields.tsx";
import "./scenarios.css";

interface CardProps {
  readonly scenario: ScenarioReply;
  readonly result: CoverageReply;
}

type Attempt = (deed: Promise<unknown>) => Promise<void>;

/** What it supposes and why, and what may be done with it. */
export function ScenarioCard({ scenario, result }: CardProps) {
  const t = useText();
  const refresh = useRefresh();
  const [error, setError] = useState<unknown>(null);
  const [isRewording, setRewording] = useState(false);
  const attempt: Attempt = async (deed) => {
    try {
      await deed;
      setError(null);
    } catch (refusal) {
      setError(refusal);
    }
    refresh();
  };
  const missing = result.scenario?.missing ?? [];
  return (
    <section className="og-scenario-card" aria-label={scenario.name}>
      {isRewording ? (
        <RewordForm scenario={scenario} attempt={attempt} onClose={() => setRewording(false)} />
      ) : (
        <WrittenWords scenario={scenario} />
      )}
      <ol>
        {scenario.changes.map((change, at) => (
          <li key={at}>{changeWords(change, result, t)}</li>
        ))}
      </ol>
      {missing.length > 0 && (
        <p className="og-gate-note" role="note">
          {t("coverage:scenario.missing", { count: missing.length })}
        </p>
      )}
      {error !== null && <p role="alert">{errorSentence(error)}</p>}
      {!isRewording && (
        <Actions scenario={scenario} attempt={attempt} onReword={() => setRewording(true)} />
      )}
    </section>
  );
}

function WrittenWords({ scenario }: Pick<CardProps, "scenario">) {
  const t = useText();
  return (
    <>
      {scenario.note !== "" && (
        <p className="og-scenario-note" translate="no">
          {scenario.note}
        </p>
      )}
      <p className="og-scenario-made">{madeWords(scenario, t)}</p>
    </>
  );
}

/** Who thought of it, and when it was changed last. */
const madeWords = ({ owner, changedAt }: ScenarioReply, t: Translate): string =>
  t(owner === null ? "coverage:scenario.madeOn" : "coverage:scenario.madeBy", {
    name: owner ?? "",
    day: isoDay(new Date(changedAt)),
  });

interface RewordFormProps extends Pick<CardProps, "scenario"> {
  readonly attempt: Attempt;
  readonly onClose: () => void;
}

function RewordForm({ scenario, attempt, onClose }: RewordFormProps) {
  const t = useText();
  const [name, setName] = useState(scenario.name);
  const [note, setNote] = useState(scenario.note);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onClose();
    void attempt(reword(scenario, { name: name.trim(), note: note.trim() }));
  };
  return (
    <form className="og-scenario-form" onSubmit={submit}>
      <WordFields name={name} note={note} onName={setName} onNote={setNote} />
      <div className="og-scenario-actions">
        <button type="submit" className="og-plain-button" disabled={name.trim() === ""}>
          {t("coverage:scenario.save")}
        </button>
        <button type="button" className="og-plain-button" onClick={onClose}>
          {t("coverage:scenario.cancel")}
        </button>
      </div>
    </form>
  );
}

interface ActionsProps extends Pick<CardProps, "scenario"> {
  readonly attempt: Attempt;
  readonly onReword: () => void;
}

function Actions({ scenario, attempt, onReword }: ActionsProps) {
  const t = useText();
  const { isMine, isShared } = scenario;
  const own = [
    { words: t("coverage:scenario.reword"), run: onReword },
    {
      words: t(isShared ? "coverage:scenario.unshare" : "coverage:scenario.share"),
      run: () => void attempt(reword(scenario, { isShared: !isShared })),
    },
    { words: t("coverage:scenario.delete"), run: () => void attempt(remove(scenario)) },
  ];
  const copy = {
    words: t("coverage:scenario.copyLink"),
    run: () => void navigator.clipboard.writeText(location.href),
  };
  const actions = [
    {
      words: t(isMine ? "coverage:scenario.edit" : "coverage:scenario.tryOn"),
      run: () => void tryOnFrom(scenario),
    },
    ...(isMine ? own : []),
    ...(isShared ? [copy] : []),
  ];
  return (
    <div className="og-scenario-actions">
      {actions.map(({ words, run }) => (
        <button key={words} type="button" className="og-plain-button" onClick={run}>
          {words}
        </button>
      ))}
    </div>
  );
}
