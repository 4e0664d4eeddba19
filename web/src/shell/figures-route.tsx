import { Navigate } from "@tanstack/react-router";
import { FiguresPage } from "../access/figures-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const FiguresRoute = () => (
  <SignedIn
    page={(me) => (me.canReadCases ? <FiguresPage me={me} /> : <Navigate to="/" replace />)}
  />
);
