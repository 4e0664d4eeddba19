import type { GridsOnReply } from "@onegrid/core/division/contract";
import { count, useText } from "../../i18n/index.ts";
import { gridChanges } from "../state/grid-changes.ts";
import { useGridsOn } from "../state/queries.ts";

interface PresentGridsProps {
  readonly communityId: string;
  readonly present: GridsOnReply;
}

/** The grids in force with their sizes; those that an approved plan will change say when. */
export function PresentGrids({ communityId, present }: PresentGridsProps) {
  const t = useText();
  const { grids } = present;
  const day = grids.find(({ validTo }) => validTo !== null)?.validTo ?? null;
  const { data: later } = useGridsOn(communityId, day);
  if (grids.length === 0) return <p className="og-muted">{t("division:community.noPresent")}</p>;
  const changes = gridChanges(grids, later?.grids ?? grids);
  const most = Math.max(...grids.map(({ households }) => households), 1);
  return (
    <ul className="og-present" aria-label={t("division:community.present")}>
      {grids.map(({ id, name, households }) => {
        const change = changes.get(id);
        return (
          <li key={id}>
            <span translate="no">{name}</span>
            <span className="og-present-bar" aria-hidden="true">
              <i style={{ width: `${(households / most) * 100}%` }} />
            </span>
            <span className="og-number">{t("shell:households", { count: count(households) })}</span>
            {change !== undefined && (
              <small className="og-muted">
                {t(`division:community.change.${change}`, { day: day ?? "" })}
              </small>
            )}
          </li>
        );
      })}
    </ul>
  );
}
