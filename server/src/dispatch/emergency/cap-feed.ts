import { CAP_NAMESPACE, capAlert, capMoment, type CapElement } from "@onegrid/core/dispatch";
import { readAs, type Db } from "@onegrid/db";
import { listActivationAreas, listActivations } from "@onegrid/db/dispatch";
import { xmlText } from "../../xml-text.ts";
import type { EmergencyReader } from "./present-emergency.ts";

const MOST_TOLD = 20;

/** What is on, and what was last, as CAP 1.2 messages in an Atom feed; areas outside the reader's are left out. */
export async function capFeed(
  db: Db,
  reader: EmergencyReader,
  sender: string,
  now: Date,
): Promise<string> {
  const told = await readAs(db, reader.sight, async (trx) => {
    const found = await listActivations(trx, reader.scope, { limit: MOST_TOLD, isOn: null });
    const messages: string[] = [];
    for (const { id, kind, name, ring, startedAt, endedAt } of found) {
      const communities = await listActivationAreas(trx, id, reader.scope);
      const times = { startedAt: startedAt.getTime(), endedAt: endedAt?.getTime() ?? null };
      const alert = capAlert({ id, kind, name, ring, communities, ...times }, sender);
      messages.push(entryOf(name, times.endedAt ?? times.startedAt, alert));
    }
    return messages;
  });
  const head = [
    element(["id", `urn:onegrid:${sender}:alerts`]),
    element(["title", "OneGrid 一张网：应急启动"]),
    element(["updated", capMoment(now.getTime())]),
    element(["author", [["name", sender]]]),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">${head.join("")}${told.join("")}</feed>\n`;
}

function entryOf(title: string, at: number, alert: readonly CapElement[]): string {
  const [identifier] = alert;
  const cap = alert.map(element).join("");
  const content = `<content type="text/xml"><alert xmlns="${CAP_NAMESPACE}">${cap}</alert></content>`;
  const id = element(["id", `urn:onegrid:alert:${String(identifier?.[1])}`]);
  const updated = element(["updated", capMoment(at)]);
  return `<entry>${id}${element(["title", title])}${updated}${content}</entry>`;
}

const element = ([name, content]: CapElement): string =>
  `<${name}>${typeof content === "string" ? xmlText(content) : content.map(element).join("")}</${name}>`;
