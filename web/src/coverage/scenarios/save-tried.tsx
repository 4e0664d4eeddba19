import type { ScenarioReply } from "@onegrid/core/coverage/scenario-contract";
import { useState, type FormEvent } from "react";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { useTry } from "../try/try-state.ts";
import { keepTried, useRefresh } from "./scenario-state.ts";
import { WordFields } from "./word-fields.tsx";
import "./scenarios.css";

/** Under the tools: what is being tried out is given a name and kept (存为情景). */
export function SaveTried() {
  const t = useText();
  const count = useTry(({ list }) => list.at);
  const edited = useTry((state) => state.edited);
  const [isOpen, setOpen] = useState(false);
  if (count === 0 && edited === null) return null;
  if (!isOpen)
    return (
      <button type="button" className="og-plain-button" onClick={() => setOpen(true)}>
        {t("coverage:scenario.keep")}
      </button>
    );
  return <SaveForm edited={edited} onClose={() => setOpen(false)} />;
}

interface SaveFormProps {
  readonly edited: ScenarioReply | null;
  readonly onClose: () => void;
}

function SaveForm({ edited, onClose }: SaveFormProps) {
  const t = useText();
  const refresh = useRefresh();
  const [name, setName] = useState(edited?.name ?? "");
  const [note, setNote] = useState(edited?.note ?? "");
  const [isShared, setShared] = useState(edited?.isShared ?? false);
  const [state, setState] = useState<"idle" | "saving" | { readonly error: unknown }>("idle");
  const save = async (over: ScenarioReply | null): Promise<void> => {
    setState("saving");
    try {
      await keepTried({ name: name.trim(), note: note.trim(), isShared }, over);
      refresh();
    } catch (error) {
      setState({ error });
    }
  };
  const own = edited?.isMine === true ? edited : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save(own);
  };
  const cannot = name.trim() === "" || state === "saving";
  return (
    <form className="og-scenario-form" onSubmit={submit}>
      <WordFields name={name} note={note} onName={setName} onNote={setNote} />
      <label className="og-scenario-check">
        <input
          type="checkbox"
          checked={isShared}
          onChange={({ target }) => setShared(target.checked)}
        />
        {t("coverage:scenario.shareIt")}
      </label>
      {typeof state === "object" && <p role="alert">{errorSentence(state.error)}</p>}
      <div className="og-scenario-actions">
        <button type="submit" className="og-plain-button" disabled={cannot}>
          {t("coverage:scenario.save")}
        </button>
        {own !== null && (
          <button
            type="button"
            className="og-plain-button"
            disabled={cannot}
            onClick={() => void save(null)}
          >
            {t("coverage:scenario.saveAs")}
          </button>
        )}
        <button type="button" className="og-plain-button" onClick={onClose}>
          {t("coverage:scenario.cancel")}
        </button>
      </div>
    </form>
  );
}
