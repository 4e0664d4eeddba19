import { Navigate } from "@tanstack/react-router";
import { KeysPage } from "../access/keys-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const KeysRoute = () => (
  <SignedIn page={(me) => (me.canManagePeople ? <KeysPage /> : <Navigate to="/" replace />)} />
);
