import { expect, test } from "vitest";
import { PLANAR_MAP_FORMAT, decodePlanarMap, encodePlanarMap } from "./encode-map.ts";
import { buildOrThrow, latticeUnits } from "./fixtures/lattice.ts";

const units = latticeUnits({ columns: 4, rows: 3 }).map((unit) => ({
  ...unit,
  id: `楼${unit.id}`,
  compound: "春风小区",
}));
const { map, positions } = buildOrThrow(units);
const bytes = encodePlanarMap(map, positions);

test("what was written is read back, with and without positions, from any offset", () => {
  expect(decodePlanarMap(bytes)).toEqual({ ok: true, value: { map, positions } });
  expect(decodePlanarMap(encodePlanarMap(map))).toEqual({ ok: true, value: { map } });
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodePlanarMap(shifted.subarray(3))).toMatchObject({ ok: true });
});

test("links are read back; one that names no unit is damage", () => {
  const linked = { ...map, links: Uint32Array.of(0, 5, 3, 7) };
  expect(decodePlanarMap(encodePlanarMap(linked))).toEqual({ ok: true, value: { map: linked } });
  const wild = { ...map, links: Uint32Array.of(0, 99) };
  expect(decodePlanarMap(encodePlanarMap(wild))).toMatchObject({ ok: false });
});

test("bytes whose own slice does not copy are read from any offset, as Node's are", () => {
  class Sharing extends Uint8Array {
    override slice(start?: number, end?: number): Uint8Array<ArrayBuffer> {
      return new Uint8Array(this.buffer).subarray(
        this.byteOffset + (start ?? 0),
        this.byteOffset + (end ?? this.length),
      );
    }
  }
  const shared = new Sharing(bytes.length + 5);
  shared.set(bytes, 5);
  expect(decodePlanarMap(shared.subarray(5))).toMatchObject({ ok: true });
});

test("equal maps give equal bytes", () => {
  const again = buildOrThrow(units.toReversed());
  expect(encodePlanarMap(again.map, again.positions)).toEqual(bytes);
});

test("bytes of another format are refused by its number", () => {
  const other = bytes.slice();
  other[4] = 77;
  expect(decodePlanarMap(other)).toEqual({
    ok: false,
    error: { code: "topology.unknown-map-format", found: 77, known: PLANAR_MAP_FORMAT },
  });
});

test("foreign, short and damaged bytes are refused", () => {
  expect(decodePlanarMap(new Uint8Array(3))).toMatchObject({
    error: { code: "topology.not-a-map" },
  });
  expect(decodePlanarMap(new Uint8Array(64))).toMatchObject({
    error: { code: "topology.not-a-map" },
  });
  for (let length = 12; length < bytes.length - 8; length += 97)
    expect(decodePlanarMap(bytes.slice(0, length))).toMatchObject({
      error: { code: "topology.damaged-map" },
    });
});

test("any single wrong byte in the header is refused or gives a map that still holds together", () => {
  for (let at = 0; at < 120; at++) {
    const wrong = bytes.slice();
    wrong[at] = (wrong[at] ?? 0) ^ 0x41;
    const decoded = decodePlanarMap(wrong);
    const count = decoded.ok ? decoded.value.map.arcs.length.length : map.arcs.from.length;
    expect(count).toBe(map.arcs.from.length);
  }
});

test("bytes of the first release, which knew no footprints, are still read", () => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const padded = (length: number): number => Math.ceil(length / 8) * 8;
  const count = 26;
  const header = padded(12 + 4 * view.getUint32(8, true));
  const length = Array.from({ length: count }, (_, at) =>
    padded(view.getUint32(12 + 4 * at, true)),
  ).reduce((sum, one) => sum + one, 0);
  const old = new Uint8Array(padded(12 + 4 * count) + length);
  old.set(bytes.subarray(0, 12 + 4 * count));
  old.set(bytes.subarray(header, header + length), padded(12 + 4 * count));
  const oldView = new DataView(old.buffer);
  oldView.setUint32(4, 1, true);
  oldView.setUint32(8, count, true);
  expect(decodePlanarMap(old)).toEqual({ ok: true, value: { map, positions } });
});
