import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import { Button, Input } from "antd";
import { useState } from "react";
import { useText, type Translate } from "../../i18n/index.ts";
import { useCountPlaces } from "../board/count-places.ts";
import { sendTo } from "./send-to.ts";

type Unit = RecommendationReply["unit"];

/** Who answers for the case by the duty list (责任清单), by which clause, and who else may have it. */
export function ResponsibleUnit({ advice }: { readonly advice: RecommendationReply }) {
  const t = useText();
  const nameOf = useUnitNames();
  const { unit } = advice;
  const { unitId, fallback } = unit;
  const others = unit.others.filter((each) => each.unitId !== fallback?.unitId);
  return (
    <section className="og-advice-units" aria-label={t("dispatch:advice.unit.title")}>
      {unit.by === "nobody" && (
        <p className="og-case-error" role="status">
          {t("dispatch:advice.unit.nobody")}
        </p>
      )}
      {unitId !== null && (
        <UnitRow
          advice={advice}
          unit={{ ...unit, unitId, name: nameOf(unitId, unit.name), isResponsible: true }}
          title={titleOf(unit, nameOf(unitId, unit.name), t)}
          detail={basisOf(unit, t)}
        />
      )}
      {others.map((each) => (
        <UnitRow
          key={each.unitId}
          advice={advice}
          unit={{ ...each, name: nameOf(each.unitId, each.name) }}
          title={t("dispatch:advice.unit.other", { name: nameOf(each.unitId, each.name) })}
          detail={each.isResponsible ? "" : t("dispatch:advice.unit.takenOver")}
        />
      ))}
      {fallback !== null && fallback.unitId !== unitId && (
        <UnitRow
          advice={advice}
          unit={{
            ...fallback,
            name: nameOf(fallback.unitId, fallback.name),
            isResponsible: true,
          }}
          title={t("dispatch:advice.unit.territory", {
            name: nameOf(fallback.unitId, fallback.name),
          })}
          detail=""
        />
      )}
    </section>
  );
}

/** A body has its own name, a team that of its area. */
function useUnitNames(): (unitId: string, name: string) => string {
  const t = useText();
  const areas = useCountPlaces((places) => places.names);
  return (unitId, name) => (areas.has(unitId) ? t("dispatch:card.team", { name }) : name);
}

const titleOf = ({ by }: Unit, name: string, t: Translate): string =>
  by === "duty_list"
    ? t("dispatch:advice.unit.responsible", { name })
    : by === "fallback"
      ? t("dispatch:advice.unit.fallback", { name })
      : t("dispatch:advice.team", { name });

/** The clause, and the area or place that the entry is for. */
function basisOf({ by, clause, place }: Unit, t: Translate): string {
  if (by === "fallback") return t("dispatch:advice.unit.unowned");
  if (place === null) return "";
  const where = `${t(`dispatch:advice.unit.kind.${place.kind}`)} ${place.name ?? ""}`.trim();
  const words = [
    ...(clause === null ? [] : [t("dispatch:advice.unit.basis", { clause })]),
    where,
    ...(place.kind === "special_grid" ? [t("dispatch:advice.unit.special")] : []),
  ];
  return words.join(" · ");
}

interface UnitRowProps {
  readonly advice: RecommendationReply;
  readonly unit: Unit["others"][number];
  readonly title: string;
  readonly detail: string;
}

/** A unit to send the case to; one that is not responsible is sent to with a reason. */
function UnitRow({ advice, unit, title, detail }: UnitRowProps) {
  const t = useText();
  const [reason, setReason] = useState("");
  const { unitId, name, isResponsible, isStaffed } = unit;
  const asked = isResponsible ? null : reason.trim();
  return (
    <div className="og-advice-team">
      <span>
        {title}
        {detail !== "" && <small className="og-muted">{detail}</small>}
        {!isStaffed && <small className="og-muted">{t("dispatch:advice.unit.unstaffed")}</small>}
        {isStaffed && !isResponsible && (
          <Input
            size="small"
            value={reason}
            maxLength={200}
            aria-label={t("dispatch:advice.override")}
            placeholder={t("dispatch:advice.overrideHint")}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </span>
      {isStaffed && (
        <Button
          size="small"
          disabled={asked === ""}
          aria-label={t("dispatch:advice.sendTo", { name })}
          onClick={() => void sendTo({ unitId, memberId: null }, advice, asked)}
        >
          {t("dispatch:advice.send")}
        </Button>
      )}
    </div>
  );
}
