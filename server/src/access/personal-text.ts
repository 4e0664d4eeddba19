import { maskText, scanText, type TextFinding } from "@onegrid/core/access";
import type { FreeTextKind } from "@onegrid/core/free-text";
import { Problem } from "../problem.ts";

const IDENTITY_LENGTH = 18;

/** The number that refuses a text; `null` when it may be kept. */
export function personalNumberIn({
  kind,
  text,
}: {
  readonly kind: FreeTextKind;
  readonly text: string;
}): TextFinding | null {
  // Many ids may come at once, and an identity number is longer than most of them.
  if (kind === "code" && text.length < IDENTITY_LENGTH) return null;
  const kinds = kind === "code" ? (["identity"] as const) : undefined;
  const found = scanText(text, kinds === undefined ? {} : { kinds });
  return found.find(({ action }) => action !== "warn") ?? null;
}

/**
 * Refuses a text with a number of a person in it: with its place, and with the number made unreadable.
 * Nothing else of the text goes back: whoever wrote it has it.
 */
export function refusePersonalText(field: string, kind: FreeTextKind, text: string): void {
  const finding = personalNumberIn({ kind, text });
  if (finding === null) return;
  const { start, end, kind: what } = finding;
  const masked = maskText(text, [finding]).slice(start, end);
  throw new Problem({
    code: "access.personal-text",
    field,
    position: start,
    length: end - start,
    what,
    masked,
  });
}
