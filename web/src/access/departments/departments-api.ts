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

/** Saves something of the directory; what is shown is read again. */
function useSaving<Given, Saved>(save: (given: Given) => Promise<Saved>, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: KEY });
    },
  });
}

/** Saves some change of the directory. */
export const useChangeDirectory = (onDone: () => void) =>
  useSaving(
    (part: Partial<DepartmentChangesBody>) =>
      call(postChanges, { body: { ...NO_CHANGE, ...part } }),
    onDone,
  );

/** Lets duties act for another body. */
export const useBindSeats = (onDone: () => void) =>
  useSaving((body: SeatsBody) => call(postSeats, { body }), onDone);
