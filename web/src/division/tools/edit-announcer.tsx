import { EDIT_NAMES } from "@onegrid/core/division";
import { count, text, useText } from "../../i18n/index.ts";
import { signedPercent } from "../state/format.ts";
import { gridNumber } from "../state/grid-view.ts";
import { changeSentence } from "../session/history-sentence.ts";
import type { OpenPlan } from "../state/page-state.ts";

/** More numbers than these are not listened to. */
const MOST_GRIDS = 4;

/** Says what was just done and how large the grids are now, to those who cannot see it. */
export function EditAnnouncer({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const last = open.session.log.at(-1);
  // What was there when the plan was opened is no news.
  const isNews = last !== undefined && (last.inverse !== null || last.revision === null);
  return (
    <div className="og-hidden" aria-live="polite">
      {isNews &&
        t("division:history.announce", {
          what: changeSentence(last, nameOf(last.edit)),
          grids: numbersOf(open, last.flows),
        })}
    </div>
  );
}

const nameOf = (edit: string): string =>
  text(`division:history.edit.${EDIT_NAMES.find((name) => name === edit) ?? "assign-units"}`);

function numbersOf(
  { view }: OpenPlan,
  flows: readonly { readonly from: string | null; readonly to: string | null }[],
): string {
  const touched = new Set(flows.flatMap(({ from, to }) => [to ?? [], from ?? []].flat()));
  return [...touched]
    .slice(0, MOST_GRIDS)
    .flatMap((gridId) => {
      const own = view.facts.grids.get(gridId);
      return own === undefined
        ? []
        : [
            text("division:select.announceGrid", {
              number: gridNumber(gridId),
              households: count(own.households),
              deviation: signedPercent(own.deviationTarget),
            }),
          ];
    })
    .join("；");
}
