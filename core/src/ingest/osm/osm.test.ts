import { array, assert, integer, nat, property } from "fast-check";
import { PbfWriter } from "pbf";
import { expect, it } from "vitest";
import { assembleMultipolygon } from "./assemble-multipolygon.ts";
import { OsmPbfReader } from "./read-osm-pbf.ts";
import { OsmXmlReader } from "./read-osm-xml.ts";

const XML = `<?xml version='1.0' encoding="UTF-8"?>
<!-- made for this test > -->
<osm version="0.6">
 <way id="7"><nd ref="1"/><nd ref="2"/><nd ref="99"/><tag k="highway" v="footway"/><tag k="name" v="老&#x5DF7; &amp; &quot;A>B&quot;"/></way>
 <node id="1" lat="39.9000001" lon="116.3"/>
 <node id='2' lat='39.9' lon='116.3010000'><tag k="barrier" v="gate"/></node>
 <node id="3" lat="x" lon="116.3"/>
 <node id="4" lat="39.91" lon="116.3" action="delete"/>
 <relation id="5"><member type="way" ref="7" role="outer"/><tag k="type" v="multipolygon"/></relation>
</osm>
`;

function readXml(pieces: readonly string[]) {
  const reader = new OsmXmlReader();
  for (const piece of pieces) reader.push(piece);
  return reader.finish();
}

function cutAt(text: string, cuts: readonly number[]): string[] {
  const ends = [0, ...cuts.toSorted((a, b) => a - b), text.length];
  return ends.slice(1).map((end, i) => text.slice(ends[i], end));
}

it("OSM XML: reads ways that come before their nodes, entities, quotes and missing references", () => {
  const result = readXml([XML]);
  if (!result.ok) throw new Error(result.error.code);
  const { nodes, ways, relations, rejected, danglingRefs, findNode } = result.value;
  expect([...nodes.ids]).toEqual([1, 2]);
  expect(nodes.tags.get(findNode(2))).toEqual({ barrier: "gate" });
  expect(findNode(99)).toBe(-1);
  expect(ways[0]?.tags).toEqual({ highway: "footway", name: '老巷 & "A>B"' });
  expect(danglingRefs).toBe(1);
  expect(relations[0]?.members).toEqual([{ type: "way", ref: 7, role: "outer" }]);
  expect(rejected).toEqual([{ element: "node", id: "3", line: 7, reason: "bad-coordinate" }]);
});

it("OSM XML: gives the same answer wherever the text is cut into pieces", () => {
  const whole = readXml([XML]);
  const cuts = array(integer({ min: 0, max: XML.length }), { maxLength: 6 });
  assert(
    property(cuts, (at) => {
      const pieces = readXml(cutAt(XML, at));
      expect(JSON.stringify(pieces)).toBe(JSON.stringify(whole));
    }),
    { numRuns: 100 },
  );
});

function codeOf(text: string): string {
  const result = readXml([text]);
  return result.ok ? "ok" : result.error.code;
}

it("OSM XML: refuses a cut-off file, a web page, a document type and an empty file", () => {
  expect(codeOf(XML.slice(0, -8))).toBe("ingest.osm-truncated");
  expect(codeOf("<html><body/></html>")).toBe("ingest.osm-not-osm");
  expect(codeOf('<!DOCTYPE osm [<!ENTITY a "b">]><osm></osm>')).toBe("ingest.osm-corrupt");
  expect(codeOf("<osm></osm>")).toBe("ingest.osm-empty");
  expect(codeOf("")).toBe("ingest.osm-not-osm");
});

type Fields = (pbf: PbfWriter) => void;
const message = (fields: Fields): Uint8Array => {
  const pbf = new PbfWriter();
  fields(pbf);
  return pbf.finish();
};

function blob(type: string, content: Uint8Array): number[] {
  const body = message((pbf) => pbf.writeBytesField(1, content));
  const header = message((pbf) => {
    pbf.writeStringField(1, type);
    pbf.writeVarintField(3, body.length);
  });
  return [0, 0, 0, header.length, ...header, ...body];
}

const HEADER = blob(
  "OSMHeader",
  message((pbf) => pbf.writeStringField(4, "DenseNodes")),
);

