import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The browser application: `src/web` to `dist/web`. Widget strings are cut to the two languages the product speaks. */
export default defineConfig({
  root: "src/web",
  publicDir: "public",
  plugins: [react(), tailwindcss(), { ...optimizeLocales.vite({ locales: ["es-ES", "en-US"] }), enforce: "pre" }],
  resolve: { alias: { typebox: fileURLToPath(new URL("src/web/app/schemaStandIn.ts", import.meta.url)) } },
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The application, and the gallery of its components.
    rolldownOptions: { input: ["src/web/index.html", "src/web/kit.html"] },
  },
});
