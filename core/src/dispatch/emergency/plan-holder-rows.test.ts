import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { DEFAULT_TEMPLATE } from "./default-template.ts";
import {
  HOLDER_COLUMNS,
  holderColumns,
  writeHolderRows,
  type HolderTable,
} from "./holder-table.ts";
import { planHolderRows, type HolderRow, type PlannedHolder } from "./plan-holder-rows.ts";
import {
  PLAN_MODES,
  seatsOf,
  templateFault,
  type GroupTemplate,
  type HeldSeat,
  type PostTemplate,
} from "./plan.ts";

const NORTH = { id: "north", code: "620302001001", name: "北社区" };
const SOUTH = { id: "south", code: "620302001002", name: "南社区" };
const ADA = { id: "a1", login: "ada", name: "艾达", isPresent: true };
const BEN = { id: "b1", login: "ben", name: "本", isPresent: true };
const GONE = { id: "g1", login: "gone", name: "走了", isPresent: false };
const HELD: HeldSeat = {
  ...{ communityId: "north", group: "command", post: "lead", seat: 1 },
  holderId: "a1",
};
const table: HolderTable = {
  groups: DEFAULT_TEMPLATE,
  communities: [NORTH, SOUTH],
  held: [HELD],
  accounts: [ADA, BEN, GONE],
};
const LEAD = { community: "北社区", mode: "战时", group: "综合指挥组", post: "组长", login: "ben" };

const plan = (
  given: readonly HolderRow["cells"][],
  { emptiesBlank = false, ...changes }: Partial<HolderTable> & { emptiesBlank?: boolean } = {},
) =>
  planHolderRows(
    given.map((cells, at) => ({ line: at + 2, cells })),
    { ...table, ...changes, emptiesBlank },
  );
const only = (cells: HolderRow["cells"], more: Parameters<typeof plan>[1] = {}) => {
  const [planned] = plan([cells], more);
  if (!planned) throw new Error("a row is planned");
  return planned;
};
const faultOf = (cells: HolderRow["cells"]) => {
  const { outcome, faults } = only(cells);
  return [outcome, ...faults.map(({ column, fault, value }) => `${column} ${fault} ${value}`)];
};

test("a row puts somebody into a seat, in another's place, or says what is so already", () => {
  expect(only(LEAD)).toMatchObject({ outcome: "changed", before: "a1", holderId: "b1", line: 2 });
  expect(only({ ...LEAD, login: "ADA" })).toMatchObject({ outcome: "known", holderId: "a1" });
  expect(only({ ...LEAD, community: "南社区" })).toMatchObject({
    ...{ outcome: "new", communityId: "south", group: "command", post: "lead", seat: 1 },
  });
  expect(only({ ...LEAD, mode: "Emergency", code: SOUTH.code })).toMatchObject({
    ...{ outcome: "new", communityId: "south" },
  });
  // What a spreadsheet has made of a code tells nothing: the name does.
  expect(only({ ...LEAD, code: "6.20302E+11" })).toMatchObject({ communityId: "north" });
});

test("a seat without an account stays as it is, or is emptied where that is asked for", () => {
  const blank = { ...LEAD, login: "" };
  expect(only(blank)).toMatchObject({ outcome: "known", holderId: "a1" });
  expect(only(blank, { emptiesBlank: true })).toMatchObject({ outcome: "emptied", holderId: null });
});

test("everything wrong with a row is named with its column and what stands there", () => {
  expect(faultOf({ ...LEAD, community: "西社区" })).toEqual([
    ...["refused", "community unknown-community 西社区"],
  ]);
  expect(faultOf({ ...LEAD, code: "1" })).toEqual(["refused", "code unknown-community 1"]);
  expect(faultOf({ ...LEAD, community: "" })).toEqual(["refused", "community missing "]);
  expect(faultOf({ ...LEAD, mode: "有时" })).toEqual(["refused", "mode unknown-mode 有时"]);
  expect(faultOf({ ...LEAD, group: "炊事组" })).toEqual(["refused", "group unknown-group 炊事组"]);
  expect(faultOf({ ...LEAD, post: "厨师" })).toEqual(["refused", "post unknown-post 厨师"]);
  expect(faultOf({ ...LEAD, seat: "2" })).toEqual(["refused", "seat bad-seat 2"]);
  expect(faultOf({ ...LEAD, post: "组员" })).toEqual(["refused", "seat missing "]);
  expect(faultOf({ ...LEAD, login: "nobody" })).toEqual([
    ...["refused", "login unknown-account nobody"],
  ]);
  expect(faultOf({ ...LEAD, community: "西社区", post: "厨师", login: "nobody" })).toHaveLength(4);
});

