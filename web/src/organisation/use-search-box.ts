import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { groupHits, showHit, useSearch, type SearchHit } from "./search.ts";

const WAIT_MS = 120;

/** The words, once typing has paused: one request per word and not per letter. */
function usePaused(words: string): string {
  const [paused, setPaused] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(words), WAIT_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return paused;
}

/** State and keys of the search box (ARIA combobox): arrows, Enter, Escape. */
export function useSearchBox() {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = usePaused(words.trim());
  const { data = [], error, isFetching } = useSearch(asked);
  const groups = groupHits(asked === "" ? [] : data);
  const hits = groups.flatMap((group) => group.hits);
  const leave = (): void => {
    setOpen(false);
    input.current?.blur();
  };
  const choose = (hit: SearchHit | undefined): void => {
    if (hit !== undefined) showHit(hit);
    if (hit !== undefined) leave();
  };
  const keys: Partial<Record<string, () => void>> = {
    ArrowDown: () => setActive((at) => Math.min(at + 1, hits.length - 1)),
    ArrowUp: () => setActive((at) => Math.max(at - 1, 0)),
    Enter: () => choose(hits[active]),
    Escape: leave,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = keys[event.key];
    // While an input method composes, Enter and the arrows are its own.
    if (event.nativeEvent.isComposing || action === undefined) return;
    event.preventDefault();
    action();
  };
  const onWords = (next: string): void => {
    setWords(next);
    setActive(0);
    setOpen(true);
  };
  const isShown = isOpen && words.trim() !== "";
  const isEmpty = hits.length === 0 && !isFetching && asked !== "";
  const state = { words, asked, active, groups, hits, error, isShown, isEmpty };
  return { ...state, listId, input, choose, onKeyDown, onWords, setOpen };
}

export type SearchBoxState = ReturnType<typeof useSearchBox>;
