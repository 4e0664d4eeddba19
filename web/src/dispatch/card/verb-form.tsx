import type { Verb } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { verbWord } from "../board/case-words.ts";
import { command, lookWhoGoes, openForm, useDesk } from "../board/desk-store.ts";
import { Feedback } from "./feedback.tsx";
import { Responders } from "../responders/responders.tsx";
import { VerbField } from "./verb-field.tsx";
import { VERB_FORMS } from "./verb-forms.ts";
import { EMPTY_VALUES, intentOf, missingFields, type VerbValues } from "./verb-values.ts";

interface VerbFormProps {
  readonly verb: Verb;
  readonly card: CaseCard;
}

/** The form goes first, the case stays. */
function closeByKey(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.stopPropagation();
  openForm(null);
}

/** The form of one verb, under the buttons. The cursor is in its first field. */
export function VerbForm({ verb, card }: VerbFormProps) {
  const language = useLanguage();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (verb !== "dispatch") focusFirst(box.current);
  }, [verb]);
  return (
    <section
      ref={box}
      className="og-verb-form"
      aria-label={verbWord(verb, language)}
      onKeyDown={closeByKey}
    >
      <Form verb={verb} card={card} />
    </section>
  );
}

const CallForm = lazy(async () => {
  const { CallForm: loaded } = await import("../consultation/call-form.tsx");
  return { default: loaded };
});

/** Two verbs have forms of their own. */
function Form({ verb, card }: VerbFormProps) {
  if (verb === "dispatch") return <Responders card={card} />;
  if (verb !== "consult") return <Fields verb={verb} card={card} />;
  return (
    <Suspense>
      <CallForm card={card} />
    </Suspense>
  );
}

const focusFirst = (box: HTMLElement | null): void =>
  box?.querySelector<HTMLElement>("input:not([hidden]), textarea, select, button")?.focus();

function Fields({ verb, card }: VerbFormProps) {
  const t = useText();
  const language = useLanguage();
  const isBusy = useDesk((state) => state.isBusy);
  const [values, setValues] = useState<VerbValues>(EMPTY_VALUES);
  const missing = missingFields(verb, values, card);
  const change = (part: Partial<VerbValues>): void => setValues((old) => ({ ...old, ...part }));
  const send = async (): Promise<void> => {
    const isDone = await command(intentOf(verb, values, card));
    if (isDone && verb === "file") lookWhoGoes();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0) void send();
      }}
    >
      <Feedback verb={verb} />
      {(VERB_FORMS[verb] ?? []).map((field) => (
        <VerbField key={field} {...{ field, verb, card, values, change }} />
      ))}
      <div className="og-verb-form-foot">
        <Button
          type="primary"
          htmlType="submit"
          loading={isBusy}
          disabled={missing.length > 0}
          title={missing.length > 0 ? t("dispatch:form.incomplete") : undefined}
        >
          {verbWord(verb, language)}
        </Button>
        <Button onClick={() => openForm(null)}>{t("dispatch:form.cancel")}</Button>
      </div>
    </form>
  );
}
