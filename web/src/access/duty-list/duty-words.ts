import { inLanguage, KIND_LABELS, DUTY_FAULTS, DUTY_FIELDS } from "@onegrid/core/dispatch";
import type { DutyFault, RoutingAreaKind, RuleBook } from "@onegrid/core/dispatch";
import type { DutyChangesBody } from "@onegrid/core/dispatch/duty-list-contract";
import { isProblem } from "../../api.ts";
import { lastDayBefore } from "../../i18n/days.ts";
import type { Language, Translate } from "../../i18n/index.ts";
import { classChoices } from "../rules/rule-choices.ts";
import type { Choice } from "../rules/rule-fields.tsx";

const schemeOf = (id: string): string => id.split(".")[0] ?? id;

/** Schemes, majors and classes that an entry may name, each wider one before what is in it. */
export function dutyClassChoices(book: RuleBook, language: Language): Choice[] {
  const schemes = new Map<string, string>();
  for (const { id, kind } of book.categories)
    if (!schemes.has(schemeOf(id)))
      schemes.set(schemeOf(id), `${inLanguage(KIND_LABELS[kind], language)} ${schemeOf(id)}`);
  return [
    ...[...schemes].map(([value, label]) => ({ value, label })),
    ...classChoices(book, language),
  ];
}

/** Names by class id, without the id, for sentences. */
export function classNames(book: RuleBook, language: Language): ReadonlyMap<string, string> {
  return new Map(
    dutyClassChoices(book, language).map(({ value, label }) => [
      value,
      label.slice(0, -value.length).trim(),
    ]),
  );
}

/** Classes in words; `null` is every class. */
export const classWords = (
  ids: readonly string[] | null,
  names: ReadonlyMap<string, string>,
  t: Translate,
): string =>
  ids === null
    ? t("duties:everyClass")
    : ids.map((id) => names.get(id) ?? id).join(t("duties:comma"));

/** What an area, a grid or a place is, and what it is called. */
export const placeWords = (
  {
    areaKind,
    areaId,
    areaName,
  }: {
    readonly areaKind: RoutingAreaKind;
    readonly areaId: string;
    readonly areaName: string | null;
  },
  t: Translate,
): string => `${t(`duties:kind.${areaKind}`)} ${areaName ?? areaId}`;

/** From the first day to the last. What ended before it began never held. */
export function dayWords(
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo: string | null },
  t: Translate,
): string {
  if (validTo === null) return t("duties:days.open", { from: validFrom });
  return validTo <= validFrom
    ? t("duties:days.never", { from: validFrom })
    : t("duties:days.closed", { from: validFrom, to: lastDayBefore(validTo) });
}

/** What is wrong, and what to do. An end is told as people write it: by the last day that counts. */
export const faultWords = ({ fault, value }: DutyFault, t: Translate): string =>
  t(`duties:fault.${fault}`, { value: fault === "already-ended" ? lastDayBefore(value) : value });

interface PlacedFault extends DutyFault {
  readonly part: keyof DutyChangesBody;
  readonly index: number;
}

const PARTS = ["places", "entries", "endEntries", "endPlaces"] as const;

/** The faults that a refused change names, each with the part of it that it lies in. */
export function faultsOf(error: unknown): PlacedFault[] {
  const faults = isProblem(error, "dispatch.duty-list-refused")
    ? error.problem.values["faults"]
    : [];
  if (!Array.isArray(faults)) return [];
  return faults.flatMap((given: unknown) => {
    if (typeof given !== "object" || given === null) return [];
    const told: Readonly<Record<string, unknown>> = { ...given };
    const part = PARTS.find((each) => each === told["part"]);
    const fault = DUTY_FAULTS.find((each) => each === told["fault"]);
    const field = DUTY_FIELDS.find((each) => each === told["field"]);
    if (!part || !fault || !field) return [];
    return [{ part, fault, field, index: Number(told["index"]), value: String(told["value"]) }];
  });
}
