// A candidate's hands: what a person does on each page, found by words and roles where a person would.
import assert from "node:assert/strict";

const shown = (name) => `[data-stage="${name}"]:not([hidden])`;
const action = (name) => `[data-action="${name}"]`;

export async function state(page) {
  return page.evaluate(async () => (await fetch("/api/v1/sitting")).json());
}

export async function agree(page) {
  await page.locator("label[for=agree]").click();
  await page.locator("form[action='/sitting/consent'] button").click();
}

export async function checkDevice(page) {
  await page.locator(`${action("open-camera")}:enabled`).click();
  await page.locator(action("record-clip")).click({ timeout: 15_000 });
  await page.locator(action("clip-fine")).click({ timeout: 15_000 });
  await page.locator(action("play-sound")).click();
  await page.locator(action("heard")).click();
  await page.keyboard.press("ArrowRight");
  await page.locator("label[for=answer-camera]").click();
  const next = page.waitForEvent("load");
  await page.locator("form[data-device] button[type=submit]").click({ timeout: 15_000 });
  await next;
}

/** The way of somebody without a camera and without a mouse. */
export async function chooseTypingByKeyboard(page) {
  await page.locator("#answer-typing").focus();
  await page.keyboard.press("Space");
  await page.locator("form[data-device] button[type=submit]").focus();
  const next = page.waitForEvent("load");
  await page.keyboard.press("Enter");
  await next;
}

/** Watches a film from its Start button on, and chooses at each decision point by its number key. */
export async function watch(page, { decisions, reloadAfter = null }) {
  await page.locator(`${action("start")}:enabled`).click({ timeout: 30_000 });
  for (let number = 1; number <= decisions; number += 1) {
    const open = page.locator("[data-decision]:not([hidden])");
    await open.locator("[data-option]").first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(600);
    await page.keyboard.press(String(number));
    await open.waitFor({ state: "hidden", timeout: 20_000 });
    if (reloadAfter === number) {
      await decided(page, number);
      await page.reload();
      return watch(page, { decisions: decisions - number });
    }
  }
}

async function decided(page, n) {
  await page.waitForFunction(
    async (n) => {
      const { scene } = await (await fetch("/api/v1/sitting")).json();
      return scene.decisions.filter((decision) => decision.is_decided).length === n;
    },
    n,
    { timeout: 15_000, polling: 300 },
  );
}

/** Records an answer for some seconds and stops. */
export async function speak(page, seconds) {
  await page.locator(shown("record")).waitFor({ timeout: 90_000 });
  await page.waitForTimeout(seconds * 1000);
  await page.locator(action("stop-recording")).click();
}

export async function answerItems(page, { until = null } = {}) {
  for (;;) {
    const items = page.locator("fieldset[data-item]");
    const n = await items.count();
    for (let number = 0; number < n; number += 1) {
      const item = items.nth(number);
      const name = await item.getAttribute("data-item");
      await item.locator("label").nth(codeFor(name)).click();
      if (until === name) return "stopped";
    }
    const button = page.locator("form[data-items] button[value=next], form[data-items] button[value=finish]");
    const isLast = (await button.first().getAttribute("value")) === "finish";
    const before = page.url();
    await Promise.all([page.waitForEvent("load"), button.first().click()]);
    if (isLast) return before;
  }
}

/** Index of the label clicked: the attention checks are read, everything else varies with its name. */
export function codeFor(name) {
  if (name === "check-agree") return 4;
  if (name === "check-slightly-disagree") return 2;
  return name.length % 6;
}

/** Does the stop-signal task as a person would: presses the arrow's side, and holds still when the sign comes in time. */
export async function doStopSignal(page) {
  await page.exposeFunction("pressKey", (key) => page.keyboard.press(key));
  await page.locator('[data-key="left"][data-is-next="true"]').waitFor({ timeout: 30_000 });
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await page.evaluate(reactToArrows);
  const left = page.waitForEvent("load", { timeout: 400_000 }).then(() => "left");
  for (;;) {
    const next = page.locator(`${shown("rest")} ${action("next-block")}:enabled`);
    const rest = next.waitFor({ timeout: 400_000 }).then(
      () => "rest",
      () => "left",
    );
    if ((await Promise.race([rest, left])) === "left") return;
    await next.click();
    await page.locator(shown("field")).waitFor();
  }
}

// Runs in the page: sees arrow and sign as they come, and asks for a real key some 400 ms after the arrow.
function reactToArrows() {
  let pending = 0;
  const seen = new WeakSet();
  const look = () => {
    const arrow = document.querySelector(".task-field .task-arrow");
    if (document.querySelector(".task-field .stop-signal-sign")) clearTimeout(pending);
    if (arrow && !seen.has(arrow)) {
      seen.add(arrow);
      const key = arrow.textContent.includes("←") ? "ArrowLeft" : "ArrowRight";
      pending = setTimeout(() => window.pressKey(key), 330 + Math.random() * 150);
    }
    requestAnimationFrame(look);
  };
  look();
}

export async function submit(page) {
  await page.locator("form[data-submit]").waitFor({ timeout: 60_000 });
  await page.waitForFunction(
    async () => {
      const { recordings } = await (await fetch("/api/v1/sitting")).json();
      return recordings.every((one) => one.status === "received" || one.status === "ready");
    },
    null,
    { timeout: 60_000, polling: 500 },
  );
  await page.reload();
  await page.locator("form[data-submit] button").click();
  await page.waitForLoadState("load");
}

export function assertNoFaults(page) {
  assert.deepEqual(page.faults, []);
}
