import type {
  ExplainKind,
  ExplainReply,
  ExplainThingsReply,
} from "@onegrid/core/access/explain-contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call, route } from "../api.ts";
import type { ExplainSearch } from "./explain-search.ts";

const getExplain = route<undefined, ExplainReply>()("GET", "/api/access/explain");
const getOwnExplain = route<undefined, ExplainReply>()("GET", "/api/access/explain/me");
const getThings = route<undefined, ExplainThingsReply>()("GET", "/api/access/explain/things");
const getOwnThings = route<undefined, ExplainThingsReply>()("GET", "/api/access/explain/me/things");

export const useExplanation = ({ person, verb, kind, object }: ExplainSearch) =>
  useQuery({
    queryKey: ["explain", person, verb, kind, object],
    enabled: verb !== undefined,
    // What was true a minute ago may not be: it is asked again each time.
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const query = {
        ...(verb !== undefined && { verb }),
        ...(kind !== undefined && object !== undefined && { kind, object }),
      };
      return person === undefined
        ? call(getOwnExplain, { signal, query })
        : call(getExplain, { signal, query: { ...query, person } });
    },
  });

export const useExplainThings = (
  asked: { readonly kind: ExplainKind | undefined; readonly text: string },
  isOwn: boolean,
) =>
  useQuery({
    queryKey: ["explain-things", asked, isOwn],
    enabled: asked.kind !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { kind: asked.kind, text: asked.text };
      return (await call(isOwn ? getOwnThings : getThings, { signal, query })).things;
    },
  });
