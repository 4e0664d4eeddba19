import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { KeyboardEvent } from "react";
import { WhyLink } from "../../access/index.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useMapState } from "../../map/index.ts";
import { changeFilter, type BoardState } from "../board/board-store.ts";
import { isOpen, NO_FILTER } from "../board/case-board.ts";
import { categoryWord, momentWords, progressWord } from "../board/case-words.ts";
import { useWhere } from "../board/count-places.ts";
import { useEnded } from "./ended-store.ts";
import { chooseCase, chosenCaseId } from "../board/desk-store.ts";
import { DueLabel } from "../board/due-label.tsx";
import { casesInView } from "../board/map-entries.ts";
import { chooseNeighbour } from "../board/neighbours.ts";
import { refusalSentence } from "../board/case-words.ts";
import { EmergencyTag } from "../board/emergency-tag.tsx";
import { StateDisc } from "../board/state-disc.tsx";
import { useBoardShown } from "../replay/board-shown.ts";
import { VirtualRows } from "../board/virtual-rows.tsx";

const ROW_HEIGHT = 66;

/** The table twin of the map: the same cases, filter and choice. */
export function Queue() {
  const t = useText();
  const state = useBoardShown();
  const cards = casesInView(state);
  const chosenId = useMapState(chosenCaseId);
  const activeIndex = cards.findIndex(({ id }) => id === chosenId);
  if (cards.length === 0) return <EmptyQueue state={state} />;
  return (
    <VirtualRows
      label={t("dispatch:queue.table")}
      count={cards.length}
      rowHeight={ROW_HEIGHT}
      activeIndex={activeIndex}
      onKeyDown={moveByKey}
      renderRow={(index) => {
        const card = cards[index];
        if (card === undefined) return null;
        const isTabStop = activeIndex < 0 ? index === 0 : index === activeIndex;
        return (
          <QueueRow
            key={card.id}
            card={card}
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
  if (ended.load === "loading" || (load.kind === "loading" && board.cards.size === 0))
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
  readonly card: CaseCard;
  readonly index: number;
  readonly now: number;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
}

function QueueRow({ card, index, now, isChosen, isTabStop }: QueueRowProps) {
  const language = useLanguage();
  const where = useWhere(card.place);
  return (
    <div
      role="row"
      className="og-case-row"
      style={{ height: ROW_HEIGHT }}
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => chooseCase(card.id)}
      data-case={card.id}
    >
      <div role="gridcell" className="og-case-row-disc">
        <StateDisc state={card.state} />
      </div>
      <div role="gridcell" className="og-case-row-what">
        <strong>{categoryWord(card.categoryId, language)}</strong>
        <span translate="no">{where}</span>
        <small className="og-number">
          <EmergencyTag card={card} />
          {momentWords(card.reportedAt, language)} · {card.number.slice(-6)}
        </small>
      </div>
      <div role="gridcell" className="og-case-row-when">
        <span className="og-case-state">{progressWord(card, language)}</span>
        {isOpen(card.state) && <DueLabel card={card} now={now} />}
        <small translate="no">{card.assigneeName}</small>
      </div>
    </div>
  );
}
