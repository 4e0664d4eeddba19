import { lasting, useHovered, useMapState, type MapEntry, type MapPart } from "../../map/index.ts";
import { usePointed } from "../board/pointed-person.ts";
import { isReplaying, useReplay } from "../replay/replay-store.ts";
import { peopleEntry } from "./people-layers.ts";
import { PEOPLE_LAYER, personOf, usePeople, type Person } from "./people-store.ts";

export const chosenPersonId = ({ selection } = useMapState.getState()): string | null =>
  selection.kind === "object" && selection.layer === PEOPLE_LAYER ? selection.id : null;

const hoveredPersonId = (): string | null => {
  const { hovered } = useHovered.getState();
  return hovered?.layer === PEOPLE_LAYER ? hovered.id : null;
};

const build = lasting(
  (people: ReadonlyMap<number, Person>, now: number, ids: string): readonly MapEntry[] => {
    const marked = ids.split("\n").flatMap((id) => personOf(people, id) ?? []);
    return [peopleEntry({ people: [...people.values()], marked, now })];
  },
);

const NOTHING: readonly MapEntry[] = [];

/** Where people are now: of the past nothing is kept, so a replay shows nobody. */
export const peopleMap: MapPart = {
  entries: () => {
    if (isReplaying()) return NOTHING;
    const { people, now } = usePeople.getState();
    const { personId } = usePointed.getState();
    const marked = new Set([chosenPersonId(), hoveredPersonId(), personId]);
    return build(people, now, [...marked].filter((id) => id !== null).join("\n"));
  },
  subscribe: (changed) => {
    const stops = [
      ...[usePeople, usePointed, useReplay, useHovered].map((store) => store.subscribe(changed)),
      useMapState.subscribe((state, old) => {
        if (state.selection !== old.selection) changed();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  },
};
