import { ringMeasures } from "@onegrid/core/coverage";
import { useText } from "../../i18n/index.ts";
import { useMapState } from "../../map/index.ts";
import { useCoverage } from "../store.ts";
import { areRingsOn, toggleRings } from "./load-rings.ts";
import { shownLimit } from "./ring-layers.ts";

/** Shows the nested rings on the map, and says which limits they are for. */
export function RingSwitch() {
  const t = useText();
  const isOn = useMapState(areRingsOn);
  const measure = useCoverage((state) => state.result?.definition.measure);
  const isTrying = useCoverage((state) => state.tried !== null);
  if (measure === undefined) return null;
  const limits = ringMeasures(measure).map(shownLimit).join(" / ");
  return (
    <label className="og-ring-switch" title={t("coverage:rings.about")}>
      <input type="checkbox" checked={isOn} disabled={isTrying} onChange={toggleRings} />
      <span>{t("coverage:rings.show")}</span>
      <small className="og-number">
        {isTrying ? t("coverage:rings.notTried") : t(`coverage:rings.${measure.basis}`, { limits })}
      </small>
    </label>
  );
}
