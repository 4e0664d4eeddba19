import { Button } from "antd";
import { useState } from "react";
import { useText } from "../i18n/index.ts";

const WORDS = {
  ready: "access:people.copy",
  copied: "access:people.copied",
  failed: "access:people.copyByHand",
} as const;

/** Copies a text, and says so: over plain HTTP a browser gives no clipboard, then it is done by hand. */
export function CopyButton({ text }: { readonly text: string }) {
  const t = useText();
  const [state, setState] = useState<keyof typeof WORDS>("ready");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("failed");
    }
  };
  return (
    <Button onClick={() => void copy()}>
      <span aria-live="polite">{t(WORDS[state])}</span>
    </Button>
  );
}
