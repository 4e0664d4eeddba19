import type { Label } from "../rules/categories.ts";
import { holderAt, holdersBySeat, seatsOf } from "./plan.ts";
import type { GroupTemplate, HeldSeat, PlanMode } from "./plan.ts";

/** A community of a plan as a table names it. */
export interface TableCommunity {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Somebody as a table names them: by the account they sign in with. */
export interface TableAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  /** Can be called: the account is open, and has a duty. Others may only stay where they are. */
  readonly isPresent: boolean;
}

/** Columns of the table of seats, in this order; the name is there to be read by people. */
export const HOLDER_COLUMNS = [
  { key: "code", heading: { zh: "社区编码", en: "Community code" } },
  { key: "community", heading: { zh: "社区", en: "Community" } },
  { key: "mode", heading: { zh: "平战", en: "Mode" } },
  { key: "group", heading: { zh: "小组", en: "Group" } },
  { key: "post", heading: { zh: "岗位", en: "Post" } },
  { key: "seat", heading: { zh: "席位", en: "Seat" } },
  { key: "login", heading: { zh: "账号", en: "Account" } },
  { key: "name", heading: { zh: "姓名", en: "Name" } },
] as const satisfies readonly { readonly key: string; readonly heading: Label }[];
export type HolderColumn = (typeof HOLDER_COLUMNS)[number]["key"];

export const MODE_WORDS: Readonly<Record<PlanMode, Label>> = {
  calm: { zh: "平时", en: "Calm" },
  emergency: { zh: "战时", en: "Emergency" },
};

/** Without these a row says nothing. */
const NEEDED: readonly HolderColumn[] = ["group", "post", "login"];

/** Which column of a table is which, by their headings in either language; `null`: it is no table of seats. */
export function holderColumns(
  headings: readonly string[],
): readonly (HolderColumn | null)[] | null {
  const columns = headings.map((text) => {
    const word = text.trim().toLowerCase();
    const found = HOLDER_COLUMNS.find(
      ({ key, heading }) =>
        word === heading.zh || word === heading.en.toLowerCase() || word === key,
    );
    return found?.key ?? null;
  });
  const isWhole =
    NEEDED.every((key) => columns.includes(key)) &&
    (columns.includes("code") || columns.includes("community"));
  return isWhole ? columns : null;
}

/** Marks a key where the name says nothing alone. */
const KEY_MARK = "#";

interface Named {
  readonly key: string;
  readonly name: string;
}

/** The name, or the key with its mark where another has the same name. */
function wordFor({ key, name }: Named, among: readonly Named[]): string {
  const word = name.trim();
  const isAlone = among.filter((each) => each.name.trim() === word).length === 1;
  return isAlone && word !== "" && !word.startsWith(KEY_MARK) ? word : KEY_MARK + key;
}

/** Those that a cell may mean. */
export const namedBy = <T extends Named>(word: string, among: readonly T[]): T[] =>
  among.filter(({ key, name }) =>
    word.startsWith(KEY_MARK) ? key === word.slice(KEY_MARK.length) : name.trim() === word,
  );

export interface HolderTable {
  readonly groups: readonly GroupTemplate[];
  readonly communities: readonly TableCommunity[];
  readonly held: readonly HeldSeat[];
  readonly accounts: readonly TableAccount[];
}

/** Every seat of every community as a row of text, with whoever holds it: read again it changes nothing. */
export function writeHolderRows(
  { groups, communities, held, accounts }: HolderTable,
  inWords: (label: Label) => string,
): string[][] {
  const holders = holdersBySeat(held);
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  return communities.flatMap(({ id, code, name }) =>
    groups.flatMap((group) => {
      const { mode, posts } = group;
      const ofMode = groups.filter((each) => each.mode === mode);
      const words = new Map(posts.map((post) => [post.key, wordFor(post, posts)]));
      const groupWord = wordFor(group, ofMode);
      return seatsOf(id, group).map((seat) => {
        const holder = accountOf.get(holderAt(holders, seat) ?? "");
        return [
          code,
          name,
          inWords(MODE_WORDS[mode]),
          groupWord,
          words.get(seat.post) ?? "",
          String(seat.seat),
          holder?.login ?? "",
          holder?.name ?? "",
        ];
      });
    }),
  );
}
