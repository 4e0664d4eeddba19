import { inLanguage } from "@onegrid/core/dispatch";
import { Alert, Input, Select, Spin } from "antd";
import { useDeferredValue, useMemo, useState } from "react";
import { isProblem } from "../../api.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { categoriesToday, useRules } from "../../rule-book.ts";
import { TextField } from "../text-field.tsx";
import { AnswerCard } from "./answer-card.tsx";
import { usePlaceSearch, useDutyAnswer } from "./duty-list-api.ts";
import type { DutySearch } from "./duty-search.ts";
import { positionOf, type Point } from "./typed-position.ts";

interface ChosenPlace {
  readonly value: string;
  readonly label: string;
  readonly position: Point;
}

interface AnswerTabProps {
  readonly today: string;
  readonly search: DutySearch;
  readonly onAsk: (search: DutySearch) => void;
}

/**
 * Who answers for this? A class and a place, and the list says who, by which entry, and who else. The whole
 * question stands in the address: it can be sent on, and is there after the page was read again.
 */
export function AnswerTab({ today, search, onAsk }: AnswerTabProps) {
  const t = useText();
  const categoryId = search.class ?? null;
  const place = placeIn(search);
  // A day that is being typed is none yet.
  const [day, setDay] = useState(search.day ?? today);
  const setPlace = (chosen: ChosenPlace | null): void => {
    const { at: _at, place: _place, ...rest } = search;
    onAsk(chosen === null ? rest : { ...rest, at: chosen.position.join(","), place: chosen.label });
  };
  const asked =
    categoryId === null || place === null || day === ""
      ? null
      : { categoryId, position: place.position, day };
  const { data, error, isFetching } = useDutyAnswer(asked);
  return (
    <>
      <div className="og-duty-question">
        <ClassField value={categoryId} onChange={(id) => onAsk({ ...search, class: id })} />
        <PlaceField value={place} onChange={setPlace} />
        <TextField label={t("duties:answer.day")}>
          {(id) => (
            <Input
              id={id}
              type="date"
              className="og-rule-day"
              value={day}
              onChange={({ target: { value } }) => {
                setDay(value);
                if (value !== "") onAsk({ ...search, day: value });
              }}
            />
          )}
        </TextField>
      </div>
      {asked === null && <Alert type="info" showIcon title={t("duties:answer.start")} />}
      {isFetching && <Spin size="small" />}
      {error !== null && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={
            isProblem(error, "access.forbidden")
              ? t("duties:answer.elsewhere")
              : errorSentence(error)
          }
        />
      )}
      {error === null && data !== undefined && <AnswerCard answer={data} />}
    </>
  );
}

/** The place of an address: a point, by the name that it was chosen by. */
function placeIn({ at = "", place }: DutySearch): ChosenPlace | null {
  const position = positionOf(at);
  if (position === null) return null;
  return { value: `at ${at}`, label: place ?? position.join(", "), position };
}

interface ClassFieldProps {
  readonly value: string | null;
  readonly onChange: (categoryId: string) => void;
}

/** One class, found by its name, its major or its code. */
function ClassField({ value, onChange }: ClassFieldProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const options = useMemo(
    () =>
      categoriesToday(book).map(({ id, name, major }) => ({
        value: id,
        label: `${inLanguage(name, language)} · ${inLanguage(major, language)} ${id}`,
      })),
    [book, language],
  );
  return (
    <TextField label={t("duties:answer.class")}>
      {(id) => (
        <Select
          id={id}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("duties:answer.classHint")}
          value={value}
          onChange={onChange}
          options={options}
        />
      )}
    </TextField>
  );
}

interface PlaceFieldProps {
  readonly value: ChosenPlace | null;
  readonly onChange: (place: ChosenPlace | null) => void;
}

/** A place by its name, or a point as it is copied from a map. */
function PlaceField({ value, onChange }: PlaceFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed.trim());
  const { data: hits = [], isFetching } = usePlaceSearch(words);
  const point = positionOf(words);
  const found: readonly ChosenPlace[] = [
    ...(point === null ? [] : [{ value: "point", label: point.join(", "), position: point }]),
    ...(words === "" ? [] : hits).map(({ kind, id, name, detail, center }) => ({
      value: `${kind} ${id}`,
      label: detail === "" ? name : `${name} · ${detail}`,
      position: center,
    })),
  ];
  const options =
    value === null || found.some((one) => one.value === value.value) ? found : [value, ...found];
  return (
    <TextField label={t("duties:answer.place")}>
      {(id) => (
        <Select
          id={id}
          loading={isFetching}
          showSearch={{ filterOption: false, onSearch: setTyped }}
          placeholder={t("duties:answer.placeHint")}
          notFoundContent={t(words === "" ? "duties:answer.placeHint" : "duties:answer.nothing")}
          value={value?.value ?? null}
          onChange={(chosen: string) =>
            onChange(options.find((one) => one.value === chosen) ?? null)
          }
          options={options.map(({ value: key, label }) => ({ value: key, label }))}
        />
      )}
    </TextField>
  );
}
