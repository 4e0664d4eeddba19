import { inLanguage, RULE_TABLES, TABLE_TITLES } from "@onegrid/core/dispatch";
import { useMutation } from "@tanstack/react-query";
import { Alert, Checkbox, Input, Upload } from "antd";
import { useState } from "react";
import { useLanguage, useText, type Language } from "../../i18n/index.ts";
import { sentenceOf } from "../../ingest/problem-words.ts";
import { TextField } from "../text-field.tsx";
import { readTables, tablesAddress } from "./rules-draft.ts";
import { TablesPlan } from "./tables-plan.tsx";

/** The rule book as spreadsheets: out, and back with what was edited there. */
export function TablesTab({ today }: { readonly today: string }) {
  return (
    <>
      <TablesOut />
      <TablesIn today={today} />
    </>
  );
}

function TablesOut() {
  const t = useText();
  const language = useLanguage();
  return (
    <section className="og-rule-stage" aria-labelledby="og-rules-out">
      <h2 id="og-rules-out">{t("rules:tables.out")}</h2>
      <p className="og-muted">{t("rules:tables.outAbout")}</p>
      <div className="og-rule-links">
        <a href={tablesAddress({ format: "xlsx", language })} download>
          {t("rules:tables.excel")}
        </a>
        <span>
          {t("rules:tables.csv")}
          {RULE_TABLES.map((table) => (
            <a key={table} href={tablesAddress({ format: "csv", table, language })} download>
              {inLanguage(TABLE_TITLES[table], language)}
            </a>
          ))}
        </span>
        <a href={tablesAddress({ format: "xlsx", language, isTemplate: true })} download>
          {t("rules:tables.template")}
        </a>
      </div>
    </section>
  );
}

interface Sent {
  readonly file: File;
  readonly day: string;
  readonly retiresMissing: boolean;
  readonly language: Language;
}

function TablesIn({ today }: { readonly today: string }) {
  const t = useText();
  const language = useLanguage();
  const [day, setDay] = useState(today);
  const [retiresMissing, setRetires] = useState(false);
  const read = useMutation({
    mutationFn: ({ file, ...query }: Sent) => readTables(file, query),
  });
  return (
    <section className="og-rule-stage" aria-labelledby="og-rules-in">
      <h2 id="og-rules-in">{t("rules:tables.in")}</h2>
      <p className="og-muted">{t("rules:tables.inAbout")}</p>
      {read.data === undefined ? (
        <>
          <div className="og-rule-how">
            <TextField label={t("rules:tables.day")} hint={t("rules:tables.dayHint")}>
              {(id) => (
                <Input
                  id={id}
                  type="date"
                  className="og-rule-day"
                  value={day}
                  onChange={(event) => setDay(event.target.value)}
                />
              )}
            </TextField>
            <div>
              <Checkbox
                checked={retiresMissing}
                onChange={(event) => setRetires(event.target.checked)}
              >
                {t("rules:tables.retire")}
              </Checkbox>
              <p className="og-muted">{t("rules:tables.retireHint")}</p>
            </div>
          </div>
          <Upload.Dragger
            accept=".xlsx,.csv"
            showUploadList={false}
            disabled={read.isPending || day === ""}
            beforeUpload={(file) => {
              read.mutate({ file, day, retiresMissing, language });
              return false;
            }}
          >
            <p>
              <strong>{t(read.isPending ? "rules:tables.reading" : "rules:tables.choose")}</strong>
            </p>
            <p className="og-muted">{t("rules:tables.hint")}</p>
          </Upload.Dragger>
        </>
      ) : (
        <TablesPlan key={read.submittedAt} plan={read.data} onAgain={read.reset} />
      )}
      {read.error !== null && (
        <Alert type="error" showIcon role="alert" title={sentenceOf(read.error)} />
      )}
    </section>
  );
}
