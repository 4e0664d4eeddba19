import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { ScenarioChange } from "@onegrid/core/coverage/scenario-contract";
import { currentLanguage, type Translate } from "../../i18n/index.ts";
import { hoursWords } from "../../organisation/index.ts";

/** One change in words, with the name of what it speaks of where that is known. */
export function changeWords(
  change: ScenarioChange,
  { stations, scenario }: Pick<CoverageReply, "stations" | "scenario">,
  t: Translate,
): string {
  if ("gateId" in change) return t(`coverage:scenario.change.${change.change}`);
  if (change.change === "add-gate") return t("coverage:scenario.change.add-gate");
  if (change.change === "add-way") return t(`coverage:scenario.way.${change.form}`);
  const all = [...stations, ...(scenario?.stations ?? [])];
  const known = all.find(({ id }) => id === change.id)?.name;
  const name = change.change === "add-station" ? change.name : (known ?? "");
  if (change.change !== "set-station-hours")
    return t(`coverage:scenario.change.${change.change}`, { name });
  const hours =
    change.hours === null
      ? t("coverage:try.station.unknown")
      : hoursWords(change.hours, currentLanguage());
  return t("coverage:scenario.change.set-station-hours", { name, hours });
}
