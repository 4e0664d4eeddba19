import { useState, type ReactNode } from "react";
import { useText } from "../../i18n/index.ts";
import "../whistle/whistle.css";

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
    <section className="og-calls" aria-label={title}>
      <button
        type="button"
        className="og-calls-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {title} <b className="og-number">{count}</b>
        {late > 0 && <span className="og-calls-late">! {t("dispatch:help.late", { late })}</span>}
        <span aria-hidden="true">{isOpen ? "▴" : "▾"}</span>
      </button>
      {isOpen && <ul>{children}</ul>}
    </section>
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
  <span className={isLate ? "og-help-tag og-help-tag-late" : "og-help-tag"}>
    {isLate && "! "}
    {words}
  </span>
);
