import { DEFAULT_POLICY, distanceMetres } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { FieldVerb } from "@onegrid/core/dispatch/field-contract";
import { intentOf, missingFields, type VerbValues } from "../card/verb-values.ts";
import type { FieldKind } from "../card/verb-forms.ts";
import type { DevicePhoto } from "./device-photos.ts";
import { useFix, type Fix } from "./own-position.ts";
import { useOutbox, write } from "./outbox-store.ts";

interface Step {
  readonly verb: FieldVerb;
  readonly card: CaseCard;
  readonly values: VerbValues;
  readonly photos: readonly DevicePhoto[];
}

/** A position is worth something for this long. */
const FRESH_MS = 5 * 60_000;

export const freshFix = (): Fix | null => {
  const { fix } = useFix.getState();
  return fix !== null && Date.now() - fix.at < FRESH_MS ? fix : null;
};

/** What still has to be filled in. Whoever stands at the place needs no reason to verify. */
export function missingOf(step: Step, fix: Fix | null): FieldKind[] {
  const { verb, card, values, photos } = step;
  const withPhotos = { ...values, photos: photos.map(({ id }) => id) };
  return missingFields(verb, withPhotos, card).filter(
    (field) => !(field === "reason" && verb === "verify" && isThere(card, fix)),
  );
}

export function isThere({ place }: CaseCard, fix: Fix | null): boolean {
  if (place.position === null) return true;
  if (fix === null) return false;
  return distanceMetres(fix.position, place.position) <= DEFAULT_POLICY.verifyRadiusMetres;
}

/** Writes down that a task of a meeting (会商任务) is done, and begins to send it. */
export const finishTask = (
  card: CaseCard,
  fields: { readonly consultationId: string; readonly taskId: string },
): Promise<void> =>
  write({
    intent: {
      kind: "command",
      caseId: card.id,
      verb: "consult_finish",
      fields,
      reason: null,
      note: null,
    },
    seenVersion: card.version,
    photos: [],
    fix: freshFix(),
  });

/** Writes a step down and begins to send it. */
export async function takeStep({ verb, card, values, photos }: Step): Promise<void> {
  const { fields, reason, note } = intentOf(verb, values, card);
  const accountId = useOutbox.getState().accountId ?? "";
  await write({
    intent: {
      kind: "command",
      caseId: card.id,
      verb,
      fields: { ...fields },
      reason: reason ?? null,
      note: note ?? null,
    },
    seenVersion: card.version,
    photos: photos.map(({ id, blob }) => ({ id, blob, accountId })),
    fix: freshFix(),
  });
}
