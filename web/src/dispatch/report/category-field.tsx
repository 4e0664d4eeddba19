import type { Category } from "@onegrid/core/dispatch";
import { Select } from "antd";
import { useMemo } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { categoriesToday, findCategory, useRules } from "../../rule-book.ts";
import { categoryGroups } from "./category-groups.ts";

interface CategoryFieldProps {
  readonly value: string | null;
  readonly onChange: (categoryId: string) => void;
}

/** All classes, by their major; found by name in both languages, by code and by keyword. */
export function CategoryField({ value, onChange }: CategoryFieldProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const options = useMemo(() => categoryGroups(categoriesToday(book), language), [book, language]);
  return (
    <Select
      showSearch={{ filterOption: isHit }}
      value={value}
      options={options}
      style={{ width: "100%" }}
      aria-label={t("dispatch:report.category")}
      placeholder={t("dispatch:report.categoryHint")}
      onChange={onChange}
    />
  );
}

const wordsOf = ({ code, name, keywords }: Category): string =>
  [code, name.zh, name.en, ...keywords].join(" ").toLowerCase();

/** Groups have no value: they are shown when one of theirs is. */
function isHit(input: string, option: object | undefined): boolean {
  const id = option !== undefined && "value" in option ? option.value : undefined;
  const category = typeof id === "string" ? findCategory(id) : undefined;
  return category !== undefined && wordsOf(category).includes(input.trim().toLowerCase());
}
