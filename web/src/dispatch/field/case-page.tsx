import { isOutsideAreas } from "@onegrid/core/dispatch";
import type { FieldVerb } from "@onegrid/core/dispatch/field-contract";
import type { CaseCard, CaseDetail } from "@onegrid/core/dispatch/contract";
import { useEffect, useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useBoard } from "../board/board-store.ts";
import {
  categoryWord,
  momentWords,
  progressWord,
  refusalSentence,
  verbWord,
} from "../board/case-words.ts";
import { CardDue } from "../board/due-label.tsx";
import { lastFeedback, outcomeOf, photosOf } from "../board/entry-facts.ts";
import { EmergencyTag } from "../board/emergency-tag.tsx";
import { StateDisc } from "../board/state-disc.tsx";
import { useNow } from "../board/use-now.ts";
import { Photos } from "../card/photos.tsx";
import { Outcome, Timeline } from "../card/timeline.tsx";
import { VERB_FORMS, arrangeVerbs } from "../card/verb-forms.ts";
import { EMPTY_VALUES } from "../card/verb-values.ts";
import { EntryRow } from "./entry-row.tsx";
import { MeetingTasks } from "./meeting-tasks.tsx";
import { isOfTask } from "./meeting-task.ts";
import { watchPosition } from "./own-position.ts";
import { clockOffset } from "./server-clock.ts";
import { StepForm } from "./step-form.tsx";
import { takeStep } from "./take-step.ts";
import { usePending } from "./use-pending.ts";
import { WayWords } from "./way-words.tsx";
import { loadDetail, useWork } from "./work-store.ts";

const NO_VERBS: readonly string[] = [];

/** One case: where, until when, what is known, and the next step as a large button. */
export function CasePage({ id }: { readonly id: string }) {
  const t = useText();
  const detail = useWork(({ details }) => details.get(id));
  const known = useBoard(({ board }) => board.card(id));
  useEffect(watchPosition, []);
  useEffect(() => {
    if (detail === undefined) void loadDetail(id);
  }, [detail, id]);
  const card = newest(detail?.card, known);
  if (card === undefined) return <Unread id={id} />;
  return (
    <article className="og-field-case">
      <CaseHead card={card} gridName={detail?.gridName ?? null} />
      <Steps card={card} verbs={detail?.verbs ?? NO_VERBS} />
      {detail !== undefined && <MeetingTasks detail={detail} card={card} />}
      {card.state === "resolved" && detail !== undefined && <Done detail={detail} />}
      {detail !== undefined && <Timeline caseId={id} entries={detail.entries} />}
      {detail === undefined && <p className="og-muted">{t("field:noHistory")}</p>}
    </article>
  );
}

/** Not there yet, or not for this person. */
function Unread({ id }: { readonly id: string }) {
  const t = useText();
  const failed = useWork((work) => (work.failed?.id === id ? work.failed : null));
  return (
    <p className="og-field-empty" role={failed === null ? "status" : "alert"}>
      {failed === null ? t("field:loading") : refusalSentence(failed.error)}
    </p>
  );
}

const newest = (a: CaseCard | undefined, b: CaseCard | undefined): CaseCard | undefined =>
  a === undefined || (b !== undefined && b.version > a.version) ? b : a;

function CaseHead({
  card,
  gridName,
}: {
  readonly card: CaseCard;
  readonly gridName: string | null;
}) {
  const t = useText();
  const language = useLanguage();
  const now = useNow(10_000) + (clockOffset() ?? 0);
  const { place, dueAt } = card;
  return (
    <header>
      <div className="og-field-case-title">
        <StateDisc state={card.state} />
        <h1>{categoryWord(card.categoryId, language)}</h1>
        <EmergencyTag card={card} />
        <span>{progressWord(card, language)}</span>
      </div>
      <p className="og-field-due">
        <CardDue card={card} now={now} />
        {dueAt !== null && (
          <span>
            {t(dueAt <= now ? "dispatch:card.wasDue" : "dispatch:card.due", {
              time: momentWords(dueAt, language),
            })}
          </span>
        )}
      </p>
      <p className="og-field-place">
        <strong>{place.address === "" ? t("dispatch:card.noPlace") : place.address}</strong>
        {gridName !== null && <span>{gridName}</span>}
        {isOutsideAreas(place) && <span>{t("dispatch:card.outside")}</span>}
        <WayWords to={place.position} />
        {place.position !== null && (
          <a href={`/dispatch?sel=cases:${encodeURIComponent(card.id)}`}>{t("field:onMap")}</a>
        )}
      </p>
      {card.description !== "" && <p className="og-field-words">{card.description}</p>}
      <p className="og-muted og-number">{card.number}</p>
    </header>
  );
}

/** What may be done now, over the steps of one's own that are still on the phone. */
function Steps({ card, verbs }: { readonly card: CaseCard; readonly verbs: readonly string[] }) {
  const t = useText();
  const language = useLanguage();
  const view = usePending(card, verbs);
  const [form, setForm] = useState<FieldVerb | null>(null);
  const offered = arrangeVerbs(view.verbs);
  // What is written of a task stands beside the task.
  const steps = view.waiting.filter((entry) => !isOfTask(entry));
  const all = [
    ...(offered.primary === null ? [] : [offered.primary]),
    ...offered.next,
    ...offered.more,
  ];
  const choose = (verb: FieldVerb): void => {
    if (VERB_FORMS[verb]?.length === 0)
      void takeStep({ verb, card, values: EMPTY_VALUES, photos: [] });
    else setForm(form === verb ? null : verb);
  };
  return (
    <section aria-label={t("dispatch:card.actions")}>
      {steps.length > 0 && (
        <ul className="og-field-entries">
          {steps.map((entry) => (
            <EntryRow key={entry.key} entry={entry} isOnCase />
          ))}
        </ul>
      )}
      {form !== null && view.verbs.includes(form) && (
        <StepForm key={form} verb={form} card={card} onClose={() => setForm(null)} />
      )}
      <div className={form === null ? "og-field-steps og-field-thumb" : "og-field-steps"}>
        {view.verbs
          .toSorted((a, b) => all.indexOf(a) - all.indexOf(b))
          .map((verb) => (
            <button
              key={verb}
              type="button"
              className={
                verb === offered.primary && form === null
                  ? "og-field-big og-field-first"
                  : "og-field-big"
              }
              aria-expanded={VERB_FORMS[verb]?.length === 0 ? undefined : form === verb}
              onClick={() => choose(verb)}
            >
              {verbWord(verb, language)}
            </button>
          ))}
      </div>
    </section>
  );
}

/** What the handler did, over the check of it. */
function Done({ detail }: { readonly detail: CaseDetail }) {
  const t = useText();
  const entry = lastFeedback(detail.entries);
  if (entry === undefined) return null;
  return (
    <section className="og-field-done" aria-label={t("dispatch:form.outcome")}>
      <Outcome words={outcomeOf(entry)} />
      {entry.note !== null && <p>{entry.note}</p>}
      <Photos caseId={detail.card.id} photos={photosOf(entry)} />
    </section>
  );
}
