import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { useMemo, useState } from "react";
import { count, useText } from "../../i18n/index.ts";
import { goTo } from "../../map/index.ts";
import { Covered } from "../covered.tsx";
import { nameOf, NEAR_ZOOM } from "./siting-card.tsx";
import { newlyCovered, offered } from "./siting-question.ts";
import { changeWish, fateOf, pickCandidate } from "./siting-run.ts";
import { useSiting } from "./siting-state.ts";

const ROWS = 20;

/** All candidates, those that reach most people first: the way to each card without the map. */
export function SitingCandidates() {
  const t = useText();
  const demand = useSiting((state) => state.demand);
  const wish = useSiting((state) => state.wish);
  const [wanted, setWanted] = useState("");
  const [isOpen, setOpen] = useState(false);
  if (demand === null) return null;
  return (
    <details
      className="og-siting-must"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {t("coverage:siting.list", {
          count: count(demand.candidates.filter(offered(demand, wish)).length),
        })}
        <Decided />
      </summary>
      {isOpen && (
        <>
          <input
            type="search"
            className="og-siting-search"
            aria-label={t("coverage:siting.find")}
            placeholder={t("coverage:siting.find")}
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
          />
          <Rows demand={demand} wanted={wanted.trim()} />
        </>
      )}
    </details>
  );
}

/** How many were decided on, in the heading. */
function Decided() {
  const t = useText();
  const { locked, forbidden } = useSiting((state) => state.wish);
  return (
    <>
      {locked.size > 0 && ` · ${t("coverage:siting.locked", { count: count(locked.size) })}`}
      {forbidden.size > 0 &&
        ` · ${t("coverage:siting.forbidden", { count: count(forbidden.size) })}`}
    </>
  );
}

function Rows({ demand, wanted }: { readonly demand: SitingDemand; readonly wanted: string }) {
  const t = useText();
  const wish = useSiting((state) => state.wish);
  const ranked = useMemo(() => {
    const all = demand.candidates.map((candidate, at) => ({
      candidate,
      households: newlyCovered(demand, at),
    }));
    return all.toSorted((a, b) => b.households - a.households);
  }, [demand]);
  const isOffered = offered(demand, wish);
  const found = ranked.filter(
    ({ candidate }) => isOffered(candidate) && nameOf(candidate, t).includes(wanted),
  );
  return (
    <>
      <ul className="og-siting-sites">
        {found.slice(0, ROWS).map(({ candidate, households }) => (
          <li key={candidate.id}>
            <button
              type="button"
              className="og-text-button"
              onClick={() => {
                pickCandidate(candidate.id);
                goTo(candidate.position, NEAR_ZOOM);
              }}
            >
              <span translate="no">{nameOf(candidate, t)}</span>
            </button>
            <small className="og-muted">
              {fateOf(wish, candidate.id) !== "open" &&
                `${t(`coverage:siting.fates.${fateOf(wish, candidate.id)}`)} · `}
              <Covered by={demand}>
                {t(demand.rooms ? "coverage:siting.households" : "coverage:siting.gainShort", {
                  count: count(households),
                })}
              </Covered>
            </small>
          </li>
        ))}
      </ul>
      {found.length > ROWS && (
        <p className="og-muted og-siting-line">
          {t("coverage:siting.more", { count: count(found.length - ROWS) })}
        </p>
      )}
      <Free />
    </>
  );
}

function Free() {
  const t = useText();
  const { locked, forbidden } = useSiting((state) => state.wish);
  if (locked.size + forbidden.size === 0) return null;
  return (
    <p className="og-siting-buttons">
      <button
        type="button"
        className="og-plain-button"
        onClick={() => changeWish({ locked: new Set(), forbidden: new Set() })}
      >
        {t("coverage:siting.allow")}
      </button>
    </p>
  );
}
