import { xmlText } from "../../xml-text.ts";

/** What an answer of Open311 is made of. */
export type Open311Value =
  | string
  | number
  | boolean
  | null
  | readonly Open311Value[]
  | { readonly [name: string]: Open311Value };

/** What stands in a list is called in XML; JSON leaves these names out. */
const ITEM: Readonly<Record<string, string | undefined>> = {
  services: "service",
  service_requests: "request",
  attributes: "attribute",
  endpoints: "endpoint",
  formats: "format",
  errors: "error",
};

/** The document that the JSON is a mapping of: no namespace, nothing is an empty element. */
export const toXml = (root: string, value: Open311Value): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;

function element(name: string, value: Open311Value): string {
  const inner = contentOf(name, value);
  return inner === "" ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function contentOf(name: string, value: Open311Value): string {
  if (value === null) return "";
  if (typeof value !== "object") return xmlText(String(value));
  if (isList(value)) return value.map((each) => element(ITEM[name] ?? "item", each)).join("");
  return Object.entries(value)
    .map(([part, inner]) => element(part, inner))
    .join("");
}

const isList = (value: object): value is readonly Open311Value[] => Array.isArray(value);
