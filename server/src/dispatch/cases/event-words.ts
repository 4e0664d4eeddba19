import type { CaseEvent } from "@onegrid/core/dispatch";

/** What somebody wrote, under the name of its place in the event. */
type EachWords = (field: string, words: string) => string;

/** An event with everything in its fields that people wrote in their own words put through a function. */
export function coverWords(event: CaseEvent, each: EachWords): CaseEvent {
  if (event.verb === "report") {
    const description = each("description", event.fields.description);
    return { ...event, fields: { ...event.fields, description } };
  }
  if (event.verb === "consult") {
    const { topic, place } = event.fields;
    const said = {
      ...(topic === undefined ? {} : { topic: each("topic", topic) }),
      ...(place === undefined ? {} : { place: each("place", place) }),
    };
    return { ...event, fields: { ...event.fields, ...said } };
  }
  if (event.verb !== "consult_hold") return event;
  const { minutes, decision, tasks } = event.fields;
  return {
    ...event,
    fields: {
      ...event.fields,
      minutes: minutes.map((part, at) => each(`minutes.${at}`, part)),
      decision: each("decision", decision),
      tasks: tasks.map((task) => ({ ...task, text: each(`task.${task.id}`, task.text) })),
    },
  };
}
