import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ME_KEY } from "./access/index.ts";
import { isAway, isProblem } from "./api.ts";
import { subscribeReturn } from "./live.ts";

/** `api.ts` has tried again already where that helps; a refusal stays a refusal. */
const MOST_RETRIES = 2;

/** What the page has read from the server; what failed while it was away is read when it is back. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // A session that has ended anywhere has ended everywhere: the page goes to sign in.
      onError: (error) => {
        if (isProblem(error, "access.signed-out")) client.setQueryData(ME_KEY, null);
      },
    }),
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        retry: (count, error) =>
          count < MOST_RETRIES && (!isProblem(error) || error.problem.status === 0),
      },
    },
  });
  subscribeReturn(() => {
    void client.invalidateQueries({ predicate: ({ state }) => isAway(state.error) });
  });
  return client;
}
