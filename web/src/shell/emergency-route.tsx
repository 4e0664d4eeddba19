import { Navigate } from "@tanstack/react-router";
import { EmergencyPage } from "../dispatch/emergency/emergency-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const EmergencyRoute = () => (
  <SignedIn
    page={(me) => (me.canRunEmergency ? <EmergencyPage me={me} /> : <Navigate to="/" replace />)}
  />
);
