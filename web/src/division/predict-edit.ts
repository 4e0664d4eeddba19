import {
  editAtOnce,
  type Division,
  type DivisionChange,
  type DivisionEdit,
  type DivisionError,
} from "@onegrid/core/division";
import type { Result } from "@onegrid/core/result";
import { proxy } from "comlink";
import { call } from "../api.ts";
import { coreWorker } from "../workers/core-worker.ts";
import { getBaseMap } from "./routes.ts";

/** A long edit was stopped by the planner. */
export class Stopped extends Error {}

interface Surroundings {
  readonly baseId: string;
  readonly communityId: string;
  readonly author: string;
  readonly onProgress: (share: number) => void;
}

type Answer = Result<DivisionChange, DivisionError>;

/** What was computed last, by division: a trial that is taken is not computed again. */
const known = new WeakMap<Division, Map<string, Answer>>();

/**
 * The change an edit makes: at once, or in the worker when it has to search.
 *
 * @throws `Stopped`
 */
export async function predictEdit(
  division: Division,
  edit: DivisionEdit,
  surroundings: Surroundings,
): Promise<Answer> {
  if (!("preset" in edit)) return editAtOnce(division, edit, surroundings.author);
  const key = JSON.stringify(edit);
  const before = known.get(division)?.get(key);
  if (before !== undefined) return before;
  const answer = await divideInWorker(division, edit, surroundings);
  if (answer === null) throw new Stopped("stopped");
  known.set(division, (known.get(division) ?? new Map<string, Answer>()).set(key, answer));
  return answer;
}

async function divideInWorker(
  { ground: _ground, ...division }: Division,
  edit: DivisionEdit,
  { baseId, communityId, author, onProgress }: Surroundings,
): Promise<Answer | null> {
  const worker = coreWorker();
  if (!(await worker.hasBase(baseId))) {
    // The browser has these bytes already: a base never changes and is cached for ever.
    const bytes = await call(getBaseMap, { params: { id: baseId } });
    await worker.takeBase(baseId, bytes, communityId);
  }
  return worker.divide({ baseId, division, edit, author }, proxy(onProgress));
}

export const stopLongEdit = (): void => void coreWorker().stop();
