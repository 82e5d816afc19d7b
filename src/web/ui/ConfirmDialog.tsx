import type { ReactNode } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { uiTexts } from "./texts.ts";

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly children: ReactNode;
  /** The verb of the deed: «Cerrar el acompañamiento». */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly cancel?: string;
  /** Hard to undo: the button weighs more. */
  readonly danger?: boolean;
  readonly busy?: boolean;
}

/** Asks once before a deed that is hard to undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirm, onConfirm, onClose, cancel, danger = false, busy = false } = props;
  const t = useTexts(uiTexts);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      role="alertdialog"
      actions={
        <>
          <Button tone={danger ? "danger" : "primary"} busy={busy} onPress={onConfirm} wide>
            {confirm}
          </Button>
          <Button onPress={onClose} wide>
            {cancel ?? t.cancel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
