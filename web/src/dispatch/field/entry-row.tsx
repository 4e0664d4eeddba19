import { mayWithdraw, type OutboxEntry } from "@onegrid/core/dispatch";
import { Link } from "@tanstack/react-router";
import { ApiProblem } from "../../api.ts";
import { useLanguage, useText, type Language, type TextKey } from "../../i18n/index.ts";
import {
  categoryWord,
  momentWords,
  refusalSentence,
  stateWord,
  verbWord,
} from "../board/case-words.ts";
import { again, letGo, useOutbox } from "./outbox-store.ts";

/** What lies outside is the district's from then on: whoever works in a grid does not see it. */
const readable = ({ caseId, isOutside }: Extract<OutboxEntry["state"], { kind: "sent" }>) =>
  isOutside === true ? null : caseId;

interface EntryRowProps {
  readonly entry: OutboxEntry;
  /** On the page of its case: the case need not be named. */
  readonly isOnCase?: boolean;
}

const STATES: Readonly<Record<OutboxEntry["state"]["kind"], TextKey>> = {
  waiting: "field:state.waiting",
  sent: "field:state.sent",
  conflict: "field:state.conflict",
  refused: "field:state.refused",
  withdrawn: "field:state.withdrawn",
};

function whatWords({ intent }: OutboxEntry, report: string, language: Language): string {
  if (intent.kind === "command") return verbWord(intent.verb, language);
  const id = intent.body["categoryId"];
  return `${report} · ${categoryWord(typeof id === "string" ? id : "", language)}`;
}

/** One thing that was written on this phone, how it stands, and what may be done about it. */
export function EntryRow({ entry, isOnCase = false }: EntryRowProps) {
  const t = useText();
  const language = useLanguage();
  const isSending = useOutbox((state) => state.sendingKey === entry.key);
  const { state, intent, photos, deviceAt } = entry;
  const caseId =
    state.kind === "sent" ? readable(state) : intent.kind === "command" ? intent.caseId : null;
  const description = intent.kind === "report" ? intent.body["description"] : intent.note;
  return (
    <li className={`og-field-entry og-field-entry-${state.kind}`}>
      <div className="og-field-entry-head">
        <strong>{whatWords(entry, t("field:nav.report"), language)}</strong>
        <b role="status">{t(isSending ? "field:state.sending" : STATES[state.kind])}</b>
      </div>
      <p className="og-muted">
        {momentWords(deviceAt, language)}
        {photos.length > 0 && ` · ${t("field:photos", { count: photos.length })}`}
        {state.kind === "sent" && ` · ${state.number}`}
      </p>
      {typeof description === "string" && description !== "" && <p>{description}</p>}
      <Trouble entry={entry} />
      <div className="og-field-entry-foot">
        {!isOnCase && caseId !== null && (
          <Link to="/field" search={{ case: caseId }}>
            {t("field:openCase")}
          </Link>
        )}
        <Decisions entry={entry} isSending={isSending} />
      </div>
    </li>
  );
}

/** Why it did not go through, with the winner's case or the rule. */
function Trouble({ entry: { state, attempts } }: { readonly entry: OutboxEntry }) {
  const t = useText();
  const language = useLanguage();
  if (state.kind === "conflict") {
    const { card } = state;
    return (
      <div className="og-field-winner" role="alert">
        <p>
          {t("field:conflict", { state: stateWord(card.state, language) })}
          {card.assigneeName !== null && ` ${t("dispatch:card.assignee")}：${card.assigneeName}`}
        </p>
        <p className="og-muted">{momentWords(card.updatedAt, language)}</p>
      </div>
    );
  }
  if (state.kind === "refused") {
    const { code, values } = state;
    const error = new ApiProblem({ code, status: 400, detail: "", requestId: "", values });
    return (
      <p className="og-field-warning" role="alert">
        {refusalSentence(error)} <code>{code}</code>
      </p>
    );
  }
  if (state.kind === "sent" && state.isOutside === true)
    return <p className="og-field-warning">{t("dispatch:card.outside")}</p>;
  return state.kind === "waiting" && attempts > 0 ? (
    <p className="og-muted">{t("field:tried", { count: attempts })}</p>
  ) : null;
}

interface DecisionsProps {
  readonly entry: OutboxEntry;
  readonly isSending: boolean;
}

function Decisions({ entry, isSending }: DecisionsProps) {
  const t = useText();
  const { key, state, intent } = entry;
  const isStuck = state.kind === "conflict" || state.kind === "refused";
  if (isSending) return null;
  return (
    <>
      {isStuck && intent.kind === "report" && (
        <Link to="/field" search={{ view: "report", entry: key }}>
          {t("field:change")}
        </Link>
      )}
      {isStuck && (
        <button type="button" onClick={() => void again(key)}>
          {t(state.kind === "conflict" ? "field:againNow" : "field:again")}
        </button>
      )}
      {mayWithdraw(entry) && (
        <button type="button" onClick={() => void letGo(key)}>
          {t("field:letGo")}
        </button>
      )}
    </>
  );
}
