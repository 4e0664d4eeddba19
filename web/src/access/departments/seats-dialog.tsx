import { isSeatOf, ROLE_LABELS, inLanguage, ROLES } from "@onegrid/core/dispatch";
import type { KeptBody, SeatField } from "@onegrid/core/dispatch/departments-contract";
import { Alert, Button, Modal, Select } from "antd";
import { useState } from "react";
import { useLanguage, useText, type Language } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { TextField } from "../text-field.tsx";
import { useBindSeats } from "./departments-api.ts";

interface SeatsDialogProps {
  readonly body: KeptBody;
  readonly seats: readonly SeatField[];
  /** Names of bodies, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly onLeave: () => void;
}

/** Whose duties act for a body: those who sit there, and who may sit there. */
export function SeatsDialog({ body, seats, names, onLeave }: SeatsDialogProps) {
  const t = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const bind = useBindSeats(() => setChosen(null));
  const own = seats.filter(({ unitId }) => unitId === body.id);
  const free = seats.filter(({ unitId, role }) => unitId !== body.id && isSeatOf(role, body.kind));
  return (
    <Modal
      open
      width={640}
      title={t("duties:bodies.seatsOf", { name: body.name })}
      footer={<Button onClick={onLeave}>{t("duties:bodies.done")}</Button>}
      onCancel={onLeave}
    >
      <p className="og-muted">{t("duties:bodies.seatsAbout")}</p>
      {bind.error !== null && (
        <Alert type="error" showIcon role="alert" title={errorSentence(bind.error)} />
      )}
      <ul className="og-body-seats">
        {own.map((seat) => (
          <li key={seat.dutyId}>
            <SeatWords seat={seat} />
            <Button
              size="small"
              disabled={bind.isPending}
              aria-label={t("duties:bodies.unbindOf", { name: seat.displayName })}
              onClick={() => bind.mutate({ seats: [{ dutyId: seat.dutyId, unitId: null }] })}
            >
              {t("duties:bodies.unbind")}
            </Button>
          </li>
        ))}
      </ul>
      {own.length === 0 && <p>{t("duties:bodies.noSeats")}</p>}
      <div className="og-body-bind">
        <ChooseSeat seats={free} names={names} value={chosen} onChange={setChosen} />
        <Button
          type="primary"
          disabled={chosen === null}
          loading={bind.isPending}
          onClick={() => bind.mutate({ seats: [{ dutyId: chosen ?? "", unitId: body.id }] })}
        >
          {t("duties:bodies.bind")}
        </Button>
      </div>
    </Modal>
  );
}

const roleWords = (role: string, language: Language): string => {
  const known = ROLES.find((each) => each === role);
  return known === undefined ? role : inLanguage(ROLE_LABELS[known], language);
};

function SeatWords({ seat }: { readonly seat: SeatField }) {
  const language = useLanguage();
  return (
    <span translate="no">
      <strong>{seat.displayName}</strong> <code>{seat.login}</code>
      <small className="og-muted">
        {roleWords(seat.role, language)} · {seat.areaName}
      </small>
    </span>
  );
}

interface ChooseSeatProps extends Pick<SeatsDialogProps, "seats" | "names"> {
  readonly value: string | null;
  readonly onChange: (dutyId: string) => void;
}

function ChooseSeat({ seats, names, value, onChange }: ChooseSeatProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <TextField label={t("duties:bodies.seat")} hint={t("duties:bodies.seatHint")}>
      {(id) => (
        <Select
          id={id}
          style={{ width: "100%" }}
          showSearch={{ optionFilterProp: "label" }}
          value={value}
          placeholder={t("duties:bodies.seatChoose")}
          notFoundContent={t("duties:bodies.noFree")}
          onChange={(dutyId: string) => onChange(dutyId)}
          options={seats.map(({ dutyId, displayName, login, role, areaName, unitId }) => ({
            value: dutyId,
            label: [
              `${displayName} ${login}`,
              roleWords(role, language),
              areaName,
              ...(unitId === null
                ? []
                : [t("duties:bodies.sits", { name: names.get(unitId) ?? unitId })]),
            ].join(" · "),
          }))}
        />
      )}
    </TextField>
  );
}
