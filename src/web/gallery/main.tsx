import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../styles/main.css";
import { LocaleProvider } from "../i18n/LocaleProvider.tsx";
import { ToastProvider } from "../ui/Toast.tsx";
import { startTheme } from "../ui/theme.ts";
import { Gallery } from "./Gallery.tsx";

/** A fixed day, so that «en 3 días» is the same in every picture. */
const clock = () => new Date("2026-11-21T10:42:00Z");

startTheme();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LocaleProvider clock={clock} timeZone="Europe/Madrid">
        <ToastProvider>
          <Gallery />
        </ToastProvider>
      </LocaleProvider>
    </StrictMode>,
  );
}
