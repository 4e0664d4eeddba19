import type { StationBody, StationReply } from "@onegrid/core/coverage/station-contract";
import { STATION_KINDS } from "@onegrid/core/organisation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { call, route } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { isStationKind } from "../map/station-signs.ts";
import { errorSentence } from "../problem-text.ts";
import "./station-edit.css";

const putStation = route<StationBody, StationReply>()("PUT", "/api/stations/:id");

interface StationEditProps {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Corrects what coverage counts with: kind, hours, floor area, services. */
export function StationEdit({ id, properties }: StationEditProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="og-card-action">
      {isOpen ? (
        <StationForm id={id} properties={properties} onClose={() => setOpen(false)} />
      ) : (
        <button type="button" className="og-plain-button" onClick={() => setOpen(true)}>
          {t("organisation:station.edit")}
        </button>
      )}
    </div>
  );
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function StationForm({ id, properties, onClose }: StationEditProps & { onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: StationBody) => call(putStation, { params: { id }, body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["object", "stations", id] });
      onClose();
    },
  });
  const services = Array.isArray(properties["services"]) ? properties["services"].map(textOf) : [];
  const area = properties["floor_area_m2"];
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    mutate(bodyOf(new FormData(event.currentTarget)));
  };
  return (
    <form className="og-station-form" onSubmit={onSubmit}>
      <label>
        {t("organisation:field.kind")}
        <select name="kind" defaultValue={textOf(properties["kind"])}>
          {STATION_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`map:station.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("organisation:field.hours")}
        <input
          name="hours"
          maxLength={200}
          defaultValue={textOf(properties["hours"])}
          placeholder={t("organisation:station.hoursExample")}
        />
      </label>
      <label>
        {t("organisation:field.floor_area_m2")}
        <input
          name="area"
          type="number"
          min={0}
          max={1_000_000}
          step="any"
          defaultValue={typeof area === "number" ? area : ""}
        />
      </label>
      <label>
        {t("organisation:field.services")}
        <input
          name="services"
          maxLength={1000}
          defaultValue={services.join("、")}
          placeholder={t("organisation:station.servicesExample")}
        />
      </label>
      <p className="og-muted">{t("organisation:station.unknown")}</p>
      {error !== null && <p role="alert">{errorSentence(error)}</p>}
      <p className="og-station-buttons">
        <button type="submit" className="og-plain-button" disabled={isPending}>
          {t("organisation:station.save")}
        </button>
        <button type="button" className="og-plain-button" onClick={onClose}>
          {t("organisation:station.cancel")}
        </button>
      </p>
    </form>
  );
}

/** An empty field is "unknown", which is not nothing. */
function bodyOf(form: FormData): StationBody {
  const field = (name: string): string => textOf(form.get(name)).trim();
  const [kind, hours, area] = [field("kind"), field("hours"), field("area")];
  return {
    kind: isStationKind(kind) ? kind : "red_station",
    hours: hours === "" ? null : hours,
    floorAreaSquareMetres: area === "" ? null : Number(area),
    services: field("services")
      .split(/[、,，;；]/)
      .map((service) => service.trim())
      .filter((service) => service !== ""),
  };
}
