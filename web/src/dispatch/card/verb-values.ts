import type { CaseLevel, CooperationKind, SupervisionLevel, Verb } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import { findCategory } from "../../rule-book.ts";
import type { Intent } from "../board/desk-store.ts";
import { newKey } from "../board/requests.ts";
import { VERB_FORMS, type FieldKind } from "./verb-forms.ts";

/** What a form holds while it is filled in. */
export interface VerbValues {
  readonly reason: string;
  readonly note: string;
  readonly isStandardMet: boolean;
  readonly photos: readonly string[];
  readonly outcome: string;
  readonly level: CaseLevel | null;
  /** Local date and minute, as the browser's field writes it. */
  readonly until: string;
  readonly hours: number;
  readonly supervision: SupervisionLevel;
  readonly categoryId: string | null;
  readonly targetId: string | null;
  readonly verifierId: string | null;
  readonly position: Position | null;
  readonly stars: number;
  readonly departmentId: string | null;
  readonly helpKind: CooperationKind;
}

export const EMPTY_VALUES: VerbValues = {
  reason: "",
  note: "",
  isStandardMet: false,
  photos: [],
  outcome: "",
  level: null,
  until: "",
  hours: 24,
  supervision: "normal",
  categoryId: null,
  targetId: null,
  verifierId: null,
  position: null,
  stars: 5,
  departmentId: null,
  helpKind: "joint_enforcement",
};

/** How many photos the class of a case wants of a feedback; a failed check needs one to show why. */
export function photosNeeded(verb: Verb, card: CaseCard): number {
  if (verb === "fail") return 1;
  return verb === "finish" ? (findCategory(card.categoryId)?.finishPhotos ?? 0) : 0;
}

const outcomeNeeded = (card: CaseCard): boolean =>
  findCategory(card.categoryId)?.finishFields.includes("outcome") ?? false;

/** Fields of the form that still have to be filled in. */
export function missingFields(verb: Verb, values: VerbValues, card: CaseCard): FieldKind[] {
  return (VERB_FORMS[verb] ?? []).filter((field) => !isFilled(field, { verb, values, card }));
}

interface Filled {
  readonly verb: Verb;
  readonly values: VerbValues;
  readonly card: CaseCard;
}

const CHECKS: { readonly [F in FieldKind]?: (filled: Filled) => boolean } = {
  reason: ({ values }) => values.reason.trim() !== "",
  note: ({ verb, values }) => verb !== "comment" || values.note.trim() !== "",
  fileStandard: ({ values }) => values.isStandardMet,
  passStandard: ({ values }) => values.isStandardMet,
  photos: ({ verb, values, card }) => values.photos.length >= photosNeeded(verb, card),
  outcome: ({ values, card }) => !outcomeNeeded(card) || values.outcome.trim() !== "",
  levelUp: ({ values }) => values.level !== null,
  levelDown: ({ values }) => values.level !== null,
  review: ({ values }) => values.until !== "",
  category: ({ values }) => values.categoryId !== null,
  target: ({ values }) => values.targetId !== null,
  verifier: ({ values }) => values.verifierId !== null,
  place: ({ values }) => values.position !== null,
  department: ({ values }) => values.departmentId !== null,
};

const isFilled = (field: FieldKind, filled: Filled): boolean => CHECKS[field]?.(filled) ?? true;

/** The fields that each verb carries, out of what the form holds. */
const FIELDS: { readonly [V in Verb]?: (values: VerbValues, card: CaseCard) => object } = {
  file: ({ isStandardMet }) => ({ standardMet: isStandardMet }),
  pass: ({ isStandardMet }) => ({ standardMet: isStandardMet }),
  send_verifier: ({ verifierId }) => ({ verifier: { unitId: null, memberId: verifierId } }),
  merge: ({ targetId }) => ({ targetCaseId: targetId }),
  return: () => ({ suggestedUnitId: null }),
  finish: ({ photos, outcome }) => ({
    photos,
    form: outcome.trim() === "" ? {} : { outcome: outcome.trim() },
  }),
  fail: ({ photos }) => ({ photos }),
  comment: ({ photos }) => ({ photos }),
  ask_park: ({ until }) => ({ reviewAt: instantOf(until) }),
  hold: ({ until }) => ({ until: until === "" ? null : instantOf(until), alsoTotal: false }),
  escalate: ({ level }) => ({ toLevel: level }),
  hand_down: ({ level }) => ({ toLevel: level }),
  ask_extension: ({ hours }) => ({ extraMinutes: Math.round(hours * 60) }),
  supervise: ({ supervision }) => ({ supervision }),
  reclassify: ({ categoryId }, card) => ({ categoryId, severity: card.severity }),
  relocate: ({ position }) => ({ position, address: "" }),
  rate: ({ stars }) => ({ stars }),
  whistle: ({ departmentId, helpKind }) => ({
    cooperationId: newKey(),
    calledUnitId: departmentId,
    kind: helpKind,
  }),
};

/** The form's local time is that of the district, which is all of China's. */
const instantOf = (local: string): number =>
  Date.parse(`${local.length === 10 ? `${local}T18:00` : local}+08:00`);

export function intentOf(verb: Verb, values: VerbValues, card: CaseCard): Intent {
  const [reason, note] = [values.reason.trim(), values.note.trim()];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table above pairs each verb with its own fields
  return {
    verb,
    fields: FIELDS[verb]?.(values, card) ?? {},
    ...(reason === "" ? {} : { reason }),
    ...(note === "" ? {} : { note }),
  } as Intent;
}
