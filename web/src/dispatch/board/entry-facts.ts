import type { TimelineEntry } from "@onegrid/core/dispatch/contract";

/** What whoever handled the case wrote as its result (处理结果); empty when nothing was written. */
export function outcomeOf({ fields }: Pick<TimelineEntry, "fields">): string {
  const { form } = fields;
  const isForm = typeof form === "object" && form !== null && "outcome" in form;
  return isForm && typeof form.outcome === "string" ? form.outcome : "";
}

/** Why somebody was sent whom the list or the order of advice did not name (改派原因); empty when it did. */
export function overrideOf({ fields }: Pick<TimelineEntry, "fields">): string {
  const { overrideReason } = fields;
  return typeof overrideReason === "string" ? overrideReason : "";
}

/** The newest feedback: what a check has to judge. */
export const lastFeedback = (entries: readonly TimelineEntry[]): TimelineEntry | undefined =>
  entries.findLast(({ verb }) => verb === "finish");

export function photosOf({ fields }: Pick<TimelineEntry, "fields">): readonly string[] {
  const { photos } = fields;
  return Array.isArray(photos) ? photos.filter((hash) => typeof hash === "string") : [];
}

/** What a meeting (会商) was called about, or has agreed on; empty for any other step. */
export function agreedOf({ fields }: Pick<TimelineEntry, "fields">): string {
  const words = fields["decision"] ?? fields["topic"];
  return typeof words === "string" ? words : "";
}
