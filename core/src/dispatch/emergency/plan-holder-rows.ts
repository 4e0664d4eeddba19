import {
  MODE_WORDS,
  namedBy,
  type HolderColumn,
  type HolderTable,
  type TableAccount,
  type TableCommunity,
} from "./holder-table.ts";
import {
  holderAt,
  holdersBySeat,
  PLAN_MODES,
  type GroupTemplate,
  type PostTemplate,
  type Seat,
} from "./plan.ts";

/** A row of a table of seats, as text. */
export interface HolderRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<HolderColumn, string>>>;
}

export const HOLDER_FAULTS = [
  "missing",
  "unknown-community",
  "ambiguous",
  "unknown-mode",
  "unknown-group",
  "unknown-post",
  "bad-seat",
  "unknown-account",
  "gone",
  "twice",
] as const;

interface HolderFault {
  readonly column: HolderColumn;
  readonly fault: (typeof HOLDER_FAULTS)[number];
  readonly value: string;
}

/** What becomes of a row: `known` changes nothing. */
export const HOLDER_OUTCOMES = ["new", "changed", "emptied", "known", "refused"] as const;

export interface PlannedHolder {
  readonly line: number;
  readonly outcome: (typeof HOLDER_OUTCOMES)[number];
  /** As far as it could be read. */
  readonly communityId: string | null;
  readonly group: string;
  readonly post: string;
  readonly seat: number | null;
  readonly before: string | null;
  readonly holderId: string | null;
  readonly faults: readonly HolderFault[];
}

export interface HolderPlanning extends HolderTable {
  /** Seats without an account are emptied; else they stay as they are. */
  readonly emptiesBlank: boolean;
}

type Read<T> = { readonly value: T } | { readonly fault: HolderFault };

const fault = (column: HolderColumn, name: HolderFault["fault"], value: string) => ({
  fault: { column, fault: name, value: value.slice(0, 160) },
});

/** What each row of a table would do to the seats of a plan. A seat that an earlier row has spoken of is refused. */
export function planHolderRows(
  rows: readonly HolderRow[],
  planning: HolderPlanning,
): PlannedHolder[] {
  const known = indexOf(planning);
  const lineOf = new Map<string, number>();
  return rows.map((row) => {
    const planned = planRow(row, planning, known);
    if (planned.outcome === "refused") return planned;
    const seat = JSON.stringify([planned.communityId, planned.group, planned.post, planned.seat]);
    const first = lineOf.get(seat);
    if (first === undefined) {
      lineOf.set(seat, row.line);
      return planned;
    }
    const { fault: twice } = fault("seat", "twice", String(first));
    return { ...planned, outcome: "refused", faults: [twice] };
  });
}

interface Index {
  readonly byCode: ReadonlyMap<string, TableCommunity>;
  readonly byName: ReadonlyMap<string, readonly TableCommunity[]>;
  readonly byLogin: ReadonlyMap<string, TableAccount>;
  readonly holders: ReadonlyMap<string, string>;
}

function indexOf({ communities, accounts, held }: HolderPlanning): Index {
  const byName = new Map<string, TableCommunity[]>();
  for (const community of communities) {
    const name = community.name.trim();
    byName.set(name, [...(byName.get(name) ?? []), community]);
  }
  return {
    byCode: new Map(communities.map((community) => [community.code, community])),
    byName,
    byLogin: new Map(accounts.map((account) => [account.login, account])),
    holders: holdersBySeat(held),
  };
}

function planRow(
  { line, cells }: HolderRow,
  { groups, emptiesBlank }: HolderPlanning,
  known: Index,
): PlannedHolder {
  const faults: HolderFault[] = [];
  const told = <T>(read: Read<T>): T | null => {
    if ("value" in read) return read.value;
    faults.push(read.fault);
    return null;
  };
  const cell = (column: HolderColumn): string => (cells[column] ?? "").trim();
  const community = told(readCommunity(cell, known));
  const group = told(readGroup(cell, groups));
  const post = group && told(readPost(cell, group));
  const seat = post && told(readSeat(cell, post));
  const read = { community, group, post, seat };
  const place = placeOf(read);
  const before = (place && holderAt(known.holders, place)) ?? null;
  const holderId = told(readHolder(cell("login"), { before, emptiesBlank }, known));
  const outcome = faults.length > 0 ? "refused" : outcomeOf(before, holderId);
  return { line, ...shownOf(read, cell), before, outcome, holderId, faults };
}

