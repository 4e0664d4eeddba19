import { countChoices } from "@onegrid/core/division";
import { Segmented } from "antd";
import { count as inFigures, useText } from "../../i18n/index.ts";
import type { OpenPlan } from "../state/page-state.ts";

interface CountChoicesProps {
  readonly open: OpenPlan;
  /** `null`: by the target. */
  readonly count: number | null;
  readonly onChange: (count: number | null) => void;
}

/** By the target. */
const USUAL = 0;

/** In a small community one grid more or fewer is much to each of them: told with what each would hold. */
export function CountChoices({ open, count, onChange }: CountChoicesProps) {
  const t = useText();
  const { ground, target } = open.session.division;
  const choices = countChoices(ground, target);
  if (choices.length < 2) return null;
  return (
    <Segmented
      block
      size="small"
      aria-label={t("division:divide.countChoices")}
      value={count ?? USUAL}
      onChange={(value) => onChange(value === USUAL ? null : value)}
      options={[
        {
          value: USUAL,
          label: (
            <Choice title={t("division:divide.countUsual")} about={t("division:divide.byTarget")} />
          ),
        },
        ...choices.map(({ grids, share }) => ({
          value: grids,
          label: (
            <Choice
              title={t("division:divide.countChoice", { count: grids })}
              about={t("division:divide.countShare", { share: inFigures(Math.round(share)) })}
            />
          ),
        })),
      ]}
    />
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly about: string;
}

/** On two lines: four of them stand beside each other in the narrow panel. */
const Choice = ({ title, about }: ChoiceProps) => (
  <span className="og-count-choice">
    <b>{title}</b>
    <small>{about}</small>
  </span>
);
