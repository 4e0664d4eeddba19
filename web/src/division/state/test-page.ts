import type { Division } from "@onegrid/core/division";
import { viewDivision } from "./grid-view.ts";
import type { OpenBase } from "./open-base.ts";
import { useDivision, type DivisionPage, type OpenPlan } from "./page-state.ts";

/** A draft that is open on the page with this division. */
export const openWith = (base: OpenBase, division: Division): OpenPlan => ({
  kind: "ready",
  plan: {
    id: "p",
    name: "p",
    state: "draft",
    effectiveOn: null,
    revertsTo: null,
    createdBy: null,
    createdAt: "",
    divisions: [],
    editors: [],
    steps: [],
  },
  divisionId: "d",
  communityId: "c",
  base,
  session: { division, log: [], unsent: [], save: { kind: "saved", at: null }, dropped: [] },
  view: viewDivision(base, division),
  isEditable: true,
});

export const pageWith = (open: OpenPlan, part: Partial<DivisionPage> = {}): DivisionPage => ({
  ...useDivision.getInitialState(),
  opened: open,
  ...part,
});
