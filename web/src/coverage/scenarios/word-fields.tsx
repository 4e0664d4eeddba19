import { useText } from "../../i18n/index.ts";

const MOST_NAME = 100;
const MOST_NOTE = 1000;

interface WordFieldsProps {
  readonly name: string;
  readonly note: string;
  readonly onName: (name: string) => void;
  readonly onNote: (note: string) => void;
}

/** What a scenario is called, and why it was thought of: for whoever opens it months later. */
export function WordFields({ name, note, onName, onNote }: WordFieldsProps) {
  const t = useText();
  return (
    <>
      <label>
        {t("coverage:scenario.name")}
        <input
          autoFocus
          maxLength={MOST_NAME}
          value={name}
          onChange={({ target }) => onName(target.value)}
        />
      </label>
      <label>
        {t("coverage:scenario.note")}
        <textarea
          rows={3}
          maxLength={MOST_NOTE}
          placeholder={t("coverage:scenario.noteExample")}
          value={note}
          onChange={({ target }) => onNote(target.value)}
        />
      </label>
    </>
  );
}
