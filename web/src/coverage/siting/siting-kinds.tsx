import { CANDIDATE_KINDS, type CandidateKind } from "@onegrid/core/coverage/siting/contract";
import { count, useText } from "../../i18n/index.ts";
import { kindsOf } from "./siting-question.ts";
import { changeWish } from "./siting-run.ts";
import { useSiting } from "./siting-state.ts";

/** Which buildings are candidates (公共建筑的类别), with how many there are of each kind. */
export function SitingKinds() {
  const t = useText();
  const { demand, wish } = useSiting();
  if (demand === null || wish.candidates !== "public") return null;
  const chosen = kindsOf(demand, wish);
  const sizes = new Map<CandidateKind, number>();
  for (const { kind } of demand.candidates)
    if (kind !== null) sizes.set(kind, (sizes.get(kind) ?? 0) + 1);
  // Before the candidates are known there is nothing to choose from.
  if (sizes.size === 0) return null;
  const toggle = (kind: CandidateKind): void => {
    const kinds = new Set(chosen);
    if (!kinds.delete(kind)) kinds.add(kind);
    changeWish({ kinds });
  };
  const isAnythingGoing =
    wish.kinds === null && CANDIDATE_KINDS.every((kind) => chosen.has(kind)) && sizes.size > 0;
  return (
    <fieldset className="og-choices og-siting-kinds">
      <legend>{t("coverage:siting.kindsTitle")}</legend>
      {CANDIDATE_KINDS.filter((kind) => sizes.has(kind)).map((kind) => (
        <label key={kind}>
          <input type="checkbox" checked={chosen.has(kind)} onChange={() => toggle(kind)} />
          <span>
            {t(`coverage:siting.kinds.${kind}`)}{" "}
            <small className="og-muted og-number">{count(sizes.get(kind) ?? 0)}</small>
          </span>
        </label>
      ))}
      {isAnythingGoing && (
        <p className="og-muted og-siting-line">{t("coverage:siting.noPublicKinds")}</p>
      )}
      {demand.leftOut > 0 && (
        <p className="og-muted og-siting-line">
          {t("coverage:siting.tooMany", {
            count: count(demand.candidates.length),
            leftOut: count(demand.leftOut),
          })}
        </p>
      )}
    </fieldset>
  );
}
