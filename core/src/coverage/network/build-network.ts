import { fail, ok, type Result } from "../../result.ts";
import {
  footAccess,
  isNodePassableOnFoot,
  isWayOpenToWheelchairs,
  NODE_RULES,
  WHEELCHAIR_RULES,
  type FootOptions,
  type WayTags,
} from "./access-rules.ts";
import { CompoundWalls } from "./compound-walls.ts";
import { assembleNetwork, numberNodes } from "./assemble-network.ts";
import { countJunctions } from "./count-junctions.ts";
import { cutEdges } from "./cut-edges.ts";
import { driveAccess, isNodePassableByCar } from "./drive-rules.ts";
import { planeAt, type LocalPlane } from "./local-plane.ts";
import type {
  CompoundInput,
  GateInput,
  NetworkError,
  NetworkInput,
  NetworkNote,
} from "./network-input.ts";
import {
  EDGE_BACKWARD,
  EDGE_FORWARD,
  EDGE_NO_WHEELS,
  EDGE_STEPS,
  MAX_NODES,
  type Network,
  type NetworkMode,
} from "./network.ts";
import { placeGates } from "./place-gates.ts";
import { gradeOf } from "./slope.ts";
import { traceRuns, type UsableWay } from "./trace-runs.ts";
import { findPartings } from "./wheelchair-barriers.ts";

export interface BuildOptions extends FootOptions {
  readonly mode: NetworkMode;
  readonly compounds?: readonly CompoundInput[];
  readonly gates?: readonly GateInput[];
}

export interface BuiltNetwork {
  readonly network: Network;
  readonly notes: readonly NetworkNote[];
  /** Where each node stands in the columns of the input; beyond their end where the builder made it. */
  readonly sourceNodes: Uint32Array;
}

/** Wider than a prefecture-level city: most likely a stray coordinate or a wrong coordinate system. */
const MAX_WIDTH_KILOMETRES = 400;

/** Builds the network of one mode from ways over shared nodes. Pure and deterministic. */
export function buildNetwork(
  input: NetworkInput,
  options: BuildOptions,
): Result<BuiltNetwork, NetworkError> {
  const usable = selectWays(input, options);
  if (usable.length === 0) return fail({ code: "coverage.no-ways" });
  const plane = choosePlane(input, usable);
  if (!plane.ok) return plane;
  // Ten million nodes are refused before they take gigabytes.
  const junctions = countJunctions(input, usable);
  if (junctions > MAX_NODES) {
    return fail({ code: "coverage.too-large", nodes: junctions, maxNodes: MAX_NODES });
  }
  const walls = new CompoundWalls(options.compounds ?? [], plane.value);
  const blockedNodes = findBlockedNodes(input, options.mode);
  const isParted = options.mode === "foot" ? findPartings(input, usable) : () => false;
  const runs = traceRuns(input, usable, { plane: plane.value, walls, blockedNodes, isParted });
  const placed = placeGates(runs, input, {
    plane: plane.value,
    walls,
    given: options.gates ?? [],
  });
  const edges = cutEdges(runs, plane.value, usable);
  const parts = { runs, edges, placed, walls, usable };
  const nodes = numberNodes(parts);
  if (nodes.vertices.length > MAX_NODES) {
    return fail({ code: "coverage.too-large", nodes: nodes.vertices.length, maxNodes: MAX_NODES });
  }
  const network = assembleNetwork({ mode: options.mode, plane: plane.value, input }, parts, nodes);
  const notes = [...placed.notes, ...unknownBarriers(input, options.mode)];
  return ok({ network, notes, sourceNodes: nodes.vertices });
}

function selectWays(input: NetworkInput, options: BuildOptions): UsableWay[] {
  const useOf = options.mode === "drive" ? useByCar : useOnFoot;
  return input.ways.flatMap(({ nodes, tags }, way): UsableWay[] => {
    if (nodes.length < 2) return [];
    const use = useOf(tags, options);
    return use.flags & (EDGE_FORWARD | EDGE_BACKWARD) ? [{ way, ...use }] : [];
  });
}

type WayUse = Omit<UsableWay, "way">;

const flagsOf = ({ forward, backward }: { forward: boolean; backward: boolean }): number =>
  (forward ? EDGE_FORWARD : 0) | (backward ? EDGE_BACKWARD : 0);

function useByCar(tags: WayTags): WayUse {
  const access = driveAccess(tags);
  return { flags: flagsOf(access), grade: 0, kilometresPerHour: access.kilometresPerHour };
}

function useOnFoot(tags: WayTags, options: FootOptions): WayUse {
  const access = footAccess(tags, options);
  const steps = access.isSteps ? EDGE_STEPS : 0;
  const wheels = isWayOpenToWheelchairs(tags) ? 0 : EDGE_NO_WHEELS;
  const flags = flagsOf(access) | steps | wheels;
  return { flags, grade: gradeOf(tags["incline"]), kilometresPerHour: 0 };
}

function choosePlane(
  input: NetworkInput,
  usable: readonly UsableWay[],
): Result<LocalPlane, NetworkError> {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { way } of usable) {
    const { id, nodes } = input.ways[way] ?? { id: "", nodes: [] };
    for (let i = 0; i < nodes.length; i++) {
      const lng = input.lng[nodes[i] ?? -1] ?? Number.NaN;
      const lat = input.lat[nodes[i] ?? -1] ?? Number.NaN;
      // Written so that NaN fails too.
      if (!(Math.abs(lng) <= 180 && Math.abs(lat) < 90)) {
        return fail({ code: "coverage.bad-position", wayId: id, position: [lng, lat] });
      }
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  const plane = planeAt((west + east) / 2, (south + north) / 2);
  const kilometres =
    Math.max((east - west) * plane.metresPerLng, (north - south) * plane.metresPerLat) / 1000;
  if (kilometres > MAX_WIDTH_KILOMETRES) return fail({ code: "coverage.too-wide", kilometres });
  return ok(plane);
}

function findBlockedNodes(input: NetworkInput, mode: NetworkMode): Set<number> {
  const isPassable = mode === "foot" ? isNodePassableOnFoot : isNodePassableByCar;
  const blocked = new Set<number>();
  for (const [node, tags] of input.nodeTags) if (!isPassable(tags)) blocked.add(node);
  return blocked;
}

const { wall, gate, small, passed } = NODE_RULES;
const KNOWN_BARRIERS = [wall, gate, small, passed, WHEELCHAIR_RULES.nodeNo];

function unknownBarriers(input: NetworkInput, mode: NetworkMode): NetworkNote[] {
  const notes: NetworkNote[] = [];
  if (mode === "drive") return notes;
  for (const [node, { barrier }] of input.nodeTags) {
    if (barrier === undefined) continue;
    if (KNOWN_BARRIERS.some((kinds) => kinds.has(barrier))) continue;
    const position: [number, number] = [input.lng[node] ?? 0, input.lat[node] ?? 0];
    notes.push({ code: "coverage.barrier-unknown", id: `${barrier}@${node}`, position });
  }
  return notes;
}
