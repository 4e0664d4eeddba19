import { useEffect, useRef } from "react";
import { useLanguage, useText } from "../i18n/index.ts";
import { startMap } from "./map-host.ts";
import { useMapState } from "./map-store.ts";
import "./map.css";

const canDrawMap = (): boolean => document.createElement("canvas").getContext("webgl2") !== null;

/** The map itself. Everything on it comes from the stores; see `drawing.ts`. */
export function MapView() {
  const container = useRef<HTMLDivElement>(null);
  const status = useMapState((state) => state.status);
  const t = useText();
  useEffect(() => {
    if (container.current === null) return undefined;
    if (canDrawMap()) return startMap(container.current);
    useMapState.setState({ status: "unsupported" });
    return undefined;
  }, []);
  useMapName(container);
  return (
    <div className="og-map" id="map">
      <div ref={container} className="og-map-canvas" />
      {status === "context-lost" && (
        <div className="og-map-veil" role="status">
          {t("map:contextLost")}
        </div>
      )}
      {status === "unsupported" && (
        <div className="og-map-veil" role="alert">
          <strong>{t("map:noWebgl.title")}</strong>
          <p>{t("map:noWebgl.text")}</p>
        </div>
      )}
    </div>
  );
}

/** MapLibre names its canvas once; our language can change. */
function useMapName(container: React.RefObject<HTMLDivElement | null>): void {
  const language = useLanguage();
  const status = useMapState((state) => state.status);
  const t = useText();
  useEffect(() => {
    const canvas = container.current?.querySelector("canvas");
    canvas?.setAttribute("aria-label", `${t("map:title")} · ${t("map:instructions")}`);
  }, [container, language, status, t]);
}
