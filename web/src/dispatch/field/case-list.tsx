import { distanceMetres } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useEffect, useMemo, useState } from "react";
import { useText } from "../../i18n/index.ts";
import { useBoard } from "../board/board-store.ts";
import { isOpen } from "../board/case-board.ts";
import { searchWords } from "../board/case-words.ts";
import { CaseRow } from "./case-row.tsx";
import { useFix, watchPosition, type Fix } from "./own-position.ts";

const STEP = 40;

/** Open cases of my grid, the nearest first where the phone knows where it is. */
export function CaseList() {
  const t = useText();
  const [words, setWords] = useState("");
  const [shown, setShown] = useState(STEP);
  const board = useBoard((state) => state.board);
  const revision = useBoard((state) => state.revision);
  const fix = useFix((state) => state.fix);
  useEffect(watchPosition, []);
  const open = useMemo(
    () => sorted([...board.cards()], fix),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the board is changed in place
    [board, revision, fix],
  );
  const wanted = words.trim().toLowerCase();
  const found = open.filter((card) => searchWords(card).toLowerCase().includes(wanted));
  return (
    <section className="og-field-group" aria-label={t("field:grid.title")}>
      <input
        className="og-field-input"
        type="search"
        value={words}
        aria-label={t("dispatch:queue.searchLabel")}
        placeholder={t("dispatch:queue.search")}
        onChange={(event) => setWords(event.target.value)}
      />
      <h2>
        {t("field:grid.title")} <small>{found.length}</small>
      </h2>
      <ul>
        {found.slice(0, shown).map((card) => (
          <CaseRow key={card.id} card={card} />
        ))}
      </ul>
      {found.length === 0 && <p className="og-field-empty">{t("field:grid.none")}</p>}
      {found.length > shown && (
        <button type="button" className="og-field-refresh" onClick={() => setShown(shown + STEP)}>
          {t("field:grid.more", { count: found.length - shown })}
        </button>
      )}
    </section>
  );
}

function sorted(cards: readonly CaseCard[], fix: Fix | null): CaseCard[] {
  const far = ({ place: { position } }: CaseCard): number =>
    fix === null || position === null ? Infinity : distanceMetres(fix.position, position);
  return cards
    .filter(({ state }) => isOpen(state))
    .map((card) => ({ card, metres: far(card) }))
    .toSorted(
      (a, b) =>
        compare(a.metres, b.metres) || compare(a.card.dueAt ?? Infinity, b.card.dueAt ?? Infinity),
    )
    .map(({ card }) => card);
}

/** Without a difference of two infinities, which is no number. */
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
