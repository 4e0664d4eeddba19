import type { CoverageReply, CoverageSum } from "@onegrid/core/coverage/contract";
import { useState } from "react";
import { count, useText } from "../../i18n/index.ts";
import { useTheme } from "../../ui/index.ts";
import { coverageColors } from "../classes.ts";
import { Covered } from "../covered.tsx";
import { levelsOf, type Level } from "../rows.ts";
import { chooseArea, showArea } from "../store.ts";
import { LevelSwitch } from "../switches.tsx";
import { allHouseholds } from "../words.ts";
import { ChartSection } from "./chart-section.tsx";
import { worstRows } from "./worst-rows.ts";

interface WorstAreasProps {
  readonly result: CoverageReply;
  readonly areaId: string | null;
}

/** The ten areas with the largest share of households left out; a bar opens its area on the map. */
export function WorstAreas({ result, areaId }: WorstAreasProps) {
  const t = useText();
  const levels = levelsOf(result);
  const [wanted, setLevel] = useState<Level>("community");
  const level = levels.includes(wanted) ? wanted : (levels[0] ?? "community");
  const rows = worstRows(result, { level, areaId });
  return (
    <ChartSection
      title={t("overview:worst.title", { level: t(`coverage:level.${level}`) })}
      about={t("overview:worst.about")}
      by={result}
      actions={
        <LevelSwitch
          className="og-small-switches"
          levels={levels}
          level={level}
          onLevel={setLevel}
        />
      }
    >
      <ol className="og-bars" data-testid="worst-areas">
        {rows.map((sum) => (
          <li key={sum.id}>
            <AreaBar sum={sum} result={result} isChosen={sum.id === areaId} />
          </li>
        ))}
      </ol>
    </ChartSection>
  );
}

interface AreaBarProps {
  readonly sum: CoverageSum;
  readonly result: CoverageReply;
  readonly isChosen: boolean;
}

function AreaBar({ sum, result, isChosen }: AreaBarProps) {
  const t = useText();
  const colors = coverageColors({ theme: useTheme((state) => state.theme) });
  const all = allHouseholds(sum);
  const { uncovered, notComputable } = sum.households;
  const part = (households: number): string => `${(households / all) * 100}%`;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => (isChosen ? chooseArea(null) : showArea(sum))}
    >
      <span className="og-bar-name" translate="no">
        {sum.name}
      </span>
      <span className="og-bar-track" aria-hidden="true">
        <i style={{ width: part(uncovered), background: colors.uncovered[1] }} />
        <i style={{ width: part(notComputable), background: colors.notComputableLine }} />
      </span>
      <span className="og-bar-value">
        <Covered by={result}>
          {t("overview:worst.value", {
            percent: ((uncovered / all) * 100).toFixed(1),
            uncovered: count(uncovered),
            all: count(all),
          })}
        </Covered>
      </span>
    </button>
  );
}
