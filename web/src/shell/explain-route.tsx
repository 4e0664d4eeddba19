import { useSearch } from "@tanstack/react-router";
import { readExplainSearch } from "../access/explain-search.ts";
import { ExplainPage } from "../access/explain-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export function ExplainRoute() {
  const search = readExplainSearch(useSearch({ strict: false }));
  return <SignedIn page={(me) => <ExplainPage me={me} search={search} />} />;
}
