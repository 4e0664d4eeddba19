import { useText } from "../i18n/index.ts";
import { useMapState } from "./map-store.ts";
import { scaleBar } from "./scale-bar.ts";
import "./status-bar.css";

const LONGEST_PIXELS = 96;

/** Scale, position, zoom and datum along the map's lower edge. */
export function StatusBar() {
  const t = useText();
  const view = useMapState((state) => state.view);
  const hasTrouble = useMapState((state) => state.hasTileTrouble);
  if (view === null) return null;
  const [lng, lat] = view.center;
  const bar = scaleBar(lat, view.zoom, LONGEST_PIXELS);
  return (
    <div className="og-status-bar">
      {hasTrouble && (
        <span role="status" className="og-trouble">
          {t("map:tileTrouble")}
        </span>
      )}
      <span className="og-scale" title={t("map:scale")}>
        <i style={{ width: bar.pixels }} />
        {bar.label}
      </span>
      <span className="og-number" title={t("map:position")}>
        {lng.toFixed(5)}, {lat.toFixed(5)}
      </span>
      <span className="og-number og-wide-only">
        {t("map:zoom", { zoom: view.zoom.toFixed(1) })}
      </span>
      <span className="og-wide-only" title={t("map:datum")}>
        {t("map:datumShort")}
      </span>
    </div>
  );
}