const STRINGS = message((pbf) => {
  for (const text of ["", "barrier", "gate", "highway", "footway"]) pbf.writeStringField(1, text);
});
const DENSE = message((pbf) => {
  pbf.writePackedSVarint(1, [3_000_000_000, 1, 1]);
  pbf.writePackedSVarint(8, [399_000_000, 10, -20]);
  pbf.writePackedSVarint(9, [1_163_000_000, -5, 0]);
  pbf.writePackedVarint(10, [0, 1, 2, 0, 0]);
});
const WAY = message((pbf) => {
  pbf.writeVarintField(1, 8);
  pbf.writePackedVarint(2, [3]);
  pbf.writePackedVarint(3, [4]);
  pbf.writePackedSVarint(8, [3_000_000_000, 2]);
});
const DATA = blob(
  "OSMData",
  message((pbf) => {
    pbf.writeBytesField(1, STRINGS);
    pbf.writeBytesField(
      2,
      message((group) => group.writeBytesField(3, WAY)),
    );
    pbf.writeBytesField(
      2,
      message((group) => group.writeBytesField(2, DENSE)),
    );
  }),
);
const FILE = Uint8Array.from([...HEADER, ...DATA]);

function readPbf(bytes: Uint8Array, size = bytes.length) {
  const reader = new OsmPbfReader((deflated) => deflated);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  return reader.finish();
}

it("OSM PBF: reads dense nodes, their tags and ways, in pieces of any size", () => {
  for (const size of [1, 7, FILE.length]) {
    const result = readPbf(FILE, size);
    if (!result.ok) throw new Error(result.error.code);
    const { nodes, ways } = result.value;
    expect([...nodes.ids]).toEqual([3_000_000_000, 3_000_000_001, 3_000_000_002]);
    expect([...nodes.lat]).toEqual([39.9, 39.900001, 39.899999]);
    expect(nodes.lng[1]).toBe(116.2999995);
    expect([...nodes.tags]).toEqual([[1, { barrier: "gate" }]]);
    expect(ways).toEqual([
      {
        id: 8,
        refs: Float64Array.of(3_000_000_000, 3_000_000_002),
        tags: { highway: "footway" },
      },
    ]);
  }
});

it("OSM PBF: refuses every cut-off copy, and a copy that lost the block with its nodes", () => {
  for (let length = 1; length < FILE.length; length++) {
    const result = readPbf(FILE.slice(0, length));
    const codes = ["ingest.osm-truncated", "ingest.osm-empty", "ingest.osm-not-osm"];
    expect(result.ok ? "ok" : result.error.code).toBeOneOf(codes);
  }
  const onlyWays = blob(
    "OSMData",
    message((pbf) => {
      pbf.writeBytesField(1, STRINGS);
      pbf.writeBytesField(
        2,
        message((group) => group.writeBytesField(3, WAY)),
      );
    }),
  );
  const lost = readPbf(Uint8Array.from([...HEADER, ...onlyWays]));
  expect(lost).toMatchObject({ error: { code: "ingest.osm-nodes-missing", missing: 2 } });
});

it("OSM PBF: a file with more nodes than memory is good for is refused while it is read", () => {
  const refusals = [2, 3].map((maxNodes) => {
    const reader = new OsmPbfReader((deflated) => deflated, maxNodes);
    return reader.push(FILE);
  });
  expect(refusals).toEqual([{ code: "ingest.osm-too-large", maxNodes: 2 }, null]);
});

it("OSM PBF: answers damaged bytes with a refusal or with data, never with an exception", () => {
  assert(
    property(nat(FILE.length - 1), nat(255), (at, value) => {
      const damaged = FILE.slice();
      damaged[at] = value;
      expect(readPbf(damaged)).toHaveProperty("ok");
    }),
    { numRuns: 300 },
  );
});

const node = (id: number, x: number, y: number) => `<node id="${id}" lon="${x}" lat="${y}"/>`;
const way = (id: number, refs: number[]) =>
  `<way id="${id}">${refs.map((ref) => `<nd ref="${ref}"/>`).join("")}</way>`;

it("a multipolygon relation joins its ways into a shell with its hole, whichever way they run", () => {
  const text = `<osm>${node(1, 0, 0)}${node(2, 4, 0)}${node(3, 4, 4)}${node(4, 0, 4)}
      ${node(5, 1, 1)}${node(6, 2, 1)}${node(7, 2, 2)}
      ${way(10, [1, 2, 3])}${way(11, [1, 4, 3])}${way(12, [5, 6, 7, 5])}
      <relation id="1"><member type="way" ref="10" role="outer"/><member type="way" ref="11" role="outer"/>
      <member type="way" ref="12" role="inner"/><tag k="type" v="multipolygon"/></relation></osm>`;
  const result = readXml([text]);
  if (!result.ok) throw new Error(result.error.code);
  const waysById = new Map(result.value.ways.map((each) => [each.id, each.refs]));
  const [relation] = result.value.relations;
  if (relation === undefined) throw new Error("no relation");
  const area = assembleMultipolygon(result.value, relation, waysById);
  expect(area?.coordinates).toHaveLength(1);
  expect(area?.coordinates[0]?.map((ring) => ring.length)).toEqual([5, 4]);
});
