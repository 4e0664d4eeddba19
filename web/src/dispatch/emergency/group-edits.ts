import type { PlanMode } from "@onegrid/core/dispatch";
import type { Translate } from "../../i18n/index.ts";
import type { Group, Post } from "./emergency-api.ts";

/** A key that none of these has yet. */
export function freshKey(taken: readonly { readonly key: string }[]): string {
  const keys = new Set(taken.map(({ key }) => key));
  let at = taken.length + 1;
  while (keys.has(`k${at}`)) at += 1;
  return `k${at}`;
}

export const newPost = (key: string, t: Translate): Post => ({
  key,
  name: t("emergency:posts.new"),
  seats: 1,
  isLead: false,
  roles: ["grid_staff", "team_member"],
});

/** A group begins with somebody who leads it. */
export const newGroup = (mode: PlanMode, key: string, t: Translate): Group => ({
  key,
  mode,
  name: t("emergency:groups.new"),
  posts: [
    {
      key: "lead",
      name: t("emergency:posts.leader"),
      seats: 1,
      isLead: true,
      roles: ["community_desk", "grid_head", "grid_staff"],
    },
  ],
});

/** `null` takes it away. */
const replaced = <T extends { readonly key: string }>(
  all: readonly T[],
  key: string,
  next: T | null,
): T[] => all.flatMap((each) => (each.key === key ? (next ?? []) : each));

export const withGroup = (groups: readonly Group[], key: string, next: Group | null): Group[] =>
  replaced(groups, key, next);

export const withPost = (group: Group, key: string, next: Post | null): Group => ({
  ...group,
  posts: replaced(group.posts, key, next),
});

export const seatsIn = (groups: readonly Group[]): number =>
  groups.reduce((sum, { posts }) => sum + posts.reduce((part, { seats }) => part + seats, 0), 0);
