import { useText } from "../i18n/index.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { MinusIcon, NorthIcon, PlusIcon, WholeIcon } from "../ui/icons.tsx";
import { faceNorth, goToBox, zoomBy } from "./camera.ts";
import { useCatalog, wholeBox } from "./catalog.ts";
import { useMapState } from "./map-store.ts";

/** Zoom, north, whole district: for hands without a wheel or a keyboard. */
export function MapControls() {
  const t = useText();
  const bearing = useMapState((state) => state.view?.bearing ?? 0);
  const pitch = useMapState((state) => state.view?.pitch ?? 0);
  const layers = useCatalog((state) => state.layers);
  const box = wholeBox(layers);
  return (
    <div className="og-map-controls" role="group" aria-label={t("map:control.group")}>
      <IconButton label={t("map:control.zoomIn")} shortcut="=" onClick={() => zoomBy(1)}>
        <PlusIcon />
      </IconButton>
      <IconButton label={t("map:control.zoomOut")} shortcut="-" onClick={() => zoomBy(-1)}>
        <MinusIcon />
      </IconButton>
      {box !== null && (
        <IconButton label={t("map:control.whole")} shortcut="0" onClick={() => goToBox(box)}>
          <WholeIcon />
        </IconButton>
      )}
      {(bearing !== 0 || pitch !== 0) && (
        <IconButton label={t("map:control.north")} shortcut="N" onClick={faceNorth}>
          <span style={{ display: "grid", rotate: `${-bearing}deg` }}>
            <NorthIcon />
          </span>
        </IconButton>
      )}
    </div>
  );
}
