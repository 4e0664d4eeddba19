import { useState } from "react";
import { useText } from "../i18n/index.ts";
import { DefinitionForm } from "./definition-form.tsx";
import { isSameLimit, PRESETS } from "./question.ts";
import { RingSwitch } from "./rings/ring-switch.tsx";
import { ask, useCoverage } from "./store.ts";
import { definitionWords, limitWords } from "./words.ts";

/** Which definition is in force, always in view, and the quick ways to another. */
export function DefinitionBar() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="og-definition" aria-label={t("coverage:definition.title")}>
      <DefinitionChip />
      <Switches isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      <RingSwitch />
      {isOpen && <DefinitionForm />}
    </section>
  );
}

/** What the numbers on the page were computed under; while another is asked, that as well. */
function DefinitionChip() {
  const t = useText();
  const { limit } = useCoverage((state) => state.question);
  const result = useCoverage((state) => state.result);
  const asking = useCoverage((state) => state.asking);
  return (
    <p className="og-definition-chip" aria-live="polite">
      <small>{t("coverage:definition.title")}</small>
      <strong data-testid="definition">
        {result === null ? limitWords(limit, t) : definitionWords(result, t)}
      </strong>
      {asking.kind === "waiting" && (
        <span className="og-definition-wait">
          {t("coverage:computing", { limit: limitWords(limit, t) })}
          {result !== null && asking.step && ` ${t(`coverage:step.${asking.step}`)}`}
        </span>
      )}
    </p>
  );
}

interface SwitchesProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Switches({ isOpen, onToggle }: SwitchesProps) {
  const t = useText();
  const question = useCoverage((state) => state.question);
  const preset = PRESETS.find(({ limit }) => isSameLimit(limit, question.limit));
  return (
    <div className="og-switches" role="group" aria-label={t("coverage:definition.switch")}>
      {PRESETS.map(({ id, limit }, at) => (
        <button
          key={id}
          type="button"
          aria-pressed={preset?.id === id}
          title={`${limitWords(limit, t)} (${at + 1})`}
          onClick={() => void ask({ limit })}
        >
          {t(`coverage:preset.${id}`)}
          <small>{t(`coverage:presetNote.${id}`)}</small>
        </button>
      ))}
      <button
        type="button"
        aria-pressed={preset === undefined}
        aria-expanded={isOpen}
        aria-controls="og-definition-form"
        onClick={onToggle}
      >
        {t("coverage:preset.custom")}
        <small>{t(isOpen ? "coverage:presetNote.close" : "coverage:presetNote.custom")}</small>
      </button>
    </div>
  );
}
