import type { useText } from "../i18n/index.ts";

type Translate = ReturnType<typeof useText>;

const FAULTS = ["timeout", "refused-address", "key-ended"] as const;

/** What a receiver answered, or why it did not. */
export function answerText(
  { status, fault }: { readonly status: number | null; readonly fault: string | null },
  t: Translate,
): string {
  if (status !== null) return t("rights:webhooks.status", { status });
  if (fault === null) return "–";
  const known = FAULTS.find((each) => each === fault);
  return known === undefined
    ? t("rights:webhooks.faults.other", { code: fault })
    : t(`rights:webhooks.faults.${known}`);
}
