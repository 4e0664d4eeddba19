import type { FoundPackage } from "./find-packages.ts";

/** Licences under which code may be shipped with a work under Apache-2.0 without conditions on it. */
const PERMISSIVE = new Set([
  "MIT",
  "MIT-0",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "Unlicense",
  "CC0-1.0",
  "Zlib",
  "Python-2.0",
  // A font: it may be embedded in what is printed, and is not sold by itself.
  "OFL-1.1",
]);
/** Tools are not shipped: their files stay as they are. */
const FOR_TOOLS = new Set([...PERMISSIVE, "MPL-2.0", "CC-BY-4.0", "LGPL-3.0-or-later"]);

/** Why a package must not be used; `undefined`: it may. */
export function licenceFault({ licence, use }: FoundPackage): string | undefined {
  if (licence === "") return "it names no licence";
  const allowed = use === "product" ? PERMISSIVE : FOR_TOOLS;
  const isAllowed = licence
    .replaceAll(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => allowed.has(one.trim())));
  return isAllowed ? undefined : `${licence} is not on the list for ${use}`;
}
