import { canonicalJson } from "@onegrid/core/canonical-json";
import type { RuleChange } from "@onegrid/core/dispatch";
import type {
  RuleChangesBody,
  RuleEditionsReply,
  RuleImportQuery,
  RuleImportReply,
  RulePreviewReply,
  RuleSavedReply,
  RuleTablesQuery,
} from "@onegrid/core/dispatch/rules-contract";
import { create } from "zustand";
import { addressOf, call, route } from "../../api.ts";

export const previewRules = route<RuleBody, RulePreviewReply>()("POST", "/api/rules/preview");
export const saveRules = route<RuleBody, RuleSavedReply>()("POST", "/api/rules/changes");
export const getEditions = route<undefined, RuleEditionsReply>()("GET", "/api/rules/editions");

const postTables = route<FormData, RuleImportReply>()("POST", "/api/rules/tables");

/** What a file would change in the book; nothing is saved by it. */
export function readTables(file: File, query: RuleImportQuery): Promise<RuleImportReply> {
  const body = new FormData();
  body.append("file", file, file.name);
  return call(postTables, { body, query });
}

/** Where the book, or one of its tables, is fetched as a file. */
export const tablesAddress = (query: RuleTablesQuery): string =>
  addressOf("/api/rules/tables", {}, { ...query });

export type RuleBody = Omit<RuleChangesBody, "changes"> & {
  readonly changes: readonly RuleChange[];
};

/** Changes of the rule book that are not saved yet; they are saved together. */
export const useRulesDraft = create<{ readonly changes: readonly RuleChange[] }>(() => ({
  changes: [],
}));

const isSame = (a: RuleChange, b: RuleChange): boolean =>
  a.kind === b.kind && a.id === b.id && a.validFrom === b.validFrom;

/** A change of the same rule for the same day takes the place of the one before. */
export const keepChange = (change: RuleChange): void =>
  useRulesDraft.setState(({ changes }) => ({
    changes: [...changes.filter((each) => !isSame(each, change)), change],
  }));

/** Changes that wait already and would make way for others that say something else. */
export const makingWay = (given: readonly RuleChange[]): RuleChange[] =>
  useRulesDraft
    .getState()
    .changes.filter((each) =>
      given.some(
        (other) => isSame(each, other) && canonicalJson(each.rule) !== canonicalJson(other.rule),
      ),
    );

/** A whole table of them. */
export const keepChanges = (given: readonly RuleChange[]): void =>
  useRulesDraft.setState(({ changes }) => ({
    changes: [...changes.filter((each) => !given.some((other) => isSame(each, other))), ...given],
  }));

export const dropChange = (change: RuleChange): void =>
  useRulesDraft.setState(({ changes }) => ({
    changes: changes.filter((each) => !isSame(each, change)),
  }));

export const dropChanges = (): void => useRulesDraft.setState({ changes: [] });
