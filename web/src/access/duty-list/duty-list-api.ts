import type {
  DutyAnswerReply,
  DutyChangesBody,
  DutyChoicesReply,
  DutyListReply,
  DutyMovesReply,
  DutyPreviewReply,
  DutySavedReply,
} from "@onegrid/core/dispatch/duty-list-contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call, route } from "../../api.ts";
import type { SearchHit } from "../../organisation/search.ts";

const getDutyList = route<undefined, DutyListReply>()("GET", "/api/duty-list");
const getChoices = route<undefined, DutyChoicesReply>()("GET", "/api/duty-list/choices");
const getAnswer = route<undefined, DutyAnswerReply>()("GET", "/api/duty-list/answer");
const postFile = route<FormData, DutyPreviewReply>()("POST", "/api/duty-list/preview");
export const postDuties = route<DutyChangesBody, DutySavedReply>()(
  "POST",
  "/api/duty-list/changes",
);
const postMoves = route<DutyChangesBody, DutyMovesReply>()("POST", "/api/duty-list/moves");
const getSearch = route<undefined, { readonly hits: readonly SearchHit[] }>()("GET", "/api/search");

/** What every question about the list begins with: all of it is asked again after a change. */
export const DUTY_LIST_KEY = ["duty-list"] as const;

/** The list (责任清单) as far as it concerns the reader, other days included. */
export const useDutyList = () =>
  useQuery({
    queryKey: [...DUTY_LIST_KEY, "all"],
    staleTime: 30_000,
    queryFn: ({ signal }) => call(getDutyList, { signal }),
  });

/** What an entry may name; only who keeps the list is told. */
export const useDutyChoices = (isKeeper: boolean) =>
  useQuery({
    queryKey: [...DUTY_LIST_KEY, "choices"],
    enabled: isKeeper,
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) => call(getChoices, { signal }),
  });

/** Which open cases changes would make another unit's; asked again when the list itself has changed. */
export const useDutyMoves = (body: DutyChangesBody) =>
  useQuery({
    queryKey: [...DUTY_LIST_KEY, "moves", body],
    retry: false,
    queryFn: ({ signal }) => call(postMoves, { signal, body }),
  });

export interface AskedDuty {
  readonly categoryId: string;
  readonly position: readonly [number, number];
  readonly day: string;
}

/** Who answers at a point, once a class and a place are chosen. */
export const useDutyAnswer = (asked: AskedDuty | null) =>
  useQuery({
    queryKey: [...DUTY_LIST_KEY, "answer", asked],
    enabled: asked !== null,
    retry: false,
    queryFn: ({ signal }) => {
      const { categoryId, position, day } = asked ?? { categoryId: "", position: [0, 0], day: "" };
      const [lng, lat] = position;
      return call(getAnswer, { signal, query: { lng, lat, categoryId, day } });
    },
  });

/** Places by what people call them: an address, a compound, a grid, an area, by pinyin too. */
export const usePlaceSearch = (words: string) =>
  useQuery({
    queryKey: ["duty-list-places", words],
    enabled: words !== "",
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { hits } = await call(getSearch, { signal, query: { q: words.slice(0, 60) } });
      return hits.filter(({ kind }) => kind !== "case");
    },
  });

/** What each row of a table or map would add; nothing is kept by it. */
export function readDutyFile(file: File): Promise<DutyPreviewReply> {
  const body = new FormData();
  body.append("file", file, file.name);
  return call(postFile, { body });
}
