import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button, Dialog as DialogParts, Heading, Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";
import { WidgetLocale } from "./WidgetLocale.tsx";

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** The buttons, main one first; on phones they fill the width. */
  readonly actions?: ReactNode;
  readonly width?: "narrow" | "wide";
  /** `alertdialog` interrupts: it does not close by pressing outside. */
  readonly role?: "dialog" | "alertdialog";
}

/** A short task over the page; a sheet from below on phones. Escape closes it and focus returns. Import it lazily. */
export function Dialog(props: DialogProps) {
  const { open, onClose, title, children, actions, width = "narrow", role = "dialog" } = props;
  const t = useTexts(uiTexts);
  const bodyId = useId();
  return (
    <WidgetLocale>
      <ModalOverlay
        isOpen={open}
        onOpenChange={(next) => !next && onClose()}
        isDismissable={role === "dialog"}
        className="fixed inset-0 z-40 flex items-end justify-center bg-veil md:items-center md:p-8"
      >
        <Modal className={classes("floating w-full rounded-b-none md:rounded-b-lg", WIDTHS[width])}>
          <DialogParts
            role={role}
            aria-describedby={role === "alertdialog" ? bodyId : undefined}
            className="flex max-h-[88dvh] flex-col outline-none"
          >
            <header className="flex items-start justify-between gap-4 p-4 pb-2 md:p-6 md:pb-2">
              <Heading slot="title" level={2} className="text-xl">
                {title}
              </Heading>
              <Button
                slot="close"
                aria-label={t.close}
                className="-mt-2 -mr-2 inline-flex size-11 shrink-0 items-center justify-center rounded-md hover:bg-sunken"
              >
                <X className="size-5" />
              </Button>
            </header>
            <div id={bodyId} className="grid gap-4 overflow-y-auto overscroll-contain px-4 pt-1 pb-4 md:px-6">
              {children}
            </div>
            {actions && (
              <footer className="flex flex-col gap-2 border-t border-line p-4 md:flex-row md:px-6">{actions}</footer>
            )}
          </DialogParts>
        </Modal>
      </ModalOverlay>
    </WidgetLocale>
  );
}

const WIDTHS = { narrow: "md:max-w-lg", wide: "md:max-w-3xl" } as const;
