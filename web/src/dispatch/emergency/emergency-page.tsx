import type { Me } from "@onegrid/core/access/contract";
import type { PlanReply } from "@onegrid/core/dispatch/emergency-contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Select, Spin } from "antd";
import { useState } from "react";
import { areaOptions, shownArea } from "../../access/area-label.ts";
import { EMERGENCY_KEY } from "../../access/emergency-line.tsx";
import { OfficePage } from "../../access/office-page.tsx";
import { call } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { useAreas } from "../../organisation/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { Activations } from "./activations.tsx";
import { getPlan } from "./emergency-api.ts";
import { GroupsSection } from "./groups-section.tsx";
import { SeatsSection } from "./seats-section.tsx";
import { StartSection } from "./start-section.tsx";
import { useDrawnPlace, type DrawnArea } from "./use-drawn-place.ts";
import "./emergency.css";

interface EmergencyPageProps {
  readonly me: Me;
  /** The area that was drawn, as the address has it. */
  readonly ring: string;
}

/** 平急结合: what is on, turning it on, and the plan behind it. */
export function EmergencyPage({ me, ring }: EmergencyPageProps) {
  const t = useText();
  const place = useDrawnPlace(ring);
  const client = useQueryClient();
  const { data: areas = [] } = useAreas();
  const [chosen, setChosen] = useState<string | null>(null);
  const own = me.duties.find(({ role }) => role === "command_desk") ?? me.duties[0];
  const areaId = chosen ?? own?.areaId ?? "";
  const { data, error, isFetching } = useQuery({
    queryKey: [...EMERGENCY_KEY, "plan", areaId],
    enabled: areaId !== "",
    queryFn: ({ signal }) => call(getPlan, { signal, query: { areaId } }),
  });
  const changed = () => client.invalidateQueries({ queryKey: EMERGENCY_KEY });
  return (
    <OfficePage title={t("shell:office.emergency")} about={t("emergency:about")}>
      <Activations onChanged={changed} />
      <div className="og-people-tools">
        <Select
          className="og-people-filter"
          aria-label={t("emergency:planArea")}
          labelRender={shownArea}
          showSearch={{ optionFilterProp: "label" }}
          value={areaId}
          onChange={setChosen}
          options={areaOptions(areas)}
        />
        {data !== undefined && (
          <span>
            {data.version === 0
              ? t("emergency:noPlan")
              : t("emergency:version", { version: data.version, count: data.communities.length })}
          </span>
        )}
        {isFetching && <Spin size="small" />}
      </div>
      {error !== null && <Alert type="error" showIcon role="alert" title={errorSentence(error)} />}
      {data !== undefined && <PlanSections plan={data} place={place} onChanged={changed} />}
    </OfficePage>
  );
}

interface PlanSectionsProps {
  readonly plan: PlanReply;
  readonly place: DrawnArea;
  readonly onChanged: () => Promise<void>;
}

/** Before there is a plan its groups are looked over first. */
function PlanSections({ plan, place, onChanged }: PlanSectionsProps) {
  const { areaId, groups, version } = plan;
  const isKept = version > 0;
  return (
    <>
      {isKept && (
        <StartSection key={`start-${areaId}`} plan={plan} place={place} onChanged={onChanged} />
      )}
      {/* Somebody else's groups take the place of what was typed; other changes of the plan do not. */}
      <GroupsSection
        key={`${areaId}/${JSON.stringify(groups)}`}
        plan={plan}
        onChanged={onChanged}
      />
      {isKept && <SeatsSection key={`seats-${areaId}`} plan={plan} onChanged={onChanged} />}
    </>
  );
}
