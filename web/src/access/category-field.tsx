import { Select } from "antd";
import { useLanguage } from "../i18n/index.ts";
import { useRules } from "../rule-book.ts";
import { majorOptions } from "./category-majors.ts";
import { TextField } from "./text-field.tsx";

interface CategoryFieldProps {
  readonly label: string;
  /** What none chosen means. */
  readonly everyCategory: string;
  readonly value: string[];
  readonly onChange: (categories: string[]) => void;
}

/** The classes of cases (类别) that a right is bounded to. */
export function CategoryField({ label, everyCategory, value, onChange }: CategoryFieldProps) {
  const language = useLanguage();
  const book = useRules();
  return (
    <TextField label={label}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={everyCategory}
          value={value}
          onChange={onChange}
          options={majorOptions(book, language)}
        />
      )}
    </TextField>
  );
}
