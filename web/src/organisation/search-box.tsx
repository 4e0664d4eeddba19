import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import type { ComponentType } from "react";
import { useText } from "../i18n/index.ts";
import {
  AreaIcon,
  BuildingIcon,
  DispatchIcon,
  DivisionIcon,
  RoadIcon,
  SearchIcon,
  StationIcon,
} from "../ui/icons.tsx";
import { groupHits, showHit, useSearch, type HitKind, type SearchHit } from "./search.ts";
import "./search.css";

const ICONS: Readonly<Record<HitKind, ComponentType>> = {
  area: AreaIcon,
  grid: DivisionIcon,
  compound: AreaIcon,
  station: StationIcon,
  building: BuildingIcon,
  way: RoadIcon,
  case: DispatchIcon,
};

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

/** Search by hanzi, pinyin, initials or code (ARIA combobox): arrows, Enter, Escape. */
export function SearchBox() {
  const t = useText();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = usePaused(words.trim());
  const { data, error, isFetching } = useSearch(asked);
  const groups = useDeferredValue(groupHits(asked === "" ? [] : (data ?? [])));
  const hits = groups.flatMap((group) => group.hits);
  const choose = (hit: SearchHit | undefined): void => {
    if (hit === undefined) return;
    showHit(hit);
    setOpen(false);
    input.current?.blur();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setActive((at) => Math.min(at + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setActive((at) => Math.max(at - 1, 0));
    else if (event.key === "Enter") choose(hits[active]);
    else if (event.key === "Escape") {
      setOpen(false);
      input.current?.blur();
    } else return;
    event.preventDefault();
  };
  const isShown = isOpen && words.trim() !== "";
  return (
    <div className="og-search" role="search">
      <SearchIcon />
      <input
        ref={input}
        id="og-search"
        role="combobox"
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={words}
        placeholder={t("organisation:search.placeholder")}
        aria-label={t("organisation:search.label")}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-activedescendant={isShown && hits.length > 0 ? `${listId}-${active}` : undefined}
        onChange={(event) => {
          setWords(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <div
        className="og-search-list"
        id={listId}
        role="listbox"
        aria-label={t("organisation:search.label")}
        hidden={!isShown}
        // The list must not take the focus: leaving the box closes it before a click arrives.
        onMouseDown={(event) => event.preventDefault()}
      >
        {groups.map(({ kind, hits: members }) => (
          <div key={kind} role="group" aria-label={t(`organisation:kind.${kind}`)}>
            <h3 aria-hidden="true">{t(`organisation:kind.${kind}`)}</h3>
            {members.map((hit) => (
              <Hit
                key={hit.id}
                id={`${listId}-${hits.indexOf(hit)}`}
                hit={hit}
                isActive={hits.indexOf(hit) === active}
                onChoose={() => choose(hit)}
              />
            ))}
          </div>
        ))}
        {hits.length === 0 && !isFetching && asked !== "" && (
          <p className="og-muted">
            {error === null
              ? t("organisation:search.none", { query: asked })
              : t("organisation:search.failed")}
          </p>
        )}
      </div>
      <span className="og-hidden" role="status">
        {isShown && hits.length > 0 ? t("organisation:search.results", { count: hits.length }) : ""}
      </span>
    </div>
  );
}

interface HitProps {
  readonly id: string;
  readonly hit: SearchHit;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

function Hit({ id, hit, isActive, onChoose }: HitProps) {
  const Icon = ICONS[hit.kind];
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className="og-hit"
      onClick={onChoose}
    >
      <Icon />
      <span>{hit.name}</span>
      <small>{hit.detail}</small>
    </div>
  );
}
