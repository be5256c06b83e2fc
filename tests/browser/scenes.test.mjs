// Every scene that ships in First watch, played in Chromium in English and in Spanish, with captions on. Each decision has
// to appear with the frame that the scene's timing sheet names. Between two decisions the film is moved on, because
// nothing is measured there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openBrowser, openPage } from "./support/browser.mjs";
import * as candidate from "./support/candidate.mjs";
import { startPlatform } from "./support/platform.mjs";

const FRAME_MS = 40;
/** How long before a decision the film is joined again. */
const LEAD_MS = 1800;
const outline = readFileSync("assessments/first-watch/assessment.toml", "utf8");
const sections = outline.split("[[section]]").slice(1);
const scenes = sections.map((section) => /^scene = "([\w-]+)"$/m.exec(section.split("\n[")[0])?.[1]).filter(Boolean);
const open = "[data-decision]:not([hidden])";

describe("every scene of First watch", { concurrency: 2 }, () => {
  let platform;
  let browser;

  before(async () => {
    platform = await startPlatform("sqlite", 0);
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    await platform?.stop();
  });

  ["en", "es"].forEach((language, number) => {
    test(`plays in ${language}, and each decision appears with its frame`, async () => {
      const links = platform.signIns.invitations.filter(({ assessment }) => assessment === "first-watch");
      const page = await openPage(browser);
      await page.goto(links[number].link);
      await page.goto(`${platform.address}/sitting?language=${language}`);
      await candidate.agree(page);
      await candidate.chooseTypingByKeyboard(page);
      const next = page.waitForEvent("load");
      await page.locator("form[action='/sitting/practice'] button:visible").first().click();
      await next;
      for (const scene of scenes) {
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        await play(page, scene, language);
      }
      candidate.assertNoFaults(page);
    });
  });
});

async function play(page, scene, language) {
  const timing = JSON.parse(readFileSync(`media/scenes/${scene}/timing.json`, "utf8"));
  await page.locator('[data-action="start"]:enabled').waitFor({ timeout: 60_000 });
  await page.evaluate(watchFrames);
  await page.locator('[data-action="start"]').click();
  await page.locator('[data-stage="film"]:not([hidden])').waitFor();
  assert.ok(await page.evaluate(nothingCoversTheFilm), `${scene}: the film's lower edge, where captions stand, is seen`);
  // In another language than the films' they are on from the start.
  assert.equal(await page.locator("[data-captions]").getAttribute("aria-pressed"), String(language !== "en"));
  if (language === "en") await page.keyboard.press("c");
  const decisions = timing.cues.filter(({ kind }) => kind !== "speak");
  for (const decision of decisions) {
    await moveTo(page, decision.cue_ms - LEAD_MS);
    // Strict: two decisions at once would be a fault.
    await page.locator(open).waitFor({ timeout: 30_000 });
    assert.equal(await page.locator(open).getAttribute("data-decision"), decision.name, scene);
    const area = page.locator(`[data-decision="${decision.name}"]:not([hidden])`);
    await page.keyboard.press({ choose: "1", act_now: "Space", rate: "4" }[decision.kind]);
    if (decision.kind === "act_now") await moveTo(page, decision.until_ms - 600);
    await area.waitFor({ state: "hidden", timeout: 30_000 });
  }
  const seen = await page.evaluate(() => window.decisionsSeen);
  for (const { name, cue_ms } of decisions) {
    const off = seen[name] - cue_ms;
    assert.ok(Math.abs(off) <= FRAME_MS + 1, `${scene}, ${name}: appeared ${off} ms from its frame`);
  }
  await captionsAreShown(page, timing.lines, language, scene);
  await moveTo(page, timing.duration_ms - 400);
  await page.locator("[data-answer]").waitFor({ timeout: 30_000 });
  await page.locator("[data-answer]").fill("I would stay calm and listen first.");
  await page.locator('[data-action="finish-typing"]').click();
  const next = page.waitForEvent("load");
  await page.locator('[data-action="finish-scene"]:visible').click({ timeout: 30_000 });
  await next;
}

/** Moves the film forward to a moment; one that has passed already is left alone. */
async function moveTo(page, ms) {
  await page.locator("[data-film]").evaluate((film, seconds) => {
    if (film.currentTime < seconds) film.currentTime = seconds;
  }, ms / 1000);
}

/** Captions are on, in the sitting's language, and there is one for every line while it is spoken. */
async function captionsAreShown(page, lines, language, scene) {
  const track = await page.locator("[data-film]").evaluate((film) => {
    const [track] = [...film.textTracks].filter(({ kind, mode }) => kind === "captions" && mode === "showing");
    const cues = [...(track?.cues ?? [])];
    return { language: track?.language, cues: cues.map(({ startTime, endTime, text }) => ({ startTime, endTime, text })) };
  });
  assert.equal(track.language, language, `${scene}: captions shown`);
  for (const { who, at_ms } of lines) {
    const middle = at_ms / 1000 + 0.2;
    const cue = track.cues.find(({ startTime, endTime }) => startTime <= middle && middle < endTime);
    assert.ok(cue?.text.includes(":"), `${scene}: a caption with a name for ${who} at ${at_ms} ms`);
  }
}

// Runs in the page: whether the film ends where what is asked begins.
function nothingCoversTheFilm() {
  const edge = (selector) => document.querySelector(selector).getBoundingClientRect();
  return edge("[data-film]").bottom <= edge(".scene-options").top + 0.5;
}

// Runs in the page: notes with which frame of the film each decision appears.
function watchFrames() {
  const film = document.querySelector("[data-film]");
  let latest = Number.NaN;
  const note = (_now, frame) => {
    latest = frame.mediaTime * 1000;
    film.requestVideoFrameCallback(note);
  };
  film.requestVideoFrameCallback(note);
  window.decisionsSeen = {};
  for (const area of document.querySelectorAll("[data-decision]")) {
    new MutationObserver(() => {
      if (!area.hidden) window.decisionsSeen[area.dataset.decision] ??= latest;
    }).observe(area, { attributes: true, attributeFilter: ["hidden"] });
  }
}
