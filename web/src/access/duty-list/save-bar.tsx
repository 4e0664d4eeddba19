import { overlapsOf } from "@onegrid/core/dispatch";
import type { DutyChoicesReply, DutyListReply } from "@onegrid/core/dispatch/duty-list-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useMemo, useState } from "react";
import { call, isProblem } from "../../api.ts";
import { lastDayBefore } from "../../i18n/days.ts";
import { useLanguage, useText, type Translate } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { useRules } from "../../rule-book.ts";
import {
  bodyOf,
  changeAt,
  dropDutyChange,
  dropDutyChanges,
  entriesAfter,
  targetsOf,
  useDutyDraft,
  type DutyChange,
} from "./duty-draft.ts";
import { DUTY_LIST_KEY, postDuties } from "./duty-list-api.ts";
import {
  classNames,
  classWords,
  dayWords,
  faultsOf,
  faultWords,
  placeWords,
} from "./duty-words.ts";
import { EntryDialog } from "./entry-dialog.tsx";
import { MovedCases } from "./moved-cases.tsx";

interface SaveBarProps {
  readonly list: DutyListReply;
  readonly choices: DutyChoicesReply;
}

/** What is not saved yet, in words, with what it meets in the list; saved together or not at all. */
export function SaveBar({ list, choices }: SaveBarProps) {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { changes } = useDutyDraft();
  const [edited, setEdited] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (sent: readonly DutyChange[]) => call(postDuties, { body: bodyOf(sent) }),
    onSuccess: async ({ entries, places, ended }) => {
      dropDutyChanges();
      await client.invalidateQueries({ queryKey: DUTY_LIST_KEY });
      void message.success(t("duties:bar.saved", { entries, places, ended }), 8);
    },
  });
  const body = useMemo(() => bodyOf(changes), [changes]);
  if (changes.length === 0) return null;
  const asked = changes.find(({ key }) => key === edited);
  const title = t("duties:bar.title", { count: changes.length });
  return (
    <section className="og-office-card og-rule-bar" aria-label={title}>
      <h2>{title}</h2>
      {save.error !== null && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={
            isProblem(save.error, "dispatch.duty-list-refused")
              ? t("duties:bar.refused")
              : errorSentence(save.error)
          }
        />
      )}
      <ChangeList
        list={list}
        choices={choices}
        refusal={{ error: save.error, sent: save.variables ?? [] }}
        onEdit={setEdited}
      />
      <MovedCases body={body} />
      <div className="og-rule-buttons">
        <Button
          type="primary"
          aria-busy={save.isPending}
          onClick={() => {
            if (!save.isPending) save.mutate(changes);
          }}
        >
          {t("duties:bar.save")}
        </Button>
        <Button type="text" onClick={dropDutyChanges}>
          {t("duties:bar.drop")}
        </Button>
      </div>
      {(asked?.kind === "add" || asked?.kind === "change") && (
        <EntryDialog asked={asked} list={list} choices={choices} onLeave={() => setEdited(null)} />
      )}
    </section>
  );
}

/** A file may bring thousands: each was shown with its row. */
const MOST_LISTED = 50;

interface ChangeListProps extends SaveBarProps {
  readonly refusal: { readonly error: Error | null; readonly sent: readonly DutyChange[] };
  readonly onEdit: (key: string) => void;
}

