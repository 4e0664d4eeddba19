import type { Onlooker } from "@onegrid/core/dispatch/presence-contract";
import { useLanguage, useText, type Language } from "../../i18n/index.ts";
import { EyeIcon, PencilIcon } from "../../ui/icons.tsx";
import { roleWord } from "./case-words.ts";
import { useOnlookersOf } from "./onlookers.ts";
import "./onlookers.css";

/** On the card: who else has this case open, and who fills in a step. */
export function OnlookersLine({ caseId }: { readonly caseId: string }) {
  const t = useText();
  const language = useLanguage();
  const people = useOnlookersOf(caseId);
  const writing = people.filter(({ isWriting }) => isWriting);
  const looking = people.filter(({ isWriting }) => !isWriting);
  // The line is there before anybody is: only what comes into it is read out.
  return (
    <div className="og-onlookers" role="status">
      {writing.length > 0 && (
        <span className="og-onlookers-writing">
          <PencilIcon />
          {t("dispatch:presence.writing", { names: namesOf(writing, language) })}
        </span>
      )}
      {looking.length > 0 && (
        <span>
          <EyeIcon />
          {t("dispatch:presence.looking", { names: namesOf(looking, language) })}
        </span>
      )}
    </div>
  );
}

/** In a row of the queue: how many, with their names for whoever asks. */
export function OnlookersTag({ caseId }: { readonly caseId: string }) {
  const t = useText();
  const language = useLanguage();
  const people = useOnlookersOf(caseId);
  if (people.length === 0) return null;
  const isWriting = people.some((person) => person.isWriting);
  const names = namesOf(people, language);
  const words = t(isWriting ? "dispatch:presence.writing" : "dispatch:presence.looking", { names });
  return (
    <span
      className={isWriting ? "og-onlookers-tag og-onlookers-writing" : "og-onlookers-tag"}
      role="img"
      aria-label={words}
      title={words}
    >
      {isWriting ? <PencilIcon /> : <EyeIcon />}
      <b aria-hidden="true">{people.length}</b>
    </span>
  );
}

function namesOf(people: readonly Onlooker[], language: Language): string {
  const named = people.map(({ name, role }) => {
    const post = roleWord(role, language);
    if (post === "" || post === name) return name;
    return language === "zh-CN" ? `${name}（${post}）` : `${name} (${post})`;
  });
  return named.join(language === "zh-CN" ? "、" : ", ");
}
