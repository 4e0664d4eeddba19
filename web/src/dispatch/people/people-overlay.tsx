import { useEffect } from "react";
import { showMapPart, useMapState } from "../../map/index.ts";
import { chosenPersonId, peopleMap } from "./people-map.ts";
import { startPeople } from "./people-store.ts";
import { PersonCard } from "./person-card.tsx";

/** People on shift (在班人员) on the map, and the card of whoever is chosen there. */
export function PeopleOverlay({ myId }: { readonly myId: string }) {
  const personId = useMapState(chosenPersonId);
  useEffect(() => {
    const stops = [startPeople(myId), showMapPart("people", peopleMap)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [myId]);
  return personId === null ? null : <PersonCard key={personId} id={personId} />;
}
