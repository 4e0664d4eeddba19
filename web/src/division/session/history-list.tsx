import { EDIT_NAMES } from "@onegrid/core/division";
import { text, useText, type TextKey } from "../../i18n/index.ts";
import { undoStacks, type LogEntry } from "./change-log.ts";
import { clock } from "../state/format.ts";
import { changeSentence } from "./history-sentence.ts";
import { endHighlight, goTo, highlightEntry } from "./history-steps.ts";
import type { OpenPlan } from "../state/page-state.ts";

const nameOf = (edit: string): TextKey => {
  const known = EDIT_NAMES.find((name) => name === edit) ?? "assign-units";
  return `division:history.edit.${known}`;
};

/** Everything that was done, newest first; what is undone is struck out. */
export function HistoryList({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const { log } = open.session;
  if (log.length === 0) return <p className="og-muted og-nothing">{t("division:history.none")}</p>;
  const stacks = undoStacks(log);
  const done = new Map(stacks.undo.map(({ id }, at) => [id, stacks.undo.length - 1 - at]));
  const redone = new Map(stacks.redo.map(({ id }, at) => [id, stacks.redo.length - at]));
  return (
    <>
      <p className="og-muted og-history-about">{t("division:history.about")}</p>
      <ol className="og-history" aria-label={t("division:history.title")}>
        {log.toReversed().map((entry) => (
          <HistoryRow
            key={entry.id}
            open={open}
            entry={entry}
            back={done.get(entry.id) ?? null}
            again={redone.get(entry.id) ?? null}
          />
        ))}
      </ol>
    </>
  );
}

const wordsOf = (entry: LogEntry, name: string): string =>
  entry.undoes === null
    ? changeSentence(entry, name)
    : text("division:history.turn", { name, what: changeSentence(entry, name) });

interface HistoryRowProps {
  readonly open: OpenPlan;
  readonly entry: LogEntry;
  /** Steps that were done since; `null`: it is undone. */
  readonly back: number | null;
  /** Steps that a redo up to here takes; `null`: nothing can be done again by it. */
  readonly again: number | null;
}

/** Pointing at a step shows on the map what it changed. */
function HistoryRow({ open, entry, back, again }: HistoryRowProps) {
  const t = useText();
  const isUndone = back === null && entry.undoes === null;
  const point = (): void => void highlightEntry(open, entry);
  return (
    <li
      className={isUndone ? "og-undone" : undefined}
      onMouseEnter={point}
      onMouseLeave={endHighlight}
    >
      <span>
        <b translate="no">{entry.by ?? t("division:plan.system")}</b>{" "}
        <span className="og-number">
          {entry.revision === null ? t("division:history.unsent") : clock(entry.at)}
        </span>{" "}
        {wordsOf(entry, t(nameOf(entry.edit)))}
      </span>
      <span className="og-history-steps">
        {isUndone && <small className="og-muted">{t("division:history.undone")}</small>}
        {open.isEditable && <StepButtons entry={entry} back={back} again={again} point={point} />}
      </span>
    </li>
  );
}

interface StepButtonsProps extends Omit<HistoryRowProps, "open"> {
  readonly point: () => void;
}

function StepButtons({ entry, back, again, point }: StepButtonsProps) {
  const t = useText();
  const words =
    again === null
      ? t("division:history.back", { count: back ?? 0 })
      : t("division:history.again", { count: again });
  if (again === null && (back ?? 0) === 0) return null;
  return (
    <button
      type="button"
      className="og-link-button"
      onFocus={point}
      onBlur={endHighlight}
      onClick={() => void goTo(entry.id)}
    >
      {words}
    </button>
  );
}
