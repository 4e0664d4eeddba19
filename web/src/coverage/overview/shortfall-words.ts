import { count, type Translate } from "../../i18n/index.ts";

/** Square metres that are missing; "at most" where the floor area of some station is not known. */
export function shortfallWords(
  squareMetres: number,
  { isCertain, t }: { readonly isCertain: boolean; readonly t: Translate },
): string {
  const area = count(Math.ceil(squareMetres));
  return t(isCertain ? "overview:squareMetres" : "overview:capacity.atMost", { area });
}
