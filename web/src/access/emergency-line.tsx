import type { PresentEmergencyReply } from "@onegrid/core/dispatch/emergency-contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call, route } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { subscribeLive } from "../live.ts";
import { WarningIcon } from "../ui/icons.tsx";
import { useMe } from "./me.ts";
import "./emergency-line.css";

const getPresentEmergency = route<undefined, PresentEmergencyReply>()("GET", "/api/emergency/now");

export const EMERGENCY_KEY = ["emergency"] as const;
/** The desk hears of it at once; pages without the stream look by themselves. */
const LOOK_AGAIN_MS = 20_000;
const MOST_NAMED = 3;

/** What is on where the reader is. */
export function usePresentEmergency() {
  const me = useMe().data;
  const client = useQueryClient();
  useEffect(() => {
    const look = (): void => void client.invalidateQueries({ queryKey: EMERGENCY_KEY });
    const stops = [subscribeLive("activation", look), subscribeLive("reset", look)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);
  return useQuery({
    queryKey: [...EMERGENCY_KEY, "now"],
    enabled: me != null && !me.mustChangePassword && !me.mustEnrolFactor,
    refetchInterval: LOOK_AGAIN_MS,
    queryFn: ({ signal }) => call(getPresentEmergency, { signal }),
  }).data?.activations;
}

/** One line on every page while an emergency plan (平急预案) is on there: what, where, and one's own posts. */
export function EmergencyLine() {
  const activations = usePresentEmergency() ?? [];
  return activations.map((each) => <OneLine key={each.id} activation={each} />);
}

type Present = PresentEmergencyReply["activations"][number];

function OneLine({
  activation: { kind, name, communities, own },
}: {
  readonly activation: Present;
}) {
  const t = useText();
  const named = communities.slice(0, MOST_NAMED).map((each) => each.name);
  const places = named.join(t("shell:emergency.comma"));
  const more = communities.length - named.length;
  return (
    <div className={`og-emergency-line og-emergency-${kind}`} role="status">
      <WarningIcon />
      <b>{t(kind === "exercise" ? "shell:emergency.exercise" : "shell:emergency.actual")}</b>
      <span translate="no">{name}</span>
      <span>
        {more > 0 ? t("shell:emergency.places", { places, count: communities.length }) : places}
      </span>
      {kind === "exercise" && <span>{t("shell:emergency.notCounted")}</span>}
      {own.length > 0 && (
        <span>
          {t("shell:emergency.own", {
            posts: own
              .map(({ group, post }) => `${group}·${post}`)
              .join(t("shell:emergency.comma")),
          })}
        </span>
      )}
    </div>
  );
}
