import type { CaseState } from "@onegrid/core/dispatch";
import { useLanguage } from "../../i18n/index.ts";
import { STATE_COLORS, stateSign } from "./case-words.ts";

/** The same disc as on the map: colour and letter. The word stands beside it. */
export function StateDisc({ state }: { readonly state: CaseState }) {
  const language = useLanguage();
  return (
    <span className="og-case-disc" style={{ background: STATE_COLORS[state] }} aria-hidden="true">
      {stateSign(state, language)}
    </span>
  );
}
