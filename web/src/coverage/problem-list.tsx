import type { CoverageProblemPlace, CoverageReply } from "@onegrid/core/coverage/contract";
import { useMemo } from "react";
import { count, useText } from "../i18n/index.ts";
import { goTo, selectObject } from "../map/index.ts";
import { reasonWords } from "./words.ts";

const NEAR_ZOOM = 17.5;
const MOST_SHOWN = 200;

/** Buildings without a result (数据质量): why, how many households, and where. */
export function ProblemList({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const problems = useMemo(
    () => result.problems.toSorted((a, b) => (b.households ?? 0) - (a.households ?? 0)),
    [result],
  );
  if (problems.length === 0) return <p className="og-list-note">{t("coverage:problems.none")}</p>;
  return (
    <>
      <p className="og-list-note">
        {t("coverage:problems.about", {
          buildings: count(problems.length),
          households: count(result.total.households.notComputable),
        })}
      </p>
      <ul className="og-place-list">
        {problems.slice(0, MOST_SHOWN).map((problem) => (
          <li key={problem.buildingId}>
            <ProblemRow problem={problem} />
          </li>
        ))}
      </ul>
      {problems.length > MOST_SHOWN && (
        <p className="og-list-note">{t("coverage:problems.more", { count: MOST_SHOWN })}</p>
      )}
    </>
  );
}

function ProblemRow({ problem }: { readonly problem: CoverageProblemPlace }) {
  const t = useText();
  const { buildingId, households, name, position, reason } = problem;
  const open = (): void => {
    selectObject("buildings", buildingId);
    goTo(position, NEAR_ZOOM);
  };
  return (
    <button type="button" onClick={open}>
      <span className="og-place-name">
        <b translate="no">{name || buildingId}</b>
        <small>{reasonWords(reason, t)}</small>
      </span>
      <span className="og-number">
        {households === null
          ? t("coverage:householdsUnknown")
          : t("coverage:count.households", { count: count(households) })}
      </span>
    </button>
  );
}
