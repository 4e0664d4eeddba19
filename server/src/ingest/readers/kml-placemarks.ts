import type { SourceGeometry } from "@onegrid/core/ingest";
import type { Placemark } from "./read-kml.ts";
import type { XmlHandlers } from "./xml-events.ts";

/** Elements of a placemark whose text is a value. */
const VALUES = new Set(["name", "description", "address", "value", "SimpleData", "coordinates"]);
const SHAPES: Readonly<Record<string, "Point" | "LineString" | "Polygon">> = {
  Point: "Point",
  LineString: "LineString",
  LinearRing: "LineString",
  Polygon: "Polygon",
};

/** Collects the placemarks of a KML text from its tags. */
export class KmlPlacemarks implements XmlHandlers {
  #done: Placemark[] = [];
  readonly #folders: { name: string }[] = [];
  /** Elements around the present one. */
  readonly #path: string[] = [];
  #properties: Record<string, unknown> | null = null;
  #shapes: SourceGeometry[] = [];
  #rings: number[][][] = [];
  #dataName = "";
  #text: string | null = null;

  taken(): Placemark[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    this.#path.push(name);
    if (name === "Folder") this.#folders.push({ name: "" });
    if (name === "Placemark") {
      this.#properties = {};
      if (attributes["id"] !== undefined) this.#properties["id"] = attributes["id"];
      this.#shapes = [];
    }
    if (name === "Polygon") this.#rings = [];
    if (name === "Data" || name === "SimpleData")
      this.#dataName = plainKey(attributes["name"] ?? "");
    if (VALUES.has(name)) this.#text = "";
  };

  readonly text = (text: string): void => {
    if (this.#text !== null) this.#text += text;
  };

  readonly close = (name: string): void => {
    this.#path.pop();
    if (VALUES.has(name)) this.#value(name, (this.#text ?? "").trim());
    if (VALUES.has(name)) this.#text = null;
    if (name === "Folder") this.#folders.pop();
    if (name === "Polygon") this.#shapes.push({ type: "Polygon", coordinates: this.#rings });
    if (name === "Placemark") this.#finish();
  };

  #value(name: string, text: string): void {
    const parent = this.#path.at(-1);
    const folder = this.#folders.at(-1);
    if (name === "name" && parent === "Folder" && folder !== undefined)
      folder.name = text.slice(0, 200);
    if (this.#properties === null) return;
    if (name === "coordinates") this.#coordinates(text, parent ?? "");
    else if (name === "value" && parent === "Data") this.#properties[this.#dataName] = text;
    else if (name === "SimpleData") this.#properties[this.#dataName] = text;
    else if (parent === "Placemark")
      this.#properties[name] = name === "description" ? withoutTags(text) : text;
  }

  #coordinates(text: string, parent: string): void {
    const positions = readPositions(text);
    if (parent === "LinearRing" && this.#path.includes("Polygon")) {
      const isShell = this.#path.includes("outerBoundaryIs");
      if (isShell) this.#rings.unshift(positions);
      else this.#rings.push(positions);
      return;
    }
    const type = SHAPES[parent];
    if (type !== undefined)
      this.#shapes.push({ type, coordinates: type === "Point" ? positions[0] : positions });
  }

  #finish(): void {
    const names = this.#folders.map(({ name }) => name).filter((name) => name !== "");
    const folder = names.length === 0 ? null : names.join(" / ");
    this.#done.push({ folder, properties: this.#properties ?? {}, geometry: joined(this.#shapes) });
    this.#properties = null;
  }
}

const plainKey = (name: string): string =>
  name === "__proto__" || name === "" ? "_" : name.slice(0, 200);

/** `lng,lat[,height]` triples set apart by blanks. */
function readPositions(text: string): number[][] {
  return text
    .split(/\s+/)
    .filter((part) => part !== "")
    .map((part) =>
      part
        .split(",")
        .slice(0, 2)
        .map((number) => (number === "" ? NaN : Number(number))),
    );
}

/** Shapes of one placemark as one geometry; a mixture keeps its type, which no layer takes. */
function joined(shapes: readonly SourceGeometry[]): SourceGeometry | null {
  const [first] = shapes;
  if (first === undefined) return null;
  if (shapes.length === 1) return first;
  const isPure = shapes.every(({ type }) => type === first.type);
  return {
    type: isPure ? `Multi${first.type}` : "GeometryCollection",
    coordinates: shapes.map((shape) => shape.coordinates),
  };
}

/** Google Earth writes balloons as HTML: the text is kept, the tags are not. */
function withoutTags(text: string): string {
  return text
    .replace(/<[^<>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
