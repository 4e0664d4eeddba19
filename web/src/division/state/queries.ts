import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call } from "../../api.ts";
import { subscribeLive } from "../../live.ts";
import { listGridsOn, listPlans } from "./routes.ts";

const PLANS_KEY = ["plans"] as const;

/** Every plan the reader may see, newest first; read again when something happens to one. */
export function usePlans() {
  const client = useQueryClient();
  useEffect(
    () => subscribeLive("division", () => void client.invalidateQueries({ queryKey: PLANS_KEY })),
    [client],
  );
  return useQuery({
    queryKey: PLANS_KEY,
    queryFn: async ({ signal }) => (await call(listPlans, { signal })).plans,
  });
}

export function useRefreshPlans(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: PLANS_KEY });
    void client.invalidateQueries({ queryKey: ["grids-on"] });
  };
}

/** Grids of a community in force today (现行网格), or on a day; `null`: on no day. */
export const useGridsOn = (communityId: string | null, day?: string | null) =>
  useQuery({
    queryKey: ["grids-on", communityId, day],
    enabled: communityId !== null && day !== null,
    queryFn: ({ signal }) =>
      call(listGridsOn, {
        params: { id: communityId ?? "" },
        query: { on: day ?? undefined },
        signal,
      }),
  });
