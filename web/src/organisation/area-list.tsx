import { Input } from "antd";
import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { count, useText } from "../i18n/index.ts";
import { goToBox } from "../map/camera.ts";
import { areaRows, useAreas, type Area } from "./areas.ts";
import "./organisation.css";

interface AreaListProps {
  /** Marked as the one in hand. */
  readonly chosenId?: string | undefined;
  /** What a click does besides going there. */
  readonly onChoose?: (area: Area) => void;
}

/** The jurisdiction as a list: filter by name, pinyin or code, click to go there. */
export function AreaList({ chosenId, onChoose }: AreaListProps) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  const [words, setWords] = useState("");
  const rows = useMemo(() => areaRows(areas, words), [areas, words]);
  const list = useRef<HTMLUListElement>(null);
  useChosenInSight(list, chosenId);
  return (
    <div className="og-area-list">
      <Input
        allowClear
        value={words}
        placeholder={t("organisation:areas.filter")}
        aria-label={t("organisation:areas.filter")}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul ref={list} aria-label={t("organisation:areas.table")}>
        {rows.map(({ area, depth }) => (
          <li key={area.id}>
            <button
              type="button"
              className={`og-area og-area-${area.kind}`}
              aria-current={area.id === chosenId}
              style={{ paddingInlineStart: 10 + depth * 14 }}
              onClick={() => {
                goToBox(area.bbox);
                onChoose?.(area);
              }}
            >
              <span translate="no">{area.name}</span>
              <span className="og-number">
                {count(area.households)}
                <small> {t("organisation:areas.households")}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className="og-muted og-nothing">{t("organisation:areas.none")}</p>}
    </div>
  );
}

/** What is chosen may push the list together: its row stays in sight, however late that happens. */
function useChosenInSight(list: RefObject<HTMLUListElement | null>, chosenId: string | undefined) {
  useEffect(() => {
    const { current } = list;
    if (current === null || chosenId === undefined) return undefined;
    const watch = new ResizeObserver(() =>
      current.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" }),
    );
    watch.observe(current);
    return () => watch.disconnect();
  }, [list, chosenId]);
}
