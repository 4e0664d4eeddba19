import type { ReactNode } from "react";
import { useText } from "../../i18n/index.ts";
import { DefinitionLine, type Defined } from "../covered.tsx";

interface ChartSectionProps {
  readonly title: string;
  /** What is counted, and what is not. */
  readonly about?: ReactNode;
  readonly by: Defined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One chart or table of the page, with the definition under its heading. */
export function ChartSection({ title, about, by, actions, children }: ChartSectionProps) {
  return (
    <section className="og-panel-section og-chart" aria-label={title}>
      <div className="og-panel-section-title">
        <h3>{title}</h3>
        {actions}
      </div>
      {about !== undefined && <p className="og-chart-about">{about}</p>}
      <p className="og-chart-about">
        <DefinitionLine by={by} />
      </p>
      {children}
    </section>
  );
}

/** The same numbers as a table, for who reads numbers or does not see the chart. */
export function AsTable({ children }: { readonly children: ReactNode }) {
  const t = useText();
  return (
    <details className="og-as-table">
      <summary>{t("overview:asTable")}</summary>
      <div
        className="og-table-scroll"
        tabIndex={0}
        role="region"
        aria-label={t("overview:asTable")}
      >
        {children}
      </div>
    </details>
  );
}
