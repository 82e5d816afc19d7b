/** Finds a Chromium for the browser tests, or installs Debian's when it may. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./processes.mjs";
import { PlainFailure, step } from "./progress.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Path of an installed browser: `TRENZA_BROWSER`, then PATH, then the usual places. */
export function findBrowser(env = process.env) {
  const inPath = (env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [env.TRENZA_BROWSER ?? "", ...inPath, ...PLACES].find((path) => path !== "" && isProgram(path));
}

/** Path of a browser, installing Debian's `chromium` when there is none and we are root on a system with apt-get. */
export async function ensureBrowser(cwd) {
  const found = findBrowser();
  if (found) return found;
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!mayInstall) {
    throw new PlainFailure(
      "Las pruebas en navegador necesitan Chromium o Chrome y no se encontró ninguno.\n" +
        "Instálelo (en Debian o Ubuntu: sudo apt-get install chromium) o indique su ruta en TRENZA_BROWSER.",
    );
  }
  await step({ label: "No hay navegador: instalando el paquete chromium de Debian con apt-get" }, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run(["apt-get", "update"], { cwd, env });
    const { code, output } = await run(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], {
      cwd,
      env,
    });
    if (code !== 0) throw new PlainFailure(`No se pudo instalar chromium:\n${output.slice(-2000)}`);
  });
  const installed = findBrowser();
  if (!installed) throw new PlainFailure("apt-get terminó bien pero no aparece ningún navegador en PATH.");
  return installed;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
