import { toDegrees, type PlaneFrame, type Position } from "@onegrid/core/geometry";
import {
  BARRIER,
  buildFromUnits,
  type BarrierClass,
  type BarrierLine,
  type BuiltMap,
  type ReadyUnit,
} from "@onegrid/core/topology";
import { householdsOfCompound, MADE, shareHouseholds } from "./division-city-households.ts";
import { randomOf } from "./made-city.ts";

/** A rectangle in whole centimetres. */
interface Rect {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface CityInput {
  readonly units: readonly ReadyUnit[];
  readonly barriers: readonly BarrierLine[];
}

const FRAME: PlaneFrame = { centralMeridian: 120, origin: [520_000, 3_350_000] };
const METRE = 100;

/**
 * A city by seed for measuring automatic division: nested rectangles, from communities (社区) over
 * blocks between roads and compounds (小区) behind walls down to single buildings. One river lies
 * between communities, one railway runs through some of them. `communities`: 725 make the test city
 * of 206 km².
 */
export function makeDivisionCity(seed: number, communities: number = MADE.communities): CityInput {
  const city = new CityMaker(randomOf(seed));
  const side = Math.round(Math.sqrt((MADE.squareMetres * communities) / MADE.communities) * METRE);
  city.addCity({ west: 0, south: 0, east: side, north: side }, communities);
  return { units: city.units, barriers: city.barriers };
}

/** The same as a map. */
export function buildDivisionCity(seed: number, communities?: number): BuiltMap {
  const { units, barriers } = makeDivisionCity(seed, communities);
  const built = buildFromUnits(units, barriers);
  if (!built.ok) throw new Error(built.error.code);
  return built.value;
}

class CityMaker {
  readonly units: ReadyUnit[] = [];
  readonly barriers: BarrierLine[] = [];
  private readonly random: () => number;
  private community = 0;
  private compound = 0;
  private railway: { readonly y: number; readonly until: number } = { y: 0, until: 0 };

  constructor(random: () => number) {
    this.random = random;
  }

  addCity(city: Rect, communities: number): void {
    const { west, south, east, north } = city;
    const bank = south + this.part(city, false, 0.5);
    this.railway = {
      y: south + this.part({ ...city, north: bank }, false, 0.5),
      until: west + Math.round(0.55 * (east - west)),
    };
    this.addLine({ west, south: bank, east, north: bank }, BARRIER.hard);
    const below = Math.round((communities * (bank - south)) / (north - south));
    this.addCommunities({ west, south, east, north: bank }, below);
    this.addCommunities({ west, south: bank, east, north }, communities - below);
  }

  private addCommunities(rect: Rect, count: number): void {
    if (count > 1) {
      const half = count >> 1;
      const [one, other, isUpright] = this.split(rect, half / count, 0.08);
      this.addLine(
        isUpright ? { ...other, east: other.west } : { ...other, north: other.south },
        count > 40 || this.random() < 0.6 ? BARRIER.arterial : BARRIER.minorRoad,
      );
      this.addCommunities(one, half);
      this.addCommunities(other, count - half);
      return;
    }
    this.community++;
    const density = 0.46 + 1.08 * this.random();
    for (const side of this.cutByRailway(rect)) this.addBlocks(side, density, 0);
  }

  /** The railway runs through a community where it leaves 80 m on both sides, else along its border. */
  private cutByRailway(rect: Rect): Rect[] {
    const { y, until } = this.railway;
    const room = 80 * METRE;
    if (rect.west >= until || y < rect.south + room || y > rect.north - room) return [rect];
    this.addLine({ ...rect, south: y, north: y }, BARRIER.hard);
    return [
      { ...rect, north: y },
      { ...rect, south: y },
    ];
  }

  private addBlocks(rect: Rect, density: number, depth: number): void {
    if (areaOf(rect) > MADE.blockSquareMetres * (0.7 + 0.9 * this.random())) {
      const [one, other, isUpright] = this.split(rect, 0.5, 0.15);
      const isLarge = depth === 0 && this.random() < 0.35;
      this.addLine(
        isUpright ? { ...other, east: other.west } : { ...other, north: other.south },
        isLarge ? BARRIER.arterial : BARRIER.minorRoad,
      );
      this.addBlocks(one, density, depth + 1);
      this.addBlocks(other, density, depth + 1);
      return;
    }
    const kind = this.random();
    const compounds = MADE.compoundShare * density;
    if (kind < compounds) this.addCompoundBlock(rect);
    else if (kind < compounds + MADE.lowRiseShare) this.addLowRise(rect);
    else this.addWorkplaces(rect);
  }

