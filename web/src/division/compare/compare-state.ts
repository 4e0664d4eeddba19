import { useQuery } from "@tanstack/react-query";
import { sequenceOf } from "@onegrid/core/division";
import type { CompareReply } from "@onegrid/core/division/contract";
import { call } from "../../api.ts";
import { setLinkParameter, useLinkParameter } from "../../shell/index.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { comparePlans } from "../state/routes.ts";

/** How two plans are looked at: a divider (卷帘), two maps, or hatching on what changes. */
export const LOOKS = ["swipe", "side", "hatch"] as const;
export type Look = (typeof LOOKS)[number];
const isLook = (value: unknown): value is Look => LOOKS.some((look) => look === value);

/** The grids in force, as what a plan is compared with. */
export const PRESENT = "present";

/** With what the open plan is compared: the address says it, so that a link shows the same. */
export const useComparedWith = (): string | null => useLinkParameter("division", "compare") ?? null;

export function useLook(): Look {
  const look = useLinkParameter("division", "look");
  return isLook(look) ? look : "swipe";
}

export const compareWith = (other: string | null): void => {
  setLinkParameter("division", "compare", other);
  if (other === null) setLinkParameter("division", "look", null);
};

export const chooseLook = (look: Look): void => setLinkParameter("division", "look", look);

/** What changes hands from `other` to the open plan, as it is saved. */
export function useComparison(open: OpenPlan, other: string | null) {
  const { plan, communityId } = open;
  const saved = open.session.log.findLast(({ revision }) => revision !== null)?.revision ?? 0;
  return useQuery<CompareReply>({
    queryKey: ["comparison", plan.id, plan.state, communityId, other, saved],
    enabled: other !== null,
    // While an edit is on its way the last answer stays in sight.
    placeholderData: (last) => (last?.communityId === communityId ? last : undefined),
    queryFn: ({ signal }) =>
      call(comparePlans, {
        params: { id: plan.id },
        query: { community: communityId, with: other ?? PRESENT },
        signal,
      }),
  });
}

/** What people call a grid of a side: by its code in force, else by its number in the plan. */
export function gridLabel(side: CompareReply["before"], id: string): string {
  const code = side.grids.find((grid) => grid.id === id)?.code ?? id;
  return /\d$/.test(code) ? String(sequenceOf(code)) : code;
}
