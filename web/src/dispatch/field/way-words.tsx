import { distanceMetres } from "@onegrid/core/dispatch";
import { useText } from "../../i18n/index.ts";
import { bearingDegrees, directionOf } from "./bearing.ts";
import { useFix } from "./own-position.ts";

type Place = readonly [number, number];

/** How far and which way it is from here, as the crow flies; it needs no map and no line. */
export function WayWords({ to }: { readonly to: Place | null }) {
  const t = useText();
  const fix = useFix((state) => state.fix);
  if (fix === null || to === null) return null;
  const metres = distanceMetres(fix.position, to);
  const degrees = bearingDegrees(fix.position, to);
  const far =
    metres < 1000
      ? t("field:way.metres", { metres: Math.round(metres / 10) * 10 })
      : t("field:way.kilometres", { kilometres: (metres / 1000).toFixed(1) });
  return (
    <span className="og-field-way">
      <i style={{ rotate: `${Math.round(degrees)}deg` }} aria-hidden="true">
        ↑
      </i>
      {t(directionOf(degrees))} {far}
    </span>
  );
}
