import type {
  DepartmentChangesBody,
  DepartmentsSavedReply,
  DirectoryReply,
  SeatsBody,
  SeatsReply,
} from "@onegrid/core/dispatch/departments-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, route } from "../../api.ts";

const getDirectory = route<undefined, DirectoryReply>()("GET", "/api/departments/directory");
const postChanges = route<DepartmentChangesBody, DepartmentsSavedReply>()(
  "POST",
  "/api/departments/changes",
);
const getSeats = route<undefined, SeatsReply>()("GET", "/api/departments/seats");
const postSeats = route<SeatsBody, SeatsReply>()("POST", "/api/departments/seats");

const KEY = ["departments-kept"] as const;

/** The bodies (部门) and committees of the reader's areas, those that were given up too. */
export const useDirectory = () =>
  useQuery({
    queryKey: [...KEY, "directory"],
    queryFn: ({ signal }) => call(getDirectory, { signal }),
  });

/** Who may act for bodies; only whoever looks after people is told. */
export const useSeats = (isKeeper: boolean) =>
  useQuery({
    queryKey: [...KEY, "seats"],
    enabled: isKeeper,
    queryFn: ({ signal }) => call(getSeats, { signal }),
  });

const NO_CHANGE: DepartmentChangesBody = { add: [], change: [], retire: [], restore: [] };

/** Saves some change of the directory; what is shown is read again. */
export function useChangeDirectory(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (part: Partial<DepartmentChangesBody>) =>
      call(postChanges, { body: { ...NO_CHANGE, ...part } }),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: KEY });
    },
  });
}

/** Lets duties act for another body. */
export function useBindSeats(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SeatsBody) => call(postSeats, { body }),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: KEY });
    },
  });
}
