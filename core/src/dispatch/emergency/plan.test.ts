import { expect, test } from "vitest";
import { DEFAULT_TEMPLATE } from "./default-template.ts";
import { hasSeat, templateFault, type GroupTemplate, type PostTemplate } from "./plan.ts";

const change = (at: number, changes: Partial<GroupTemplate>): GroupTemplate[] =>
  DEFAULT_TEMPLATE.map((group, index) => (index === at ? { ...group, ...changes } : group));
const lead: PostTemplate = { key: "lead", name: "组长", seats: 1, isLead: true, roles: [] };

test("the template that plans begin with has no fault", () => {
  expect(templateFault(DEFAULT_TEMPLATE)).toBeNull();
});

test.each([
  ["a mode without a group", DEFAULT_TEMPLATE.slice(4), { group: "calm", fault: "none" }],
  ["a group without a name", change(1, { name: " " }), { group: "2", fault: "no-name" }],
  [
    "a post without a name",
    change(1, { posts: [{ ...lead, name: "" }] }),
    { group: "网格服务组", fault: "no-name" },
  ],
  [
    "two groups of one key",
    change(1, { key: "calm-lead" }),
    { group: "网格服务组", fault: "twice" },
  ],
  [
    "two posts of one key",
    change(1, { posts: [lead, lead] }),
    { group: "网格服务组", fault: "twice" },
  ],
  ["a group without a post", change(1, { posts: [] }), { group: "网格服务组", fault: "no-post" }],
  [
    "half a seat",
    change(1, { posts: [{ ...lead, seats: 1.5 }] }),
    { group: "网格服务组", fault: "seats" },
  ],
  [
    "no seat",
    change(1, { posts: [{ ...lead, seats: 0 }] }),
    { group: "网格服务组", fault: "seats" },
  ],
  [
    "more groups than a mode may have",
    [
      ...DEFAULT_TEMPLATE,
      ...Array.from({ length: 17 }, (_, at): GroupTemplate => ({
        ...{ key: `more-${at}`, mode: "calm", name: "组", posts: [lead] },
      })),
    ],
    { group: "calm", fault: "too-many" },
  ],
])("%s is named with its group", (_, groups, fault) => {
  expect(templateFault(groups)).toEqual(fault);
});

test("a template has the seats of its posts and no other", () => {
  const seat = { communityId: "c", group: "command", post: "member", seat: 2 };
  expect(hasSeat(DEFAULT_TEMPLATE, seat)).toBe(true);
  for (const other of [{ seat: 3 }, { seat: 0 }, { seat: 1.5 }, { post: "cook" }, { group: "x" }])
    expect(hasSeat(DEFAULT_TEMPLATE, { ...seat, ...other })).toBe(false);
});
