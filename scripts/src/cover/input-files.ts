import type { Bbox } from "@onegrid/core/geometry";
import { toDegrees, type OsmData } from "@onegrid/core/ingest";
import { faultOf, InputNotes } from "../divide/notices.ts";
import { boundsOf, readLayer, type Feature } from "../divide/read-layer.ts";
import { readCrsChoice, type CrsChoice, type FileRole } from "./crs-choice.ts";
import { readOsmFile } from "./read-osm-file.ts";

const MEND = ["请更正该要素。", "Mend the feature."] as const;

/**
 * The files of one command: read with the coordinate system named for each, and everything that was
 * noticed about them. A file read later is looked for where the first one lies.
 */
export class InputFiles {
  /** What is wrong and was settled; told at the end. */
  readonly notes = new InputNotes(true);
  readonly #crs: CrsChoice;
  #near: Bbox | undefined;

  constructor(crs: string | undefined) {
    this.#crs = readCrsChoice(crs);
  }

  /** Has the user said what this very file is written in? Then nobody doubts it. */
  isSettled(role: FileRole): boolean {
    return this.#crs.of.has(role);
  }

  /** Features of GeoJSON or any other format that can be imported, in degrees. */
  async features(path: string, role: FileRole): Promise<Feature[]> {
    const crs = this.#crs.of.get(role) ?? this.#crs.all;
    const features = await readLayer(path, { crs, near: this.#near, notes: this.notes });
    this.#near ??= boundsOf(features);
    for (const feature of features)
      if (feature.fault !== null)
        this.notes.notice({ ...faultOf(feature, path, feature.fault), advice: MEND });
    return features;
  }

  /** OpenStreetMap is WGS 84 by its own rule: only a system named for this very file moves it. */
  async osm(path: string, role: FileRole): Promise<OsmData> {
    const osm = await readOsmFile(path);
    const crs = this.#crs.of.get(role);
    const convert = crs === undefined ? null : toDegrees(crs);
    if (convert === null) return osm;
    const { lng, lat } = osm.nodes;
    for (let node = 0; node < osm.nodes.count; node++) {
      [lng[node], lat[node]] = convert(lng[node] ?? Number.NaN, lat[node] ?? Number.NaN);
    }
    return osm;
  }
}
