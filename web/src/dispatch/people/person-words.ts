import { roleText } from "../../access/index.ts";
import { text } from "../../i18n/index.ts";
import type { Person } from "./people-store.ts";

const MINUTE_MS = 60_000;

/** As what somebody works; a role of another version by its own name. */
export function roleWords(role: string): string {
  const key = roleText(role);
  return key === null ? role : text(key);
}

export function ageWords({ measuredAt }: Person, now: number): string {
  const minutes = Math.floor(Math.max(0, now - measuredAt) / MINUTE_MS);
  if (minutes < 1) return text("dispatch:people.justNow");
  if (minutes < 60) return text("dispatch:people.minutesAgo", { count: minutes });
  return text("dispatch:people.hoursAgo", { count: Math.floor(minutes / 60) });
}

/** Under the name: role, age of the place, cases in hand. */
export const personWords = (person: Person, now: number): readonly string[] => [
  roleWords(person.role),
  `${ageWords(person, now)} · ${text("dispatch:people.inHand", { count: person.inHand })}`,
];
