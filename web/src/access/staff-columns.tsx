import {
  NEEDED_FIELDS,
  STAFF_FIELD_WORDS,
  STAFF_FIELDS,
  type StaffField,
} from "@onegrid/core/access";
import type { StaffListReply } from "@onegrid/core/access/staff-contract";
import { Alert, Select } from "antd";
import { useLanguage, useText } from "../i18n/index.ts";
import { TextField } from "./text-field.tsx";

/** What each column is read as; `null`: not at all. */
export type Columns = readonly (StaffField | null)[];

export const missingFields = (columns: Columns): StaffField[] =>
  NEEDED_FIELDS.filter((field) => !columns.includes(field));

interface StaffColumnsProps {
  readonly list: StaffListReply;
  readonly columns: Columns;
  readonly onChange: (columns: Columns) => void;
}

const IGNORE = "ignore";

/** The columns as they were guessed, to be put right; those about the person are only named. */
export function StaffColumns({ list, columns, onChange }: StaffColumnsProps) {
  const t = useText();
  const language = useLanguage();
  const personal = list.columns.filter(({ guess }) => guess === "personal");
  const missing = missingFields(columns).map((field) => STAFF_FIELD_WORDS[field][language]);
  // A field is read from one column: choosing it for another takes it from the first.
  const choose = (at: number, field: StaffField | null): void =>
    onChange(columns.map((each, nth) => (nth === at ? field : each === field ? null : each)));
  return (
    <section className="og-office-card">
      <h2>
        {t("staff:import.columns")} <small className="og-muted">{list.fileName}</small>
      </h2>
      {personal.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t("staff:import.personalTitle", {
            names: personal.map(({ heading }) => heading).join("、"),
          })}
        />
      )}
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("staff:import.missing", { names: missing.join("、") })}
          description={columns.includes("login") ? undefined : t("staff:import.noLogin")}
        />
      )}
      <div className="og-staff-columns">
        {list.columns.map(({ heading, guess }, at) =>
          guess === "personal" ? null : (
            <TextField key={heading} label={heading}>
              {(id) => (
                <Select
                  id={id}
                  value={columns[at] ?? IGNORE}
                  onChange={(field: StaffField | typeof IGNORE) =>
                    choose(at, field === IGNORE ? null : field)
                  }
                  options={[
                    { value: IGNORE, label: t("staff:import.ignore") },
                    ...STAFF_FIELDS.map((field) => ({
                      value: field,
                      label: STAFF_FIELD_WORDS[field][language],
                    })),
                  ]}
                />
              )}
            </TextField>
          ),
        )}
      </div>
    </section>
  );
}
