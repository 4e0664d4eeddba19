import { decodePastBoard } from "@onegrid/core/dispatch/replay-contract";
import { idsIn } from "./ask-doors.ts";
import { NOW } from "./demo-town.ts";
import type { Door } from "./door.ts";
import { maySee, type CaseThing, type Holder, type World } from "./world.ts";

const casesOf = (holder: Holder, { cases }: World): CaseThing[] =>
  cases.filter((thing) => maySee(holder, thing));

const readText = (text: Uint8Array): string => Buffer.from(text).toString();

/** Ways out that look back: the board of a moment, figures and hot spots with their cases. */
export const PAST_DOORS: readonly Door[] = [
  {
    name: "board at an instant",
    kind: "cases",
    family: "rest",
    shown: async (asker) => {
      const { statusCode, rawPayload } = await asker.raw(`/api/cases/at?instant=${NOW.getTime()}`);
      if (statusCode !== 200) return [];
      return decodePastBoard(rawPayload, readText).cases.map(({ id }) => id);
    },
    mine: casesOf,
  },
  {
    name: "cases behind a figure",
    kind: "cases",
    family: "statistics",
    shown: async (asker) => {
      const url = "/api/cases/figures/filed/cases?from=2026-11-01&to=2026-12-01&limit=200";
      return idsIn((await asker.get(url)).body, ({ number }) => number !== undefined);
    },
    mine: casesOf,
  },
  {
    name: "cases of hot spots",
    kind: "cases",
    family: "statistics",
    shown: async (asker) =>
      idsIn((await asker.get("/api/cases/hot-spots")).body, ({ number }) => number !== undefined),
    mine: casesOf,
    isPartial: true,
  },
];
