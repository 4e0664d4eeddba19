import { getRouteApi } from "@tanstack/react-router";
import { SignInPage } from "../access/sign-in-page.tsx";

const here = getRouteApi("/sign-in");

export function SignInRoute() {
  const { next } = here.useSearch();
  return <SignInPage next={next} />;
}
