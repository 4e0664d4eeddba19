import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { ME_KEY } from "./access/index.ts";
import { isProblem } from "./api.ts";
import { createPageRouter } from "./shell/router.tsx";
import { ThemeProvider } from "./ui/theme-provider.tsx";

/** `api.ts` has tried again already where that helps; a refusal stays a refusal. */
const MOST_RETRIES = 2;

function createQueryClient(): QueryClient {
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
  return client;
}

export function OneGridApp() {
  const [client] = useState(createQueryClient);
  const [router] = useState(createPageRouter);
  return (
    <ThemeProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
