import { Segmented } from "antd";
import { count, useText } from "../../i18n/index.ts";

/** `ground` has no place among the tabs: a line above them leads there. */
export type Tab = "grids" | "flaws" | "next" | "compare" | "history" | "ground";

interface PlanTabsProps {
  readonly tab: Tab;
  /** Problems that the draft has. */
  readonly flaws: number;
  readonly onChange: (tab: Tab) => void;
}

/** The parts of an open plan. */
export function PlanTabs({ tab, flaws, onChange }: PlanTabsProps) {
  const t = useText();
  return (
    <div className="og-division-tabs">
      <Segmented
        block
        aria-label={t("division:tab.label")}
        value={tab}
        onChange={onChange}
        options={[
          { value: "grids", label: t("division:table.title") },
          {
            value: "flaws",
            label:
              flaws === 0
                ? t("division:flaws.title")
                : `${t("division:flaws.title")} ${count(flaws)}`,
          },
          { value: "compare", label: t("plan:compare.tab") },
          { value: "next", label: t("division:life.title") },
          { value: "history", label: t("division:history.title") },
        ]}
      />
    </div>
  );
}
