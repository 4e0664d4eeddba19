import type { Case } from "@onegrid/core/dispatch";
import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { findNames, hasUnit } from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { FIELD_ROLES } from "../rights/acting-duty.ts";
import { routeOn, type RoutedOnDay } from "./responsible-units.ts";

/** Who answers for a case by the duty list (责任清单) of the day of its report, in words. */
export async function describeUnit(
  db: Db,
  { place, categoryId, reportedAt }: Pick<Case, "place" | "categoryId" | "reportedAt">,
  scopePath: readonly string[],
): Promise<RecommendationReply["unit"]> {
  const day = localDay(new Date(reportedAt));
  return describeRouted(db, await routeOn(db, { place, categoryId, scopePath }, day));
}

/** The same of what is routed already. */
export async function describeRouted(
  db: Db,
  routed: RoutedOnDay,
): Promise<RecommendationReply["unit"]> {
  const { unitId, entry, otherUnitIds, responsibleUnitIds, fallbackUnitId } = routed;
  const unitIds = [unitId, fallbackUnitId, ...otherUnitIds].filter((id) => id !== null);
  const names = await findNames(db, [], unitIds);
  const staffed = new Set<string>();
  for (const id of new Set(unitIds)) if (await hasUnit(db, id, FIELD_ROLES)) staffed.add(id);
  const described = (id: string) => ({
    unitId: id,
    name: names.get(id) ?? id,
    isStaffed: staffed.has(id),
  });
  return {
    ...(unitId === null ? { unitId, name: "", isStaffed: false } : described(unitId)),
    by: routed.hasList ? routed.by : "no_list",
    clause: entry?.clause ?? null,
    place: entry && { kind: entry.areaKind, name: routed.placeName },
    others: otherUnitIds.map((id) => ({
      ...described(id),
      isResponsible: responsibleUnitIds.includes(id),
    })),
    fallback: fallbackUnitId === null ? null : described(fallbackUnitId),
  };
}
