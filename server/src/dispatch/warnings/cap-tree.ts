import { fail, ok, type Result } from "@onegrid/core/result";
import type { CapNode } from "@onegrid/core/dispatch";
import type { WarningProblem } from "@onegrid/core/dispatch/warnings-contract";
import { SaxesParser } from "saxes";

const DEEPEST = 12;
const MOST_ELEMENTS = 20_000;
const CAP = /^urn:oasis:names:tc:emergency:cap:1\.[12]$/;

interface OpenNode {
  readonly name: string;
  text: string;
  readonly children: OpenNode[];
}

class Refused extends Error {}
const refuse = (detail: string): never => {
  throw new Refused(detail);
};

/**
 * A message of CAP as a tree. A document type is refused, so there is no entity but the five of XML:
 * nothing can be fetched, and nothing grows.
 */
export function capTree(xml: string): Result<CapNode, WarningProblem> {
  const top: OpenNode = { name: "", text: "", children: [] };
  try {
    parse(xml, top);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return fail({ code: "dispatch.warning-xml", detail: error.message.slice(0, 200) });
  }
  const [alert] = top.children;
  return alert
    ? ok(alert)
    : fail({ code: "dispatch.warning-xml", detail: "no element, or none of CAP" });
}

function parse(xml: string, top: OpenNode): void {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenNode[] = [top];
  let count = 0;
  parser.on("doctype", () => refuse("a document type"));
  parser.on("error", ({ message }) => refuse(message));
  parser.on("opentag", ({ local, uri }) => {
    count += 1;
    if (count > MOST_ELEMENTS) refuse(`more than ${MOST_ELEMENTS} elements`);
    if (open.length > DEEPEST) refuse(`elements within more than ${DEEPEST} others`);
    if (open.length === 1 && !CAP.test(uri)) refuse("the namespace is not that of CAP 1.2");
    const node: OpenNode = { name: local, text: "", children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => void open.pop());
  const take = (text: string): void => {
    const node = open.at(-1);
    if (node) node.text += text;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.write(xml).close();
}
