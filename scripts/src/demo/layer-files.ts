import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { LayerName, LayerRecord } from "@onegrid/core/ingest";

/** Characters collected before they go to the disk. */
const CHUNK = 1 << 20;

interface LayerFile {
  readonly descriptor: number;
  text: string;
  count: number;
}

/**
 * GeoJSON files, one a layer, written as the records come. Field names are those that an import
 * recognises by itself. A layer without records has no file.
 */
export class LayerFiles {
  readonly #folder: string;
  readonly #files = new Map<LayerName, LayerFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  get counts(): Record<string, number> {
    return Object.fromEntries([...this.#files].map(([layer, file]) => [layer, file.count]));
  }

  write(record: LayerRecord): void {
    const file = this.#files.get(record.layer) ?? this.#open(record.layer);
    const { geometry } = record;
    const feature = { type: "Feature", properties: propertiesOf(record), geometry };
    file.text += `${file.count === 0 ? "" : ","}\n${JSON.stringify(feature)}`;
    file.count++;
    if (file.text.length > CHUNK) this.#flush(file);
  }

  close(): void {
    for (const file of this.#files.values()) {
      file.text += "\n]}\n";
      this.#flush(file);
      closeSync(file.descriptor);
    }
  }

  #open(layer: LayerName): LayerFile {
    const descriptor = openSync(join(this.#folder, `${layer}.geojson`), "w");
    const text = `{"type":"FeatureCollection","name":"${layer}","features":[`;
    const file = { descriptor, text, count: 0 };
    this.#files.set(layer, file);
    return file;
  }

  #flush(file: LayerFile): void {
    writeSync(file.descriptor, file.text);
    file.text = "";
  }
}

/** Names in files for fields that are called otherwise in the records. */
const FILE_NAMES: Readonly<Record<string, string>> = {
  sourceId: "id",
  parentCode: "parent_code",
  compoundSourceId: "compound_id",
  buildingSourceId: "building_id",
  householdSource: "household_source",
  floorAreaM2: "floor_area_m2",
  reportedAt: "reported_at",
  closedAt: "closed_at",
};

function propertiesOf(record: LayerRecord): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) {
    if (key === "layer" || key === "geometry") continue;
    if (key === "tags") Object.assign(properties, value);
    else properties[FILE_NAMES[key] ?? key] = Array.isArray(value) ? value.join(";") : value;
  }
  return properties;
}
