import { useEffect, useRef, type ComponentType } from "react";
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
import type { HitKind, SearchHit } from "./search.ts";
import { useSearchBox, type SearchBoxState } from "./use-search-box.ts";
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

/** Search by hanzi, pinyin, initials, code or address. */
export function SearchBox() {
  const t = useText();
  const box = useSearchBox();
  const { listId, active, hits, isShown } = box;
  return (
    <div className="og-search" role="search">
      <SearchIcon />
      <input
        ref={box.input}
        id="og-search"
        role="combobox"
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={box.words}
        placeholder={t("organisation:search.placeholder")}
        aria-label={t("organisation:search.label")}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-activedescendant={isShown && hits.length > 0 ? `${listId}-${active}` : undefined}
        onChange={(event) => box.onWords(event.target.value)}
        onFocus={() => box.setOpen(true)}
        onBlur={() => box.setOpen(false)}
        onKeyDown={box.onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <HitList box={box} />
      <span className="og-hidden" role="status">
        {isShown && hits.length > 0 && t("organisation:search.results", { count: hits.length })}
      </span>
    </div>
  );
}

function HitList({ box }: { readonly box: SearchBoxState }) {
  const t = useText();
  const { listId, groups, hits, active } = box;
  return (
    // The list must not take the focus: leaving the box closes it before a click arrives.
    <div
      className="og-search-list"
      hidden={!box.isShown}
      onMouseDown={(event) => event.preventDefault()}
    >
      <div id={listId} role="listbox" aria-label={t("organisation:search.label")}>
        {groups.map(({ kind, hits: members }) => (
          <div key={kind} role="group" aria-label={t(`organisation:kind.${kind}`)}>
            <h3 role="presentation">{t(`organisation:kind.${kind}`)}</h3>
            {members.map((hit) => (
              <Hit
                key={hit.id}
                id={`${listId}-${hits.indexOf(hit)}`}
                hit={hit}
                isActive={hits.indexOf(hit) === active}
                onChoose={() => box.choose(hit)}
              />
            ))}
          </div>
        ))}
      </div>
      {box.isEmpty && (
        <p className="og-muted">
          {box.error === null
            ? t("organisation:search.none", { query: box.asked })
            : t("organisation:search.failed")}
        </p>
      )}
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
      <span translate="no">{hit.name}</span>
      <small translate="no">{hit.detail}</small>
    </div>
  );
}
