import { useText } from "../../i18n/index.ts";
import type { ReportDraft } from "./report-store.ts";

/** Grid, community and street of the report's point, said at once. */
export function LocatedPlace({ draft }: { readonly draft: ReportDraft }) {
  const t = useText();
  const { position, located, address } = draft;
  if (position === null) {
    return address.trim() === "" ? null : (
      <p className="og-located og-located-warning">{t("dispatch:report.addressOnly")}</p>
    );
  }
  if (located === null) return <p className="og-located">{t("dispatch:report.locating")}</p>;
  if (located.isOutside)
    return (
      <p className="og-located og-located-warning" role="status">
        {t("dispatch:report.outside")}
      </p>
    );
  const { grid, lane, community, street } = located;
  return (
    <dl className="og-located" aria-live="polite">
      <Line name={t("dispatch:report.grid")} value={grid?.name ?? t("dispatch:report.noGrid")} />
      {lane !== null && <Line name={t("dispatch:report.lane")} value={lane} />}
      <Line name={t("dispatch:report.community")} value={community ?? "—"} />
      <Line name={t("dispatch:report.street")} value={street ?? "—"} />
    </dl>
  );
}

const Line = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
