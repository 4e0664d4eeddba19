import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useState, type ReactNode } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { categoryWord } from "./case-words.ts";
import "./waiting-list.css";

interface WaitingListProps {
  readonly title: string;
  readonly isOpenAtFirst: boolean;
  readonly count: number;
  /** How many of them have run out of time. */
  readonly late: number;
  /** A list item for each. */
  readonly children: ReactNode;
}

/** What waits for somebody, over the queue: how much of it is late is told without opening it. */
export function WaitingList({ title, isOpenAtFirst, count, late, children }: WaitingListProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  if (count === 0) return null;
  return (
    <section className="og-waiting" aria-label={title}>
      <button
        type="button"
        className="og-waiting-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {title} <b className="og-number">{count}</b>
        {late > 0 && <span className="og-waiting-late">! {t("dispatch:help.late", { late })}</span>}
        <span aria-hidden="true">{isOpen ? "▴" : "▾"}</span>
      </button>
      {isOpen && <ul>{children}</ul>}
    </section>
  );
}

interface WaitingRowProps {
  /** What or who is waited for. */
  readonly title: string;
  readonly card: CaseCard;
  /** How far it is, or whose turn it is. */
  readonly stage: string;
  /** How long there is left. */
  readonly due: ReactNode;
  readonly onOpen: () => void;
}

/** One that waits, with its case. */
export function WaitingRow({ title, card, stage, due, onOpen }: WaitingRowProps) {
  const language = useLanguage();
  return (
    <li>
      <button type="button" className="og-waiting-row" onClick={onOpen}>
        <span>
          <strong>{title}</strong>
          <small>
            {categoryWord(card.categoryId, language)} · {card.place.address}
          </small>
        </span>
        <span className="og-waiting-row-when">
          <span>{stage}</span>
          {due}
        </span>
      </button>
    </li>
  );
}

/** That something waits on a case, with a sign besides the colour once it is late. */
export const WaitingTag = ({
  isLate,
  words,
}: {
  readonly isLate: boolean;
  readonly words: string;
}) => (
  <span className={isLate ? "og-waiting-tag og-waiting-tag-late" : "og-waiting-tag"}>
    {isLate && "! "}
    {words}
  </span>
);
