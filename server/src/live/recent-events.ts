import type { StoredEvent } from "@onegrid/db/events";
import { framesOf, type Frames } from "./event-frames.ts";

/** An event with what is sent of it: made once, whoever it goes to. */
export interface FramedEvent {
  readonly event: StoredEvent;
  readonly frames: Frames;
}

/** The last events, so that nobody who comes back soon has them read again. */
export interface RecentEvents {
  readonly add: (event: StoredEvent) => FramedEvent;
  /** Those after a position; `undefined` when some of them are no longer kept. */
  readonly after: (position: number) => readonly FramedEvent[] | undefined;
  readonly clear: (position: number) => void;
}

/** Some thousand events with a card; two bytes a sign at most. */
const MOST_SIGNS = 12_000_000;

/** Keeps what follows `position`, until it is too much. */
export function keepRecentEvents(position: number, mostSigns = MOST_SIGNS): RecentEvents {
  let kept: FramedEvent[] = [];
  /** The position before the first that is kept. */
  let from = position;
  let dropped = 0;
  let signs = 0;
  const shorten = (): void => {
    while (signs > mostSigns && dropped < kept.length) {
      const oldest = kept[dropped];
      if (!oldest) break;
      signs -= signsOf(oldest);
      from = oldest.event.position;
      dropped += 1;
    }
    // Moving the rest for every event would cost more than keeping the first half a while.
    if (dropped * 2 <= kept.length) return;
    kept = kept.slice(dropped);
    dropped = 0;
  };
  return {
    add: (event) => {
      // Never so in a log that is whole; were it so, the index would lie.
      if (event.position !== from + kept.length - dropped + 1) {
        [kept, from, dropped, signs] = [[], event.position - 1, 0, 0];
      }
      const framed = { event, frames: framesOf(event) };
      kept.push(framed);
      signs += signsOf(framed);
      shorten();
      return framed;
    },
    // Positions have no gaps: the distance is the index.
    after: (asked) => (asked < from ? undefined : kept.slice(dropped + asked - from)),
    clear: (now) => {
      [kept, from, dropped, signs] = [[], now, 0, 0];
    },
  };
}

/** Of a case that leaves somebody there is little to say, and it is not counted. */
const signsOf = ({ frames }: FramedEvent): number => frames.whole.length;
