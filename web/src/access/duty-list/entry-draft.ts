import {
  findEndFault,
  findEntryFaults,
  USUAL_PRIORITY,
  type DutyFault,
  type DutyTarget,
  type KnownDuties,
} from "@onegrid/core/dispatch";
import type { ListedEntry, NewDutyEntryField } from "@onegrid/core/dispatch/duty-list-contract";
import { dayAfter, lastDayBefore } from "../../i18n/days.ts";

/** An entry while it is filled in. */
export interface EntryDraft {
  readonly unitId: string | null;
  /** By kind and id: a grid may have the code of an area. */
  readonly target: string | null;
  readonly isEvery: boolean;
  readonly categories: readonly string[];
  readonly priority: number;
  readonly clause: string;
  readonly validFrom: string;
  /** Empty: without end. */
  readonly lastDay: string;
}

export const targetKey = ({ kind, id }: Pick<DutyTarget, "kind" | "id">): string => `${kind} ${id}`;

export const emptyDraft = (today: string): EntryDraft => ({
  unitId: null,
  target: null,
  isEvery: false,
  categories: [],
  priority: USUAL_PRIORITY,
  clause: "",
  validFrom: today,
  lastDay: "",
});

export const draftOf = (entry: NewDutyEntryField): EntryDraft => ({
  unitId: entry.unitId,
  target: targetKey({ kind: entry.areaKind, id: entry.areaId }),
  isEvery: entry.categories === null,
  categories: entry.categories ?? [],
  priority: entry.priority,
  clause: entry.clause ?? "",
  validFrom: entry.validFrom,
  lastDay: entry.validTo === null ? "" : lastDayBefore(entry.validTo),
});

const missing = (field: DutyFault["field"]): DutyFault => ({ fault: "missing", field, value: "" });

/** The entry of a draft; a fault for each field that says nothing yet. */
export function entryOf(
  draft: EntryDraft,
  targets: readonly DutyTarget[],
): { readonly entry: NewDutyEntryField } | { readonly faults: readonly DutyFault[] } {
  const { unitId, isEvery, categories, validFrom, lastDay, priority } = draft;
  const target = targets.find((each) => targetKey(each) === draft.target);
  const faults = [
    ...(unitId === null ? [missing("unit")] : []),
    ...(target === undefined ? [missing("area")] : []),
    ...(!isEvery && categories.length === 0 ? [missing("classes")] : []),
    ...(validFrom === "" ? [missing("validFrom")] : []),
  ];
  if (unitId === null || target === undefined || faults.length > 0) return { faults };
  const clause = draft.clause.trim();
  return {
    entry: {
      unitId,
      areaKind: target.kind,
      areaId: target.id,
      categories: isEvery ? null : [...categories],
      priority,
      clause: clause === "" ? null : clause,
      validFrom,
      validTo: lastDay === "" ? null : dayAfter(lastDay),
    },
  };
}

/** The day on which the old entry stops so that the new one follows it; what has not begun is taken back. */
export const endBefore = (ended: ListedEntry, { validFrom }: NewDutyEntryField): string =>
  validFrom > ended.validFrom ? validFrom : ended.validFrom;

/** Everything that would be refused, before it is kept. */
export function faultsOfEntry(
  entry: NewDutyEntryField,
  ended: ListedEntry | null,
  { known, today }: { readonly known: KnownDuties; readonly today: string },
): DutyFault[] {
  if (ended === null) return findEntryFaults(entry, known);
  const validTo = endBefore(ended, entry);
  const end = findEndFault(ended, { id: ended.id, validTo, today });
  const entries = known.entries.map((each) =>
    "key" in each && each.key === ended.id ? { ...each, validTo } : each,
  );
  // The days of the old entry are chosen by the first day of the new one.
  return [
    ...(end === null ? [] : [{ ...end, field: "validFrom" as const }]),
    ...findEntryFaults(entry, { ...known, entries }),
  ];
}
