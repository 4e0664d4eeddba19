import { holdsCategory } from "@onegrid/core/access";
import { COOPERATION_KIND_LABELS, COOPERATION_KINDS, inLanguage } from "@onegrid/core/dispatch";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { call } from "../../api.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import type { VerbFieldProps } from "../card/verb-field.tsx";
import { getDepartments } from "./whistle-requests.ts";

/** Which body is called: those whose duty list has the class come first. */
export function DepartmentField({ card, values, change }: VerbFieldProps) {
  const t = useText();
  const { data, isPending } = useQuery({
    queryKey: ["departments"],
    queryFn: ({ signal }) => call(getDepartments, { signal }),
  });
  const rows = (data?.departments ?? []).map((each) => ({
    ...each,
    isOnList: holdsCategory(each.categories, card.categoryId),
  }));
  const options = rows
    .toSorted((a, b) => Number(b.isOnList) - Number(a.isOnList))
    .map(({ id, name, isOnList, isStaffed }) => ({
      value: id,
      label: [
        name,
        ...(isOnList ? [t("dispatch:help.onList")] : []),
        ...(isStaffed ? [] : [t("dispatch:help.unstaffed")]),
      ].join(" · "),
      disabled: !isStaffed,
    }));
  return (
    <Select
      value={values.departmentId}
      loading={isPending}
      options={options}
      style={{ width: "100%" }}
      aria-label={t("dispatch:help.department")}
      placeholder={t("dispatch:help.departmentHint")}
      notFoundContent={t("dispatch:help.noDepartments")}
      onChange={(departmentId) => change({ departmentId })}
    />
  );
}

export function HelpKindField({ values, change }: VerbFieldProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <Select
      value={values.helpKind}
      options={COOPERATION_KINDS.map((value) => ({
        value,
        label: inLanguage(COOPERATION_KIND_LABELS[value], language),
      }))}
      style={{ width: "100%" }}
      aria-label={t("dispatch:help.kind")}
      onChange={(helpKind) => change({ helpKind })}
    />
  );
}
