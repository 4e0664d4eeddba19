import { CASE_STATES, type CaseState } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { KeyboardEvent } from "react";
import { WhyLink } from "../../access/index.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useMapState } from "../../map/index.ts";
import { changeFilter, type BoardState } from "../board/board-store.ts";
import { NO_FILTER } from "../board/case-filter.ts";
import type { CaseTable } from "../board/case-table.ts";
import { toneAt } from "../board/case-view.ts";
import { categoryWord, momentWords, progressWord, stateWord } from "../board/case-words.ts";
import { useWhere } from "../board/count-places.ts";
import { useEnded } from "./ended-store.ts";
import { chooseCase, chosenCaseId } from "../board/desk-store.ts";
import { DueLabel } from "../board/due-label.tsx";
import { rowsInView } from "../board/rows-in-view.ts";
import { useCard } from "../board/use-card.ts";
import { chooseNeighbour } from "../board/neighbours.ts";
import { refusalSentence } from "../board/case-words.ts";
import { OnlookersTag } from "../board/onlookers-line.tsx";
import { EmergencyTag } from "../board/emergency-tag.tsx";
import { StateDisc } from "../board/state-disc.tsx";
import { boardShown, useBoardShown } from "../replay/board-shown.ts";
import { MeetingTag } from "../consultation/meeting-tag.tsx";
import { HelpTag } from "../whistle/help-tag.tsx";
import { VirtualRows } from "../board/virtual-rows.tsx";

const ROW_HEIGHT = 66;

/** The table twin of the map: the same cases, filter and choice. */
export function Queue() {
  const t = useText();
  const state = useBoardShown();
  const rows = rowsInView(state);
  const { table } = state.board;
  const chosenId = useMapState(chosenCaseId);
  const activeIndex = rows.indexOf(table.rowOf(chosenId ?? "") ?? -1);
  if (rows.length === 0) return <EmptyQueue state={state} />;
  return (
    <VirtualRows
      label={t("dispatch:queue.table")}
      count={rows.length}
      rowHeight={ROW_HEIGHT}
      activeIndex={activeIndex}
      onKeyDown={moveByKey}
      renderRow={(index) => {
        const row = rows[index];
        if (row === undefined || table.isEmpty(row)) return null;
        const isTabStop = activeIndex < 0 ? index === 0 : index === activeIndex;
        return (
          <QueueRow
            key={table.ids[row]}
            row={row}
            index={index}
            now={state.now}
            isChosen={index === activeIndex}
            isTabStop={isTabStop}
          />
        );
      }}
    />
  );
}

const KEYS: Readonly<Record<string, () => void>> = {
  ArrowDown: () => chooseNeighbour(1),
  ArrowUp: () => chooseNeighbour(-1),
  Enter: () => document.querySelector<HTMLElement>("[data-case-primary]")?.focus(),
};

function moveByKey(event: KeyboardEvent): void {
  const action = KEYS[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

function EmptyQueue({ state: { load, board, filter } }: { readonly state: BoardState }) {
  const t = useText();
  const ended = useEnded();
  const failure = load.kind === "failed" ? load.error : ended.error;
  if (failure !== null)
    return (
      <p className="og-case-empty" role="alert">
        {t("dispatch:queue.failed")} {refusalSentence(failure)}
        <WhyLink error={failure} />
      </p>
    );
  if (ended.load === "loading" || (load.kind === "loading" && board.table.count === 0))
    return <p className="og-case-empty">{t("dispatch:queue.loading")}</p>;
  return (
    <p className="og-case-empty">
      {t(filter.memberId === null ? "dispatch:queue.empty" : "dispatch:queue.emptyMine")}{" "}
      <button type="button" className="og-inline-button" onClick={() => changeFilter(NO_FILTER)}>
        {t("dispatch:queue.clear")}
      </button>
    </p>
  );
}

interface QueueRowProps {
  /** Of the board's table; the card comes a moment after the row. */
  readonly row: number;
  readonly index: number;
  readonly now: number;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
}

function QueueRow({ row, index, now, isChosen, isTabStop }: QueueRowProps) {
  const { table } = boardShown().board;
  const id = table.ids[row] ?? "";
  const card = useCard(id);
  return (
    <div
      role="row"
      className="og-case-row"
      style={{ height: ROW_HEIGHT }}
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => chooseCase(id)}
      data-case={id}
    >
      <div role="gridcell" className="og-case-row-disc">
        <StateDisc state={stateAt(table, row)} />
      </div>
      <RowWhat table={table} row={row} card={card} now={now} />
      <RowWhen table={table} row={row} card={card} now={now} />
    </div>
  );
}

interface RowParts {
  readonly table: CaseTable;
  readonly row: number;
  readonly card: CaseCard | undefined;
}

const stateAt = ({ state }: CaseTable, row: number): CaseState =>
  CASE_STATES[state[row] ?? 0] ?? "draft";

function RowWhat({ table, row, card, now }: RowParts & { readonly now: number }) {
  const language = useLanguage();
  const where = useWhere(card?.place);
  const categoryId = table.categories.words[table.category[row] ?? -1] ?? "";
  const reportedAt = momentWords(table.reportedAt[row] ?? 0, language);
  return (
    <div role="gridcell" className="og-case-row-what">
      <strong>{categoryWord(categoryId, language)}</strong>
      <span translate="no">{card === undefined ? "…" : where}</span>
      <small className="og-number">
        {card !== undefined && <EmergencyTag card={card} />}
        {card !== undefined && <HelpTag card={card} now={now} />}
        <MeetingTag caseId={table.ids[row] ?? ""} now={now} />
        {card === undefined ? reportedAt : `${reportedAt} · ${card.number.slice(-6)}`}
        <OnlookersTag caseId={table.ids[row] ?? ""} />
      </small>
    </div>
  );
}

function RowWhen({ table, row, card, now }: RowParts & { readonly now: number }) {
  const language = useLanguage();
  const state = stateAt(table, row);
  const due = table.dueAt[row] ?? NaN;
  const hasLimit = !Number.isNaN(due);
  return (
    <div role="gridcell" className="og-case-row-when">
      <span className="og-case-state">
        {card?.state === state ? progressWord(card, language) : stateWord(state, language)}
      </span>
      {table.isOpen(row) && (
        <DueLabel
          tone={hasLimit ? toneAt(table, row, now) : "held"}
          dueAt={hasLimit ? due : null}
          isParked={state === "parked"}
          now={now}
        />
      )}
      <small translate="no">{card?.assigneeName}</small>
    </div>
  );
}
