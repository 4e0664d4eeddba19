import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Me } from "@onegrid/core/access/contract";
import type { GroundReply, RebaseReply } from "@onegrid/core/division/contract";
import { create } from "zustand";
import { call } from "../../api.ts";
import { openPlan } from "../state/open-plan.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { getGround, postBase, postRepair, withdrawRepair } from "../state/routes.ts";

export type Repair = GroundReply["repairs"][number]["repair"];

type Unmatched = RebaseReply["unmatched"];

interface GroundPage {
  /** Of this plan the list of problems stands in the place of the tabs, also when it is opened again. */
  readonly shownFor: string | null;
  /** What did not match one to one when a division was last carried over. */
  readonly unmatched: { readonly divisionId: string; readonly units: Unmatched } | null;
}

const useGroundPage = create<GroundPage>(() => ({ shownFor: null, unmatched: null }));

export const useIsGroundShown = (planId: string): boolean =>
  useGroundPage(({ shownFor }) => shownFor === planId);

/** `null`: no plan's. */
export const showGround = (planId: string | null): void =>
  useGroundPage.setState({ shownFor: planId });

const NONE: Unmatched = [];

export const useUnmatched = (divisionId: string): Unmatched =>
  useGroundPage(({ unmatched }) => (unmatched?.divisionId === divisionId ? unmatched.units : NONE));

const KEY = "ground";

/** Problems of the base version that the open plan stands on. */
export const useGround = (baseId: string) =>
  useQuery({
    queryKey: [KEY, baseId],
    queryFn: ({ signal }) => call(getGround, { params: { id: baseId }, signal }),
  });

interface Settling {
  /** Settles something; a draft goes on on the base version that follows from it. */
  readonly settle: (repair: Repair, reason?: string) => Promise<void>;
  readonly takeBack: (repairId: string) => Promise<void>;
  /** Carries the draft over to the newest base version. */
  readonly follow: () => Promise<void>;
}

export function useSettling(open: OpenPlan, me: Me): Settling {
  const client = useQueryClient();
  const after = async (baseId: string): Promise<void> => {
    if (baseId !== open.base.id && open.isEditable) await follow();
    else await client.invalidateQueries({ queryKey: [KEY] });
  };
  const follow = async (): Promise<void> => {
    const { divisionId, communityId, plan, session } = open;
    const { unmatched } = await call(postBase, {
      params: { id: divisionId },
      body: { revision: session.division.revision },
    });
    useGroundPage.setState({ unmatched: { divisionId, units: unmatched } });
    await openPlan(plan.id, me, { communityId, keepsView: true });
    await client.invalidateQueries({ queryKey: [KEY] });
  };
  return {
    settle: async (repair, reason = "") => {
      const body = { repair, reason };
      const { baseId } = await call(postRepair, { params: { id: open.base.id }, body });
      await after(baseId);
    },
    takeBack: async (id) => {
      const { baseId } = await call(withdrawRepair, { params: { id } });
      await after(baseId);
    },
    follow,
  };
}