interface ReadSeat {
  readonly community: TableCommunity | null;
  readonly group: GroupTemplate | null;
  readonly post: PostTemplate | null;
  readonly seat: number | null;
}

/** What is known of the place, and else what stands in the file. */
const shownOf = ({ community, group, post, seat }: ReadSeat, cell: CellOf) => ({
  communityId: community?.id ?? null,
  group: group?.key ?? cell("group"),
  post: post?.key ?? cell("post"),
  seat,
});

const placeOf = ({ community, group, post, seat }: ReadSeat): Seat | null =>
  community && group && post && seat
    ? { communityId: community.id, group: group.key, post: post.key, seat }
    : null;

function outcomeOf(before: string | null, after: string | null): PlannedHolder["outcome"] {
  if (before === after) return "known";
  if (after === null) return "emptied";
  return before === null ? "new" : "changed";
}

type CellOf = (column: HolderColumn) => string;

/** What a spreadsheet makes of a long code: then the name has to tell. */
const LIKE_A_NUMBER = /^\d(?:\.\d+)?E\+\d+$/i;

function readCommunity(cell: CellOf, { byCode, byName }: Index): Read<TableCommunity> {
  const [code, name] = [cell("code"), cell("community")];
  if (code !== "" && !LIKE_A_NUMBER.test(code)) {
    const value = byCode.get(code);
    return value ? { value } : fault("code", "unknown-community", code);
  }
  if (name === "") return fault("community", "missing", "");
  const [value, other] = byName.get(name) ?? [];
  if (!value) return fault("community", "unknown-community", name);
  return other ? fault("community", "ambiguous", name) : { value };
}

function readGroup(cell: CellOf, groups: readonly GroupTemplate[]): Read<GroupTemplate> {
  const [said, word] = [cell("mode"), cell("group")];
  const mode = PLAN_MODES.find((key) => {
    const { zh, en } = MODE_WORDS[key];
    return [key, zh, en.toLowerCase()].includes(said.toLowerCase());
  });
  if (said !== "" && mode === undefined) return fault("mode", "unknown-mode", said);
  if (word === "") return fault("group", "missing", "");
  const [value, other] = namedBy(
    word,
    groups.filter((group) => mode === undefined || group.mode === mode),
  );
  if (!value) return fault("group", "unknown-group", word);
  return other ? fault("group", "ambiguous", word) : { value };
}

function readPost(cell: CellOf, { posts }: GroupTemplate): Read<PostTemplate> {
  const word = cell("post");
  if (word === "") return fault("post", "missing", "");
  const [value, other] = namedBy(word, posts);
  if (!value) return fault("post", "unknown-post", word);
  return other ? fault("post", "ambiguous", word) : { value };
}

/** A post of one seat needs no number. */
function readSeat(cell: CellOf, { seats }: PostTemplate): Read<number> {
  const text = cell("seat");
  if (text === "") return seats === 1 ? { value: 1 } : fault("seat", "missing", "");
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= seats ? { value } : fault("seat", "bad-seat", text);
}

/** Who is to hold the seat; whoever holds it already may stay, even when they have left. */
function readHolder(
  login: string,
  { before, emptiesBlank }: { readonly before: string | null; readonly emptiesBlank: boolean },
  { byLogin }: Index,
): Read<string | null> {
  if (login === "") return { value: emptiesBlank ? null : before };
  const account = byLogin.get(login) ?? byLogin.get(login.toLowerCase());
  if (!account) return fault("login", "unknown-account", login);
  if (!account.isPresent && account.id !== before) return fault("login", "gone", login);
  return { value: account.id };
}
