import { ROLES } from "@onegrid/core/access";
import type { TextKey } from "../i18n/index.ts";

/** The text of a role, or `null` for one this page does not know yet. */
export function roleText(role: string): TextKey | null {
  const known = ROLES.find((candidate) => candidate === role);
  return known === undefined ? null : `access:role.${known}`;
}
