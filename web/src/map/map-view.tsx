import { useEffect, useRef } from "react";
import { useLanguage, useText } from "../i18n/index.ts";
import { liveMap } from "./camera.ts";
import { startMap } from "./map-host.ts";
import { useMapState } from "./map-store.ts";
import "./map.css";

const canDrawMap = (): boolean => document.createElement("canvas").getContext("webgl2") !== null;

interface MapViewProps {
  /** How much larger the style sheet draws it than it is laid out: a wall is read from afar. */
  readonly scale?: number;
}

/** The map itself. Everything on it comes from the stores; see `drawing.ts`. */
export function MapView({ scale = 1 }: MapViewProps) {
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
  useSharpness(scale);
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

/** A map that is drawn larger has more pixels, not larger ones. */
function useSharpness(scale: number): void {
  const status = useMapState((state) => state.status);
  useEffect(() => {
    if (scale !== 1 && status === "ready") liveMap()?.setPixelRatio(devicePixelRatio * scale);
  }, [scale, status]);
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
