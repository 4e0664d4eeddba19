import { buildNetwork, EdgeFinder, type Network } from "@onegrid/core/coverage";
import { recommend, whyNot, type Candidate, type RecommendTask } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import { travelSecondsTo } from "@onegrid/server/dispatch";
import type { Row } from "../coverage/table.ts";
import { makeCity, randomOf } from "../made-city.ts";
import { plainCandidate } from "./plain-candidate.ts";
import { plainSeconds } from "./plain-seconds.ts";

/** Cells of 50 m along one side, people a scene. */
const SIDE = 40;
const PEOPLE = 10;

interface Ground {
  readonly network: Network;
  readonly finder: EdgeFinder;
}

/**
 * The recommendation against a search from each person on their own: plain Dijkstra over plain arcs,
 * costs added up from the words of the rule. Streets run one way here and there; some ground is cut off.
 */
export function sceneRows(scenes: number): Row[] {
  const random = randomOf(7);
  const { ground, places } = makeGround(scenes * (PEOPLE + 1), random);
  const count = { equal: 0, addUp: 0, unreachable: 0, people: 0 };
  for (let at = 0; at < scenes; at++) {
    const [place = [0, 0], ...homes] = places.slice(at * (PEOPLE + 1), (at + 1) * (PEOPLE + 1));
    const people = homes.map((home, person) => personAt(`p${person}`, home, random));
    const found = compare(ground, place, people);
    count.equal += found.isEqual ? 1 : 0;
    count.addUp += found.addsUp ? 1 : 0;
    count.unreachable += found.unreachable;
    count.people += people.length;
  }
  return [
    {
      figure: `recommendation, ${scenes} scenes of ${PEOPLE} people`,
      wanted: "= brute force in 100 %",
      ours: `${count.equal}/${scenes}`,
      peers: ["a plain search from each person"],
      checked: `order, seconds and costs; ${count.unreachable} of ${count.people} people have no way`,
      isMet: count.equal === scenes,
    },
    {
      figure: "terms add up to the cost, “why not” to what is behind",
      wanted: "100 %",
      ours: `${count.addUp}/${scenes}`,
      isMet: count.addUp === scenes,
    },
  ];
}

function makeGround(places: number, random: () => number) {
  const city = makeCity(SIDE, { buildings: places, stations: 0 });
  const ways = city.input.ways.map((way) =>
    random() < 0.2 ? { ...way, tags: { highway: "steps", oneway: "yes" } } : way,
  );
  const built = buildNetwork({ ...city.input, ways }, { mode: "foot" });
  if (!built.ok) throw new Error(built.error.code);
  const { network } = built.value;
  return { ground: { network, finder: new EdgeFinder(network) }, places: city.buildings };
}

const TASK: RecommendTask = {
  categoryId: "event.01-02",
  severity: "minor",
  gridId: "g1",
  communityId: "c1",
  at: 0,
};

/** Some own the grid, some have work in hand or a long day behind them, some are full or off. */
function personAt(id: string, home: Position, random: () => number): Candidate {
  const openTasks = Math.floor(random() * 3);
  return plainCandidate(id, home, {
    isOnShift: random() < 0.9,
    openTasks,
    maxTasks: 2,
    remainingWorkSeconds: openTasks * 900,
    workedTodaySeconds: Math.floor(random() * 12) * 3600,
    gridIds: [`g${Math.floor(random() * 4)}`],
    communityIds: [`c${Math.floor(random() * 2)}`],
  });
}

function compare(ground: Ground, place: Position, people: readonly Candidate[]) {
  const homes = people.map(({ position }) => position ?? place);
  const swept = travelSecondsTo(ground, place, homes, "foot");
  const secondsBy = new Map(people.map(({ id }, at) => [id, swept[at] ?? null]));
  const ours = recommend(TASK, people, (id) => secondsBy.get(id) ?? null);
  const wanted = people
    .flatMap((person) => {
      const seconds = plainSeconds(ground, person.position ?? place, place);
      const cost = seconds === null ? null : plainCost(person, Math.round(seconds));
      return cost === null ? [] : [{ id: person.id, seconds: Math.round(seconds ?? 0), cost }];
    })
    .toSorted((a, b) => a.cost - b.cost || (a.id < b.id ? -1 : 1));
  const shown = ours.ranked.map(({ candidateId, travelSeconds, costSeconds }) => ({
    id: candidateId,
    seconds: travelSeconds,
    cost: costSeconds,
  }));
  const [first] = ours.ranked;
  return {
    isEqual: JSON.stringify(shown) === JSON.stringify(wanted),
    unreachable: swept.filter((seconds) => seconds === null).length,
    addsUp: ours.ranked.every(({ candidateId, costSeconds, terms }) => {
      const why = whyNot(ours, candidateId);
      const behind = costSeconds - (first?.costSeconds ?? 0);
      const told = why?.kind === "behind" ? sum(why.terms.map((each) => each.moreSeconds)) : NaN;
      return sum(terms.map((each) => each.seconds)) === costSeconds && told === behind;
    }),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

/** The rule as it is told: the way, the work in hand, five minutes for one's own grid, fatigue after eight hours. */
function plainCost(person: Candidate, travel: number): number | null {
  if (!person.isOnShift || person.openTasks >= person.maxTasks) return null;
  const hours = person.workedTodaySeconds / 3600;
  const isOwnGrid = person.gridIds.includes("g1");
  const isOwnCommunity = person.communityIds.includes("c1");
  const own = isOwnGrid ? -300 : isOwnCommunity ? -60 : 0;
  return travel + person.openTasks * 900 + own + Math.round(Math.max(0, hours - 8) * 120);
}
