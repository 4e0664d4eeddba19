import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { call } from "../../api.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { clearSelection, goTo, useMapState } from "../../map/index.ts";
import { IconButton } from "../../ui/index.ts";
import { CloseIcon, TargetIcon } from "../../ui/icons.tsx";
import { subscribeCases } from "../board/board-store.ts";
import { categoryWord, progressWord, refusalSentence } from "../board/case-words.ts";
import { useWhere } from "../board/count-places.ts";
import { chooseCase } from "../board/desk-store.ts";
import { getCases } from "../board/requests.ts";
import { StateDisc } from "../board/state-disc.tsx";
import { isStale, personOf, usePeople, type Person } from "./people-store.ts";
import { ageWords, roleWords } from "./person-words.ts";
import "./people.css";

const NEAR_ZOOM = 16;

/** Whoever is chosen on the map: who they are, where, since when, and the cases they hold. */
export function PersonCard({ id }: { readonly id: string }) {
  const t = useText();
  const person = usePeople(({ people }) => personOf(people, id));
  return (
    <section
      className="og-case-card og-person-card"
      aria-label={t("dispatch:people.card")}
      data-covers-map
    >
      <header>
        <div>
          <h2 translate="no">{person?.name ?? t("dispatch:people.card")}</h2>
          {person && (
            <small>
              {roleWords(person.role)} · <span translate="no">{person.areaName}</span>
            </small>
          )}
        </div>
        {person && (
          <IconButton label={t("dispatch:people.locate")} onClick={() => approach(person)}>
            <TargetIcon />
          </IconButton>
        )}
        <IconButton label={t("dispatch:people.close")} shortcut="Esc" onClick={clearSelection}>
          <CloseIcon />
        </IconButton>
      </header>
      {person ? (
        <div className="og-case-body">
          <Whereabouts person={person} />
          <CasesInHand id={id} />
        </div>
      ) : (
        <p className="og-case-empty" role="status">
          {t("dispatch:people.gone")}
        </p>
      )}
    </section>
  );
}

const approach = ({ position }: Person): void =>
  goTo(position, Math.max(NEAR_ZOOM, useMapState.getState().view?.zoom ?? 0));

function Whereabouts({ person }: { readonly person: Person }) {
  const t = useText();
  const now = usePeople((state) => state.now);
  return (
    <div className="og-person-facts">
      <p className="og-number">
        {ageWords(person, now)} · {t("dispatch:people.accuracy", { metres: person.accuracyMetres })}
      </p>
      {isStale(person, now) && <p className="og-muted">{t("dispatch:people.staleNote")}</p>}
    </div>
  );
}

const IN_HAND = ["dispatched", "in_progress"] as const;

/** As far as the reader sees them: a department may have sent them to a case elsewhere. */
function CasesInHand({ id }: { readonly id: string }) {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ["cases-in-hand", id],
    queryFn: ({ signal }) => call(getCases, { query: { memberId: id, limit: 50 }, signal }),
  });
  useEffect(
    () =>
      subscribeCases(({ card }) => {
        const isTheirs = data?.cards.some((each) => each.id === card.id) === true;
        if (isTheirs || card.assignee?.memberId === id) void refetch();
      }),
    [id, data, refetch],
  );
  const cards = data?.cards.filter(({ state }) => IN_HAND.some((each) => each === state));
  return (
    <div>
      <h3>{t("dispatch:people.cases")}</h3>
      {error !== null && (
        <p className="og-case-error" role="alert">
          {refusalSentence(error)}
        </p>
      )}
      {cards?.length === 0 && <p className="og-muted">{t("dispatch:people.noCases")}</p>}
      <ul className="og-person-cases">
        {cards?.map((card) => (
          <CaseRow key={card.id} card={card} />
        ))}
      </ul>
    </div>
  );
}

function CaseRow({ card }: { readonly card: CaseCard }) {
  const language = useLanguage();
  const where = useWhere(card.place);
  return (
    <li>
      <button type="button" onClick={() => chooseCase(card.id)}>
        <StateDisc state={card.state} />
        <span>
          <strong>{categoryWord(card.categoryId, language)}</strong>
          <small>
            {progressWord(card, language)} · <span translate="no">{where}</span>
          </small>
        </span>
      </button>
    </li>
  );
}
