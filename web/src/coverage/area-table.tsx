import type { CoverageReply, CoverageSum } from "@onegrid/core/coverage/contract";
import { memo, useEffect, useMemo, useState } from "react";
import { count, useText } from "../i18n/index.ts";
import { useTheme } from "../ui/index.ts";
import { coverageColors, shareColors, shareRank } from "./classes.ts";
import { Covered, DefinitionLine, useDefined, type Defined } from "./covered.tsx";
import { findSum, levelsOf, rowsOf, type Level, type Sorting, type SortKey } from "./rows.ts";
import { chooseArea, showArea, useCoverage } from "./store.ts";
import { LevelSwitch } from "./switches.tsx";
import { allHouseholds, shareWords } from "./words.ts";

const COLUMNS = ["name", "share", "uncovered", "households"] as const satisfies SortKey[];
/** Thousands of grids are not put into the page at once. */
const PORTION = 100;

/** The map as a table: streets, communities, grids, the worst first. */
export function AreaTable({ result }: { readonly result: CoverageReply }) {
  const levels = levelsOf(result);
  const [wanted, setLevel] = useState<Level>("community");
  const chosenKind = useCoverage((state) => findSum(result, state.areaId)?.kind);
  const chosenId = useCoverage((state) => state.areaId);
  useEffect(() => {
    // Chosen on the map: the table goes where its row is.
    if (chosenKind === "grid") setLevel("grid");
  }, [chosenKind, chosenId]);
  const level = levels.includes(wanted) ? wanted : (levels.at(-1) ?? "community");
  return (
    <>
      <LevelSwitch className="og-levels" levels={levels} level={level} onLevel={setLevel} />
      <LevelTable key={level} result={result} level={level} />
    </>
  );
}

interface LevelTableProps {
  readonly result: CoverageReply;
  readonly level: Level;
}

function LevelTable({ result, level }: LevelTableProps) {
  const t = useText();
  const defined = useDefined(result);
  const areaId = useCoverage((state) => state.areaId);
  const [sorting, setSorting] = useState<Sorting>({ key: "share", isDescending: false });
  const [limit, setLimit] = useState(PORTION);
  const rows = useMemo(
    () => rowsOf(result, { level, areaId, sorting }),
    [result, level, areaId, sorting],
  );
  return (
    <>
      <table className="og-coverage-table" data-testid="coverage-table">
        <caption>
          {t("coverage:table.caption", { level: t(`coverage:level.${level}`) })}
          <DefinitionLine by={result} />
        </caption>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <SortHeader key={key} column={key} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map((sum) => (
            <AreaRow key={sum.id} sum={sum} by={defined} isChosen={sum.id === areaId} />
          ))}
        </tbody>
      </table>
      {rows.length > limit && (
        <button type="button" className="og-link-button" onClick={() => setLimit(limit + PORTION)}>
          {t("coverage:table.more", { count: rows.length - limit })}
        </button>
      )}
    </>
  );
}

interface SortHeaderProps {
  readonly column: SortKey;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

/** Numbers are first asked for at their bad end: little covered, much uncovered. */
function SortHeader({ column, sorting, onSort }: SortHeaderProps) {
  const t = useText();
  const isSorted = sorting.key === column;
  const first = column === "uncovered" || column === "households";
  const order = sorting.isDescending ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={isSorted ? order : "none"}>
      <button
        type="button"
        onClick={() =>
          onSort({ key: column, isDescending: isSorted ? !sorting.isDescending : first })
        }
      >
        {t(`coverage:column.${column}`)}
        {isSorted && <span aria-hidden="true">{sorting.isDescending ? "▼" : "▲"}</span>}
      </button>
    </th>
  );
}

interface AreaRowProps {
  readonly sum: CoverageSum;
  readonly by: Defined;
  readonly isChosen: boolean;
}

/** Remembered: while something is dragged, hardly any row of many changes. */
const AreaRow = memo(function AreaRow({ sum, by, isChosen }: AreaRowProps) {
  const t = useText();
  const open = (): void => (isChosen ? chooseArea(null) : showArea(sum));
  return (
    <tr aria-selected={isChosen} className={isChosen ? "og-chosen-row" : undefined} onClick={open}>
      <th scope="row">
        {/* The row's click bubbles from here: the button is for the keyboard and for its name. */}
        <button type="button" translate="no" aria-pressed={isChosen}>
          {sum.name}
        </button>
      </th>
      <td>
        <Covered by={by}>{shareWords(sum, t)}</Covered>
        <ShareBar share={sum.coveredShare} />
      </td>
      <td>
        <Covered by={by}>{count(sum.households.uncovered)}</Covered>
        {sum.households.notComputable > 0 && (
          <small>
            {t("coverage:table.notComputable", { count: count(sum.households.notComputable) })}
          </small>
        )}
      </td>
      <td>
        <Covered by={by}>
          {count(sum.households.covered)}/{count(allHouseholds(sum))}
        </Covered>
        {sum.estimatedHouseholds > 0 && (
          <small title={t("coverage:note.estimated", { households: sum.estimatedHouseholds })}>
            {t("coverage:table.estimated")}
          </small>
        )}
      </td>
    </tr>
  );
});

/** The colour the area has on the map. */
function ShareBar({ share }: { readonly share: number | null }) {
  const theme = useTheme((state) => state.theme);
  if (share === null) return null;
  const color = shareColors(coverageColors({ theme }))[shareRank(share)];
  return (
    <span className="og-share-bar" aria-hidden="true">
      <i style={{ width: `${share * 100}%`, background: color }} />
    </span>
  );
}
