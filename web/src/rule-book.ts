import {
  findCategory as findIn,
  isInForce,
  SEED_BOOK,
  type Category,
  type RuleBook,
} from "@onegrid/core/dispatch";
import type { RuleBookReply } from "@onegrid/core/dispatch/rules-contract";
import { useEffect } from "react";
import { create } from "zustand";
import { call, route } from "./api.ts";
import { isoDay } from "./i18n/days.ts";
import { subscribeLive } from "./live.ts";

const getRules = route<undefined, RuleBookReply>()("GET", "/api/rules");

/** The rule book (规则库) that this page reads; the program's own until the city's has come. */
export const useRuleBook = create<{ readonly book: RuleBook }>(() => ({ book: SEED_BOOK }));

/** A class by its id: the newest version of it. */
export const findCategory = (id: string): Category | undefined =>
  findIn(useRuleBook.getState().book, id);

/** The classes that may be chosen today, in the order of their tree. */
export const categoriesToday = ({ categories }: Pick<RuleBook, "categories">): Category[] => {
  const today = isoDay(new Date());
  return categories.filter((each) => isInForce(each, today));
};

/** Reads the book; what cannot be read now is read when the next event comes. */
export async function loadRuleBook(): Promise<void> {
  try {
    const book = await call(getRules, {});
    useRuleBook.setState({ book });
  } catch {
    // The page goes on with the book that it has: the server checks every report against its own.
  }
}

const tells = (data: unknown): boolean =>
  typeof data === "object" &&
  data !== null &&
  "kind" in data &&
  data.kind === "dispatch.rules-changed";

let isFollowing = false;

/** Reads the book once, and again whenever it changes; for as long as the page lives. */
export function followRuleBook(): void {
  if (isFollowing) return;
  isFollowing = true;
  subscribeLive("case", ({ data }) => {
    if (tells(data)) void loadRuleBook();
  });
  subscribeLive("reset", () => void loadRuleBook());
  void loadRuleBook();
}

/** The book for a piece of the page: it is drawn again when the book changes. */
export function useRules(): RuleBook {
  useEffect(followRuleBook, []);
  return useRuleBook(({ book }) => book);
}
