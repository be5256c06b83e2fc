// Go/no-go and flanker in a real browser, from the instructions to the scores that a reviewer reads.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, openPage } from "./support/browser.mjs";
import * as candidate from "./support/candidate.mjs";
import { assertAccessible, assertKeyboardReachesAll, takePictures } from "./support/look.mjs";
import { startPlatform } from "./support/platform.mjs";
import { signIn } from "./support/staff.mjs";
import { makeTaskAssessment } from "./support/task-assessment.mjs";
import * as tasks from "./support/tasks.mjs";

let definition;
let platform;
let browser;

before(async () => {
  definition = makeTaskAssessment();
  platform = await startPlatform("sqlite", 30, { assessments: definition.assessments });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await platform?.stop();
  definition?.remove();
});

async function look(page, name, { keyboard = true } = {}) {
  await assertAccessible(page, name);
  if (keyboard) await assertKeyboardReachesAll(page, name);
  await takePictures(page, name);
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.deepEqual(page.faults, [], name);
}

test("both tasks are read, practised, done and gone on with after a reload", { timeout: 900_000 }, async () => {
  const page = await openPage(browser);
  await page.goto(platform.signIns.invitations[0].link);
  await page.locator("label[for=agree]").click();
  await page.locator("form[action='/sitting/consent'] button[type=submit]").click();
  await candidate.chooseTypingByKeyboard(page);
  const next = page.waitForEvent("load");
  await page.locator(".practice-skip button").click();
  await next;

  await look(page, "candidate-go-no-go");
  await tasks.begin(page, ["Space"]);
  await tasks.react(page, tasks.atCircles);
  await tasks.untilRest(page);
  await look(page, "candidate-go-no-go-rest", { keyboard: false });
  assert.equal(await page.locator("[data-coaching=well]").isVisible(), true);
  await tasks.goOn(page);
  await page.waitForTimeout(8_000);
  await page.reload();
  const reached = (await candidate.state(page)).go_no_go.next_trial;
  assert.ok(10 < reached && reached < 20, `trial ${reached}`);
  await tasks.begin(page, ["Space"]);
  await tasks.react(page, tasks.atCircles);
  await tasks.untilRest(page);
  assert.equal((await candidate.state(page)).go_no_go.next_trial, 30);
  const flanker = page.waitForEvent("load", { timeout: 200_000 });
  await tasks.goOn(page);
  await flanker;

  await look(page, "candidate-flanker");
  await tasks.begin(page, ["KeyF", "KeyJ"]);
  await tasks.react(page, tasks.ofMiddleArrow);
  await tasks.untilRest(page);
  await look(page, "candidate-flanker-rest", { keyboard: false });
  await tasks.goOn(page);
  await tasks.untilRest(page);
  const scene = page.waitForEvent("load", { timeout: 200_000 });
  await tasks.goOn(page);
  await scene;
  assert.equal((await candidate.state(page)).section.kind, "scene");
  assert.deepEqual(page.faults, []);
});

test("a reviewer sees the scores of both tasks and the trials behind them", async () => {
  const page = await openPage(browser);
  await signIn(page, platform, "reviewer");
  await page.goto(`${platform.address}/desk/campaigns/${platform.signIns.campaigns[0].id}`);
  await page.locator("table tbody tr a[href*='/desk/applications/']").first().click();
  await page.waitForLoadState("load");
  for (const [scale, trial] of [
    ["holding-back", /Trial \d+ \(block 1\): (go|no-go)/],
    ["interference", /Trial \d+ \(block 1\): (in)?congruent, middle arrow (left|right)/],
  ]) {
    const link = page.locator(`a[href*='/scales/${scale}']`).first();
    const address = await link.getAttribute("href");
    const profile = page.url();
    await page.goto(new URL(address, profile).href);
    assert.match(await page.locator("main").innerText(), trial);
    await look(page, `reviewer-scale-${scale}`, { keyboard: false });
    await page.goto(profile);
  }
});
