import { expect, test } from "vitest";
import { ZH_CN } from "./zh-cn.ts";

/** Every source of the page, by its path from here. */
const TEXT_OF = import.meta.glob<string>("../**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const EVERYWHERE = Object.keys(ZH_CN);
const ROOMS = Object.keys(import.meta.glob("./zh-CN/*.json"))
  .map((file) => /(\w+)\.json$/.exec(file)?.[1] ?? "")
  .filter((name) => !EVERYWHERE.includes(name));

interface Step {
  readonly to: string;
  /** Rooms whose texts come with it. */
  readonly rooms: readonly string[];
}

interface Source {
  readonly steps: readonly Step[];
  readonly spoken: readonly string[];
}

const IMPORTS = /^(?:import|export) (?!type)[^;]*?from "(\.[^"]+)"/gm;
const LATER =
  /(?:withTexts\(\s*\[([^\]]*)\],\s*(?:async )?\(\) =>\s*)?\bimport\(\s*"(\.[^"]+)"\s*\)/g;
const KEYS = new RegExp(`["'\`](${[...EVERYWHERE, ...ROOMS].join("|")}):[a-zA-Z$]`, "g");

/** `../shell/desk.tsx` from `../app.tsx` and `./shell/desk.tsx`; the glob calls a neighbour `./texts.ts`. */
function pathFrom(file: string, path: string): string {
  const { pathname } = new URL(path, new URL(file, "http://page/i18n/"));
  return pathname.startsWith("/i18n/") ? `.${pathname.slice(5)}` : `..${pathname}`;
}

function read(file: string): Source {
  const text = (TEXT_OF[file] ?? "").replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
  const at = (path: string): string => pathFrom(file, path);
  const now = [...text.matchAll(IMPORTS)].map(([, path = ""]) => ({ to: at(path), rooms: [] }));
  const later = [...text.matchAll(LATER)].map(([, rooms = "", path = ""]) => ({
    to: at(path),
    rooms: [...rooms.matchAll(/"(\w+)"/g)].map(([, room = ""]) => room),
  }));
  const spoken = [...text.matchAll(KEYS)].map(([, name = ""]) => name);
  return { steps: [...now, ...later].filter(({ to }) => /\.tsx?$/.test(to)), spoken };
}

const sources = new Map<string, Source>();
function sourceOf(file: string): Source {
  const source = sources.get(file) ?? read(file);
  sources.set(file, source);
  return source;
}

/** Follows every import from the first file, with the texts that are there by then. */
function silentFrom(start: string): string[] {
  const seen = new Set<string>();
  const silent = new Set<string>();
  const visit = (file: string, there: readonly string[]): void => {
    const visited = `${file} ${there.join()}`;
    if (seen.has(visited) || !(file in TEXT_OF)) return;
    seen.add(visited);
    const { spoken, steps } = sourceOf(file);
    for (const name of spoken) if (!there.includes(name)) silent.add(`${file} says ${name}`);
    for (const { to, rooms } of steps) visit(to, [...new Set([...there, ...rooms])].toSorted());
  };
  visit(start, EVERYWHERE.toSorted());
  return [...silent].toSorted();
}

/** Whose texts anything says that a file leads to. */
function spokenBehind(start: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file) || !(file in TEXT_OF)) return;
    seen.add(file);
    for (const { to } of sourceOf(file).steps) visit(to);
  };
  visit(start);
  return new Set([...seen].flatMap((file) => sourceOf(file).spoken));
}

test("whatever a part of the page says comes with it, or with the page", () => {
  expect(silentFrom("../main.tsx")).toEqual([]);
  expect(sources.size).toBeGreaterThan(300);
});

test("no part of the page brings texts that nothing in it says", () => {
  const steps = [...sources.values()].flatMap((source) => source.steps);
  const idle = steps.flatMap(({ to, rooms }) =>
    rooms.filter((room) => !spokenBehind(to).has(room)).map((room) => `${to} brings ${room}`),
  );
  expect(idle).toEqual([]);
});

test("every file of texts is loaded with the page or with a room", () => {
  const rooms = [...sources.values()].flatMap(({ steps }) => steps.flatMap((step) => step.rooms));
  expect([...new Set(rooms)].toSorted()).toEqual(ROOMS.toSorted());
});
