import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { count, useText } from "../i18n/index.ts";
import { kindName } from "./words.ts";

/** A station that is on the map and not in the list: that its kind does not count is said, by kind. */
export function OtherStations({ result: { otherStations } }: { readonly result: CoverageReply }) {
  const t = useText();
  if (otherStations.length === 0) return null;
  return (
    <p className="og-list-note" data-testid="other-stations">
      {t("coverage:stations.others", {
        kinds: otherStations
          .map(({ kind, stations }) =>
            t("coverage:stations.ofKind", { kind: kindName(kind, t), count: count(stations) }),
          )
          .join(t("coverage:quality.joint")),
      })}
    </p>
  );
}
