import type { WayTags } from "./access-rules.ts";
import type { NetworkInput, NetworkWay } from "./network-input.ts";

/** The parts of a decoded OpenStreetMap file that a network is made of. */
export interface OsmElements {
  readonly nodes: {
    readonly ids: Float64Array;
    readonly lng: Float64Array;
    readonly lat: Float64Array;
    readonly tags: ReadonlyMap<number, WayTags>;
  };
  readonly ways: readonly {
    readonly id: number;
    readonly refs: Float64Array;
    readonly tags: WayTags;
  }[];
  /** Position of a node in the columns; -1 when the file does not hold it. */
  readonly findNode: (id: number) => number;
}

const NODE_KEYS = "barrier foot access motor_vehicle vehicle kerb maxwidth:physical".split(" ");

/** Ways that may carry people or cars, with the barriers on them. Ways are cut where nodes are missing. */
export function osmNetworkInput(osm: OsmElements): NetworkInput {
  const ways: NetworkWay[] = [];
  for (const { id, refs, tags } of osm.ways) {
    if (!isWay(tags)) continue;
    for (const nodes of presentNodes(refs, osm.findNode))
      ways.push({ id: `way/${id}`, tags, nodes });
  }
  const nodeTags = new Map<number, WayTags>();
  for (const [node, tags] of osm.nodes.tags) {
    if (NODE_KEYS.some((key) => tags[key] !== undefined)) nodeTags.set(node, tags);
  }
  const { lng, lat, ids } = osm.nodes;
  return { lng, lat, nodeIds: ids, nodeTags, ways };
}

function isWay(tags: WayTags): boolean {
  return (
    tags["highway"] !== undefined ||
    tags["railway"] === "platform" ||
    tags["public_transport"] === "platform"
  );
}

/** Stretches of the way between nodes that are missing at the rim of an extract. */
function presentNodes(refs: Float64Array, findNode: (id: number) => number): number[][] {
  const stretches: number[][] = [[]];
  for (const ref of refs) {
    const node = findNode(ref);
    if (node >= 0) stretches.at(-1)?.push(node);
    else stretches.push([]);
  }
  return stretches.filter((stretch) => stretch.length > 1);
}
