import { Navigate } from "@tanstack/react-router";
import { WebhooksPage } from "../access/webhooks-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const WebhooksRoute = () => (
  <SignedIn page={(me) => (me.canManagePeople ? <WebhooksPage /> : <Navigate to="/" replace />)} />
);
