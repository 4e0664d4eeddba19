import type { ActivationField, PlanReply } from "@onegrid/core/dispatch/emergency-contract";
import type { WarningTaken } from "@onegrid/core/dispatch/warnings-contract";
import { NOW, type Asker, type DemoTown } from "./demo-town.ts";
import type { Area, Thing } from "./world.ts";

export interface ActivationThing extends Thing {
  readonly communityId: string;
}

/** What is on for bad days, each in one community alone. */
export interface EmergencyWorld {
  /** Exercises (演练): what is reported while one is on is practised, and nothing is due any other day. */
  readonly activations: readonly ActivationThing[];
  /** Warnings (预警) that are exercises as well: they raise no case. */
  readonly warnings: readonly Thing[];
}

/** A plan for every area with people in its seats; an exercise and a warning in every community. */
export async function makeEmergency(
  { app }: DemoTown,
  desk: Asker,
  areas: readonly Area[],
  pathOf: (areaId: string) => readonly string[],
): Promise<EmergencyWorld> {
  for (const { id } of areas) await makePlan(desk, id);
  const communities = areas.filter(({ kind }) => kind === "community");
  const activations: ActivationThing[] = [];
  const warnings: Thing[] = [];
  for (const { id: communityId, center } of communities) {
    const above = pathOf(communityId);
    const id = await startExercise(desk, communityId);
    activations.push({ id, communityId, above, name: `演练 ${communityId}` });
    const answer = await app.inject({
      method: "POST",
      url: "/api/alerts",
      headers: { ...desk.headers, "content-type": "application/cap+xml" },
      payload: warningRound(center, communityId),
    });
    const taken = answer.json<WarningTaken>();
    if (answer.statusCode !== 200 || taken.id === null) throw new Error(answer.body);
    warnings.push({ id: taken.id, above, name: communityId });
  }
  return { activations, warnings };
}

/** What a plan begins with, and whoever has a duty somewhere in the seats there. */
async function makePlan(desk: Asker, areaId: string): Promise<void> {
  const { body } = await desk.get<PlanReply>(
    `/api/emergency/plan?areaId=${encodeURIComponent(areaId)}`,
  );
  const kept = await desk.put("/api/emergency/plan", {
    ...{ areaId, expectedVersion: body.version, groups: body.groups },
  });
  const filled = await desk.post<PlanReply>("/api/emergency/plan/fill", {
    ...{ areaId, expectedVersion: body.version + 1 },
  });
  if (kept.status !== 200 || filled.status !== 200)
    throw new Error(`no plan: ${JSON.stringify([kept.body, filled.body])}`);
  const empty = filled.body.communities.filter((each) => each.heldCalm + each.heldEmergency === 0);
  if (empty.length > 0) throw new Error(`nobody in ${empty.map(({ id }) => id).join()}`);
}

async function startExercise(desk: Asker, areaId: string): Promise<string> {
  const { status, body } = await desk.post<ActivationField>("/api/emergency/activations", {
    ...{ idempotencyKey: `exercise-${areaId}`, areaId, expectedVersion: 2, kind: "exercise" },
    ...{ name: "演练", target: { areaIds: [areaId] } },
  });
  if (status !== 201) throw new Error(`no exercise: ${JSON.stringify(body)}`);
  return body.id;
}

const ASIDE = 0.0001;
const HOUR_MS = 3_600_000;

/** A message of CAP 1.2 about a few metres of ground; latitude first. */
function warningRound([lng, lat]: Area["center"], name: string): string {
  const [west, east] = [lng - ASIDE, lng + ASIDE];
  const [south, north] = [lat - ASIDE, lat + ASIDE];
  const ring = [
    ...[`${south},${west}`, `${south},${east}`, `${north},${east}`, `${north},${west}`],
    `${south},${west}`,
  ].join(" ");
  const expires = new Date(NOW.getTime() + 12 * HOUR_MS).toISOString();
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>world-${name}</identifier>
    <sender>met@world</sender><sent>${NOW.toISOString()}</sent><status>Exercise</status>
    <msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language>
    <category>Met</category><event>暴雨</event><urgency>Immediate</urgency>
    <severity>Extreme</severity><certainty>Observed</certainty><expires>${expires}</expires>
    <headline>暴雨红色预警</headline><area><areaDesc>${name}</areaDesc><polygon>${ring}</polygon></area>
    </info></alert>`;
}
