import type {
  DutyChoicesReply,
  DutyListReply,
  ListedEntry,
} from "@onegrid/core/dispatch/duty-list-contract";
import { Button, Input, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { count, useLanguage, useText } from "../../i18n/index.ts";
import { useAreas } from "../../organisation/areas.ts";
import { useRules } from "../../rule-book.ts";
import { areaOptions, shownArea } from "../area-label.ts";
import { dutyClassChoices } from "./duty-words.ts";
import { newChangeKey } from "./duty-draft.ts";
import { EndDialog, type AskedEnd } from "./end-dialog.tsx";
import { EntryDialog, type AskedEntry } from "./entry-dialog.tsx";
import { EntryTable } from "./entry-table.tsx";
import { ANY_ENTRY, filterEntries, WHEN, whenOf, type EntryFilter } from "./entry-filter.ts";

interface EntriesTabProps {
  readonly list: DutyListReply;
  /** Nothing for those who only read. */
  readonly choices: DutyChoicesReply | undefined;
  readonly today: string;
}

/** The entries in force on a day; those to come and those that are over are a click away. */
export function EntriesTab({ list, choices, today }: EntriesTabProps) {
  const t = useText();
  const [day, setDay] = useState(today);
  const [when, setWhen] = useState<(typeof WHEN)[number]>("present");
  const [filter, setFilter] = useState(ANY_ENTRY);
  const [asked, setAsked] = useState<AskedEntry | AskedEnd | null>(null);
  const { data: areas = [] } = useAreas();
  const found = filterEntries(list.entries, filter, areas);
  const shown = found.filter((entry) => whenOf(entry, day) === when);
  const leave = (): void => setAsked(null);
  return (
    <>
      <FilterBar list={list} filter={filter} onChange={setFilter} />
      <div className="og-people-tools">
        <label className="og-duty-day">
          {t("duties:day")}
          <Input
            type="date"
            className="og-rule-day"
            value={day}
            onChange={({ target }) => {
              if (target.value !== "") setDay(target.value);
            }}
          />
        </label>
        <Segmented
          aria-label={t("duties:when.label")}
          value={when}
          onChange={setWhen}
          options={WHEN.map((value) => ({
            value,
            label: t(`duties:when.${value}`, {
              count: count(found.filter((entry) => whenOf(entry, day) === value).length),
            }),
          }))}
        />
        {choices !== undefined && (
          <Button
            type="primary"
            onClick={() => setAsked({ kind: "add", key: newChangeKey(), entry: null })}
          >
            {t("duties:add")}
          </Button>
        )}
      </div>
      <EntryTable
        entries={shown}
        inForce={list.entries.filter((entry) => whenOf(entry, day) === "present")}
        isKeeper={choices !== undefined}
        onAsk={setAsked}
      />
      {choices !== undefined && (asked?.kind === "add" || asked?.kind === "change") && (
        <EntryDialog asked={asked} list={list} choices={choices} onLeave={leave} />
      )}
      {asked?.kind === "end" && <EndDialog asked={asked} today={list.today} onLeave={leave} />}
    </>
  );
}

interface FilterBarProps {
  readonly list: DutyListReply;
  readonly filter: EntryFilter;
  readonly onChange: (filter: EntryFilter) => void;
}

function FilterBar({ list, filter, onChange }: FilterBarProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const { data: areas = [] } = useAreas();
  const classes = useMemo(() => dutyClassChoices(book, language), [book, language]);
  const places = new Map(list.places.map(({ id, name, kind }) => [id, { name, kind }]));
  const find = { showSearch: { optionFilterProp: "label" }, className: "og-people-filter" };
  return (
    <div className="og-people-tools">
      <Select
        {...find}
        aria-label={t("duties:filter.unit")}
        value={filter.unitId}
        onChange={(unitId) => onChange({ ...filter, unitId })}
        options={[{ value: "", label: t("duties:filter.anyUnit") }, ...unitsOf(list.entries)]}
      />
      <Select
        {...find}
        aria-label={t("duties:filter.class")}
        value={filter.categoryId}
        onChange={(categoryId) => onChange({ ...filter, categoryId })}
        options={[{ value: "", label: t("duties:filter.anyClass") }, ...classes]}
      />
      <Select
        {...find}
        aria-label={t("duties:filter.area")}
        labelRender={shownArea}
        value={filter.areaId}
        onChange={(areaId) => onChange({ ...filter, areaId })}
        options={[
          { value: "", label: t("duties:filter.anyArea") },
          ...areaOptions(areas),
          ...[...places].map(([value, { name, kind }]) => ({
            value,
            label: `${t(`duties:kind.${kind}`)} ${name}`,
          })),
        ]}
      />
    </div>
  );
}

function unitsOf(entries: readonly ListedEntry[]): { value: string; label: string }[] {
  const names = new Map(entries.map(({ unitId, unitName }) => [unitId, unitName]));
  return [...names].map(([value, label]) => ({ value, label }));
}
