import {
  equalShares,
  PRESET_NAMES,
  type DivisionEdit,
  type PresetName,
} from "@onegrid/core/division";
import { Button } from "antd";
import { useState } from "react";
import { call } from "../../api.ts";
import { count, useText } from "../../i18n/index.ts";
import type { EditBody } from "@onegrid/core/division/contract";
import { compareWith } from "../compare/compare-state.ts";
import { decimal, percent } from "../state/format.ts";
import { GridThumbnail } from "../plan/grid-thumbnail.tsx";
import type { DivisionView } from "../state/grid-view.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { useRefreshPlans } from "../state/queries.ts";
import { reasonSentence } from "../state/refusal-text.ts";
import { createPlan, getDivision, postEdit } from "../state/routes.ts";
import "../compare/compare.css";

interface AlternativesProps {
  /** Those that are computed already. */
  readonly views: ReadonlyMap<PresetName, DivisionView>;
  readonly chosen: PresetName;
  readonly onChoose: (preset: PresetName) => void;
}

/** Which way of a number is better: 1 more, −1 less, 0 neither. */
const NUMBERS = [
  ["grids", count, 0],
  ["fairShareWithin10", percent, 1],
  ["fairShareWithin20", percent, 1],
  ["fairShareWorst", percent, -1],
  ["polsbyPopperMean", decimal, 1],
  ["innerBorderOnBarriers", percent, 1],
  ["smallCompoundsCut", count, -1],
  ["largeCompoundsInFewest", percent, 1],
] as const;

/** The alternatives (备选方案) beside each other: small maps, and their numbers with the best one marked. */
export function Alternatives({ views, chosen, onChoose }: AlternativesProps) {
  const t = useText();
  if (views.size === 0) return null;
  const names = PRESET_NAMES.filter((name) => views.has(name));
  return (
    <table className="og-compare-table og-alternatives">
      <caption className="og-hidden">{t("plan:alternatives.title")}</caption>
      <thead>
        <tr>
          <td />
          {names.map((name) => (
            <th key={name} scope="col" aria-selected={name === chosen}>
              <button type="button" onClick={() => onChoose(name)} aria-pressed={name === chosen}>
                <GridThumbnail view={views.get(name)} />
                {t(`plan:alternatives.short.${name}`)}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {NUMBERS.map(([key, write, good]) => {
          const values = names.map((name) => views.get(name)?.facts.metrics[key] ?? null);
          const best = bestOf(values, good);
          return (
            <tr key={key}>
              <th scope="row" title={t(`plan:metric.${key}`)}>
                {t(`plan:alternatives.row.${key}`)}
              </th>
              {values.map((value, at) => (
                <td key={names[at]} className={value === best ? "og-better" : undefined}>
                  {value === null ? "–" : write(value)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** `null` where all are equal: then none is marked. */
function bestOf(values: readonly (number | null)[], good: number): number | null | undefined {
  const known = values.filter((value) => value !== null);
  if (good === 0 || new Set(known).size < 2) return undefined;
  return good > 0 ? Math.max(...known) : Math.min(...known);
}

/** What dividing cannot better: every part shared out exactly evenly, told before the work. */
export function EqualShares({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const { ground, target } = open.session.division;
  const { grids, within10 } = equalShares(ground, target);
  if (within10 === null) return null;
  return (
    <p className={within10 < 1 ? "og-warning" : "og-muted"}>
      {t("plan:alternatives.equalShares", { grids: count(grids), share: percent(within10) })}
    </p>
  );
}

interface KeepBranchProps {
  readonly open: OpenPlan;
  readonly edit: AutomaticEdit;
}

type AutomaticEdit = Omit<Extract<DivisionEdit, { edit: "divide-community" }>, "preset"> & {
  readonly preset: PresetName;
};

interface Keeping {
  readonly key: string;
  readonly isBusy?: boolean;
  readonly keptId?: string;
  readonly error?: unknown;
}

/** Keeps what is tried as a plan of its own, so that two can be worked on and compared. */
export function KeepBranch({ open, edit }: KeepBranchProps) {
  const t = useText();
  const refresh = useRefreshPlans();
  const [state, setState] = useState<Keeping>({ key: "" });
  const key = JSON.stringify(edit);
  const { preset } = edit;
  const name = t("plan:alternatives.branchName", {
    name: open.plan.name,
    preset: t(`plan:alternatives.short.${preset}`),
  });
  const keep = async (): Promise<void> => {
    setState({ key, isBusy: true });
    try {
      setState({ key, keptId: await branchOff(open, edit, name) });
      refresh();
    } catch (error) {
      setState({ key, error });
    }
  };
  // Another way chosen meanwhile is not kept yet.
  const own: Keeping = state.key === key ? state : { key };
  const { keptId, isBusy = false, error } = own;
  if (keptId !== undefined)
    return (
      <Button onClick={() => compareWith(keptId)}>{t("plan:alternatives.compareKept")}</Button>
    );
  return (
    <>
      <Button loading={isBusy} onClick={() => void keep()}>
        {t("plan:alternatives.keep")}
      </Button>
      {error !== undefined && <em role="alert">{reasonSentence(error)}</em>}
    </>
  );
}

/** The same edit on a copy gives the same grids: it is computed from the seed, not sent. */
async function branchOff(open: OpenPlan, edit: DivisionEdit, name: string): Promise<string> {
  const { plan, communityId, session } = open;
  const copy = await call(createPlan, {
    body: {
      name: name.slice(0, 120),
      communityIds: [communityId],
      target: session.division.target,
      fromPlanId: plan.id,
    },
  });
  const id = copy.divisions[0]?.id ?? "";
  const { revision } = await call(getDivision, { params: { id } });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same union, read-only here
  const intent = edit as EditBody["intent"];
  const body = { revision, idempotencyKey: crypto.randomUUID(), intent };
  await call(postEdit, { params: { id }, body });
  return copy.id;
}
