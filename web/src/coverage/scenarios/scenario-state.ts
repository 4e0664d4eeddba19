import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ScenarioReply } from "@onegrid/core/coverage/scenario-contract";
import { useEffect } from "react";
import { call } from "../../api.ts";
import { subscribeLive } from "../../live.ts";
import { createScenario, deleteScenario, listScenarios, saveScenario } from "../api.ts";
import { ask, load, useCoverage } from "../store.ts";
import { inForce } from "../try/change-list.ts";
import { startTrying, stopTrying } from "../try/try-session.ts";
import { useTry } from "../try/try-state.ts";

const KEY = ["coverage-scenarios"] as const;

/** Those that the reader may open, with news of what others do. */
export function useScenarios(): readonly ScenarioReply[] {
  const client = useQueryClient();
  useEffect(
    () =>
      subscribeLive("coverage", () => {
        void client.invalidateQueries({ queryKey: KEY });
        if (useCoverage.getState().question.scenario !== null) void load();
      }),
    [client],
  );
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call(listScenarios, { signal }),
  });
  return data?.scenarios ?? NONE;
}

const NONE: readonly ScenarioReply[] = [];

/** After a change of one's own: the list is read again. */
export function useRefresh(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: KEY });
}

/** Shows the numbers under a scenario; `null`: the state in force. */
export const openScenario = (id: string | null): Promise<void> => {
  stopTrying();
  return ask({ scenario: id, against: null });
};

export const compareWith = (against: string | null): Promise<void> => ask({ against });

/** Tries on from a scenario: its changes over the ground as it is today. */
export async function tryOnFrom(scenario: ScenarioReply): Promise<void> {
  await openScenario(null);
  startTrying();
  // Today's ground could not be had: the page tells why.
  if (useTry.getState().phase.kind === "off") return;
  const { length: at } = scenario.changes;
  useTry.setState({ list: { steps: scenario.changes, at }, edited: scenario });
}

export interface Words {
  readonly name: string;
  readonly note: string;
  readonly isShared: boolean;
}

/** Keeps what is being tried out, over the scenario it began from or as a new one, and opens it. */
export async function keepTried(words: Words, over: ScenarioReply | null): Promise<void> {
  const changes = [...inForce(useTry.getState().list)];
  const { result } = useCoverage.getState();
  const areaId = rootOf(result?.byArea ?? []);
  const kept = over
    ? await call(saveScenario, {
        params: { id: over.id },
        body: { ...words, changes, expectedRevision: over.revision },
      })
    : await call(createScenario, { body: { ...words, areaId, changes } });
  await openScenario(kept.id);
}

/** The topmost area of the reader. */
const rootOf = (areas: readonly { readonly id: string; readonly parentId: string | null }[]) => {
  const ids = new Set(areas.map(({ id }) => id));
  return areas.find(({ parentId }) => parentId === null || !ids.has(parentId))?.id ?? "";
};

/** Other words for one's own scenario: its changes stay as they are. */
export const reword = (scenario: ScenarioReply, words: Partial<Words>): Promise<ScenarioReply> => {
  const { id, name, note, isShared, changes, revision } = scenario;
  const body = { name, note, isShared, ...words, changes, expectedRevision: revision };
  return call(saveScenario, { params: { id }, body });
};

export async function remove({ id, revision }: ScenarioReply): Promise<void> {
  await call(deleteScenario, { params: { id }, query: { expectedRevision: revision } });
  await openScenario(null);
}
