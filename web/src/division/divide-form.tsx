import { PRESET_NAMES, type PresetName } from "@onegrid/core/division";
import { Button, InputNumber, Segmented } from "antd";
import { useEffect, useState } from "react";
import { useText } from "../i18n/index.ts";
import { Alternatives, EqualShares, KeepBranch } from "./alternatives.tsx";
import { AUTOMATIC } from "./commands.ts";
import { decimal, percent } from "./format.ts";
import type { DivisionView } from "./grid-view.ts";
import { NO_DRAFT, useDivision, type OpenPlan } from "./page-state.ts";
import { perform } from "./perform.ts";
import { finishLongEdit, stopLongEdit } from "./predict-edit.ts";
import { reasonSentence } from "./refusal-text.ts";
import { tryEdit, type Tried } from "./try-edit.ts";

/** Quick, careful, and as long as the planner looks on. */
const EFFORTS = [1, 8, 100] as const;

/** Automatic division (自动划分): every way is tried before one is taken. */
export function DivideForm({
  open,
  onDone,
}: {
  readonly open: OpenPlan;
  readonly onDone: () => void;
}) {
  const t = useText();
  const [wanted, setWanted] = useState<number | null>(null);
  const [effort, setEffort] = useState<number>(EFFORTS[0]);
  const [preset, setPreset] = useState<PresetName>("standard");
  // A search without an end is for one way: the others would never begin.
  const names = effort === EFFORTS[2] ? preset : null;
  const trials = useTrials(open, { wanted, effort, only: names });
  const chosen = trials.get(preset);
  const view = chosen?.kind === "refused" ? null : (chosen?.view ?? null);
  useEffect(() => showTrial(preset, view), [preset, view]);
  const take = async (): Promise<void> => {
    if (chosen?.kind !== "done") return;
    useDivision.setState({ draft: NO_DRAFT });
    if (await perform(chosen.edit)) onDone();
  };
  return (
    <div className="og-divide-form">
      <p className="og-muted">{t("division:divide.about")}</p>
      <div className="og-divide-row">
        <label>
          {t("division:divide.count")}
          <InputNumber
            min={1}
            max={999}
            value={wanted}
            placeholder={t("division:divide.countAuto")}
            onChange={setWanted}
          />
        </label>
        <EffortChoice effort={effort} onChange={setEffort} />
      </div>
      <div className="og-presets" role="radiogroup" aria-label={t("division:divide.presets")}>
        {PRESET_NAMES.map((name) => (
          <PresetCard
            key={name}
            name={name}
            trial={trials.get(name)}
            isChosen={name === preset}
            onChoose={() => setPreset(name)}
          />
        ))}
      </div>
      <EqualShares open={open} />
      <Alternatives views={viewsOf(trials)} chosen={preset} onChoose={setPreset} />
      <div className="og-form-end">
        {view !== null && <KeepBranch open={open} edit={editOf(preset, wanted, effort)} />}
        <Button onClick={onDone}>{t("division:divide.cancel")}</Button>
        <Button type="primary" disabled={chosen?.kind !== "done"} onClick={() => void take()}>
          {t("division:divide.take")}
        </Button>
      </div>
    </div>
  );
}

function EffortChoice({
  effort,
  onChange,
}: {
  readonly effort: number;
  readonly onChange: (effort: number) => void;
}) {
  const t = useText();
  return (
    <div>
      <span id="og-effort">{t("division:divide.effort")}</span>
      <Segmented
        aria-labelledby="og-effort"
        value={effort}
        onChange={onChange}
        options={[
          { value: EFFORTS[0], label: t("division:divide.effortQuick") },
          { value: EFFORTS[1], label: t("division:divide.effortDeep") },
          { value: EFFORTS[2], label: t("division:divide.effortEndless") },
        ]}
      />
    </div>
  );
}

const editOf = (preset: PresetName, wanted: number | null, effort: number) => ({
  ...AUTOMATIC,
  edit: "divide-community" as const,
  preset,
  effort,
  ...(wanted === null ? {} : { count: wanted }),
});

