// The candidate's whole way in a real browser, then the reviewer's: on both databases.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, openPage } from "./support/browser.mjs";
import * as candidate from "./support/candidate.mjs";
import { startPlatform } from "./support/platform.mjs";
import { signIn } from "./support/staff.mjs";

for (const database of ["sqlite", "postgres"]) {
  describe(`from invitation to ranked score on ${database}`, () => {
    let platform;
    let browser;

    before(async () => {
      platform = await startPlatform(database, 12);
      browser = await openBrowser();
    });

    after(async () => {
      await browser?.close();
      await platform?.stop();
    });

    test("a candidate is led through, nothing is lost on the way, and the reviewer finds every number", async () => {
      const page = await openPage(browser);
      await page.goto(platform.signIns.invitations[0].link);
      assert.match(page.url(), /\/sitting$/, "the token leaves the address bar");
      await candidate.agree(page);
      await candidate.checkDevice(page);

      // Practice: never stored.
      await candidate.watch(page, { decisions: 1 });
      await candidate.speak(page, 2);
      const next = page.waitForEvent("load");
      await page.locator("[data-stage=practised] form button[type=submit]").click({ timeout: 15_000 });
      await next;
      assert.deepEqual((await candidate.state(page)).recordings, []);

      // The first scene: a reload in the middle of the section, and one in the middle of the upload.
      await candidate.watch(page, { decisions: 2, reloadAfter: 1 });
      await page.locator('[data-stage="record"]:not([hidden])').waitFor({ timeout: 90_000 });
      await page.waitForTimeout(5_000);
      await page.reload();
      await page.locator('[data-action="finish-scene"]:visible').click({ timeout: 60_000 });
      await page.waitForLoadState("load");

      // The questionnaire: a reload, then a killed server, in the middle of a page.
      await beginQuestions(page);
      await candidate.answerItems(page, { until: "calm-when-it-repeats" });
      await saved(page, "calm-when-it-repeats");
      const before = (await candidate.state(page)).questionnaire.answers;
      await platform.restart();
      await page.reload();
      const after = (await candidate.state(page)).questionnaire.answers;
      assert.deepEqual(after, before);
      await candidate.answerItems(page);

      await candidate.watch(page, { decisions: 2 });
      await candidate.speak(page, 5);
      await page.locator('[data-action="finish-scene"]:visible').click({ timeout: 60_000 });
      await page.waitForLoadState("load");

      await candidate.doStopSignal(page);
      await candidate.submit(page);
      assert.match(await page.locator("h1").innerText(), /received|handed in|thank/i);
      candidate.assertNoFaults(page);

      const { sitting } = await candidate.state(page);
      await reviewerFinds(platform, browser, sitting);
    });
  });
}

async function beginQuestions(page) {
  await page.locator("a[href*='begin=1']").click();
  await page.locator("form[data-items]").waitFor();
}

async function saved(page, item) {
  await page.waitForFunction(
    async (item) => item in (await (await fetch("/api/v1/sitting")).json()).questionnaire.answers,
    item,
    { timeout: 15_000, polling: 300 },
  );
}

async function reviewerFinds(platform, browser) {
  const page = await openPage(browser);
  await signIn(page, platform, "reviewer");
  // The links of the walk-throughs come in the same order as their campaigns, after the spring academy's.
  const { id: campaign, name } = platform.signIns.campaigns[1];
  assert.match(name, /first-look/);
  const row = page.locator("table tbody tr a[href*='/desk/applications/']").first();
  for (let tries = 0; tries < 40; tries += 1) {
    await page.goto(`${platform.address}/desk/campaigns/${campaign}`);
    if (await row.isVisible()) break;
    await page.waitForTimeout(500);
  }
  await row.click();
  await page.waitForLoadState("load");
  const text = await page.locator("main").innerText();
  assert.match(text, /Impulse control/);
  assert.match(text, /Interpersonal skill/);
  assert.match(text, /Stopping speed/);
  assert.match(text, /synthetic/i);
  const video = page.locator("video").first();
  // The job that makes the recording playable may still be at it.
  for (let tries = 0; tries < 40 && !(await video.isVisible()); tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  const duration = await video.evaluate(
    (element) =>
      new Promise((resolve, reject) => {
        element.onloadedmetadata = () => resolve(element.duration);
        element.onerror = () => reject(new Error("the recording does not play"));
        element.preload = "metadata";
        element.load();
      }),
  );
  assert.ok(Number.isFinite(duration) && duration > 2, `the recording lasts ${duration} s and can be sought`);
  candidate.assertNoFaults(page);
}
