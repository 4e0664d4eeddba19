import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

export interface FoundPackage {
  readonly name: string;
  readonly version: string;
  /** As the package says it, an SPDX expression; empty: it says nothing. */
  readonly licence: string;
  /** `product`: it is shipped or runs in an installation. `tools`: it only builds and tests. */
  readonly use: "product" | "tools";
}

type Names = Readonly<Record<string, string>>;
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
  readonly os?: unknown;
  readonly cpu?: unknown;
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
}

const OWN = /^@onegrid\//;

/**
 * Every package that an installation of this repository brings, by following what each one asks for.
 * Builds for one platform (`os`, `cpu`) are left out: which of them are there hangs on the machine, and
 * each is a part of a package that is in the list.
 */
export function findPackages(root: string, workspaces: readonly string[]): FoundPackage[] {
  const found = new Map<string, FoundPackage>();
  const folders = ["", ...workspaces].map((name) => join(root, name));
  for (const use of ["product", "tools"] as const)
    for (const link of folders.flatMap((folder) => linksOf(folder, use))) follow(link, use, found);
  return [...found.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Where the packages lie that one of our own asks for. */
function linksOf(folder: string, use: FoundPackage["use"]): string[] {
  const { dependencies, devDependencies } = readManifest(folder);
  return Object.keys((use === "product" ? dependencies : devDependencies) ?? {})
    .filter((name) => !OWN.test(name))
    .map((name) => join(folder, "node_modules", name));
}

const keyOf = ({ name, version }: { name: string; version: string }): string =>
  `${name}@${version}`;

const readManifest = (folder: string): Manifest => {
  const parse: (text: string) => Manifest = JSON.parse;
  return parse(readFileSync(join(folder, "package.json"), "utf8"));
};

/** Adds a package and what it asks for. A product's package stays one when a tool asks for it too. */
function follow(start: string, use: FoundPackage["use"], found: Map<string, FoundPackage>): void {
  const open = [start];
  for (let link = open.pop(); link !== undefined; link = open.pop()) {
    if (!existsSync(join(link, "package.json"))) continue; // optional, for another machine
    const folder = realpathSync(link);
    const manifest = readManifest(folder);
    const key = keyOf(manifest);
    if (found.has(key) || manifest.os !== undefined || manifest.cpu !== undefined) continue;
    const { name, version } = manifest;
    found.set(key, { name, version, licence: licenceOf(manifest), use });
    for (const asked of askedBy(manifest)) open.push(join(siblings(folder, name), asked));
  }
}

const askedBy = ({ dependencies, optionalDependencies, peerDependencies }: Manifest): string[] =>
  Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });

/** pnpm lays what a package may import beside the package itself. */
const siblings = (folder: string, name: string): string =>
  name.startsWith("@") ? dirname(dirname(folder)) : dirname(folder);

function licenceOf({ license, licenses }: Manifest): string {
  if (typeof license === "string") return license;
  return license?.type ?? licenses?.map(({ type }) => type ?? "").join(" OR ") ?? "";
}
