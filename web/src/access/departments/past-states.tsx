import { BODY_KIND_LABELS, BODY_KINDS, inLanguage } from "@onegrid/core/dispatch";
import type { KeptBody } from "@onegrid/core/dispatch/departments-contract";
import { useLanguage, useText } from "../../i18n/index.ts";
import { classWords } from "../duty-list/duty-words.ts";

interface PastStatesProps {
  readonly body: KeptBody;
  /** Of classes, by id. */
  readonly classNames: ReadonlyMap<string, string>;
}

/** Every state that a body was in, the newest first: since when, what, and by whom. */
export function PastStates({ body: { past }, classNames }: PastStatesProps) {
  const t = useText();
  const language = useLanguage();
  const kindWords = (kind: string): string => {
    const known = BODY_KINDS.find((each) => each === kind);
    return known === undefined ? kind : inLanguage(BODY_KIND_LABELS[known], language);
  };
  return (
    <ol className="og-body-past" aria-label={t("duties:bodies.past")}>
      {past.map((state, at) => (
        // States are only ever added, and each stands where it stood.
        // oxlint-disable-next-line react/no-array-index-key -- see above
        <li key={past.length - at}>
          <strong>
            {state.since === null
              ? t("duties:bodies.before")
              : t("duties:days.open", { from: state.since })}
          </strong>{" "}
          {[
            state.name,
            kindWords(state.kind),
            state.areas.map(({ name }) => name).join(t("duties:comma")),
            classWords(state.categories.length === 0 ? null : state.categories, classNames, t),
            ...(state.validTo === null
              ? []
              : [t("duties:bodies.retiredOn", { day: state.validTo })]),
            ...(state.madeBy === null ? [] : [t("duties:bodies.by", { name: state.madeBy })]),
          ].join(" · ")}
        </li>
      ))}
    </ol>
  );
}
