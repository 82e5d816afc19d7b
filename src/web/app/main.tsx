import "../styles/main.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LocaleProvider } from "../i18n/LocaleProvider.tsx";
import { NavigationProvider } from "../ui/Anchor.tsx";
import { ToastProvider } from "../ui/Toast.tsx";
import { go } from "./address.ts";
import { Shell } from "./Shell.tsx";

const client = new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, refetchOnWindowFocus: true } } });
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <LocaleProvider>
        <NavigationProvider navigate={go}>
          <ToastProvider>
            <Shell />
          </ToastProvider>
        </NavigationProvider>
      </LocaleProvider>
    </QueryClientProvider>
  </StrictMode>,
);
