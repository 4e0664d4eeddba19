import { Button, type ButtonProps } from "antd";
import { useWhyNot } from "./why-not.tsx";

interface ReasonedButtonProps extends Omit<ButtonProps, "disabled" | "title"> {
  /** Why it cannot be pressed just now, in words; `null`: it can. */
  readonly why: string | null;
}

/** A button that says why it cannot be pressed. */
export function ReasonedButton({ why, ...props }: ReasonedButtonProps) {
  const { props: off, note } = useWhyNot(why);
  return (
    <>
      <Button {...props} {...off} />
      {note}
    </>
  );
}
