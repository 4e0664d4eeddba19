import {
  BODY_KIND_LABELS,
  BODY_KINDS,
  inLanguage,
  MOST_DEPARTMENT_NAME,
} from "@onegrid/core/dispatch";
import type { KeptBody } from "@onegrid/core/dispatch/departments-contract";
import { Input, Modal, Select } from "antd";
import { useMemo, useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useAreas } from "../../organisation/areas.ts";
import { useRules } from "../../rule-book.ts";
import { areaOptions, shownArea } from "../area-label.ts";
import { dutyClassChoices } from "../duty-list/duty-words.ts";
import { TextField } from "../text-field.tsx";
import { BodyAlert } from "./body-alert.tsx";
import { draftOf, EMPTY_BODY, factsOf, isWhole, type BodyDraft } from "./department-draft.ts";
import { useChangeDirectory } from "./departments-api.ts";

interface BodyDialogProps {
  /** `null`: a new one. */
  readonly body: KeptBody | null;
  readonly onLeave: () => void;
}

/** A body that comes into the directory, or what is otherwise about it from today on. */
export function BodyDialog({ body, onLeave }: BodyDialogProps) {
  const t = useText();
  const [draft, setDraft] = useState(() => (body === null ? EMPTY_BODY : draftOf(body)));
  const save = useChangeDirectory(onLeave);
  const send = (): void => {
    const facts = factsOf(draft);
    save.mutate(body === null ? { add: [facts] } : { change: [{ id: body.id, ...facts }] });
  };
  return (
    <Modal
      open
      width={680}
      title={
        body === null ? t("duties:bodies.add") : t("duties:bodies.changeOf", { name: body.name })
      }
      okText={t("duties:bodies.save")}
      cancelText={t("duties:cancel")}
      okButtonProps={{ disabled: !isWhole(draft), loading: save.isPending }}
      onOk={send}
      onCancel={onLeave}
    >
      {body !== null && <p className="og-muted">{t("duties:bodies.changeAbout")}</p>}
      <BodyAlert error={save.error} />
      <Fields draft={draft} onChange={(part) => setDraft((old) => ({ ...old, ...part }))} />
    </Modal>
  );
}

interface FieldsProps {
  readonly draft: BodyDraft;
  readonly onChange: (part: Partial<BodyDraft>) => void;
}

function Fields({ draft, onChange }: FieldsProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const { data: areas = [] } = useAreas();
  const classes = useMemo(() => dutyClassChoices(book, language), [book, language]);
  const find = { showSearch: { optionFilterProp: "label" }, style: { width: "100%" } };
  return (
    <div className="og-body-fields">
      <TextField label={t("duties:bodies.name")}>
        {(id) => (
          <Input
            id={id}
            autoFocus
            maxLength={MOST_DEPARTMENT_NAME}
            value={draft.name}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </TextField>
      <TextField label={t("duties:bodies.kind")}>
        {(id) => (
          <Select
            {...find}
            id={id}
            value={draft.kind}
            onChange={(kind) => onChange({ kind })}
            options={BODY_KINDS.map((value) => ({
              value,
              label: inLanguage(BODY_KIND_LABELS[value], language),
            }))}
          />
        )}
      </TextField>
      <TextField label={t("duties:bodies.areas")} hint={t("duties:bodies.areasHint")}>
        {(id) => (
          <Select
            {...find}
            id={id}
            mode="multiple"
            value={[...draft.areaIds]}
            onChange={(areaIds: string[]) => onChange({ areaIds })}
            labelRender={shownArea}
            options={areaOptions(areas)}
          />
        )}
      </TextField>
      <TextField label={t("duties:classes")} hint={t("duties:bodies.classesHint")}>
        {(id) => (
          <Select
            {...find}
            id={id}
            mode="multiple"
            allowClear
            value={[...draft.categories]}
            onChange={(categories: string[]) => onChange({ categories })}
            options={classes}
          />
        )}
      </TextField>
    </div>
  );
}
