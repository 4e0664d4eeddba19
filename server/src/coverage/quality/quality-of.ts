import { isInScope, type Sight } from "@onegrid/core/access";
import { gatelessCompounds, islandsOf, type NetworkNote } from "@onegrid/core/coverage";
import {
  QUALITY_KINDS,
  type QualityKind,
  type QualityPlace,
  type QualityReply,
} from "@onegrid/core/coverage/quality-contract";
import type { Bbox, Position } from "@onegrid/core/geometry";
import { readAs, type Db } from "@onegrid/db";
import { listCompoundNames, listCompoundsOfBuildings } from "@onegrid/db/coverage";
import { listAreas } from "@onegrid/db/organisation";
import type { CoverageResult } from "../results/coverage-results.ts";

/** More in one list nobody reads; the count is of all. */
const MOST_PLACES = 200;

const KIND_OF: Readonly<Partial<Record<NetworkNote["code"], QualityKind>>> = {
  "coverage.gate-without-wall": "gate-without-wall",
  "coverage.barrier-unknown": "barrier-unknown",
  "coverage.barrier-astray": "barrier-astray",
  "coverage.end-snapped": "ways-joined",
  "coverage.crossing-split": "ways-joined",
};

type Places = Map<QualityKind, QualityPlace[]>;

interface Asked {
  readonly result: CoverageResult;
  readonly scope: readonly string[];
}

/** What is wrong with the ground of a result, in the reader's part. */
export async function qualityOf(
  { result, scope }: Asked,
  { db, sight }: { readonly db: Db; readonly sight: Sight },
): Promise<QualityReply> {
  const places: Places = new Map(QUALITY_KINDS.map((kind) => [kind, []]));
  const areas = await listAreas(db, scope);
  const boxes = areas.filter(({ path }) => isInScope(scope, path)).map(({ bbox }) => bbox);
  const isOurs = (position: Position): boolean => boxes.some((box) => isInBox(box, position));
  for (const { network } of result.parts) {
    for (const { wayId, position, metres } of islandsOf(network.network))
      if (isOurs(position)) put(places, "island", { id: wayId, position, amount: metres });
    for (const { code, id, position } of network.notes) {
      const kind = KIND_OF[code];
      if (kind !== undefined && isOurs(position)) put(places, kind, { id, position, amount: null });
    }
  }
  places.set("gateless", await gatelessIn({ result, scope }, { db, sight }));
  return {
    classes: [...places].map(([kind, found]) => ({
      kind,
      count: found.length,
      places: found.slice(0, MOST_PLACES),
    })),
  };
}

const put = (
  places: Places,
  kind: QualityKind,
  { id, position: [lng, lat], amount }: { id: string; position: Position; amount: number | null },
): void =>
  void places.get(kind)?.push({ id, name: nameOf(kind, id), position: [lng, lat], amount });

/** Barriers have no name: what they are stands before the `@`. */
const nameOf = (kind: QualityKind, id: string): string =>
  kind.startsWith("barrier-") ? (id.split("@")[0] ?? "") : "";

const isInBox = ([west, south, east, north]: Bbox, [lng, lat]: Position): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;

/** With their names and the households inside, most of them first. Empty ground harms nobody. */
async function gatelessIn(
  { result, scope }: Asked,
  { db, sight }: { readonly db: Db; readonly sight: Sight },
): Promise<QualityPlace[]> {
  const found = result.parts.flatMap(({ network }) => gatelessCompounds(network.network));
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const lived = result.places.buildings.filter(({ households }) => (households ?? 0) > 0);
  const { named, compoundOf } = await readAs(db, sight, async (trx) => ({
    named: await listCompoundNames(trx, ids),
    compoundOf: await listCompoundsOfBuildings(
      trx,
      lived.map(({ id }) => id),
    ),
  }));
  const inside = new Map<string, number>();
  for (const { id, households } of lived) {
    const compound = compoundOf.get(id);
    if (compound !== undefined)
      inside.set(compound, (inside.get(compound) ?? 0) + (households ?? 0));
  }
  const placeOf = new Map(found.map(({ id, position }) => [id, position]));
  return named
    .filter(({ path }) => isInScope(scope, path))
    .flatMap(({ id, name }): QualityPlace[] => {
      const [lng, lat] = placeOf.get(id) ?? [Number.NaN, Number.NaN];
      return [{ id, name, position: [lng, lat], amount: inside.get(id) ?? 0 }];
    })
    .toSorted((a, b) => (b.amount ?? 0) - (a.amount ?? 0));
}
