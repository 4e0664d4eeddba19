import type { Me } from "@onegrid/core/access/contract";
import type { ExplainKind } from "@onegrid/core/access/explain-contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { getPeople } from "./account-api.ts";
import { useExplainThings, useExplanation } from "./explain-api.ts";
import { EXPLAIN_KINDS, type ExplainSearch } from "./explain-search.ts";
import { ExplainResult } from "./explain-result.tsx";
import { verbChoices } from "./explain-words.ts";
import { OfficePage } from "./office-page.tsx";
import { TextField } from "./text-field.tsx";
import "./explain.css";

interface ExplainPageProps {
  readonly me: Me;
  readonly search: ExplainSearch;
}

/** Why somebody may or may not do something: the whole question stands in the address. */
export function ExplainPage({ me, search }: ExplainPageProps) {
  const t = useText();
  const navigate = useNavigate();
  // Only those who look after people may ask about others; an old link asks about oneself.
  const asked = me.canManagePeople ? search : withoutPerson(search);
  const said = useExplanation(asked);
  const ask = (next: ExplainSearch): void =>
    void navigate({ to: "/explain", search: next, replace: true });
  return (
    <OfficePage
      title={t("shell:office.explain")}
      about={t(me.canManagePeople ? "explain:about" : "explain:aboutOwn")}
    >
      <div className="og-explain-question">
        {me.canManagePeople && (
          <PersonField
            value={asked.person}
            shownName={said.data?.person.displayName}
            onChange={(person) =>
              ask(person === undefined ? withoutPerson(asked) : { ...asked, person })
            }
          />
        )}
        <TextField label={t("explain:verb")}>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: "label" }}
              placeholder={t("explain:verbHint")}
              value={asked.verb ?? null}
              onChange={(verb: string) => ask({ ...asked, verb })}
              options={verbChoices(t)}
            />
          )}
        </TextField>
        <ThingFields
          asked={asked}
          shownName={said.data?.thing?.name}
          isOwn={asked.person === undefined}
          onChange={ask}
        />
      </div>
      {asked.verb === undefined && <Alert type="info" showIcon title={t("explain:start")} />}
      {said.error !== null && (
        <Alert type="error" showIcon role="alert" title={errorSentence(said.error)} />
      )}
      {said.error === null && said.data !== undefined && <ExplainResult said={said.data} />}
    </OfficePage>
  );
}

const withoutPerson = ({ person: _person, ...rest }: ExplainSearch): ExplainSearch => rest;

interface PersonFieldProps {
  readonly value: string | undefined;
  readonly shownName: string | undefined;
  readonly onChange: (person: string | undefined) => void;
}

const MYSELF = "";

function PersonField({ value, shownName, onChange }: PersonFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed);
  const { data, isFetching } = useQuery({
    queryKey: ["explain-people", text],
    queryFn: ({ signal }) =>
      call(getPeople, { signal, query: { ...(text !== "" && { text }), limit: 20 } }),
  });
  const found = (data?.people ?? []).map(({ id, login, displayName }) => ({
    value: id,
    label: `${displayName} · ${login}`,
  }));
  const isListed = value === undefined || found.some((one) => one.value === value);
  return (
    <TextField label={t("explain:person")}>
      {(id) => (
        <Select
          id={id}
          loading={isFetching}
          showSearch={{ filterOption: false, onSearch: setTyped }}
          value={value ?? MYSELF}
          onChange={(person: string) => onChange(person === MYSELF ? undefined : person)}
          options={[
            { value: MYSELF, label: t("explain:me") },
            ...(isListed ? [] : [{ value, label: shownName ?? value }]),
            ...found,
          ]}
        />
      )}
    </TextField>
  );
}

interface ThingFieldsProps {
  readonly asked: ExplainSearch;
  readonly shownName: string | undefined;
  readonly isOwn: boolean;
  readonly onChange: (next: ExplainSearch) => void;
}

function ThingFields({ asked, shownName, isOwn, onChange }: ThingFieldsProps) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed);
  const { data: things = [], isFetching } = useExplainThings({ kind: asked.kind, text }, isOwn);
  const { kind: _kind, object: _object, ...rest } = asked;
  const isListed =
    asked.object === undefined ||
    things.some((one) => one.id === asked.object && one.kind === asked.kind);
  return (
    <>
      <TextField label={t("explain:kind")}>
        {(id) => (
          <Select
            id={id}
            value={asked.kind ?? "any"}
            onChange={(kind: ExplainKind | "any") => {
              setTyped("");
              onChange(kind === "any" ? rest : { ...rest, kind });
            }}
            options={(["any", ...EXPLAIN_KINDS] as const).map((kind) => ({
              value: kind,
              label: t(`explain:kinds.${kind}`),
            }))}
          />
        )}
      </TextField>
      <TextField label={t("explain:object")}>
        {(id) => (
          <Select
            id={id}
            disabled={asked.kind === undefined}
            loading={isFetching}
            showSearch={{ filterOption: false, onSearch: setTyped }}
            placeholder={t(asked.kind === "case" ? "explain:caseHint" : "explain:objectHint")}
            notFoundContent={t("explain:nothingFound")}
            value={asked.object ?? null}
            onChange={(object: string) => onChange({ ...asked, object })}
            options={[
              ...(isListed ? [] : [{ value: asked.object, label: shownName ?? asked.object }]),
              ...things.map(({ id: value, name, detail }) => ({
                value,
                label: asked.kind === "case" || detail === "" ? name : `${name} · ${detail}`,
              })),
            ]}
          />
        )}
      </TextField>
    </>
  );
}
