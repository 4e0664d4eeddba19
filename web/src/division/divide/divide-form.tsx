import { PRESET_NAMES, type PresetName } from "@onegrid/core/division";
import { Button } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useText, type Translate } from "../../i18n/index.ts";
import { Alternatives, EqualShares, KeepBranch } from "./alternatives.tsx";
import { CountChoices } from "./count-choices.tsx";
import {
  editFor,
  ENDLESS,
  NO_WISHES,
  usePosts,
  WalkNumber,
  WishFields,
  type PlacedPosts,
  type Wishes,
} from "./divide-wishes.tsx";
import { decimal, percent } from "../state/format.ts";
import type { DivisionView } from "../state/grid-view.ts";
import { NO_DRAFT, useDivision, type OpenPlan } from "../state/page-state.ts";
import { perform } from "../session/perform.ts";
import { finishLongEdit, stopLongEdit } from "../session/predict-edit.ts";
import { ReasonedButton } from "../controls/reasoned-button.tsx";
import { reasonSentence } from "../state/refusal-text.ts";
import { tryEdit, type Tried } from "../session/try-edit.ts";

/** Automatic division (自动划分): every way is tried before one is taken. */
export function DivideForm({
  open,
  onDone,
}: {
  readonly open: OpenPlan;
  readonly onDone: () => void;
}) {
  const t = useText();
  const [wishes, setWishes] = useState<Wishes>(NO_WISHES);
  const posts = usePosts(open);
  const nearPosts = wishes.isNearPosts ? posts : null;
  const makeEdit = useMemo(() => editFor(wishes, nearPosts), [wishes, nearPosts]);
  const [preset, setPreset] = useState<PresetName>("standard");
  // A search without an end is for one way: the others would never begin.
  const only = wishes.effort === ENDLESS ? preset : null;
  const trials = useTrials(open, makeEdit, only);
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
      <WishFields
        wishes={wishes}
        posts={posts}
        hasGrids={open.session.division.grids.length > 0}
        onChange={setWishes}
      />
      <CountChoices
        open={open}
        count={wishes.count}
        onChange={(count) => setWishes({ ...wishes, count })}
      />
      <div className="og-presets" role="radiogroup" aria-label={t("division:divide.presets")}>
        {PRESET_NAMES.map((name) => (
          <PresetCard
            key={name}
            name={name}
            trial={trials.get(name)}
            nearPosts={nearPosts}
            isChosen={name === preset}
            onChoose={() => setPreset(name)}
          />
        ))}
      </div>
      <EqualShares open={open} />
      <Alternatives views={viewsOf(trials)} chosen={preset} onChoose={setPreset} />
      <div className="og-form-end">
        {view !== null && <KeepBranch open={open} edit={makeEdit(preset)} />}
        <Button onClick={onDone}>{t("division:divide.cancel")}</Button>
        <ReasonedButton type="primary" why={whyNotTake(chosen, t)} onClick={() => void take()}>
          {t("division:divide.take")}
        </ReasonedButton>
      </div>
    </div>
  );
}

function whyNotTake(chosen: Trial | undefined, t: Translate): string | null {
  if (chosen?.kind === "done") return null;
  return t(chosen?.kind === "refused" ? "division:why.refusedWay" : "division:why.computing");
}

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

/** The four ways one after another, the plain one first; begun again when the settings change. */
function useTrials(
  { base, session: { division } }: OpenPlan,
  makeEdit: ReturnType<typeof editFor>,
  only: PresetName | null,
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
        const edit = makeEdit(name);
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
  }, [base, division, makeEdit, only]);
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
  /** Where the way to them counts. */
  readonly nearPosts: PlacedPosts | null;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function PresetCard({ name, trial, nearPosts, isChosen, onChoose }: PresetCardProps) {
  const t = useText();
  return (
    <label className="og-preset">
      <input type="radio" name="preset" checked={isChosen} onChange={onChoose} />
      <span>
        <b>{t(`division:divide.preset.${name}`)}</b>
        <small>{t(`division:divide.presetAbout.${name}`)}</small>
      </span>
      <TrialNumbers trial={trial} nearPosts={nearPosts} />
    </label>
  );
}

function TrialNumbers({ trial, nearPosts }: Pick<PresetCardProps, "trial" | "nearPosts">) {
  const t = useText();
  if (trial === undefined) return <i>{t("division:divide.notTried")}</i>;
  if (trial.kind === "refused")
    return <em>{t("division:divide.refused", { reason: reasonSentence(trial.reason) })}</em>;
  if (trial.kind === "done") return <Numbers view={trial.view} nearPosts={nearPosts} />;
  if (trial.view === null) return <i>{t("division:divide.computing")}</i>;
  return (
    <span>
      <Numbers view={trial.view} nearPosts={nearPosts} />
      <span className="og-preset-progress">
        <progress max={1} value={trial.share} aria-label={t("division:divide.improving")} />
        <Button size="small" onClick={finishLongEdit}>
          {t("division:divide.stopKeep")}
        </Button>
      </span>
    </span>
  );
}

function Numbers({
  view,
  nearPosts,
}: {
  readonly view: DivisionView;
  readonly nearPosts: PlacedPosts | null;
}) {
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
      {nearPosts && (
        <>
          {" · "}
          <WalkNumber view={view} posts={nearPosts.posts} />
        </>
      )}
    </span>
  );
}
