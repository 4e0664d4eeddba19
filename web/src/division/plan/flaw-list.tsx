import { fixesOf, type DivisionEdit, type Flaw } from "@onegrid/core/division";
import { useMemo } from "react";
import { count, text, useText, type Translate } from "../../i18n/index.ts";
import { goToBox } from "../../map/index.ts";
import { gridNumber } from "../state/grid-view.ts";
import { NO_DRAFT, useDivision, type OpenPlan } from "../state/page-state.ts";
import { perform } from "../session/perform.ts";
import { endPreview, previewEdit } from "../tools/preview-edit.ts";
import { boxOfUnits } from "../state/unit-shapes.ts";

/** Drawn at most; the rest comes up as these are mended. */
const MOST_ROWS = 100;

interface FlawListProps {
  readonly open: OpenPlan;
  readonly flaws: readonly Flaw[];
}

/** What a draft should not keep, each with the way to it and what would mend it. */
export function FlawList({ open, flaws }: FlawListProps) {
  const t = useText();
  if (flaws.length === 0) return <p className="og-muted og-nothing">{t("division:flaws.none")}</p>;
  return (
    <ul className="og-flaws" aria-label={t("division:flaws.title")}>
      {flaws.slice(0, MOST_ROWS).map((flaw) => (
        <FlawRow key={`${flaw.kind} ${flaw.units.join()}`} open={open} flaw={flaw} />
      ))}
      {flaws.length > MOST_ROWS && (
        <li className="og-muted">
          {t("division:flaws.more", { count: flaws.length - MOST_ROWS })}
        </li>
      )}
    </ul>
  );
}

interface FlawRowProps {
  readonly open: OpenPlan;
  readonly flaw: Flaw;
}

function FlawRow({ open, flaw }: FlawRowProps) {
  const t = useText();
  const fixes = useMemo(() => fixesOf(open.view.division, flaw), [open.view, flaw]);
  return (
    <li className={`og-flaw og-flaw-${flaw.kind}`}>
      <p>
        <strong>{t(`division:flaws.kind.${flaw.kind}`)}</strong> {sentenceOf(flaw, t)}
      </p>
      <span className="og-flaw-actions">
        <button type="button" className="og-link-button" onClick={() => show(open, flaw)}>
          {t("division:flaws.show")}
        </button>
        {open.isEditable &&
          fixes.map((fix) => <FixButton key={JSON.stringify(fix)} open={open} fix={fix} />)}
        {open.isEditable && fixes.length === 0 && (
          <small className="og-muted">{t(`division:flaws.byHand.${flaw.kind}`)}</small>
        )}
      </span>
    </li>
  );
}

function sentenceOf({ kind, units, households, gridId, gridIds }: Flaw, t: Translate): string {
  const grids = gridIds.map(gridNumber).join("、");
  const values = {
    count: units.length,
    households: count(households),
    number: gridNumber(gridId ?? ""),
    grids: kind === "enclave" ? gridNumber(gridIds[1] ?? "") : grids,
  };
  return t(`division:flaws.about.${kind}`, values);
}

function show(open: OpenPlan, { units }: Flaw): void {
  useDivision.setState({ selection: { kind: "units", units }, draft: NO_DRAFT });
  const box = boxOfUnits(open.base, units);
  if (box !== null) goToBox(box, { maxZoom: 17.5 });
}

interface FixButtonProps {
  readonly open: OpenPlan;
  readonly fix: DivisionEdit;
}

/** Pointing at it shows on the map what it would do, with the new numbers. */
function FixButton({ open, fix }: FixButtonProps) {
  return (
    <button
      type="button"
      className="og-plain-button og-fix"
      onMouseEnter={() => void previewEdit(open, fix)}
      onFocus={() => void previewEdit(open, fix)}
      onMouseLeave={endPreview}
      onBlur={endPreview}
      onClick={() => {
        endPreview();
        void perform(fix);
      }}
    >
      {wordsOf(fix)}
    </button>
  );
}

function wordsOf(fix: DivisionEdit): string {
  if (fix.edit === "assign-units" && fix.gridId !== null)
    return text("division:flaws.fix.give", { number: gridNumber(fix.gridId) });
  if (fix.edit === "split-grid") return text("division:flaws.fix.split", { count: fix.count });
  if (fix.edit === "rebalance-grids")
    return text("division:flaws.fix.rebalance", { grids: fix.gridIds.map(gridNumber).join("、") });
  if (fix.edit === "merge-grids")
    return text("division:flaws.fix.merge", { grids: fix.gridIds.map(gridNumber).join("、") });
  if (fix.edit === "divide-community") return text("division:flaws.fix.divide");
  return fix.edit === "create-grid"
    ? text("division:flaws.fix.create")
    : text("division:flaws.fix.absorb");
}
