import { useQuery } from "@tanstack/react-query";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { QualityReply } from "@onegrid/core/coverage/quality-contract";
import { useEffect, useMemo } from "react";
import { call } from "../../api.ts";
import { count, useText, type Translate } from "../../i18n/index.ts";
import { goTo, selectObject } from "../../map/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { getQuality } from "../api.ts";
import { useCoverage } from "../store.ts";
import { metresWords, reasonWords } from "../words.ts";
import {
  householdsOf,
  troubleSections,
  type Trouble,
  type TroubleSection,
} from "./quality-sections.ts";
import "./quality.css";

const NEAR_ZOOM = 17.5;
const MOST_SHOWN = 200;
/** Of these the map has objects to choose; of the others it shows the place. */
const CHOSEN = ["buildings", "stations", "compounds"];

/** What is wrong with the data (数据质量): by kind, how much hangs on it, and where. */
export function QualityList({ result }: { readonly result: CoverageReply }) {
  const t = useText();
  const { data = null, error } = useQuery<QualityReply>({
    queryKey: ["coverage-quality", result.key],
    queryFn: ({ signal }) => call(getQuality, { params: { key: result.key }, signal }),
  });
  useEffect(() => () => useCoverage.setState({ spot: null }), []);
  const sections = useMemo(() => troubleSections(result, data), [result, data]);
  const found = sections.filter((section) => section.count > 0);
  const clear = sections.filter((section) => section.count === 0);
  const households = result.total.households.notComputable;
  return (
    <div className="og-quality">
      <p className="og-list-note">
        {result.problems.length === 0
          ? t("coverage:problems.none")
          : t("coverage:problems.about", {
              buildings: count(result.problems.length),
              households: count(households),
            })}
      </p>
      {error !== null && <p role="alert">{errorSentence(error)}</p>}
      {found.map((section, at) => (
        <Section key={`${section.kind} ${section.reason}`} section={section} isOpen={at === 0} />
      ))}
      {data === null && error === null && (
        <p className="og-list-note" role="status">
          {t("coverage:quality.loading")}
        </p>
      )}
      {data !== null && clear.length > 0 && (
        <p className="og-list-note">
          {t("coverage:quality.clear", {
            kinds: clear
              .map(({ kind }) => t(`coverage:quality.kind.${kind}`))
              .join(t("coverage:quality.joint")),
          })}
        </p>
      )}
    </div>
  );
}

interface SectionProps {
  readonly section: TroubleSection;
  readonly isOpen: boolean;
}

function Section({ section, isOpen }: SectionProps) {
  const t = useText();
  const { kind, reason, troubles } = section;
  const households = kind === "building" || kind === "gateless" ? householdsOf(section) : 0;
  return (
    <details open={isOpen}>
      <summary>
        <b>
          {reason === null ? t(`coverage:quality.kind.${kind}`) : reasonWords(reason, t)}
          <span className="og-number">{count(section.count)}</span>
        </b>
        {households > 0 && (
          <span className="og-number">
            {t("coverage:count.households", { count: count(households) })}
          </span>
        )}
        <small>{t(reason === null ? `coverage:quality.about.${kind}` : aboutReason(reason))}</small>
      </summary>
      <ul className="og-place-list">
        {troubles.slice(0, MOST_SHOWN).map((trouble) => (
          <li key={`${trouble.id} ${trouble.position.join()}`}>
            <TroubleRow trouble={trouble} kind={kind} />
          </li>
        ))}
      </ul>
      {section.count > Math.min(troubles.length, MOST_SHOWN) && (
        <p className="og-list-note">{t("coverage:quality.more", { count: count(MOST_SHOWN) })}</p>
      )}
    </details>
  );
}

const ABOUT_REASONS = [
  "too-far",
  "no-way-in-compound",
  "behind-wall",
  "bad-position",
  "isolated",
] as const;

/** What to do about buildings that hang in the air for this reason. */
function aboutReason(reason: string) {
  const known = ABOUT_REASONS.find((each) => each === reason);
  return known === undefined
    ? ("coverage:quality.about.building" as const)
    : (`coverage:quality.mend.${known}` as const);
}

interface RowProps {
  readonly trouble: Trouble;
  readonly kind: TroubleSection["kind"];
}

function TroubleRow({ trouble, kind }: RowProps) {
  const t = useText();
  const { id, name, position, layer, reason } = trouble;
  const open = (): void => {
    if (CHOSEN.includes(layer)) selectObject(layer, id);
    useCoverage.setState({ spot: position });
    goTo(position, NEAR_ZOOM);
  };
  return (
    <button type="button" onClick={open}>
      <span className="og-place-name">
        <b translate="no">{name || id}</b>
        {kind === "station" && reason !== null && <small>{reasonWords(reason, t)}</small>}
      </span>
      <span className="og-number">{amountWords(trouble, kind, t)}</span>
    </button>
  );
}

function amountWords({ amount }: Trouble, kind: TroubleSection["kind"], t: Translate): string {
  if (kind === "island") return metresWords(amount ?? 0, t);
  if (kind !== "building" && kind !== "gateless") return t("coverage:quality.show");
  return amount === null
    ? t("coverage:householdsUnknown")
    : t("coverage:count.households", { count: count(amount) });
}
