import { defineConfig } from "vite";

/** The process: command line, server and library entries to `dist/server`; packages stay in node_modules. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: "dist/server",
    emptyOutDir: true,
    target: "node20",
    minify: false,
    sourcemap: true,
    rollupOptions: {
      // The thread that computes studies is a file of its own: a worker loads it beside the program.
      input: { main: "src/cli/main.ts", studyThread: "src/server/studies/studyThread.ts" },
      output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
  ssr: { external: true, noExternal: [] },
});
