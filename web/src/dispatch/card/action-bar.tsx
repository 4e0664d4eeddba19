import type { Verb } from "@onegrid/core/dispatch";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import { Button } from "antd";
import { useState } from "react";
import { WhyLink } from "../../access/index.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { refusalSentence, stateWord, verbWord } from "../board/case-words.ts";
import { command, openForm, useDesk } from "../board/desk-store.ts";
import { arrangeVerbs, VERB_FORMS } from "./verb-forms.ts";
import { EMPTY_VALUES, intentOf } from "./verb-values.ts";
import { VerbForm } from "./verb-form.tsx";

/** Opens the verb's form, or does it at once when there is nothing to fill in. */
export function startVerb(verb: Verb): void {
  const { detail } = useDesk.getState();
  if (detail.kind !== "open" || !detail.data.verbs.includes(verb)) return;
  const isPlain = VERB_FORMS[verb]?.length === 0;
  if (isPlain) void command(intentOf(verb, EMPTY_VALUES, detail.data.card));
  else openForm(verb);
}

/** What the present person may do now: the next step large, the rest beside it. */
export function ActionBar({ data }: { readonly data: CaseReply }) {
  const t = useText();
  const form = useDesk((state) => state.form);
  const { primary, next, more } = arrangeVerbs(data.verbs);
  if (primary === null && next.length + more.length === 0)
    return <p className="og-muted og-case-actions">{t("dispatch:card.noVerbs")}</p>;
  return (
    <section className="og-case-actions" aria-label={t("dispatch:card.actions")}>
      <div className="og-case-buttons">
        {primary !== null && <VerbButton verb={primary} isPrimary />}
        {next.map((verb) => (
          <VerbButton key={verb} verb={verb} isPrimary={false} />
        ))}
        {more.length > 0 && <MoreVerbs verbs={more} />}
      </div>
      <Trouble />
      {form !== null && <VerbForm key={`${form}${data.card.id}`} verb={form} card={data.card} />}
    </section>
  );
}

const SHORTCUTS: { readonly [V in Verb]?: string } = { dispatch: "D", file: "F", pass: "P" };

function VerbButton({ verb, isPrimary }: { readonly verb: Verb; readonly isPrimary: boolean }) {
  const language = useLanguage();
  const { form, isBusy } = useDesk();
  const key = SHORTCUTS[verb] ?? (isPrimary ? "E" : undefined);
  return (
    <Button
      type={isPrimary && form !== verb ? "primary" : "default"}
      loading={isBusy && isPrimary}
      disabled={isBusy}
      aria-expanded={VERB_FORMS[verb]?.length === 0 ? undefined : form === verb}
      {...(isPrimary ? { "data-case-primary": true } : {})}
      onClick={() => startVerb(verb)}
    >
      {verbWord(verb, language)}
      {key !== undefined && <kbd>{key}</kbd>}
    </Button>
  );
}

/** Seldom wanted: folded away behind one button, in place and not in a menu that may be cut off. */
function MoreVerbs({ verbs }: { readonly verbs: readonly Verb[] }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("dispatch:card.more")} {isOpen ? "▴" : "▾"}
      </Button>
      {isOpen && (
        <div className="og-case-more">
          {verbs.map((verb) => (
            <VerbButton key={verb} verb={verb} isPrimary={false} />
          ))}
        </div>
      )}
    </>
  );
}

/** A refusal, or the news that somebody else was first. */
function Trouble() {
  const t = useText();
  const language = useLanguage();
  const { error, conflict, detail } = useDesk();
  if (conflict !== null)
    return (
      <div className="og-case-conflict" role="alert">
        <strong>{t("dispatch:conflict.title")}</strong>
        <p>
          {t("dispatch:conflict.text", {
            state: stateWord(conflict.card.state, language),
            verb: verbWord(conflict.verb, language),
          })}
        </p>
        <Button size="small" onClick={() => useDesk.setState({ conflict: null })}>
          {t("dispatch:conflict.ok")}
        </Button>
      </div>
    );
  if (error === null) return null;
  return (
    <p className="og-case-error" role="alert">
      {refusalSentence(error)}
      {detail.kind === "open" && (
        <WhyLink error={error} asked={{ kind: "case", object: detail.data.card.number }} />
      )}
    </p>
  );
}
