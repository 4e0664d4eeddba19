import type { CoverageReply, CoverageSum } from "@onegrid/core/coverage/contract";
import { count, useText } from "../i18n/index.ts";
import { useTheme } from "../ui/index.ts";
import { coverageColors } from "./classes.ts";
import { Covered, DefinitionLine } from "./covered.tsx";
import { findSum } from "./rows.ts";
import { chooseArea, useCoverage } from "./store.ts";
import { lacksAreas } from "./wants.ts";
import { allHouseholds, percentWords, shareWords } from "./words.ts";

/** The share covered with what it is a share of; the three states; what the figure rests on. */
export function KeyFigures({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const areaId = useCoverage((state) => state.areaId);
  const isOld = useCoverage((state) => state.asking.kind === "waiting");
  const area = findSum(result, areaId);
  const sum = area ?? result.total;
  return (
    <section
      className={isOld ? "og-panel-section og-old" : "og-panel-section"}
      aria-label={t("coverage:figures.title")}
      aria-busy={isOld}
    >
      <ChosenPlace area={area} />
      <Share result={result} sum={sum} />
      <p className="og-key-definition">
        <DefinitionLine by={result} />
      </p>
      <StateBar sum={sum} />
      <States result={result} sum={sum} />
      <Notes result={result} sum={sum} />
    </section>
  );
}

/** Whose numbers these are, and the way back to all of them. */
export function ChosenPlace({ area }: { readonly area: CoverageSum | null }) {
  const t = useText();
  if (area === null)
    return (
      <div className="og-key-place">
        <strong>{t("coverage:figures.whole")}</strong>
      </div>
    );
  return (
    <div className="og-key-place">
      <strong translate="no">{area.name}</strong>
      <button type="button" className="og-link-button" onClick={() => chooseArea(null)}>
        {t("coverage:figures.showWhole")}
      </button>
    </div>
  );
}

interface SumProps {
  readonly result: CoverageReply;
  readonly sum: CoverageSum;
}

function Share({ result, sum }: SumProps) {
  const t = useText();
  return (
    <p className="og-key-share">
      <span className="og-key-label">{t("coverage:figures.share")}</span>
      <b data-testid="covered-share">
        <Covered by={result}>{shareWords(sum, t)}</Covered>
      </b>
      <span className="og-key-fraction" data-testid="covered-fraction">
        <Covered by={result}>
          {t("coverage:figures.fraction", {
            covered: count(sum.households.covered),
            all: count(allHouseholds(sum)),
          })}
        </Covered>
      </span>
    </p>
  );
}

const STATES = ["covered", "uncovered", "notComputable"] as const;
type State = (typeof STATES)[number];

function useStateColors(): Readonly<Record<State, string>> {
  const colors = coverageColors({ theme: useTheme((state) => state.theme) });
  return {
    covered: colors.covered[1],
    uncovered: colors.uncovered[1],
    notComputable: colors.notComputableLine,
  };
}

/** The three states as lengths; the numbers stand below it for everybody. */
function StateBar({ sum }: { readonly sum: CoverageSum }) {
  const colors = useStateColors();
  return (
    <div className="og-state-bar" aria-hidden="true">
      {STATES.map((state) => (
        <i
          key={state}
          data-none={sum.households[state] === 0 || undefined}
          style={{ flexGrow: sum.households[state], background: colors[state] }}
        />
      ))}
    </div>
  );
}

function States({ result, sum }: SumProps) {
  const t = useText();
  const colors = useStateColors();
  return (
    <dl className="og-states">
      {STATES.map((state) => (
        <div key={state}>
          <dt>
            <i aria-hidden="true" style={{ background: colors[state] }} />
            {t(`coverage:state.${state}`)}
          </dt>
          <dd>
            <Covered by={result}>
              {t("coverage:count.households", { count: count(sum.households[state]) })}
            </Covered>
            <small className="og-number">
              {t("coverage:count.buildings", { count: count(sum.buildings[state]) })}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What would change the figure: estimates, unknown households, gates nobody has surveyed. */
function Notes({ result, sum }: SumProps) {
  const t = useText();
  const { interval, buildingsOutsideAreas } = result;
  // The interval is of all the reader's part, whatever the figures are narrowed to.
  const all = allHouseholds(result.total);
  const boundWords = (covered: number): string => percentWords(all === 0 ? null : covered / all, t);
  const notes = [
    sum.estimatedHouseholds > 0 &&
      t("coverage:note.estimated", { households: count(sum.estimatedHouseholds) }),
    sum.buildingsWithoutHouseholds > 0 &&
      t("coverage:note.unknown", { buildings: count(sum.buildingsWithoutHouseholds) }),
    buildingsOutsideAreas > 0 &&
      !lacksAreas(result) &&
      t("coverage:note.outside", { buildings: count(buildingsOutsideAreas) }),
  ].filter((note) => note !== false);
  return (
    <>
      {interval !== null && (
        <p className="og-gate-note" role="note">
          {t(
            interval.pessimistic === interval.optimistic
              ? "coverage:note.certain"
              : "coverage:note.interval",
            {
              from: boundWords(interval.pessimistic),
              to: boundWords(interval.optimistic),
              least: count(interval.pessimistic),
              most: count(interval.optimistic),
              gates: count(interval.gates),
              compounds: count(interval.compounds),
            },
          )}
        </p>
      )}
      {notes.length > 0 && (
        <ul className="og-key-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}