test("whoever has left takes no seat, and may be said to hold the one they have", () => {
  expect(faultOf({ ...LEAD, login: "gone" })).toEqual(["refused", "login gone gone"]);
  const theirs = { held: [{ ...HELD, holderId: "g1" }] };
  expect(only({ ...LEAD, login: "gone" }, theirs).outcome).toBe("known");
});

test("a seat that two rows speak of is refused the second time, with the line of the first", () => {
  const [first, second] = plan([LEAD, { ...LEAD, mode: "", login: "ada" }]);
  expect(first?.outcome).toBe("changed");
  expect(second).toMatchObject({ outcome: "refused", faults: [{ fault: "twice", value: "2" }] });
});

test("headings are known in either language, and a table without an account column is none", () => {
  const zh = HOLDER_COLUMNS.map(({ heading }) => heading.zh);
  const en = HOLDER_COLUMNS.map(({ heading }) => ` ${heading.en.toUpperCase()} `);
  expect(holderColumns(zh)).toEqual(HOLDER_COLUMNS.map(({ key }) => key));
  expect(holderColumns([...en, "备注"])).toEqual([...HOLDER_COLUMNS.map(({ key }) => key), null]);
  expect(holderColumns(zh.filter((word) => word !== "账号"))).toBeNull();
  expect(holderColumns(["小组", "岗位", "账号"])).toBeNull();
});

const WORDS = ["指挥组", " 指挥组", "救护组", "#k1", "#", "k1", "Calm"];
const KEYS = ["k1", "k2", "k3"];
const post = (key: string): fc.Arbitrary<PostTemplate> =>
  fc.record({
    key: fc.constant(key),
    name: fc.constantFrom(...WORDS),
    seats: fc.integer({ min: 1, max: 3 }),
    isLead: fc.boolean(),
    roles: fc.constant([]),
  });
const groupsOf: fc.Arbitrary<GroupTemplate[]> = fc
  .tuple(
    ...[...KEYS, "k4"].map((key, at) =>
      fc.record({
        key: fc.constant(key),
        mode: fc.constant(PLAN_MODES[at % 2] ?? "calm"),
        name: fc.constantFrom(...WORDS),
        posts: fc.subarray(KEYS, { minLength: 1 }).chain((keys) => fc.tuple(...keys.map(post))),
      }),
    ),
  )
  .filter((groups) => templateFault(groups) === null);

/** Some seats of a plan, each with somebody. */
const heldIn = (groups: readonly GroupTemplate[], communityIds: readonly string[]) =>
  fc
    .tuple(
      ...communityIds
        .flatMap((id) => groups.flatMap((group) => seatsOf(id, group)))
        .map((seat) =>
          fc
            .constantFrom(null, "a1", "b1")
            .map((holderId): HeldSeat[] => (holderId === null ? [] : [{ ...seat, holderId }])),
        ),
    )
    .map((seats) => seats.flat());

function applied(held: readonly HeldSeat[], planned: readonly PlannedHolder[]): HeldSeat[] {
  const key = ({ communityId, group, post: name, seat }: Omit<HeldSeat, "holderId">): string =>
    JSON.stringify([communityId, group, name, seat]);
  const seats = new Map(held.map((each) => [key(each), each]));
  for (const { communityId, group, post: name, seat, holderId } of planned) {
    if (communityId === null || seat === null) throw new Error("a planned row has a seat");
    const at = { communityId, group, post: name, seat };
    if (holderId === null) seats.delete(key(at));
    else seats.set(key(at), { ...at, holderId });
  }
  return [...seats.values()].toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

test("what a plan is written as gives it back, whatever its groups are called and whoever sat there", () => {
  const twins = [NORTH, { ...SOUTH, name: NORTH.name }];
  const scene = groupsOf.chain((groups) =>
    fc.record({
      groups: fc.constant(groups),
      held: heldIn(groups, ["north", "south"]),
      other: heldIn(groups, ["north", "south"]),
      language: fc.constantFrom("zh", "en"),
    }),
  );
  const law = fc.property(scene, ({ groups, held, other, language }) => {
    const of = { groups, communities: twins, accounts: [ADA, BEN] };
    const written = writeHolderRows({ ...of, held }, (label) =>
      language === "zh" ? label.zh : label.en,
    );
    const columns = holderColumns(HOLDER_COLUMNS.map(({ heading }) => heading.en)) ?? [];
    const rows = written.map((cells, at) => ({
      line: at + 2,
      cells: Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? ""])),
    }));
    const read = (before: readonly HeldSeat[]) =>
      planHolderRows(rows, { ...of, held: before, emptiesBlank: true });
    expect(new Set(read(held).map(({ outcome }) => outcome))).toEqual(new Set(["known"]));
    expect(applied(other, read(other))).toEqual(applied(held, []));
  });
  fc.assert(law, { numRuns: lawRuns(60, 5000), seed: 11 });
});
