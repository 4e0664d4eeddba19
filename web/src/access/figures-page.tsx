import type { Me } from "@onegrid/core/access/contract";
import type { FiguresReply } from "@onegrid/core/dispatch/figures-contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Input, Segmented, Select, Spin } from "antd";
import { useState } from "react";
import { call, route } from "../api.ts";
import { daysAfter, isoDay } from "../i18n/days.ts";
import { useText } from "../i18n/index.ts";
import { useAreas } from "../organisation/areas.ts";
import { errorSentence } from "../problem-text.ts";
import { areaOptions, shownArea } from "./area-label.ts";
import { FigureCases, type OpenedFigure } from "./figure-cases.tsx";
import { FigureTable } from "./figure-table.tsx";
import { figuresQuery, type FiguresChoice } from "./figures-query.ts";
import { HotSpots } from "./hot-spots.tsx";
import { OfficePage } from "./office-page.tsx";
import { ConsultationTable } from "./consultation-table.tsx";
import { WhistleTable } from "./whistle-table.tsx";
import "./public-page.css";
import "./figures.css";

const getFigures = route<undefined, FiguresReply>()("GET", "/api/cases/figures");
const DAYS_BACK = 29;

/** How cases went (办件统计): rates with both of their numbers, and the cases behind each. */
export function FiguresPage({ me }: { readonly me: Me }) {
  const t = useText();
  const [choice, setChoice] = useState<FiguresChoice>(() => ({
    from: daysAfter(new Date(), -DAYS_BACK),
    last: isoDay(new Date()),
    areaId: me.duties.length === 1 ? (me.duties[0]?.areaId ?? "") : "",
    by: "area",
  }));
  const [opened, setOpened] = useState<OpenedFigure | null>(null);
  const change = (part: Partial<FiguresChoice>): void => {
    setChoice({ ...choice, ...part });
    setOpened(null);
  };
  const isWhole = choice.from !== "" && choice.last !== "";
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ["case-figures", choice],
    enabled: isWhole,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(getFigures, { signal, query: figuresQuery(choice) }),
  });
  return (
    <OfficePage title={t("shell:office.figures")} about={t("office:figures.about")}>
      <Choices choice={choice} onChange={change} isBusy={isFetching} />
      {error !== null && <Alert type="error" showIcon role="alert" title={errorSentence(error)} />}
      {data !== undefined && error === null && (
        <section className="og-office-card" inert={isPlaceholderData} aria-busy={isFetching}>
          <FigureTable
            data={data}
            by={choice.by}
            onOpen={setOpened}
            onArea={(areaId) => change({ areaId })}
          />
          <p className="og-muted">{t("office:figures.note")}</p>
        </section>
      )}
      <WhistleTable choice={choice} onOpen={setOpened} onArea={(areaId) => change({ areaId })} />
      <ConsultationTable
        choice={choice}
        onOpen={setOpened}
        onArea={(areaId) => change({ areaId })}
      />
      {opened !== null && (
        <FigureCases
          key={`${opened.figure}/${opened.group ?? "*"}`}
          choice={choice}
          opened={opened}
        />
      )}
      <HotSpots areaId={choice.areaId} />
    </OfficePage>
  );
}

interface ChoicesProps {
  readonly choice: FiguresChoice;
  readonly onChange: (part: Partial<FiguresChoice>) => void;
  readonly isBusy: boolean;
}

function Choices({ choice, onChange, isBusy }: ChoicesProps) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  return (
    <div className="og-people-tools">
      {(["from", "last"] as const).map((part) => (
        <label key={part}>
          {t(`office:figures.${part}`)}{" "}
          <Input
            type="date"
            style={{ width: 150 }}
            value={choice[part]}
            onChange={({ target }) => onChange({ [part]: target.value })}
          />
        </label>
      ))}
      <Select
        className="og-people-filter"
        aria-label={t("office:figures.area")}
        labelRender={shownArea}
        showSearch={{ optionFilterProp: "label" }}
        value={choice.areaId}
        onChange={(areaId) => onChange({ areaId })}
        options={[{ value: "", label: t("office:figures.everywhere") }, ...areaOptions(areas)]}
      />
      <Segmented
        aria-label={t("office:figures.by")}
        options={(["area", "class"] as const).map((value) => ({
          value,
          label: t(`office:figures.by-${value}`),
        }))}
        value={choice.by}
        onChange={(by) => onChange({ by })}
      />
      {isBusy && <Spin size="small" />}
    </div>
  );
}
