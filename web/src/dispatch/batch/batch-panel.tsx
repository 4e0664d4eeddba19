import { inLanguage } from "@onegrid/core/dispatch";
import { Button, Checkbox } from "antd";
import { useEffect, useRef } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { PanelHeading } from "../../ui/index.ts";
import { categoryWord, refusalSentence } from "../board/case-words.ts";
import { chooseCase } from "../board/desk-store.ts";
import { useCard } from "../board/use-card.ts";
import { useWhere } from "../board/count-places.ts";
import {
  leaveBatch,
  sendBatch,
  setTakenOut,
  startBatch,
  toSend,
  useBatch,
  type BatchChoice,
  type BatchState,
  type Outcome,
} from "./batch-store.ts";
import { byPerson, type PersonShare } from "./by-person.ts";
import "./batch.css";

type Ready = Extract<BatchState, { kind: "ready" }>;

/** The left side while cases are handed out together: who gets which, and what stays. */
export function BatchPanel() {
  const t = useText();
  const batch = useBatch((state) => state.batch);
  return (
    <section className="og-batch" aria-label={t("dispatch:batch.title")}>
      <PanelHeading
        title={t("dispatch:batch.title")}
        about={t("dispatch:batch.about")}
        actions={<Button onClick={leaveBatch}>{t("dispatch:batch.back")}</Button>}
      />
      {batch.kind === "loading" && (
        <p className="og-case-empty" role="status">
          {t("dispatch:batch.loading", { count: batch.count })}
        </p>
      )}
      {batch.kind === "failed" && (
        <p className="og-case-empty" role="alert">
          {refusalSentence(batch.error)}{" "}
          <button
            type="button"
            className="og-inline-button"
            onClick={() => void startBatch(batch.caseIds)}
          >
            {t("dispatch:batch.again")}
          </button>
        </p>
      )}
      {batch.kind === "ready" && <Plan batch={batch} />}
    </section>
  );
}

function Plan({ batch }: { readonly batch: Ready }) {
  const t = useText();
  const shares = byPerson(batch.plan.chosen);
  const { left } = batch.plan;
  return (
    <>
      <p className="og-batch-sum" role="status">
        {t("dispatch:batch.sum", {
          cases: batch.plan.chosen.length,
          people: shares.length,
          left: left.length,
        })}
      </p>
      <div className="og-batch-list">
        {shares.map((share) => (
          <Share key={share.candidateId} share={share} batch={batch} />
        ))}
        {left.length > 0 && <Left left={left} />}
      </div>
      <Foot batch={batch} />
    </>
  );
}

function Share({ share, batch }: { readonly share: PersonShare; readonly batch: Ready }) {
  const t = useText();
  return (
    <section className="og-batch-person" aria-label={share.name}>
      <h3>
        <span translate="no">{share.name}</span>
        <small>{t("dispatch:batch.inHand", { count: share.openTasks })}</small>
        <b className="og-number">+{share.choices.length}</b>
      </h3>
      <ul>
        {share.choices.map((choice) => (
          <ChoiceRow key={choice.caseId} choice={choice} batch={batch} />
        ))}
      </ul>
    </section>
  );
}

function ChoiceRow({ choice, batch }: { readonly choice: BatchChoice; readonly batch: Ready }) {
  const t = useText();
  const language = useLanguage();
  const { caseId, choice: person, firstAlone } = choice;
  const outcome = batch.outcomes.get(caseId);
  return (
    <li>
      <Checkbox
        checked={!batch.takenOut.has(caseId)}
        disabled={batch.isSending || (outcome !== undefined && outcome.kind !== "failed")}
        onChange={({ target }) => setTakenOut(caseId, !target.checked)}
      >
        <CaseName caseId={caseId} />
      </Checkbox>
      <small>
        {inLanguage(person.sentence, language)}
        {person.needsConfirmation && ` · ${t("dispatch:advice.confirm")}`}
      </small>
      {firstAlone !== person.name && (
        <small className="og-muted">{t("dispatch:batch.alone", { name: firstAlone })}</small>
      )}
      {outcome && <OutcomeLine outcome={outcome} />}
    </li>
  );
}

function OutcomeLine({ outcome }: { readonly outcome: Outcome }) {
  const t = useText();
  if (outcome.kind === "sent")
    return <small className="og-batch-sent">✓ {t("dispatch:batch.sent")}</small>;
  const words = outcome.kind === "lost" ? t("dispatch:batch.lost") : refusalSentence(outcome.error);
  return <small className="og-case-error">{words}</small>;
}

/** The class of the case and where it is; a press shows it on the map. */
function CaseName({ caseId }: { readonly caseId: string }) {
  const language = useLanguage();
  const card = useCard(caseId);
  const where = useWhere(card?.place);
  if (card === undefined) return <span>{where}</span>;
  return (
    <span
      className="og-batch-case"
      onClick={(event) => {
        event.preventDefault();
        chooseCase(caseId);
      }}
    >
      <strong>{categoryWord(card.categoryId, language)}</strong> <span translate="no">{where}</span>
    </span>
  );
}

function Left({ left }: { readonly left: Ready["plan"]["left"] }) {
  const t = useText();
  return (
    <section className="og-batch-person" aria-label={t("dispatch:batch.left")}>
      <h3>
        {t("dispatch:batch.left")} <b className="og-number">{left.length}</b>
      </h3>
      <ul>
        {left.map(({ caseId, reason }) => (
          <li key={caseId}>
            <CaseName caseId={caseId} />
            <small className="og-case-error">{t(`dispatch:batch.why.${reason}`)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Foot({ batch }: { readonly batch: Ready }) {
  const t = useText();
  const button = useRef<HTMLButtonElement>(null);
  const waiting = toSend(batch).length;
  useEffect(() => button.current?.focus(), []);
  return (
    <footer className="og-report-foot">
      <Button
        ref={button}
        type="primary"
        loading={batch.isSending}
        disabled={waiting === 0}
        onClick={() => void sendBatch()}
      >
        {t("dispatch:batch.send", { count: waiting })}
      </Button>
      {waiting === 0 && <span className="og-muted">{t("dispatch:batch.nothing")}</span>}
    </footer>
  );
}
