import { type AnchorHTMLAttributes, createContext, type MouseEvent, type ReactNode, useContext } from "react";

type Navigate = (href: string) => void;
const NavigationContext = createContext<Navigate | null>(null);

/** Gives every link of the kit the application's router; without it links load pages as usual. */
export function NavigationProvider(props: { readonly navigate: Navigate; readonly children: ReactNode }) {
  return <NavigationContext value={props.navigate}>{props.children}</NavigationContext>;
}

/** The router's way to go to an address. */
export function useNavigate(): Navigate {
  return useContext(NavigationContext) ?? ((href) => window.location.assign(href));
}

export interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
}

/** A link. Plain clicks inside the application go through the router; the rest (new tab, files, other sites) is the browser's. */
export function Anchor({ onClick, ...props }: AnchorProps) {
  const navigate = useContext(NavigationContext);
  const { href, ...rest } = props;
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (!navigate || event.defaultPrevented || !isPlainClick(event) || !staysInside(props)) return;
    event.preventDefault();
    navigate(props.href);
  };
  return <a href={href} {...rest} onClick={follow} />;
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

function staysInside(props: AnchorProps): boolean {
  return props.href.startsWith("/") && !props.href.startsWith("//") && !props.target && props.download === undefined;
}
