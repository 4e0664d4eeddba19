import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buildCity, type BenchCity, type CitySize } from "./bench-city.ts";
import { hasCbc } from "./cbc.ts";
import { closeCityPeers, openCityPeers, type CityPeers } from "./city-peers.ts";
import { writeCityFile, type CityFile } from "./pbf-rows.ts";
import type { SitingSize } from "./siting-rows.ts";
import { installValhalla, openValhalla, VALHALLA, type ValhallaPeer } from "./valhalla.ts";

export interface BenchSize {
  readonly city: CitySize;
  /** Cells along one side of the city that is read from a file. */
  readonly fileSide: number;
  /** Cells along one side of the city that polygons are drawn over. */
  readonly polygonSide: number;
  readonly demo: "estate" | "district";
  readonly sweeps: number;
  /** `stations`: candidates. */
  readonly siting: SitingSize;
}

export interface BenchOptions {
  readonly size: BenchSize;
  /** Install Valhalla for this run and throw it away after it. */
  readonly withValhalla: boolean;
  /** Open the product in a browser and trace it. */
  readonly withFrame: boolean;
}

/** What a run has built or found so far: each thing once, and only when a row asks for it. */
export class BenchRun {
  readonly size: BenchSize;
  readonly withFrame: boolean;
  readonly hasCbc = hasCbc();
  /** Peers that were not found, and how to get them. */
  readonly missing = new Map<string, string>();
  readonly #closers: (() => unknown)[] = [];
  readonly #valhallaFolder: string | null;
  readonly #opened = new Map<string, ValhallaPeer>();
  #city: BenchCity | null = null;
  #cityPeers: CityPeers | null = null;
  #cityFile: CityFile | null = null;

  constructor({ size, withValhalla, withFrame }: BenchOptions) {
    this.size = size;
    this.withFrame = withFrame;
    this.#valhallaFolder =
      process.env["ONEGRID_VALHALLA"] ?? (withValhalla ? this.#install() : null);
    if (this.#valhallaFolder === null)
      this.missing.set(
        "Valhalla",
        `add --valhalla: it installs ${VALHALLA} (280 MB) into a folder that goes after the run; or name a folder that has it in ONEGRID_VALHALLA`,
      );
    if (!this.hasCbc) this.missing.set("CBC", "Debian: apt install coinor-cbc");
  }

  city(): BenchCity {
    return (this.#city ??= buildCity(this.size.city));
  }

  async cityPeers(): Promise<CityPeers> {
    if (this.#cityPeers !== null) return this.#cityPeers;
    const peers = await openCityPeers(this.city(), (name, how) => this.missing.set(name, how));
    this.#closers.push(() => closeCityPeers(peers));
    return (this.#cityPeers = peers);
  }

  cityFile(): CityFile {
    if (this.#cityFile !== null) return this.#cityFile;
    const file = writeCityFile(this.size.fileSide);
    this.#closers.push(() => file.close());
    return (this.#cityFile = file);
  }

  /** Valhalla with tiles of a file; `null` where it is not there. */
  valhalla(path: string): ValhallaPeer | null {
    if (this.#valhallaFolder === null) return null;
    const known = this.#opened.get(path);
    if (known !== undefined) return known;
    const peer = openValhalla(this.#valhallaFolder, path);
    this.#opened.set(path, peer);
    this.#closers.push(() => peer.close());
    return peer;
  }

  /** The extract as a sorted PBF, the one kind that Valhalla reads; `null` without osmium. */
  asPbf(extract: string): string | null {
    if (extract.endsWith(".pbf")) return extract;
    if (spawnSync("osmium", ["--version"]).error !== undefined) {
      this.missing.set(
        "osmium",
        "Debian: apt install osmium-tool; extracts that are not .osm.pbf are not compared with Valhalla without it",
      );
      return null;
    }
    const folder = mkdtempSync(join(tmpdir(), "onegrid-extract-"));
    this.#closers.push(() => rmSync(folder, { recursive: true }));
    const path = join(folder, `${basename(extract).replace(/\..*$/, "")}.osm.pbf`);
    execFileSync("osmium", ["sort", extract, "-o", path], { stdio: "ignore" });
    return path;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.toReversed()) await close();
  }

  #install(): string {
    const folder = installValhalla();
    this.#closers.push(() => rmSync(folder, { recursive: true }));
    return folder;
  }
}
