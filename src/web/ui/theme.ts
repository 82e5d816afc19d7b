import { useCallback, useState } from "react";

/** `system` follows the phone. */
export type Theme = "system" | "light" | "dark";
const STORED_AS = "trenza.theme";

function stored(): Theme {
  try {
    const theme = localStorage.getItem(STORED_AS);
    return theme === "light" || theme === "dark" ? theme : "system";
  } catch {
    return "system";
  }
}

function show(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Puts the chosen theme in force; call once before the first drawing. */
export function startTheme(): void {
  show(stored());
}

/** The theme and the way to change it; kept on this device. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(stored);
  const change = useCallback((next: Theme) => {
    try {
      localStorage.setItem(STORED_AS, next);
    } catch {
      // Private windows may refuse storage: the theme then lasts as long as the page.
    }
    show(next);
    setTheme(next);
  }, []);
  return [theme, change];
}
