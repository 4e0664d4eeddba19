import type { AreaDutiesReply } from "@onegrid/core/access/contract";
import { useQuery } from "@tanstack/react-query";
import { Alert, Input, Table } from "antd";
import { useState } from "react";
import { call, route } from "../api.ts";
import { count, useText, type TextKey } from "../i18n/index.ts";
import { areaRows, useAreas, type Area } from "../organisation/areas.ts";
import { errorSentence } from "../problem-text.ts";
import { OfficePage } from "./office-page.tsx";
import { roleText } from "./role-text.ts";

const getAreaDuties = route<undefined, AreaDutiesReply>()("GET", "/api/access/areas");

type Holders = ReadonlyMap<string, AreaDutiesReply["duties"]>;

/** Whoever takes cases in at each level: an area without one sends its cases up unread. */
const DESK: Readonly<Record<Area["kind"], readonly string[]>> = {
  city: ["command_desk"],
  district: ["command_desk"],
  street: ["street_desk"],
  community: ["community_desk"],
};

/** The tree of areas (区域), with the people in charge of each, for their administrator. */
export function AreasPage() {
  const t = useText();
  const [words, setWords] = useState("");
  const areas = useAreas();
  const duties = useQuery({
    queryKey: ["area-duties"],
    queryFn: ({ signal }) => call(getAreaDuties, { signal }),
  });
  const all = areas.data ?? [];
  const holders = holdersOf(duties.data?.duties ?? []);
  const rows = areaRows(all, words);
  const unmanned = all.filter((area) => isUnmanned(area, holders)).length;
  const error = areas.error ?? duties.error;
  return (
    <OfficePage title={t("shell:office.areas")} about={t("office:areas.about")}>
      <div className="og-people-tools">
        <Input
          allowClear
          className="og-people-filter"
          placeholder={t("office:areas.filter")}
          aria-label={t("office:areas.filter")}
          onChange={(event) => setWords(event.target.value)}
        />
        <span className="og-muted">{t("office:areas.total", { count: count(all.length) })}</span>
      </div>
      {error !== null && <Alert type="error" showIcon title={errorSentence(error)} />}
      {areas.isSuccess && duties.isSuccess && (
        <AreaNotice isEmpty={all.length === 0} unmanned={unmanned} />
      )}
      <Table<(typeof rows)[number]>
        size="small"
        rowKey={({ area }) => area.id}
        loading={areas.isPending || duties.isPending}
        dataSource={rows}
        locale={{ emptyText: t("office:areas.none") }}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 760 }}
        columns={[
          {
            title: t("office:areas.name"),
            render: (_, { area, depth }) => (
              <span
                translate="no"
                className="og-area-name"
                style={{ paddingInlineStart: depth * 20 }}
              >
                {area.name}
              </span>
            ),
          },
          { title: t("office:areas.kind"), render: (_, { area }) => t(kindText(area.kind)) },
          { title: t("office:areas.code"), render: (_, { area }) => area.code },
          {
            title: t("office:areas.households"),
            align: "right",
            render: (_, { area }) => count(area.households),
          },
          {
            title: t("office:areas.people"),
            render: (_, { area }) => (
              <Holders duties={holders.get(area.id) ?? []} isUnmanned={isUnmanned(area, holders)} />
            ),
          },
        ]}
      />
    </OfficePage>
  );
}

interface AreaNoticeProps {
  readonly isEmpty: boolean;
  /** Areas whose cases nobody takes in. */
  readonly unmanned: number;
}

function AreaNotice({ isEmpty, unmanned }: AreaNoticeProps) {
  const t = useText();
  if (isEmpty) return <Alert type="info" showIcon title={t("office:areas.noAreas")} />;
  if (unmanned === 0) return null;
  return (
    <Alert type="warning" showIcon title={t("office:areas.unmanned", { count: count(unmanned) })} />
  );
}

const kindText = (kind: Area["kind"]): TextKey => `organisation:areaKind.${kind}`;

function holdersOf(duties: AreaDutiesReply["duties"]): Holders {
  const byArea = new Map<string, AreaDutiesReply["duties"]>();
  for (const duty of duties) byArea.set(duty.areaId, [...(byArea.get(duty.areaId) ?? []), duty]);
  return byArea;
}

const isUnmanned = ({ id, kind }: Area, holders: Holders): boolean =>
  !(holders.get(id) ?? []).some(({ role }) => DESK[kind].includes(role));

interface HoldersProps {
  readonly duties: AreaDutiesReply["duties"];
  readonly isUnmanned: boolean;
}

function Holders({ duties, isUnmanned: isWarned }: HoldersProps) {
  const t = useText();
  return (
    <span className="og-area-people">
      {duties.map(({ role, people }) => {
        const known = roleText(role);
        return (
          <span key={role} className="og-office-tag">
            {known === null ? role : t(known)} {people > 1 && `× ${people}`}
          </span>
        );
      })}
      {isWarned && <span className="og-area-warn">{t("office:areas.noDesk")}</span>}
    </span>
  );
}
