import { lazy, Suspense, type CSSProperties } from "react";
import { useText } from "../../i18n/index.ts";
import { alertColors } from "../board/alert-colors.ts";
import { useMapScale } from "./wall-scale.ts";

const MapView = lazy(() =>
  import("../../map/map-view.tsx").then(({ MapView: view }) => ({ default: view })),
);

const { late, soon } = alertColors({ theme: "dark" });

/** The desk's map, drawn larger. */
export function WallMap() {
  const t = useText();
  const scale = useMapScale();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- React's own type has no variables
  const style = { "--map-scale": scale, "--ring-late": late, "--ring-soon": soon } as CSSProperties;
  return (
    <div className="og-wall-map" style={style}>
      <div className="og-wall-map-scaled">
        <Suspense>
          <MapView scale={scale} />
        </Suspense>
      </div>
      <ul className="og-wall-legend">
        <li>
          <i className="og-wall-ring og-wall-ring-late" aria-hidden="true">
            !
          </i>
          {t("dispatch:map.late")}
        </li>
        <li>
          <i className="og-wall-ring og-wall-ring-soon" aria-hidden="true" />
          {t("dispatch:map.soon")}
        </li>
      </ul>
    </div>
  );
}
