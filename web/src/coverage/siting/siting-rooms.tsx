import { dueSquareMetres } from "@onegrid/core/coverage";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { count, useText } from "../../i18n/index.ts";
import { Covered } from "../covered.tsx";
import { NumberField } from "./number-field.tsx";
import { changeRooms, changeWish } from "./siting-run.ts";
import { useSiting, type FoundPlan } from "./siting-state.ts";

export const MOST_SQUARE_METRES = 100_000;

/** Whether floor areas count (容量), and how large a new station would be. */
export function SitingRooms() {
  const t = useText();
  const { rooms, area, kind } = useSiting((state) => state.wish);
  return (
    <fieldset className="og-choices">
      <legend>{t("coverage:siting.rooms")}</legend>
      <label>
        <input type="checkbox" checked={rooms} onChange={() => changeRooms(!rooms)} />
        {t("coverage:siting.roomsOn")}
      </label>
      {rooms && (
        <>
          <NumberField
            isNamed
            label={t("coverage:siting.newArea")}
            unit={t("coverage:siting.newAreaUnit")}
            value={area}
            max={MOST_SQUARE_METRES}
            onChange={(value) => value !== null && changeWish({ area: value })}
          />
          <p className="og-muted og-siting-line">
            {t(kind === "share" ? "coverage:siting.roomsNoShare" : "coverage:siting.roomsAbout")}
          </p>
        </>
      )}
    </fieldset>
  );
}

interface LoadsProps {
  readonly demand: SitingDemand;
  readonly plan: FoundPlan;
}

/** How far the rooms go: who is in reach and has none, what floor area is missing, what is not known. */
export function SitingLoads({ demand, plan }: LoadsProps) {
  const t = useText();
  const { loads, inReach, covered } = plan;
  if (loads === undefined || inReach === undefined) return null;
  const standing = loads.filter(({ site }) => site >= demand.candidates.length);
  const full = standing.filter(({ room, served }) => served >= room).length;
  const unknown = standing.filter(({ room }) => !Number.isFinite(room)).length;
  return (
    <div className="og-siting-loads" data-testid="siting-rooms">
      <p>
        <Covered by={demand}>
          {t("coverage:siting.inReach", {
            inReach: count(inReach),
            waiting: count(inReach - covered),
            area: count(Math.ceil(dueSquareMetres(inReach - covered))),
          })}
        </Covered>
      </p>
      {standing.length > 0 && (
        <p className="og-muted og-siting-line">
          {t("coverage:siting.standingRooms", { count: standing.length, full })}
          {unknown > 0 && ` ${t("coverage:siting.unknownRooms", { count: unknown })}`}
        </p>
      )}
    </div>
  );
}
