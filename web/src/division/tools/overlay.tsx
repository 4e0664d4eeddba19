import { Button, InputNumber, Select } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { count, useText } from "../../i18n/index.ts";
import { areLocked, assignSelected, AUTOMATIC, splitCount } from "./commands.ts";
import { JoinButton } from "./border-options.tsx";
import { CommandButton } from "./command-button.tsx";
import { DraftNumbers } from "./draft-numbers.tsx";
import { useComparedWith } from "../compare/compare-state.ts";
import { EditAnnouncer } from "./edit-announcer.tsx";
import { signedPercent } from "../state/format.ts";
import { gridNumber } from "../state/grid-view.ts";
import {
  NO_SELECTION,
  useDivision,
  useOpenPlan,
  type Notice,
  type OpenPlan,
} from "../state/page-state.ts";
import { perform } from "../session/perform.ts";
import { stopLongEdit } from "../session/predict-edit.ts";
import { nextStep } from "../state/refusal-next.ts";
import { reasonSentence } from "../state/refusal-text.ts";
import { ToolBar } from "./tool-bar.tsx";
import { BreakChoice } from "./tool-options.tsx";

const CompareOverlay = lazy(() =>
  import("../compare/compare-overlay.tsx").then(({ CompareOverlay: overlay }) => ({
    default: overlay,
  })),
);

/** What floats over the map while a plan is open. */
export function DivisionOverlay() {
  const open = useOpenPlan();
  const isComparing = useComparedWith() !== null;
  if (open === null) return null;
  return (
    <>
      <div className="og-division-top">
        <ToolBar open={open} />
        <EditAnnouncer open={open} />
        <WorkLine />
        <DraftNumbers open={open} />
        <HintLine />
        <NoticeCard />
      </div>
      <SelectionBar open={open} />
      {isComparing && (
        <Suspense>
          <CompareOverlay open={open} />
        </Suspense>
      )}
    </>
  );
}

/** Work that lasts: a bar and a way out. Short work never shows it. */
const PATIENCE_MS = 400;

