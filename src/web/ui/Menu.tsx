import { ChevronDown, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { MenuItem, Menu as MenuParts, MenuTrigger, Popover } from "react-aria-components/Menu";
import { useNavigate } from "./Anchor.tsx";
import { type ButtonSize, type ButtonTone, buttonStyle } from "./buttonStyle.ts";
import { classes } from "./classes.ts";
import { WidgetLocale } from "./WidgetLocale.tsx";

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Either a place to go… */
  readonly href?: string;
  /** …or a deed. */
  readonly onPress?: () => void;
}

export interface MenuProps {
  readonly label: ReactNode;
  /** Heard instead of the label when the label is too short to stand alone («Mover «Comprar literas»»). */
  readonly fullLabel?: string;
  readonly actions: readonly MenuAction[];
  readonly icon?: LucideIcon;
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
  readonly className?: string;
}

/** Several deeds behind one button: «Añadir», «Mover a…». Import it lazily outside screens that need it at once. */
export function Menu({ label, fullLabel, actions, icon: Icon, tone, size, className }: MenuProps) {
  const navigate = useNavigate();
  const act = (id: string | number) => {
    const action = actions.find((one) => one.id === id);
    action?.onPress?.();
    if (action?.href) navigate(action.href);
  };
  return (
    <WidgetLocale>
      <MenuTrigger>
        <Button aria-label={fullLabel} className={classes(buttonStyle(tone, size), className)}>
          {Icon && <Icon className="size-5 shrink-0" />}
          <span>{label}</span>
          <ChevronDown className="size-4 shrink-0" />
        </Button>
        <Popover className="floating min-w-(--trigger-width) p-1" offset={4}>
          <MenuParts onAction={act} className="outline-none">
            {actions.map((action) => (
              <Item key={action.id} action={action} />
            ))}
          </MenuParts>
        </Popover>
      </MenuTrigger>
    </WidgetLocale>
  );
}

function Item({ action }: { readonly action: MenuAction }) {
  const { icon: Icon } = action;
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      className="flex min-h-11 items-center gap-3 rounded-md px-3 py-1.5 outline-none data-[focused]:bg-teal data-[focused]:text-on-teal"
    >
      {Icon && <Icon className="size-5 shrink-0" />}
      <span>{action.label}</span>
    </MenuItem>
  );
}
