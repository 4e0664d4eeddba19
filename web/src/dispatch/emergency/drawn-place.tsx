import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { count, useText } from "../../i18n/index.ts";
import { useAreas } from "../../organisation/index.ts";
import { drawArea } from "../area/drawn-area.ts";

interface DrawnPlaceProps {
  readonly isDrawn: boolean;
  readonly onDrop: () => void;
  readonly communities: readonly { readonly id: string }[];
}

/** How many the place concerns; it can be drawn on the map in place of naming areas. */
export function DrawnPlace({ isDrawn, onDrop, communities }: DrawnPlaceProps) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  const ids = new Set(communities.map(({ id }) => id));
  const households = areas
    .filter(({ id }) => ids.has(id))
    .reduce((sum, area) => sum + area.households, 0);
  return (
    <p className="og-emergency-place">
      <span role="status">
        {t(isDrawn ? "emergency:start.drawn" : "emergency:start.named", {
          communities: ids.size,
          households: count(households),
        })}
      </span>
      <Link to="/$workspace" params={{ workspace: "dispatch" }} onClick={drawArea}>
        {t(isDrawn ? "emergency:start.drawAgain" : "emergency:start.draw")}
      </Link>
      {isDrawn && (
        <Button size="small" onClick={onDrop}>
          {t("emergency:start.nameAreas")}
        </Button>
      )}
    </p>
  );
}
