import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type {
  CoverageDifference,
  DifferenceSum,
  ScenarioReply,
} from "@onegrid/core/coverage/scenario-contract";
import { useState } from "react";
import { count, useText } from "../../i18n/index.ts";
import { goToBox } from "../../map/index.ts";
import { setLinkParameter, useLinkParameter } from "../../shell/index.ts";
import { Covered, DefinitionLine } from "../covered.tsx";
import { LEVELS, type Level } from "../rows.ts";
import { useCoverage } from "../store.ts";
import { LevelSwitch, Switches } from "../switches.tsx";
import { percentWords } from "../words.ts";
import { compareWith } from "./scenario-state.ts";

interface DifferenceProps {
  readonly result: CoverageReply;
  readonly difference: CoverageDifference;
  readonly scenarios: readonly ScenarioReply[];
}

/** Who gains and who loses against the state in force or another scenario, as numbers and a table. */
export function ScenarioDifference({ result, difference, scenarios }: DifferenceProps) {
  const t = useText();
  const { total } = difference;
  const share = (covered: number): string =>
    percentWords(total.households === 0 ? null : covered / total.households, t);
  return (
    <section className="og-difference" aria-label={t("coverage:scenario.difference")}>
      <Against difference={difference} scenarios={scenarios} />
      <p className="og-difference-lead" data-testid="scenario-difference">
        <Covered by={result}>
          <b>{t("coverage:scenario.gained", { count: count(total.gained) })}</b>
          {" · "}
          <b>{t("coverage:scenario.lost", { count: count(total.lost) })}</b>
        </Covered>
        <span className="og-number">
          {count(total.before)}/{count(total.households)} ({share(total.before)}) →{" "}
          {count(total.after)}/{count(total.households)} ({share(total.after)})
        </span>
        <DefinitionLine by={result} />
      </p>
      <Looks />
      <DifferenceTable result={result} difference={difference} />
    </section>
  );
}

/** What it is compared with. */
function Against({ difference, scenarios }: Omit<DifferenceProps, "result">) {
  const t = useText();
  const chosen = useCoverage(({ question }) => question.scenario);
  const against = difference.against?.id ?? "";
  const others = scenarios.filter(({ id }) => id !== chosen);
  return (
    <label className="og-difference-against">
      {t("coverage:scenario.against")}
      <select
        value={against}
        onChange={({ target }) => void compareWith(target.value === "" ? null : target.value)}
      >
        <option value="">{t("coverage:scenario.present")}</option>
        {others.map(({ id, name }) => (
          <option key={id} value={id} translate="no">
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A divider over the map (卷帘), or marks on what changes: the address says which. */
export const useIsSwiped = (): boolean => useLinkParameter("coverage", "look") === "swipe";

function Looks() {
  const t = useText();
  const isSwiped = useIsSwiped();
  return (
    <Switches
      label={t("coverage:scenario.look")}
      options={["hatch", "swipe"]}
      chosen={isSwiped ? "swipe" : "hatch"}
      words={(look) => t(`coverage:scenario.looks.${look}`)}
      onChoose={(look) => setLinkParameter("coverage", "look", look === "swipe" ? look : null)}
    />
  );
}

/** Areas where nobody changes sides are many and tell nothing. */
const isChanged = ({ gained, lost }: DifferenceSum): boolean => gained > 0 || lost > 0;

function DifferenceTable({ result, difference }: Omit<DifferenceProps, "scenarios">) {
  const t = useText();
  const [level, setLevel] = useState<Level>("community");
  const all = [...difference.byArea, ...difference.byGrid].filter(({ kind }) => kind === level);
  const rows = all
    .filter(isChanged)
    .toSorted((a, b) => b.gained - b.lost - (a.gained - a.lost) || (a.name < b.name ? -1 : 1));
  return (
    <>
      <LevelSwitch levels={LEVELS} level={level} onLevel={setLevel} />
      {rows.length === 0 ? (
        <p className="og-list-note">
          {t("coverage:scenario.noneChanged", { all: all.length })}
          <DefinitionLine by={result} />
        </p>
      ) : (
        <ChangedAreas result={result} rows={rows} all={all.length} />
      )}
    </>
  );
}

interface ChangedProps {
  readonly result: CoverageReply;
  readonly rows: readonly DifferenceSum[];
  /** How many areas there are of this level. */
  readonly all: number;
}

function ChangedAreas({ result, rows, all }: ChangedProps) {
  const t = useText();
  return (
    <table className="og-coverage-table" data-testid="difference-table">
      <caption>
        {t("coverage:scenario.tableCaption", { changed: rows.length, all })}
        <DefinitionLine by={result} />
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("coverage:column.name")}</th>
          <th scope="col">{t("coverage:scenario.column.before")}</th>
          <th scope="col">{t("coverage:scenario.column.after")}</th>
          <th scope="col">{t("coverage:scenario.column.change")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <DifferenceRow key={row.id} row={row} result={result} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: DifferenceSum;
  readonly result: CoverageReply;
}

function DifferenceRow({ row, result }: RowProps) {
  const { name, bbox, households, before, after, gained, lost } = row;
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          translate="no"
          onClick={() => (bbox === null ? undefined : goToBox(bbox))}
        >
          {name}
        </button>
      </th>
      {[before, after].map((covered, side) => (
        <td key={side}>
          <Covered by={result}>
            {count(covered)}/{count(households)}
          </Covered>
        </td>
      ))}
      <td>
        <Covered by={result}>
          {gained > 0 && `+${count(gained)}`} {lost > 0 && `−${count(lost)}`}
        </Covered>
      </td>
    </tr>
  );
}
