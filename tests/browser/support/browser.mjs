// Debian's Chromium with a camera and a microphone that do not exist.
import { chromium } from "playwright-core";

const flags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=document-user-activation-required",
];

export async function openBrowser() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
}

/** A page of its own, in a browser of its own as far as cookies and storage go. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ["camera", "microphone"],
    ...options,
  });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    // A policy that blocks something of our own is a fault of ours; a lost connection is part of some tests.
    if (message.type() === "error" && !/net::ERR|Failed to load resource/.test(message.text())) {
      page.faults.push(message.text());
    }
  });
  return page;
}
