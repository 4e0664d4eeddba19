import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { ScenarioChange } from "@onegrid/core/coverage/scenario-contract";
import type { Translate } from "../../i18n/index.ts";

/** One change in words, with the name of what it speaks of where that is known. */
export function changeWords(
  change: ScenarioChange,
  { stations }: Pick<CoverageReply, "stations">,
  t: Translate,
): string {
  if ("gateId" in change) return t(`coverage:scenario.change.${change.change}`);
  if (change.change === "add-gate") return t("coverage:scenario.change.add-gate");
  if (change.change === "add-way") return t(`coverage:scenario.way.${change.form}`);
  const known = stations.find(({ id }) => id === change.id)?.name;
  const name = change.change === "add-station" ? change.name : (known ?? "");
  return t(`coverage:scenario.change.${change.change}`, { name });
}
