import { inLanguage, reasonsFor, type Verb } from "@onegrid/core/dispatch";
import { AutoComplete } from "antd";
import { useLanguage, useText } from "../../i18n/index.ts";

const MOST_WORDS = 200;

interface ReasonInputProps {
  readonly verb: Verb;
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly autoFocus?: boolean;
}

/** Usual reasons of a verb to choose from, or one's own words: the list gives way to them. */
export function ReasonInput({ verb, value, onChange, autoFocus = false }: ReasonInputProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <AutoComplete
      autoFocus={autoFocus}
      value={value}
      options={reasonsFor(verb).map((each) => ({ value: inLanguage(each, language) }))}
      filterOption={(typed, option) => option?.value.includes(typed.trim()) ?? false}
      style={{ width: "100%" }}
      aria-label={t("dispatch:form.reason")}
      placeholder={t("dispatch:form.reasonHint")}
      onChange={(reason: string) => onChange(reason.slice(0, MOST_WORDS))}
    />
  );
}
