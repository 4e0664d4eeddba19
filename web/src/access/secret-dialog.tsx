import { Button, Modal } from "antd";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";

interface SecretDialogProps {
  readonly title: string;
  readonly about: string;
  readonly secret: string;
  /** What the button says that puts it away. */
  readonly done: string;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** A secret to hand over. Shown this once: only the button that says so puts it away. */
export function SecretDialog({ title, about, secret, done, onLeave, children }: SecretDialogProps) {
  return (
    <Modal
      open
      width={640}
      title={title}
      keyboard={false}
      closable={false}
      mask={{ closable: false }}
      footer={[
        <CopyButton key="copy" text={secret} />,
        <Button key="done" type="primary" onClick={onLeave}>
          {done}
        </Button>,
      ]}
    >
      <p>{about}</p>
      <code className="og-handed-key">{secret}</code>
      {children}
    </Modal>
  );
}
