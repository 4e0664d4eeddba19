import type { CompareReply } from "@onegrid/core/division/contract";
import type { ReactNode } from "react";
import { count, isTextKey, useText, type Translate } from "../../i18n/index.ts";
import { goTo } from "../../map/index.ts";
import { gridLabel } from "./compare-state.ts";

interface Way {
  readonly before: string | null;
  readonly after: string | null;
}
type Side = CompareReply["before"];

/** Everything that changes hands; a number opens its list, a line goes to its place. */
export function CompareLists({ comparison }: { readonly comparison: CompareReply }) {
  const t = useText();
  const way = useWay(comparison);
  const { movedBuildings, movedHouseholds, stations, cases } = comparison;
  return (
    <>
      <GridsOf comparison={comparison} />
      <Listed
        title={t("plan:compare.buildings")}
        value={`${count(movedBuildings.length)} · ${t("shell:households", { count: count(movedHouseholds) })}`}
        isEmpty={movedBuildings.length === 0}
      >
        {movedBuildings.map(({ id, address, position, households, ...rest }) => (
          <Line
            key={id}
            position={position}
            name={address === "" ? t("plan:compare.noAddress") : address}
            value={t("shell:households", { count: count(households) })}
            detail={way(rest)}
          />
        ))}
      </Listed>
      <Listed
        title={t("plan:compare.stations")}
        value={count(stations.length)}
        isEmpty={stations.length === 0 && comparison.withoutStation.after.length === 0}
      >
        {stations.map(({ id, name, position, kind, ...rest }) => (
          <Line
            key={id}
            position={position}
            name={name}
            value={wordOf(t, `map:station.${kind}`, kind)}
            detail={way(rest)}
          />
        ))}
        <Note
          text={t("plan:compare.withoutStation", {
            after: comparison.withoutStation.after.length,
            before: comparison.withoutStation.before.length,
          })}
        />
      </Listed>
      <Listed
        title={t("plan:compare.cases")}
        value={count(cases.length)}
        isEmpty={cases.length === 0}
      >
        <Note text={t("plan:compare.casesAbout")} />
        {cases
          .toSorted((a, b) => a.state.localeCompare(b.state))
          .map(({ id, number, position, state, ...rest }) => (
            <Line
              key={id}
              position={position}
              name={number}
              value={wordOf(t, `plan:caseState.${state}`, state)}
              detail={way(rest)}
            />
          ))}
      </Listed>
      <TeamsOf comparison={comparison} />
    </>
  );
}

const wordOf = (t: Translate, key: string, otherwise: string): string =>
  isTextKey(key) ? t(key) : otherwise;

/** From which grid to which, as people call them. */
function useWay({ before, after }: CompareReply): (way: Way) => string {
  const t = useText();
  const nameOf = (side: Side, id: string | null): string =>
    id === null ? t("division:unassigned") : t("division:grid", { number: gridLabel(side, id) });
  return (way) => `${nameOf(before, way.before)} → ${nameOf(after, way.after)}`;
}

const householdsOf = (side: Side, id: string | null): number =>
  side.grids.find((grid) => grid.id === id)?.households ?? 0;

const FATES = ["kept", "changed", "new", "gone"] as const;
type Fate = (typeof FATES)[number];

function fateOf({ before, after, isSame }: CompareReply["pairs"][number]): Fate {
  if (before === null) return "new";
  if (after === null) return "gone";
  return isSame ? "kept" : "changed";
}

function GridsOf({ comparison }: { readonly comparison: CompareReply }) {
  const t = useText();
  const { pairs, flows, before, after } = comparison;
  return FATES.map((fate) => {
    const own = pairs.filter((pair) => fateOf(pair) === fate);
    return (
      <Listed
        key={fate}
        title={t(`plan:compare.fate.${fate}`)}
        value={count(own.length)}
        isEmpty={own.length === 0}
      >
        {own.map((pair) => {
          const [side, id] = pair.after === null ? [before, pair.before] : [after, pair.after];
          const old = pair.before === null ? null : householdsOf(before, pair.before);
          const now = pair.after === null ? null : householdsOf(after, pair.after);
          const words = [old, now].flatMap((each) => (each === null ? [] : [count(each)]));
          const heirs = flows.filter((flow) => flow.before === pair.before).slice(0, 3);
          return (
            <Line
              key={`${pair.before} ${pair.after}`}
              position={null}
              name={t("division:grid", { number: gridLabel(side, id ?? "") })}
              value={t("shell:households", { count: [...new Set(words)].join(" → ") })}
              detail={
                fate === "gone"
                  ? t("plan:compare.heirs", {
                      grids: heirs.map((flow) => gridLabel(after, flow.after)).join("、"),
                    })
                  : null
              }
            />
          );
        })}
      </Listed>
    );
  });
}

function TeamsOf({ comparison }: { readonly comparison: CompareReply }) {
  const t = useText();
  const way = useWay(comparison);
  const { handed, empty } = comparison.teams;
  const duties = handed.reduce((sum, { holders }) => sum + holders, 0);
  return (
    <Listed
      title={t("plan:compare.teams")}
      value={t("plan:compare.teamsValue", { handed: duties, empty: empty.length })}
      isEmpty={handed.length === 0 && empty.length === 0}
    >
      {handed.map(({ role, holders, ...rest }) => (
        <Line
          key={`${role} ${rest.before}`}
          position={null}
          name={wordOf(t, `plan:role.${role}`, role)}
          value={t("plan:compare.people", { count: holders })}
          detail={way(rest)}
        />
      ))}
      {empty.map(({ role, grids }) => (
        <Line
          key={role}
          position={null}
          name={t("plan:compare.emptyRole", { role: wordOf(t, `plan:role.${role}`, role) })}
          value={t("plan:compare.inGrids", { count: grids.length })}
          detail={null}
        />
      ))}
    </Listed>
  );
}

interface ListedProps {
  readonly title: string;
  readonly value: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

function Listed({ title, value, isEmpty, children }: ListedProps) {
  const t = useText();
  return (
    <details>
      <summary>
        <span>{title}</span>
        <b className="og-number">{value}</b>
      </summary>
      <ul className="og-compare-list">
        {isEmpty ? <Note text={t("plan:compare.none")} /> : children}
      </ul>
    </details>
  );
}

const Note = ({ text }: { readonly text: string }) => (
  <li>
    <div>
      <small>{text}</small>
    </div>
  </li>
);

interface LineProps {
  readonly position: readonly [number, number] | null;
  readonly name: string;
  readonly value: string;
  readonly detail: string | null;
}

const NEAR = 17;

function Line({ position, name, value, detail }: LineProps) {
  const words = (
    <>
      <span translate="no">{name}</span>
      <span className="og-number">{value}</span>
      {detail !== null && <small>{detail}</small>}
    </>
  );
  return (
    <li>
      {position === null ? (
        <div>{words}</div>
      ) : (
        <button type="button" onClick={() => goTo(position, NEAR)}>
          {words}
        </button>
      )}
    </li>
  );
}
