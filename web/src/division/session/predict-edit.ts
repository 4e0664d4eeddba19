import {
  cutsOf,
  editAtOnce,
  type Division,
  type DivisionChange,
  type DivisionEdit,
  type DivisionError,
} from "@onegrid/core/division";
import type { Result } from "@onegrid/core/result";
import { proxy } from "comlink";
import { call } from "../../api.ts";
import { coreWorker } from "../../workers/core-worker.ts";
import type { DividedEdit } from "./division-work.ts";
import { getBaseMap } from "../state/routes.ts";

/** A long edit was stopped by the planner. */
export class Stopped extends Error {}

interface Surroundings {
  readonly baseId: string;
  readonly communityId: string;
  readonly author: string;
  /** The best change so far comes now and then. */
  readonly onProgress: (share: number, best: DivisionChange | null) => void;
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
  return (await searchEdit(division, edit, surroundings)).answer;
}

/** An automatic edit and what it makes; ended early, the edit says after how many steps. */
export interface Searched {
  readonly edit: AutomaticEdit;
  readonly answer: Answer;
}

export type AutomaticEdit = Extract<DivisionEdit, { readonly preset: unknown }>;

/** @throws `Stopped` */
export async function searchEdit(
  division: Division,
  edit: AutomaticEdit,
  surroundings: Surroundings,
): Promise<Searched> {
  const found = await divideInWorker(division, edit, surroundings);
  if (found === null) throw new Stopped("stopped");
  const { decided: answer, stopAfter } = found;
  const done = stopAfter === null ? edit : { ...edit, stopAfter };
  const answers = known.get(division) ?? new Map<string, Answer>();
  known.set(division, answers.set(JSON.stringify(done), answer));
  return { edit: done, answer };
}

async function divideInWorker(
  { ground, ...division }: Division,
  edit: DivisionEdit,
  { baseId, communityId, author, onProgress }: Surroundings,
): Promise<DividedEdit | null> {
  const worker = coreWorker();
  if (!(await worker.hasBase(baseId))) {
    // The browser has these bytes already: a base never changes and is cached for ever.
    const bytes = await call(getBaseMap, { params: { id: baseId } });
    await worker.takeBase(baseId, bytes, communityId);
  }
  return worker.divide(
    { baseId, division: { ...division, cuts: cutsOf(ground) }, edit, author },
    proxy(onProgress),
  );
}

/** Gives up what is being computed. */
export const stopLongEdit = (): void => void coreWorker().stop();

/** Ends what is being computed with the best so far. */
export const finishLongEdit = (): void => void coreWorker().finish();
