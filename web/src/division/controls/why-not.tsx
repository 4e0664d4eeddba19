import { useId, type ReactNode } from "react";

interface WhyNot {
  /** For the control: off, with the reason as its hint and its description. */
  readonly props: {
    readonly disabled: boolean;
    readonly title?: string;
    readonly "aria-describedby"?: string;
  };
  /** Stands beside the control; nobody sees it, a screen reader reads it. */
  readonly note: ReactNode;
}

/** Why a control cannot be used just now, said to everybody; `null`: it can. */
export function useWhyNot(why: string | null): WhyNot {
  const id = useId();
  if (why === null) return { props: ON, note: null };
  return {
    props: { disabled: true, title: why, "aria-describedby": id },
    note: (
      <span id={id} hidden>
        {why}
      </span>
    ),
  };
}

const ON = { disabled: false } as const;
