import type { RuleChange } from "@onegrid/core/dispatch";
import type {
  RuleChangesBody,
  RuleEditionsReply,
  RulePreviewReply,
  RuleSavedReply,
} from "@onegrid/core/dispatch/rules-contract";
import { create } from "zustand";
import { route } from "../../api.ts";

export const previewRules = route<RuleBody, RulePreviewReply>()("POST", "/api/rules/preview");
export const saveRules = route<RuleBody, RuleSavedReply>()("POST", "/api/rules/changes");
export const getEditions = route<undefined, RuleEditionsReply>()("GET", "/api/rules/editions");

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

export const dropChange = (change: RuleChange): void =>
  useRulesDraft.setState(({ changes }) => ({
    changes: changes.filter((each) => !isSame(each, change)),
  }));

export const dropChanges = (): void => useRulesDraft.setState({ changes: [] });
