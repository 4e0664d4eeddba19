import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { createQueryClient } from "./query-client.ts";
import { createPageRouter } from "./shell/router.tsx";
import { ThemeProvider } from "./ui/theme-provider.tsx";

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