function ChangeList({ list, choices, refusal, onEdit }: ChangeListProps) {
  const t = useText();
  const say = useChangeWords(list, choices);
  const { changes } = useDutyDraft();
  const wrong = new Map<DutyChange, string[]>();
  for (const each of faultsOf(refusal.error)) {
    const change = changeAt(refusal.sent, each.part, each.index);
    const told = `${t(`duties:field.${each.field}`)}${t("duties:colon")}${faultWords(each, t)}`;
    if (change) wrong.set(change, [...(wrong.get(change) ?? []), told]);
  }
  // What was refused stands first, however many there are.
  const shown = [...changes]
    .toSorted((a, b) => Number(wrong.has(b)) - Number(wrong.has(a)))
    .slice(0, MOST_LISTED);
  return (
    <ul className="og-rule-changes">
      {shown.map((change) => {
        const [words, ...more] = say(change);
        const name = words ?? "";
        return (
          <li key={change.key}>
            <span translate="no">{words}</span>{" "}
            {(change.kind === "add" || change.kind === "change") && (
              <Button
                size="small"
                type="link"
                aria-label={`${t("duties:bar.edit")} ${name}`}
                onClick={() => onEdit(change.key)}
              >
                {t("duties:bar.edit")}
              </Button>
            )}
            <Button
              size="small"
              type="link"
              aria-label={`${t("duties:bar.remove")} ${name}`}
              onClick={() => dropDutyChange(change.key)}
            >
              {t("duties:bar.remove")}
            </Button>
            {(wrong.get(change) ?? []).map((told) => (
              <div key={told} className="og-rule-wrong">
                {told}
              </div>
            ))}
            {more.map((told) => (
              <div key={told} className="og-muted">
                {told}
              </div>
            ))}
          </li>
        );
      })}
      {changes.length > MOST_LISTED && (
        <li>{t("duties:bar.more", { count: changes.length - MOST_LISTED })}</li>
      )}
    </ul>
  );
}

/** A change in words; then, a line each, whom it comes before or behind in the same place. */
function useChangeWords(
  list: DutyListReply,
  choices: DutyChoicesReply,
): (change: DutyChange) => string[] {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const { changes } = useDutyDraft();
  const names = useMemo(() => classNames(book, language), [book, language]);
  const units = new Map(choices.units.map(({ id, name }) => [id, name]));
  const targets = new Map(targetsOf(choices, changes).map(({ id, name }) => [id, name]));
  const entryWords = (entry: SaidChange, other: SaidChange = entry): string =>
    [
      units.get(entry.unitId) ?? entry.unitId,
      classWords(entry.categories, names, t),
      placeWords({ ...entry, areaName: targets.get(entry.areaId) ?? null }, t),
      dayWords(entry, t),
      // What is the same in both needs no word.
      ...(entry.priority === other.priority ? [] : [`${t("duties:priority")} ${entry.priority}`]),
      ...(entry.clause === other.clause ? [] : [entry.clause ?? "—"]),
    ].join(" · ");
  const meets = (change: DutyChange & { readonly entry: SaidChange }): string[] =>
    overlapsOf(change.entry, entriesAfter(list, changes, change.key)).map(
      ({ other, categoryId, isFirst, by }) =>
        t(overlapText(isFirst), {
          class: classWords(categoryId === null ? null : [categoryId], names, t),
          unit: units.get(other.unitId) ?? other.unitId,
          why: t(`duties:rule.${by}`),
        }),
    );
  return (change) => changeWords(change, { t, entryWords, meets });
}

type SaidChange = Extract<DutyChange, { kind: "add" }>["entry"];

const overlapText = (isFirst: boolean | null) =>
  isFirst === null
    ? ("duties:overlap.tie" as const)
    : isFirst
      ? ("duties:overlap.before" as const)
      : ("duties:overlap.behind" as const);

interface Sayings {
  readonly t: Translate;
  readonly entryWords: (entry: SaidChange, other?: SaidChange) => string;
  readonly meets: (change: DutyChange & { readonly entry: SaidChange }) => string[];
}

function changeWords(change: DutyChange, { t, entryWords, meets }: Sayings): string[] {
  switch (change.kind) {
    case "add":
      return [t("duties:bar.adds", { what: entryWords(change.entry) }), ...meets(change)];
    case "change":
      return [
        t("duties:bar.changes", {
          was: entryWords({ ...change.ended, validTo: change.validTo }, change.entry),
          what: entryWords(change.entry, change.ended),
        }),
        ...meets(change),
      ];
    case "end":
      return [
        t("duties:bar.ends", {
          what: entryWords(change.ended),
          last: lastDayBefore(change.validTo),
        }),
      ];
    case "place":
      return [
        t("duties:bar.adds", {
          what: `${t(`duties:kind.${change.place.kind}`)} ${change.place.name} · ${dayWords(change.place, t)}`,
        }),
      ];
    default:
      return [
        t("duties:bar.ends", {
          what: `${t(`duties:kind.${change.ended.kind}`)} ${change.ended.name}`,
          last: lastDayBefore(change.validTo),
        }),
      ];
  }
}