function showTrial(preset: PresetName, view: DivisionView | null): () => void {
  useDivision.setState({
    draft: view === null ? NO_DRAFT : { kind: "trial", preset, view },
  });
  return () => useDivision.setState({ draft: NO_DRAFT });
}

const viewsOf = (trials: ReadonlyMap<PresetName, Trial>) =>
  new Map(
    [...trials].flatMap(([name, trial]) => (trial.kind === "done" ? [[name, trial.view]] : [])),
  );

type Trial =
  | Tried
  | { readonly kind: "computing"; readonly share: number; readonly view: DivisionView | null };

const WAITING: Trial = { kind: "computing", share: 0, view: null };

interface TrialSettings {
  readonly wanted: number | null;
  readonly effort: number;
  readonly only: PresetName | null;
}

/** The four ways one after another, the plain one first; begun again when the settings change. */
function useTrials(
  { base, session: { division } }: OpenPlan,
  { wanted, effort, only }: TrialSettings,
): ReadonlyMap<PresetName, Trial> {
  const [trials, setTrials] = useState<ReadonlyMap<PresetName, Trial>>(new Map());
  useEffect(() => {
    let isOver = false;
    const names = only === null ? PRESET_NAMES : [only];
    setTrials(new Map(names.map((name) => [name, WAITING])));
    const note = (name: PresetName, trial: (before: Trial | undefined) => Trial): void => {
      if (!isOver) setTrials((before) => new Map(before).set(name, trial(before.get(name))));
    };
    const run = async (): Promise<void> => {
      for (const name of names) {
        const edit = editOf(name, wanted, effort);
        const tried = await tryEdit(base, division, edit, (share, view) =>
          note(name, (before) => improved(before, share, view)),
        );
        if (isOver || tried === null) return;
        note(name, () => tried);
      }
    };
    // Typing a number begins a run per digit: only the last one is worth it.
    const timer = setTimeout(() => void run(), 150);
    return () => {
      isOver = true;
      clearTimeout(timer);
      stopLongEdit();
    };
  }, [base, division, wanted, effort, only]);
  return trials;
}

/** A message may arrive after the answer; a step without a picture leaves the last one. */
const improved = (before: Trial | undefined, share: number, view: DivisionView | null): Trial =>
  before?.kind === "computing"
    ? { ...before, share, view: view ?? before.view }
    : (before ?? WAITING);

interface PresetCardProps {
  readonly name: PresetName;
  readonly trial: Trial | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function PresetCard({ name, trial, isChosen, onChoose }: PresetCardProps) {
  const t = useText();
  return (
    <label className="og-preset">
      <input type="radio" name="preset" checked={isChosen} onChange={onChoose} />
      <span>
        <b>{t(`division:divide.preset.${name}`)}</b>
        <small>{t(`division:divide.presetAbout.${name}`)}</small>
      </span>
      <TrialNumbers trial={trial} />
    </label>
  );
}

function TrialNumbers({ trial }: { readonly trial: Trial | undefined }) {
  const t = useText();
  if (trial === undefined) return <i>{t("division:divide.notTried")}</i>;
  if (trial.kind === "refused")
    return <em>{t("division:divide.refused", { reason: reasonSentence(trial.reason) })}</em>;
  if (trial.kind === "done") return <Numbers view={trial.view} />;
  if (trial.view === null) return <i>{t("division:divide.computing")}</i>;
  return (
    <span>
      <Numbers view={trial.view} />
      <span className="og-preset-progress">
        <progress max={1} value={trial.share} aria-label={t("division:divide.improving")} />
        <Button size="small" onClick={finishLongEdit}>
          {t("division:divide.stopKeep")}
        </Button>
      </span>
    </span>
  );
}

function Numbers({ view }: { readonly view: DivisionView }) {
  const t = useText();
  const { metrics } = view.facts;
  return (
    <span className="og-preset-numbers og-number">
      <b>{t("division:divide.gridsShort", { count: metrics["grids"] ?? 0 })}</b>
      {t("division:divide.numbers", {
        within: percent(metrics["fairShareWithin10"]),
        shape: decimal(metrics["polsbyPopperMean"]),
        cut: metrics["smallCompoundsCut"] ?? 0,
      })}
    </span>
  );
}
