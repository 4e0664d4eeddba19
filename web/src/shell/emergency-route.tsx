import { Navigate, useSearch } from "@tanstack/react-router";
import { EmergencyPage } from "../dispatch/emergency/emergency-page.tsx";
import { readEmergencySearch } from "../dispatch/emergency/emergency-search.ts";
import { SignedIn } from "./signed-in.tsx";

export function EmergencyRoute() {
  const { ring = "" } = readEmergencySearch(useSearch({ strict: false }));
  return (
    <SignedIn
      page={(me) =>
        me.canRunEmergency ? <EmergencyPage me={me} ring={ring} /> : <Navigate to="/" replace />
      }
    />
  );
}
