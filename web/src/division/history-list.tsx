import { EDIT_NAMES } from "@onegrid/core/division";
import { useText, type TextKey } from "../i18n/index.ts";
import { undoStacks, type LogEntry } from "./change-log.ts";
import { clock } from "./format.ts";
import type { OpenPlan } from "./page-state.ts";

const nameOf = (edit: string): TextKey => {
  const known = EDIT_NAMES.find((name) => name === edit) ?? "assign-units";
  return `division:history.edit.${known}`;
};

/** Everything that was done, newest first; what is undone is struck out. */
export function HistoryList({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const { log } = open.session;
  if (log.length === 0) return <p className="og-muted og-nothing">{t("division:history.none")}</p>;
  const done = new Set(undoStacks(log).undo.map(({ id }) => id));
  return (
    <ol className="og-history" aria-label={t("division:history.title")}>
      {log.toReversed().map((entry) => (
        <HistoryRow key={entry.id} entry={entry} isUndone={!done.has(entry.id)} />
      ))}
    </ol>
  );
}

function HistoryRow({ entry, isUndone }: { readonly entry: LogEntry; readonly isUndone: boolean }) {
  const t = useText();
  const isTurn = entry.undoes !== null;
  return (
    <li className={isUndone && !isTurn ? "og-undone" : undefined}>
      <span>{t(nameOf(entry.edit))}</span>
      <small className="og-muted">
        {entry.units > 0 && t("division:history.units", { count: entry.units })}
        {isUndone && !isTurn && ` · ${t("division:history.undone")}`}
      </small>
      <small className="og-muted og-number">
        <span translate="no">{entry.by ?? t("division:plan.system")}</span>{" "}
        {entry.revision === null ? t("division:history.unsent") : clock(entry.at)}
      </small>
    </li>
  );
}