function WorkLine() {
  const t = useText();
  const work = useDivision((state) => state.work);
  const [isLong, setIsLong] = useState(false);
  const isWorking = work !== null;
  useEffect(() => {
    if (!isWorking) return undefined;
    const timer = setTimeout(() => setIsLong(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isWorking]);
  if (work === null || !isLong) return null;
  const words = t("division:divide.running", { percent: Math.round(work.share * 100) });
  return (
    <div className="og-division-card og-work">
      <progress value={work.share} max={1} aria-label={words} />
      <span className="og-number">{words}</span>
      <button type="button" className="og-text-button" onClick={stopLongEdit}>
        {t("division:divide.stop")}
      </button>
    </div>
  );
}

/** Why a press of the brush changed nothing, and what would. */
function HintLine() {
  const t = useText();
  const hint = useDivision((state) => state.hint);
  return (
    <div aria-live="polite">
      {hint !== null && (
        <div className="og-division-card og-brush-hint">{t(`division:tool.hint.${hint}`)}</div>
      )}
    </div>
  );
}

const closeNotice = (): void => useDivision.setState({ notice: null });
const clearSelection = (): void => useDivision.setState({ selection: NO_SELECTION });

function NoticeCard() {
  const t = useText();
  const notice = useDivision((state) => state.notice);
  return (
    <div aria-live="assertive">
      {notice !== null && (
        <div className="og-division-card og-notice">
          <div>
            <strong>{t("division:notice.title")}</strong>
            <p>
              {sentenceOf(notice)}{" "}
              {notice.instead === null && nextStep(notice.refusal, notice.edit)}
            </p>
          </div>
          <div className="og-notice-actions">
            <InsteadButton notice={notice} />
            <Button size="small" onClick={closeNotice}>
              {t("division:notice.close")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

const sentenceOf = ({ refusal }: Notice): string =>
  reasonSentence("error" in refusal ? refusal.error : refusal);

function InsteadButton({ notice }: { readonly notice: Notice }) {
  const t = useText();
  const { instead } = notice;
  if (instead === null) return null;
  const { edit, words, count: units } = instead;
  return (
    <Button size="small" type="primary" onClick={() => void perform(edit)}>
      {t(`division:notice.instead.${words}`, { count: units })}
    </Button>
  );
}

/** What can be done with what is selected. */
function SelectionBar({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const selection = useDivision((state) => state.selection);
  if (selection.kind === "none") return null;
  return (
    <section className="og-selection-bar" aria-label={t("division:select.none")}>
      {selection.kind === "grids" ? (
        <GridActions open={open} gridIds={selection.gridIds} />
      ) : (
        <UnitActions open={open} units={selection.units} />
      )}
      <button type="button" className="og-text-button" onClick={clearSelection}>
        {t("division:select.clear")}
      </button>
    </section>
  );
}

interface GridActionsProps {
  readonly open: OpenPlan;
  readonly gridIds: readonly string[];
}

function GridActions({ open, gridIds }: GridActionsProps) {
  const t = useText();
  const [first = ""] = gridIds;
  const facts = open.view.facts.grids.get(first);
  const label =
    gridIds.length === 1 && facts !== undefined
      ? t("division:select.announceGrid", {
          number: gridNumber(first),
          households: count(facts.households),
          deviation: signedPercent(facts.deviationTarget),
        })
      : t("division:select.grids", { count: gridIds.length });
  return (
    <>
      <strong aria-live="polite">{label}</strong>
      {open.isEditable && (
        <>
          <CommandButton id="division.merge" shortcut="M" />
          {gridIds.length === 1 ? (
            <SplitButton key={first} open={open} gridId={first} />
          ) : (
            <CommandButton id="division.split" shortcut="S" />
          )}
          <CommandButton id="division.rebalance" shortcut="J" />
          <CommandButton id="division.dissolve" shortcut="D" />
          <CommandButton
            id="division.lock"
            shortcut="K"
            label={t(areLocked(open, gridIds) ? "division:select.unlock" : "division:select.lock")}
          />
        </>
      )}
    </>
  );
}

function SplitButton({ open, gridId }: { readonly open: OpenPlan; readonly gridId: string }) {
  const t = useText();
  const [pieces, setPieces] = useState(() => splitCount(open, gridId));
  const isLocked = areLocked(open, [gridId]);
  return (
    <span className="og-split">
      <button
        type="button"
        className="og-tool"
        aria-disabled={isLocked}
        title={isLocked ? t("division:why.oneLock") : undefined}
        onClick={() => {
          if (!isLocked) void perform({ edit: "split-grid", gridId, count: pieces, ...AUTOMATIC });
        }}
      >
        {t("division:select.splitInto")}
      </button>
      <InputNumber
        size="small"
        min={2}
        max={20}
        value={pieces}
        aria-label={t("division:select.splitInto")}
        onChange={(value) => setPieces(value ?? 2)}
      />
      {t("division:select.splitPieces")}
    </span>
  );
}

interface UnitActionsProps {
  readonly open: OpenPlan;
  readonly units: readonly number[];
}

function UnitActions({ open, units }: UnitActionsProps) {
  const t = useText();
  const { division } = open.session;
  const households = units.reduce(
    (sum, unit) => sum + (division.ground.graph.households[unit] ?? 0),
    0,
  );
  return (
    <>
      <strong aria-live="polite">
        {t("division:select.units", { count: units.length, households: count(households) })}
      </strong>
      {open.isEditable && (
        <>
          <Select
            size="small"
            value={null}
            placeholder={t("division:select.assign")}
            aria-label={t("division:select.assign")}
            popupMatchSelectWidth={false}
            onChange={(gridId: string | null) => {
              if (gridId !== null) assignSelected({ kind: "grid", gridId });
            }}
            options={division.grids.map((gridId) => ({
              value: gridId,
              label: t("division:grid", { number: gridNumber(gridId) }),
            }))}
          />
          <JoinButton open={open} units={units} />
          <BreakChoice />
          <CommandButton id="division.make-grid" shortcut="U" />
          <button
            type="button"
            className="og-tool"
            onClick={() => assignSelected({ kind: "none" })}
          >
            {t("division:select.free")}
          </button>
        </>
      )}
    </>
  );
}
