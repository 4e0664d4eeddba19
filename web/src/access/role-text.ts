import { MACHINE_ROLE, ROLES } from "@onegrid/core/access";
import type { TextKey } from "../i18n/index.ts";

const KNOWN = [...ROLES, MACHINE_ROLE] as const;

/** The text of a role, or `null` for one this page does not know yet. */
export function roleText(role: string): TextKey | null {
  const known = KNOWN.find((candidate) => candidate === role);
  return known === undefined ? null : `shell:role.${known}`;
}
