import {
  dutyPlaceId,
  type DutyTarget,
  type KnownDuties,
  type ListedDuty,
} from "@onegrid/core/dispatch";
import type {
  DutyChangesBody,
  DutyChoicesReply,
  DutyListReply,
  ListedEntry,
  ListedPlace,
  NewDutyEntryField,
  NewDutyPlaceField,
} from "@onegrid/core/dispatch/duty-list-contract";
import { create } from "zustand";

/** Something that is to change in the duty list (责任清单) and is not saved yet. */
export type DutyChange = { readonly key: string } & (
  | { readonly kind: "add"; readonly entry: NewDutyEntryField }
  | {
      /** What is in the list is never rewritten: the old entry ends, and a new one follows it. */
      readonly kind: "change";
      readonly ended: ListedEntry;
      readonly validTo: string;
      readonly entry: NewDutyEntryField;
    }
  | { readonly kind: "end"; readonly ended: ListedEntry; readonly validTo: string }
  | { readonly kind: "place"; readonly place: NewDutyPlaceField }
  | { readonly kind: "endPlace"; readonly ended: ListedPlace; readonly validTo: string }
);

/** They are saved together or not at all, and stay here until they are, also while other pages are open. */
export const useDutyDraft = create<{ readonly changes: readonly DutyChange[] }>(() => ({
  changes: [],
}));

let made = 0;
export const newChangeKey = (): string => {
  made += 1;
  return `new-${made}`;
};

/** One that is there already takes its own place; what happens to an entry or a place happens once. */
export const keepDutyChange = (change: DutyChange): void =>
  useDutyDraft.setState(({ changes }) => {
    const at = changes.findIndex(({ key }) => key === change.key);
    return { changes: at < 0 ? [...changes, change] : changes.with(at, change) };
  });

export const keepDutyChanges = (given: readonly DutyChange[]): void =>
  useDutyDraft.setState(({ changes }) => ({ changes: [...changes, ...given] }));

export const dropDutyChange = (dropped: string): void =>
  useDutyDraft.setState(({ changes }) => ({
    changes: changes.filter(({ key }) => key !== dropped),
  }));

export const dropDutyChanges = (): void => useDutyDraft.setState({ changes: [] });

export const placeVersionKey = ({ id, validFrom }: Pick<ListedPlace, "id" | "validFrom">): string =>
  `${id} ${validFrom}`;

/** The changes as they are sent. */
export const bodyOf = (changes: readonly DutyChange[]): DutyChangesBody => ({
  places: changes.flatMap((each) => (each.kind === "place" ? [each.place] : [])),
  entries: changes.flatMap((each) =>
    each.kind === "add" || each.kind === "change" ? [each.entry] : [],
  ),
  endEntries: changes.flatMap((each) =>
    each.kind === "end" || each.kind === "change"
      ? [{ id: each.ended.id, validTo: each.validTo }]
      : [],
  ),
  endPlaces: changes.flatMap((each) =>
    each.kind === "endPlace"
      ? [{ id: each.ended.id, validFrom: each.ended.validFrom, validTo: each.validTo }]
      : [],
  ),
});

/** Which change a part of the body came from, in the order above. */
export function changeAt(
  changes: readonly DutyChange[],
  part: string,
  index: number,
): DutyChange | undefined {
  const kinds: Readonly<Record<string, readonly DutyChange["kind"][]>> = {
    places: ["place"],
    entries: ["add", "change"],
    endEntries: ["end", "change"],
    endPlaces: ["endPlace"],
  };
  return changes.filter(({ kind }) => kinds[part]?.includes(kind))[index];
}

/** An entry of the list or of the draft, as it is told about. */
export type SaidEntry = ListedDuty &
  Pick<NewDutyEntryField, "areaKind" | "priority"> & { readonly key: string };

/** The list as it is once the draft is saved, but for one of its changes. */
export function entriesAfter(
  list: DutyListReply,
  changes: readonly DutyChange[],
  but?: string,
): SaidEntry[] {
  const counted = changes.filter(({ key }) => key !== but);
  const ends = new Map(counted.flatMap((each) => endOf(each)));
  return [
    ...list.entries.map((entry) => ({
      ...entry,
      key: entry.id,
      validTo: ends.get(entry.id) ?? entry.validTo,
    })),
    ...counted.flatMap((each) =>
      each.kind === "add" || each.kind === "change" ? [{ ...each.entry, key: each.key }] : [],
    ),
  ];
}

const endOf = (change: DutyChange): [string, string][] =>
  change.kind === "end" || change.kind === "change" ? [[change.ended.id, change.validTo]] : [];

interface Known {
  readonly list: DutyListReply;
  readonly choices: DutyChoicesReply;
  readonly classIds: readonly string[];
  readonly changes: readonly DutyChange[];
  /** The change that is written anew. */
  readonly but: string;
}

/** What an entry is checked against before it is kept: the same as the server does. */
export const knownDuties = ({ list, choices, classIds, changes, but }: Known): KnownDuties => ({
  units: choices.units,
  targets: targetsOf(choices, changes),
  classIds,
  entries: entriesAfter(list, changes, but),
  places: list.places,
});

/** Areas, grids and places that an entry may name, those of the draft too. */
export const targetsOf = (
  { targets }: DutyChoicesReply,
  changes: readonly DutyChange[],
): DutyTarget[] => [
  ...targets,
  ...changes.flatMap((each) =>
    each.kind === "place"
      ? [
          {
            kind: each.place.kind,
            id: dutyPlaceId(each.place.kind, each.place.code),
            code: each.place.code,
            name: each.place.name,
          },
        ]
      : [],
  ),
];
