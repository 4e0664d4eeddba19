import { clockWords } from "@onegrid/core/coverage";

/** Days that a person says in one word. */
export const DAY_SPANS = ["Mo-Su", "Mo-Fr", "Mo-Sa", "Sa-Su"] as const;

/** The same hours on some days of the week: what three fields can say. */
export interface PlainHours {
  readonly days: (typeof DAY_SPANS)[number];
  /** `08:30`. */
  readonly from: string;
  readonly to: string;
}

/** Every half hour of a day and its end. */
export const clocks: readonly string[] = Array.from({ length: 49 }, (_, at) => clockWords(at * 30));

export const USUAL_HOURS: PlainHours = { days: "Mo-Su", from: "08:30", to: "17:30" };

/** As the station's record writes them. An end at or before the start is of the next morning. */
export const hoursOf = ({ days, from, to }: PlainHours): string => `${days} ${from}-${to}`;

/** `null`: more than three fields can say, or unknown. */
export function plainHours(hours: string | null): PlainHours | null {
  if (hours === "24/7") return { days: "Mo-Su", from: "00:00", to: "24:00" };
  const [, days, from = "", to = ""] =
    /^(\w\w-\w\w) (\d\d:[03]0)-(\d\d:[03]0)$/u.exec(hours?.trim() ?? "") ?? [];
  const span = DAY_SPANS.find((each) => each === days);
  return span === undefined ? null : { days: span, from, to };
}
