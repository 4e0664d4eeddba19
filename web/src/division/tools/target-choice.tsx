import { Select } from "antd";
import { useText, type TextKey } from "../../i18n/index.ts";
import { BRUSH_SIZES, changeBrush } from "./brush-settings.ts";
import { gridNumber } from "../state/grid-view.ts";
import { useDivision, type BrushSettings, type OpenPlan } from "../state/page-state.ts";

const SIZE_NAMES: readonly TextKey[] = [
  "division:tool.sizeOne",
  "division:tool.sizeSmall",
  "division:tool.sizeMedium",
  "division:tool.sizeLarge",
];

/** How broad the brush is. */
export function SizeChoice() {
  const t = useText();
  const radiusPixels = useDivision((state) => state.brush.radiusPixels);
  return (
    <div className="og-sizes" role="group" aria-label={t("division:tool.size")}>
      {BRUSH_SIZES.map((size, at) => (
        <button
          key={size}
          type="button"
          className="og-tool"
          aria-pressed={radiusPixels === size}
          aria-label={`${t("division:tool.size")}: ${t(SIZE_NAMES[at] ?? "division:tool.size")}`}
          title={t(SIZE_NAMES[at] ?? "division:tool.size")}
          onClick={() => changeBrush({ radiusPixels: size })}
        >
          <i style={{ width: 5 + size * 0.45, height: 5 + size * 0.45 }} />
        </button>
      ))}
    </div>
  );
}

interface TargetChoiceProps {
  readonly open: OpenPlan;
  readonly target: BrushSettings["target"];
}

const chooseTarget = (chosen: string): void =>
  changeBrush({
    target:
      chosen === "pressed" || chosen === "new" ? chosen : { gridId: chosen.slice("grid ".length) },
  });

/** Where what is painted goes. */
export function TargetChoice({ open, target }: TargetChoiceProps) {
  const t = useText();
  const { grids } = open.session.division;
  const value = typeof target === "string" ? target : `grid ${target.gridId}`;
  return (
    <label className="og-brush-target">
      {t("division:tool.target")}
      <Select
        size="small"
        aria-label={t("division:tool.target")}
        value={value}
        onChange={chooseTarget}
        popupMatchSelectWidth={false}
        options={[
          { value: "pressed", label: t("division:tool.targetPressed") },
          { value: "new", label: t("division:tool.targetNew") },
          ...grids.map((gridId) => ({
            value: `grid ${gridId}`,
            label: t("division:grid", { number: gridNumber(gridId) }),
          })),
        ]}
      />
    </label>
  );
}
