import {
  isInScope,
  KEY_PERMISSIONS,
  MACHINE_ROLE,
  type Duty,
  type KeyPermission,
} from "./permissions.ts";

export const USUAL_KEY_DAYS = 365;
export const LONGEST_KEY_DAYS = 730;

/** The two parts of `og_<id>_<secret>`: 64 and 256 random bits in hexadecimal. */
export interface KeyToken {
  readonly id: string;
  readonly secret: string;
}

/** A fixed shape, so that a key that has leaked can be searched for and found by machines. */
const TOKEN = /^og_([0-9a-f]{16})_([0-9a-f]{64})$/;
const ANYWHERE = /og_([0-9a-f]{16})_[0-9a-f]*/gi;

export const keyTokenOf = ({ id, secret }: KeyToken): string => `og_${id}_${secret}`;

/** `null` for anything that is no key of ours. */
export function readKeyToken(text: string): KeyToken | null {
  const [, id, secret] = TOKEN.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** The id of the first key that stands in a text, such as an address; `null`: none does. */
export const keyIdIn = (text: string): string | null =>
  [...text.matchAll(ANYWHERE)][0]?.[1]?.toLowerCase() ?? null;

/** A text without the secrets of keys in it: what goes into a log. */
export const maskKeys = (text: string): string => text.replaceAll(ANYWHERE, "og_$1_…");

/** What a key was made for. */
export interface KeyBounds<Area extends { readonly id: string; readonly path: readonly string[] }> {
  readonly id: string;
  readonly permissions: readonly string[];
  readonly areas: readonly Area[];
  /** Classes of cases; empty: every class. */
  readonly categories: readonly string[];
}

/** A duty that a key holds, with the area it is for. */
interface KeyDuty<Area> extends Duty {
  readonly only: readonly KeyPermission[];
  readonly categories: readonly string[];
  readonly area: Area;
}

/**
 * The duties of a key: one for each area that whoever answers for it administers now. `scope` holds
 * the areas of that person's `people.manage`; outside it the key reaches nothing.
 */
export function keyDuties<Area extends { readonly id: string; readonly path: readonly string[] }>(
  { id, permissions, areas, categories }: KeyBounds<Area>,
  scope: readonly string[],
): KeyDuty<Area>[] {
  const only = KEY_PERMISSIONS.filter((permission) => permissions.includes(permission));
  return areas
    .filter(({ path }) => isInScope(scope, path))
    .map((area) => ({
      id: `key-${id}-${area.id}`,
      role: MACHINE_ROLE,
      areaId: area.id,
      areaPath: area.path,
      area,
      only,
      categories,
    }));
}
