import type { ReactNode } from "react";

/** Building blocks of a workspace's panel: one look for all of them. */

interface PanelHeadingProps {
  readonly title: ReactNode;
  readonly about?: ReactNode;
  /** Buttons at the right end. */
  readonly actions?: ReactNode;
}

/** First thing in a panel; stays while the rest scrolls. */
export function PanelHeading({ title, about, actions }: PanelHeadingProps) {
  return (
    <header className="og-panel-heading">
      <div>
        <h2>{title}</h2>
        {about !== undefined && <p className="og-muted">{about}</p>}
      </div>
      {actions !== undefined && <div className="og-panel-actions">{actions}</div>}
    </header>
  );
}

interface PanelSectionProps {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  /** Takes the height that is left and scrolls inside. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}

export function PanelSection({ title, actions, fills = false, children }: PanelSectionProps) {
  return (
    <section className={fills ? "og-panel-section og-fills" : "og-panel-section"}>
      {title !== undefined && (
        <div className="og-panel-section-title">
          <h3>{title}</h3>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

interface FiguresProps {
  readonly figures: readonly {
    readonly label: string;
    readonly value: string;
    readonly unit?: string;
  }[];
}

/** A row of large numbers with their units. */
export function Figures({ figures }: FiguresProps) {
  return (
    <dl className="og-figures">
      {figures.map(({ label, value, unit }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {unit !== undefined && <small>{unit}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
