import type { Position } from "../../geometry/index.ts";
import type { WayTags } from "./access-rules.ts";
import { STREET, type CompoundWalls } from "./compound-walls.ts";
import { fromPlane, toPlane, type LocalPlane } from "./local-plane.ts";
import type { GateInput, NetworkInput, NetworkNote } from "./network-input.ts";
import type { GateLink } from "./network.ts";
import type { Runs, WallCrossing } from "./trace-runs.ts";

/** A way crosses a wall freely this near to a gate. */
const GATE_REACH_METRES = 8;
/** A gate farther than this from every wall belongs to none. */
const GATE_TO_WALL_METRES = 20;

export interface PlacedGates {
  readonly gates: readonly GateInput[];
  /** By vertex of the runs. */
  readonly links: readonly GateLink[];
  readonly notes: readonly NetworkNote[];
}

interface PlaceOptions {
  readonly plane: LocalPlane;
  readonly walls: CompoundWalls;
  readonly given: readonly GateInput[];
}

/** Opens walls at gates; a compound without any known gate gets one wherever a way meets its wall. */
export function placeGates(runs: Runs, input: NetworkInput, options: PlaceOptions): PlacedGates {
  if (options.walls.count === 0) return { gates: [], links: [], notes: [] };
  const placer = new GatePlacer(runs, options);
  for (const gate of [...options.given, ...mappedGates(input, options)]) placer.addGate(gate);
  for (const crossing of runs.crossings) placer.openWall(crossing);
  return placer;
}

class GatePlacer implements PlacedGates {
  readonly gates: GateInput[] = [];
  readonly links: GateLink[] = [];
  readonly notes: NetworkNote[] = [];
  readonly #runs: Runs;
  readonly #options: PlaceOptions;
  readonly #compoundOfId: ReadonlyMap<string, number>;
  /** Known gates, by compound. A compound that is a key has known gates. */
  readonly #known = new Map<number, number[]>();
  /** Places that were looked at one by one, by compound; its other places stay open questions. */
  readonly #settled = new Map<number, number[]>();
  readonly #inferredIds = new Map<string, number>();

  constructor(runs: Runs, options: PlaceOptions) {
    this.#runs = runs;
    this.#options = options;
    this.#compoundOfId = new Map(options.walls.closed.map(({ id }, compound) => [id, compound]));
  }

  addGate(gate: GateInput): void {
    const owner = this.#ownerOf(gate);
    const index = this.gates.push(gate) - 1;
    if (owner === STREET) {
      this.notes.push({ code: "coverage.gate-without-wall", id: gate.id, position: gate.position });
      return;
    }
    const shelf = gate.verdict === undefined ? this.#known : this.#settled;
    const siblings = shelf.get(owner);
    if (siblings === undefined) shelf.set(owner, [index]);
    else siblings.push(index);
  }

  openWall(crossing: WallCrossing): void {
    const { vertexA, vertexB, compoundA, compoundB } = crossing;
    const x = this.#runs.x.at(vertexA);
    const y = this.#runs.y.at(vertexA);
    const candidates = [compoundA, compoundB].flatMap((side) => [
      ...(this.#known.get(side) ?? []),
      ...(this.#settled.get(side) ?? []),
    ]);
    const seen = candidates.filter((gate) => this.#distanceTo(gate, x, y) <= GATE_REACH_METRES);
    const near = seen.filter((gate) => this.gates[gate]?.verdict !== "refuted");
    const bare = this.#bareCompound(crossing);
    // Where somebody saw that there is none, none is supposed again.
    if (seen.length === 0 && bare !== STREET) near.push(this.#inferGate(bare, x, y));
    for (const gate of near) this.links.push({ gate, from: vertexA, to: vertexB });
  }

  #ownerOf(gate: GateInput): number {
    if (gate.compoundId !== null) return this.#compoundOfId.get(gate.compoundId) ?? STREET;
    const { walls, plane } = this.#options;
    return walls.wallsNear(...toPlane(plane, gate.position), GATE_TO_WALL_METRES)[0] ?? STREET;
  }

  #distanceTo(gate: number, x: number, y: number): number {
    const position = this.gates[gate]?.position ?? [Number.NaN, Number.NaN];
    const [gateX, gateY] = toPlane(this.#options.plane, position);
    return Math.hypot(gateX - x, gateY - y);
  }

  /**
   * A compound at this crossing without known gates. Where another wall stands too and has known gates, that
   * one says no. Going from a compound into one inside it, only the inner wall is crossed.
   */
  #bareCompound({ compoundA, compoundB }: WallCrossing): number {
    const { walls } = this.#options;
    const walled = [
      [compoundA, compoundB],
      [compoundB, compoundA],
    ].flatMap(([own = STREET, other = STREET]) =>
      own === STREET || walls.isAround(own, other) ? [] : [own],
    );
    const bare = walled.filter((compound) => !this.#known.has(compound));
    return bare.length === walled.length ? (bare[0] ?? STREET) : STREET;
  }

  #inferGate(compound: number, x: number, y: number): number {
    const compoundId = this.#options.walls.closed[compound]?.id ?? "";
    const position = fromPlane(this.#options.plane, x, y);
    const id = this.#inferredId(compoundId, position);
    this.notes.push({ code: "coverage.gate-inferred", id, position });
    return (
      this.gates.push({ id, compoundId, position, access: "public", evidence: "inferred" }) - 1
    );
  }

  /** By place and not by number: it stays when other gates come and go. */
  #inferredId(compoundId: string, [lng, lat]: Position): string {
    const id = `inferred:${compoundId}:${lng.toFixed(5)},${lat.toFixed(5)}`;
    const twins = (this.#inferredIds.get(id) ?? 0) + 1;
    this.#inferredIds.set(id, twins);
    return twins === 1 ? id : `${id},${twins}`;
  }
}

const GATE_BARRIERS = new Set(["gate", "lift_gate", "swing_gate", "sliding_gate", "entrance"]);
const RESIDENTS_ONLY = new Set(["private", "residents", "permit", "no"]);

/** Gates drawn on the map as nodes of ways, beside a wall. */
function mappedGates(input: NetworkInput, { walls, plane }: PlaceOptions): GateInput[] {
  const gates: GateInput[] = [];
  for (const [node, tags] of input.nodeTags) {
    if (!GATE_BARRIERS.has(tags["barrier"] ?? "")) continue;
    const position: [number, number] = [input.lng[node] ?? 0, input.lat[node] ?? 0];
    if (walls.wallsNear(...toPlane(plane, position), GATE_REACH_METRES).length === 0) continue;
    const access = isForResidents(tags) ? "residents" : "public";
    const hours = tags["opening_hours"] ?? null;
    gates.push({
      id: `node:${node}`,
      compoundId: null,
      position,
      access,
      evidence: "mapped",
      hours,
    });
  }
  return gates;
}

function isForResidents(tags: WayTags): boolean {
  return RESIDENTS_ONLY.has(tags["foot"] ?? tags["access"] ?? "");
}
