import type { PeopleMessage } from "@onegrid/core/dispatch/position-contract";
import type { Position } from "@onegrid/core/geometry";
import { create } from "zustand";
import { waysOf } from "../../live.ts";
import { useMapState } from "../../map/index.ts";
import { newKey } from "../board/requests.ts";
import { isReplaying, useReplay } from "../replay/replay-store.ts";
import { boxAround } from "./people-box.ts";
import { followPeople, type PeopleFollower } from "./people-tabs.ts";

/** Layer of the map and kind of what is chosen. */
export const PEOPLE_LAYER = "people";

/** Somebody on shift (在班), as the desk shows them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly areaName: string;
  readonly inHand: number;
  readonly position: Position;
  readonly accuracyMetres: number;
  readonly measuredAt: number;
}

/** By the key of the stream; another connection has other keys. */
type People = ReadonlyMap<number, Person>;

export const usePeople = create<{ readonly people: People; readonly now: number }>(() => ({
  people: new Map(),
  now: Date.now(),
}));

/** From then on a place says where somebody was, and not where they are. */
const STALE_MS = 600_000;
export const isStale = ({ measuredAt }: Person, now: number): boolean =>
  now - measuredAt > STALE_MS;

/** People after a message. A move of somebody whom nobody named is left out: it was missed who they are. */
export function peopleAfter(before: People, { isWhole, who, moved, gone }: PeopleMessage): People {
  const people = new Map(isWhole ? [] : before);
  const placeOf = new Map(moved.map((move) => [move[0], placeIn(move)]));
  for (const { key, ...known } of who) {
    const place = placeOf.get(key) ?? people.get(key);
    if (place) people.set(key, { ...place, ...known });
  }
  for (const [key, place] of placeOf) {
    const known = people.get(key);
    if (known) people.set(key, { ...known, ...place });
  }
  for (const key of gone) people.delete(key);
  return people;
}

const placeIn = ([, lng, lat, accuracyMetres, seconds]: PeopleMessage["moved"][number]): Pick<
  Person,
  "position" | "accuracyMetres" | "measuredAt"
> => ({ position: [lng, lat], accuracyMetres, measuredAt: seconds * 1000 });

/** How old a place is grows by itself; nobody needs to know it by the second. */
const TICK_MS = 15_000;

/** Follows everybody in sight while the layer is on; answers how to stop. */
export function startPeople(shareAs: string): () => void {
  let following: Following | null = null;
  const stop = (): void => {
    following?.end.abort();
    following = null;
    usePeople.setState({ people: new Map() });
  };
  const look = (): void => {
    const { view, settings } = useMapState.getState();
    const isOn = (settings[PEOPLE_LAYER]?.isOn ?? true) && !isReplaying();
    if (!isOn && following) stop();
    if (!isOn || view === null) return;
    following ??= begin(shareAs);
    following.follower.show(boxAround(view, { width: innerWidth, height: innerHeight }));
  };
  const stops = [useMapState.subscribe(look), useReplay.subscribe(look)];
  const timer = setInterval(() => usePeople.setState({ now: Date.now() }), TICK_MS);
  look();
  return () => {
    for (const each of stops) each();
    clearInterval(timer);
    stop();
  };
}

interface Following {
  readonly end: AbortController;
  readonly follower: PeopleFollower;
}

function begin(shareAs: string): Following {
  const end = new AbortController();
  const emit = (message: PeopleMessage): void => {
    if (end.signal.aborted) return;
    const people = peopleAfter(usePeople.getState().people, message);
    usePeople.setState({ people, now: Date.now() });
  };
  const use = { name: `onegrid-people-${shareAs}`, tab: newKey(), signal: end.signal, emit };
  return { end, follower: followPeople(use, waysOf(shareAs)) };
}

export const personOf = (people: People, id: string | null): Person | undefined =>
  id === null ? undefined : [...people.values()].find((person) => person.id === id);
