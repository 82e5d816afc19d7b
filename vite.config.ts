import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Rolldown } from "vite";

const SHELL_START = fileURLToPath(new URL("src/web/app/main.tsx", import.meta.url));

const ICONS = /\/lucide-react\/dist\/esm\/lucide-react\.mjs$/;
const shell = new Set<string>();

/** Icons that a module names. The list it takes them from leads to those of every screen. */
function iconsOf(moduleCode: string, list: Rolldown.ModuleInfo): string[] {
  const [, names = ""] = moduleCode.match(/import\s*\{([^}]*)\}\s*from\s*["']lucide-react["']/) ?? [];
  return names.split(",").flatMap((name) => {
    const exported = name.trim().split(/\s+as\s+/)[0];
    const line = list.code?.match(new RegExp(`default as ${exported}\\b[^;]*from '\\.(/icons/[^']+)'`));
    return exported && line ? list.importedIds.filter((id) => id.endsWith(line[1] ?? "")) : [];
  });
}

/**
 * Puts what every screen needs before it can be drawn into one file: forty small ones would compress worse and
 * cost a request each. The start itself stays apart: the gallery shares the rest and must not start the application.
 */
function shellName(moduleId: string, graph: Rolldown.ChunkingContext): string | null {
  const gather = (id: string) => {
    if (shell.has(id)) return;
    shell.add(id);
    const found = graph.getModuleInfo(id);
    for (const needed of found?.importedIds ?? []) {
      const list = ICONS.test(needed) ? graph.getModuleInfo(needed) : null;
      for (const one of list ? iconsOf(found?.code ?? "", list) : [needed]) gather(one);
    }
  };
  if (shell.size === 0) gather(SHELL_START);
  return shell.has(moduleId) && moduleId !== SHELL_START ? "shell" : null;
}

/**
 * The shell carries the name of every file that a screen may ask for, so small pieces that most screens need come together: what
 * forms are made of, icons that are not the shell's own, and drawings.
 */
const forms =
  "ui/(field|Form|ErrorSummary|TextField|TextArea|SelectField|NumberField|RadioGroup|CheckboxGroup|textHelpers|Banner|Card|EmptyState|IdentityBar|DueDate)|app/(api|useSaving|search)";
const gathered = [
  { name: "forms", test: new RegExp(`/src/web/(${forms})\\.tsx?$`) },
  { name: "icons", test: /\/lucide-react\/dist\/esm\/icons\//, minShareCount: 2 },
  { name: "charts", test: /\/src\/web\/charts\/|\/node_modules\/d3-/ },
];

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
    rolldownOptions: {
      input: ["src/web/index.html", "src/web/kit.html"],
      output: { codeSplitting: { groups: [{ debugName: "shell", name: shellName }, ...gathered] } },
    },
  },
});
