import { UNIT_LEVELS } from "@onegrid/core/division";
import { BARRIER } from "@onegrid/core/topology";
import { Checkbox, Segmented, Select } from "antd";
import { useText } from "../../i18n/index.ts";
import { changeBrush } from "./brush-settings.ts";
import { gridNumber } from "../state/grid-view.ts";
import { useDivision, type MaskChoice, type OpenPlan } from "../state/page-state.ts";
import { SizeChoice, TargetChoice } from "./target-choice.tsx";

interface OptionsProps {
  readonly open: OpenPlan;
}

/** Settings of the brush: how broad, into which grid, over what. */
export function BrushOptions({ open }: OptionsProps) {
  const target = useDivision((state) => state.brush.target);
  return (
    <>
      <SizeChoice />
      <LevelChoice />
      <TargetChoice open={open} target={target} />
      <MaskSelect open={open} />
      <BreakChoice />
    </>
  );
}

export function EraseOptions({ open }: OptionsProps) {
  return (
    <>
      <SizeChoice />
      <LevelChoice />
      <MaskSelect open={open} />
      <BreakChoice />
    </>
  );
}

/** Settings of lasso and rectangle: select or paint, what is taken at once. */
export function AreaOptions({ open }: OptionsProps) {
  const t = useText();
  const { area, target } = useDivision((state) => state.brush);
  return (
    <>
      <Segmented
        size="small"
        aria-label={t("division:tool.areaDoes")}
        value={area}
        onChange={(chosen: "select" | "paint") => changeBrush({ area: chosen })}
        options={[
          { value: "select", label: t("division:tool.areaSelect") },
          { value: "paint", label: t("division:tool.areaPaint") },
        ]}
      />
      <LevelChoice />
      {area === "paint" && (
        <>
          <TargetChoice open={open} target={target} />
          <MaskSelect open={open} />
          <BreakChoice />
        </>
      )}
    </>
  );
}

/** Settings of the fill: where it stops, into which grid, over what. */
export function FillOptions({ open }: OptionsProps) {
  const t = useText();
  const { stopAt, target } = useDivision((state) => state.brush);
  return (
    <>
      <label className="og-brush-target">
        {t("division:tool.stopAt")}
        <Select
          size="small"
          aria-label={t("division:tool.stopAt")}
          value={stopAt}
          onChange={(chosen) => changeBrush({ stopAt: chosen })}
          popupMatchSelectWidth={false}
          options={STOPS.map(({ value, name }) => ({
            value,
            label: t(`division:tool.barrier.${name}`),
          }))}
        />
      </label>
      <LevelChoice />
      <TargetChoice open={open} target={target} />
      <MaskSelect open={open} />
      <BreakChoice />
    </>
  );
}

const STOPS = [
  { value: BARRIER.hard, name: "hard" },
  { value: BARRIER.arterial, name: "arterial" },
  { value: BARRIER.minorRoad, name: "minorRoad" },
  { value: BARRIER.compoundWall, name: "compoundWall" },
  { value: BARRIER.lane, name: "lane" },
] as const;

export function SwapOptions() {
  return (
    <>
      <LevelChoice />
      <BreakChoice />
    </>
  );
}

/** Single buildings, whole compounds (小区) or whole blocks (街坊). */
function LevelChoice() {
  const t = useText();
  const level = useDivision((state) => state.brush.level);
  return (
    <Segmented
      size="small"
      aria-label={t("division:tool.level")}
      value={level}
      onChange={(chosen) => changeBrush({ level: chosen })}
      options={UNIT_LEVELS.map((value) => ({ value, label: t(`division:tool.levels.${value}`) }))}
    />
  );
}

const nameOfMask = (mask: MaskChoice): string =>
  typeof mask === "string" ? mask : `grid ${mask.from}`;

const maskOfName = (name: string): MaskChoice =>
  name === "all" || name === "unassigned" || name === "compound" || name === "block"
    ? name
    : { from: name.slice("grid ".length) };

/** Grids may be in pieces while a draft is drawn; the list of problems tells of them. */
export function BreakChoice() {
  const t = useText();
  const mayBreak = useDivision((state) => state.brush.mayBreak);
  return (
    <Checkbox
      checked={mayBreak}
      title={t("division:tool.mayBreakAbout")}
      onChange={(event) => changeBrush({ mayBreak: event.target.checked })}
    >
      {t("division:tool.mayBreak")}
    </Checkbox>
  );
}

/** What may change at all (范围). */
function MaskSelect({ open }: OptionsProps) {
  const t = useText();
  const mask = useDivision((state) => state.brush.mask);
  const { grids } = open.session.division;
  return (
    <label className="og-brush-target">
      {t("division:tool.mask")}
      <Select
        size="small"
        aria-label={t("division:tool.mask")}
        value={nameOfMask(mask)}
        onChange={(name) => changeBrush({ mask: maskOfName(name) })}
        popupMatchSelectWidth={false}
        options={[
          { value: "all", label: t("division:tool.masks.all") },
          { value: "unassigned", label: t("division:tool.masks.unassigned") },
          { value: "compound", label: t("division:tool.masks.compound") },
          { value: "block", label: t("division:tool.masks.block") },
          ...grids.map((gridId) => ({
            value: nameOfMask({ from: gridId }),
            label: t("division:tool.masks.from", { number: gridNumber(gridId) }),
          })),
        ]}
      />
    </label>
  );
}