  /** One compound, or two side by side, in its wall. */
  private addCompoundBlock(rect: Rect): void {
    const isDouble = this.random() < 0.2;
    const [one, other] = this.split(rect, 0.5, 0.2);
    for (const ground of isDouble ? [one, other] : [rect]) {
      const { west, south, east, north } = ground;
      this.addLine({ west, south, east, north: south }, BARRIER.compoundWall);
      this.addLine({ west, south: north, east, north }, BARRIER.compoundWall);
      this.addLine({ west, south, east: west, north }, BARRIER.compoundWall);
      this.addLine({ west: east, south, east, north }, BARRIER.compoundWall);
      this.compound++;
      const households = householdsOfCompound(this.random);
      const cells = this.cut(ground, Math.min(households.length, areaOf(ground) / 700));
      for (const [i, cell] of cells.entries()) {
        this.addUnit(cell, households[i] ?? 0, `p${this.compound}`);
      }
    }
  }

  /** An old quarter or a village in the city: small houses, lanes between rows of them. */
  private addLowRise(rect: Rect): void {
    const rows = this.cut(rect, 3);
    for (const row of rows) {
      this.addLine({ ...row, north: row.south }, BARRIER.lane);
      const cells = this.cut(row, (areaOf(row) / MADE.lowRiseSquareMetres) * (0.6 + this.random()));
      const households = shareHouseholds(this.random, cells.length * 3.2 * this.random(), cells);
      for (const [i, cell] of cells.entries()) this.addUnit(cell, households[i] ?? 0);
    }
  }

  /** Offices, schools, parks. */
  private addWorkplaces(rect: Rect): void {
    const count = (areaOf(rect) / MADE.workplaceSquareMetres) * (0.3 + 1.4 * this.random());
    for (const cell of this.cut(rect, count)) {
      this.addUnit(cell, this.random() < 0.06 ? Math.floor(60 * this.random()) : 0);
    }
  }

  private addUnit(rect: Rect, households: number, compound?: string): void {
    const { west, south, east, north } = rect;
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as const;
    this.units.push({
      id: `u${String(this.units.length).padStart(6, "0")}`,
      geometry: { type: "Polygon", coordinates: [ring.map(([x, y]) => this.positionOf(x, y))] },
      households,
      community: `c${String(this.community).padStart(3, "0")}`,
      ...(compound === undefined ? {} : { compound }),
    });
  }

  private addLine({ west, south, east, north }: Rect, barrier: BarrierClass): void {
    const ends = [this.positionOf(west, south), this.positionOf(east, north)];
    this.barriers.push({ geometry: { type: "LineString", coordinates: ends }, barrier });
  }

  private readonly positionOf = (x: number, y: number): Position => toDegrees(FRAME, x, y);

  /** Rectangles about as many as asked for, by halving the largest again and again. */
  private cut(rect: Rect, count: number): Rect[] {
    const waiting = [{ rect, count: Math.max(1, Math.round(count)) }];
    const done: Rect[] = [];
    for (let job = waiting.pop(); job; job = waiting.pop()) {
      const half = job.count >> 1;
      const isTooSmall = Math.max(widthOf(job.rect), heightOf(job.rect)) < 24 * METRE;
      if (half === 0 || isTooSmall) {
        done.push(job.rect);
        continue;
      }
      const [one, other] = this.split(job.rect, half / job.count, 0.12);
      waiting.push({ rect: other, count: job.count - half }, { rect: one, count: half });
    }
    return done;
  }

  /** In two across the longer side: west and east (upright), or south and north. */
  private split(rect: Rect, share: number, jitter: number): [Rect, Rect, boolean] {
    const isUpright = widthOf(rect) > heightOf(rect);
    const at = this.part(rect, isUpright, share + jitter * (this.random() - 0.5));
    const [x, y] = [rect.west + at, rect.south + at];
    return isUpright
      ? [{ ...rect, east: x }, { ...rect, west: x }, true]
      : [{ ...rect, north: y }, { ...rect, south: y }, false];
  }

  /** A share of a side, in whole decimetres. */
  private part(rect: Rect, isUpright: boolean, share: number): number {
    return Math.round(((isUpright ? widthOf(rect) : heightOf(rect)) * share) / 10) * 10;
  }
}

const widthOf = ({ west, east }: Rect): number => east - west;
const heightOf = ({ south, north }: Rect): number => north - south;
/** m² */
const areaOf = (rect: Rect): number => (widthOf(rect) * heightOf(rect)) / (METRE * METRE);
