import { guilinRoadStreet, jinchuanDistrict, nanchangCity } from "./names/official-areas.ts";
import type { OfficialArea } from "./names/official-areas.ts";

export type DemoSize = "estate" | "district" | "city";

export interface DemoOptions {
  /** Whole number; the same seed and size give the same bytes. */
  readonly seed: number;
  readonly size: DemoSize;
  /** ISO 8601 with offset: the year of incidents ends here. */
  readonly until: string;
  /** Days of incidents before `until`; 365 when left out. */
  readonly incidentDays?: number;
}

/** What is different between the sizes: counts of superblocks, rates, the place on earth. */
export interface SizeSettings {
  readonly root: () => OfficialArea;
  /** Degrees of the middle of the town. */
  readonly centre: readonly [lng: number, lat: number];
  readonly columns: number;
  readonly rows: number;
  /** The river runs along this line between two rows, the railway between two columns. */
  readonly riverRow: number;
  readonly railColumn: number | null;
  /** Metres from the middle of the river to its bank. */
  readonly riverHalfWidth: number;
  /** Metres that the river bends aside. */
  readonly meander: number;
  /** 0: rectangular outline; 1: round. */
  readonly roundness: number;
  /** Superblock side, metres. */
  readonly blockMetres: number;
  /** Share of parcels near the edge that are urban villages (城中村). */
  readonly villageShare: number;
  /** A town whose households fall outside is drawn again from another seed. */
  readonly households: readonly [low: number, high: number];
  readonly redStations: number;
  /** Stations of the other kinds, service centres not counted. */
  readonly otherStations: number;
  readonly incidentsPerDay: number;
}

const SETTINGS: Readonly<Record<DemoSize, SizeSettings>> = {
  estate: {
    root: guilinRoadStreet,
    centre: [102.1905, 38.5203],
    columns: 2,
    rows: 3,
    riverRow: 1,
    railColumn: null,
    riverHalfWidth: 16,
    meander: 60,
    roundness: 0,
    blockMetres: 295,
    villageShare: 0,
    households: [3_000, 4_000],
    redStations: 12,
    otherStations: 9,
    incidentsPerDay: 5,
  },
  district: {
    root: jinchuanDistrict,
    centre: [102.1905, 38.5203],
    columns: 10,
    rows: 9,
    riverRow: 4,
    railColumn: 7,
    riverHalfWidth: 34,
    meander: 190,
    roundness: 0.7,
    blockMetres: 400,
    villageShare: 0.25,
    households: [76_500, 82_000],
    redStations: 26,
    otherStations: 14,
    incidentsPerDay: 80,
  },
  city: {
    root: nanchangCity,
    centre: [115.905, 28.66],
    columns: 40,
    rows: 37,
    riverRow: 19,
    railColumn: 27,
    riverHalfWidth: 75,
    meander: 280,
    roundness: 0.9,
    blockMetres: 400,
    villageShare: 0.4,
    households: [1_240_000, 1_360_000],
    redStations: 902,
    otherStations: 380,
    incidentsPerDay: 1300,
  },
};

export const settingsOf = (size: DemoSize): SizeSettings => SETTINGS[size];
