import { useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { useEffect, useState } from "react";
import { useText, withTexts } from "../i18n/index.ts";
import { ImportIcon } from "../ui/icons.tsx";
import "./drop-veil.css";

const holdsFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes("Files") === true;

/** Files may be dropped anywhere on the page: a veil says so, and the import page takes them. */
export function DropVeil() {
  const t = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const count = useFileDrag((files) => {
    void navigate({ to: "/$workspace", params: { workspace: "ingest" } });
    void withTexts(["ingest"], () => import("./actions.ts")).then(({ addFiles, isBusy }) => {
      if (isBusy()) void message.warning(t("shell:drop.busy"));
      else void addFiles(files);
    });
  });
  if (count === null) return null;
  return (
    <div className="og-veil" role="presentation">
      <div>
        <ImportIcon />
        {count > 0 ? t("shell:drop.veil", { count }) : t("shell:drop.veilMany")}
      </div>
    </div>
  );
}

/** How many files are held over the page; `null` while none are. */
function useFileDrag(onDrop: (files: File[]) => void): number | null {
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      // Without it the browser opens the file in place of the page.
      event.preventDefault();
      setCount(event.dataTransfer?.items.length ?? 0);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setCount(null);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setCount(null);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onDrop(files);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  });
  return count;
}
