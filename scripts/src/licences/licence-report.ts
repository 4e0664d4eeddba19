import type { FoundPackage } from "./find-packages.ts";

/** What a package's own word about its licence leaves out. */
const REMARKS: Readonly<Record<string, string>> = {
  "@expo-google-fonts/noto-sans-sc":
    "the font Noto Sans SC (OFL-1.1); subsets of Regular and Bold are embedded in printed pages",
  "@myriaddreamin/typst-ts-node-compiler":
    "holds the typesetter Typst (Apache-2.0) with its Rust libraries, built for each platform",
  "geos-wasm": "its WebAssembly is GEOS 3.13 (LGPL); an oracle in tests, not shipped",
  "@electric-sql/pglite-postgis":
    "its WebAssembly holds PostGIS (GPL-2.0-or-later), GEOS (LGPL-2.1) and PROJ (MIT); it runs in a process of its own, and a PostGIS server takes its place with `DATABASE_URL`",
  "@electric-sql/pglite": "its WebAssembly holds PostgreSQL (PostgreSQL licence)",
};

/** The list as Markdown, the same for the same packages. */
export function licenceReport(packages: readonly FoundPackage[]): string {
  const counts = new Map<string, number>();
  for (const { licence } of packages) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const byCount = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const part = (use: FoundPackage["use"]): FoundPackage[] =>
    packages.filter((each) => each.use === use);
  return [
    "# Licences of what OneGrid is built on",
    "",
    "Written by `pnpm vitest run licences --update`; `npm test` fails when it is not what is installed, or when",
    "a licence is not on the list in `scripts/src/licences/judge-licence.ts`. Builds for one platform of a",
    "package stand under the licence of that package.",
    "",
    ...table(
      ["licence", "packages"],
      byCount.map(([licence, count]) => [licence, String(count)]),
    ),
    "",
    "## Part of the product",
    "",
    ...table(HEAD, part("product").map(rowOf)),
    "",
    "## Tools that build and test it",
    "",
    ...table(HEAD, part("tools").map(rowOf)),
    "",
  ].join("\n");
}

const HEAD = ["package", "version", "licence", "remark"];
const rowOf = ({ name, version, licence }: FoundPackage): string[] => [
  name,
  version,
  licence,
  REMARKS[name] ?? "",
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
