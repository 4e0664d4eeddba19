import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call, route } from "../api.ts";
import { subscribeLive, useLiveState } from "../live.ts";
import type { Basemap } from "../map/basemaps.ts";

interface ServerStatus {
  readonly database: "up" | "restarting" | "failed";
  readonly version: string;
  readonly demo: boolean;
  readonly empty: boolean;
  readonly basemaps: readonly Basemap[];
}

const getStatus = route<undefined, ServerStatus>()("GET", "/api/status");
const STATUS_KEY = ["status"] as const;
/** Asked again this often while the stream, which would tell, is not open. */
const ASK_AGAIN_MS = 4_000;

/** How the server is; follows the stream's `database` and asks again when data comes in. */
export function useStatus() {
  const client = useQueryClient();
  const isOpen = useLiveState((live) => live.state === "open");
  useEffect(() => {
    const refetch = (): void => void client.invalidateQueries({ queryKey: STATUS_KEY });
    const stops = ["database", "layers", "reset"].map((type) => subscribeLive(type, refetch));
    return () => stops.forEach((stop) => stop());
  }, [client]);
  return useQuery({
    queryKey: STATUS_KEY,
    queryFn: ({ signal }) => call(getStatus, { signal }),
    refetchInterval: (query) =>
      isOpen && query.state.data?.database === "up" ? false : ASK_AGAIN_MS,
  });
}
