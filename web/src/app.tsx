import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState, type ComponentType, type ReactNode } from "react";
import { createQueryClient } from "./query-client.ts";
import { createPageRouter } from "./shell/router.tsx";

interface AppProps {
  /** The page's colours, with the component kit or without. */
  readonly ThemeProvider: ComponentType<{ readonly children: ReactNode }>;
}

export function OneGridApp({ ThemeProvider }: AppProps) {
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
