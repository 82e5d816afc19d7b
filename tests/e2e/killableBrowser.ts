import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { findBrowser } from "./browser.ts";

/** A browser with a profile that outlives it, and whose process can be killed as a phone's system does. */
export interface KillableBrowser {
  readonly start: () => Promise<BrowserContext>;
  readonly kill: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"];

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (data: Buffer) => {
      said += data.toString();
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    });
    child.once("exit", () => reject(new Error(`the browser ended before it listened: ${said}`)));
  });
}

/** Prepares a browser with an empty profile. */
export function killableBrowser(): KillableBrowser {
  const profile = mkdtempSync(join(tmpdir(), "trenza-browser-"));
  let child: ChildProcess | undefined;
  let browser: Browser | undefined;
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    await browser?.close().catch(() => undefined);
  };
  return {
    start: async () => {
      const executable = findBrowser();
      if (!executable) throw new Error("No Chromium found: install the package chromium or set TRENZA_BROWSER");
      child = spawn(executable, [...FLAGS, `--user-data-dir=${profile}`, "about:blank"], {
        stdio: ["ignore", "ignore", "pipe"],
      });
      browser = await chromium.connectOverCDP(await addressOf(child));
      const context = browser.contexts()[0];
      if (!context) throw new Error("the browser has no profile");
      return context;
    },
    kill,
    remove: async () => {
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
