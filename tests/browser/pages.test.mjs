// Every page a person of staff or a candidate can open: axe, keyboard, pictures, no fault in the console.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, statSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser, openPage } from "./support/browser.mjs";
import * as candidate from "./support/candidate.mjs";
import { assertAccessible, assertKeyboardReachesAll, takePictures } from "./support/look.mjs";
import { startPlatform } from "./support/platform.mjs";
import { signIn } from "./support/staff.mjs";

let platform;
let browser;

before(async () => {
  platform = await startPlatform("sqlite", 60);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await platform?.stop();
});

async function look(page, name, { keyboard = true } = {}) {
  await assertAccessible(page, name);
  if (keyboard) await assertKeyboardReachesAll(page, name);
  await takePictures(page, name);
  assert.deepEqual(page.faults, [], name);
}

test("the front door, the sign-in and a page that does not exist", async () => {
  const page = await openPage(browser);
  for (const [name, path] of [
    ["front-door", "/"],
    ["sign-in", "/sign-in"],
    ["not-found", "/nowhere"],
  ]) {
    await page.goto(platform.address + path);
    await look(page, name);
  }
});

test("a reviewer's pages", async () => {
  const page = await openPage(browser);
  await signIn(page, platform, "reviewer");
  const campaign = platform.signIns.campaigns[0].id;
  await page.goto(`${platform.address}/desk/campaigns`);
  await look(page, "reviewer-campaigns");
  await page.goto(`${platform.address}/desk/campaigns/${campaign}`);
  await look(page, "reviewer-ranking", { keyboard: false });
  await page.locator("table tbody tr a[href*='/desk/applications/']").first().click();
  await page.waitForLoadState("load");
  await look(page, "reviewer-applicant");
  const scales = await page
    .locator("a[href*='/scales/']")
    .evaluateAll((links) => [...new Set(links.map((link) => link.href))]);
  assert.equal(scales.length, 5);
  for (const scale of scales) {
    await page.goto(scale);
    await look(page, `reviewer-scale-${scale.split("/").at(-1)}`, { keyboard: false });
  }
});

test("a psychologist's pages", async () => {
  const page = await openPage(browser);
  await signIn(page, platform, "psychologist");
  await page.goto(`${platform.address}/desk/norms`);
  await look(page, "psychologist-norms");
  const group = await page.locator("a[href*='/desk/norms/']").first().getAttribute("href");
  const scale = await page.locator("a[href*='/distribution/']").first().getAttribute("href");
  await page.goto(platform.address + group);
  await look(page, "psychologist-norm-group", { keyboard: false });
  await page.goto(platform.address + scale);
  await look(page, "psychologist-distribution");
});

test("an administrator's pages", async () => {
  const page = await openPage(browser);
  await signIn(page, platform, "administrator");
  await page.goto(`${platform.address}/desk/people`);
  await look(page, "administrator-people");
  await page.goto(`${platform.address}/desk/admin/campaigns`);
  await look(page, "administrator-campaigns");
  await page.goto(`${platform.address}/desk/admin/campaigns/${platform.signIns.campaigns[0].id}/invitations`);
  await look(page, "administrator-invitations", { keyboard: false });
});

test("an auditor's page", async () => {
  const page = await openPage(browser);
  await signIn(page, platform, "auditor");
  await page.goto(`${platform.address}/desk/audit`);
  await look(page, "auditor-audit", { keyboard: false });
});

test("a candidate's pages, by keyboard alone from the link to the questionnaire's end", async () => {
  const page = await openPage(browser);
  await page.goto(platform.signIns.invitations[0].link);
  await look(page, "candidate-notice");
  await page.locator("#agree").focus();
  await page.keyboard.press("Space");
  await pressEnterOn(page, "form[action='/sitting/consent'] button");

  await look(page, "candidate-device");
  await candidate.chooseTypingByKeyboard(page);

  await look(page, "candidate-practice");
  await pressEnterOn(page, ".practice-skip button");

  await page.locator('[data-action="start"]:enabled').waitFor({ timeout: 30_000 });
  await look(page, "candidate-scene-intro");
  await page.locator('[data-action="start"]').focus();
  await page.keyboard.press("Enter");
  for (const choice of ["1", "2"]) {
    const open = page.locator("[data-decision]:not([hidden])");
    await open.locator("[data-option]").first().waitFor({ timeout: 60_000 });
    await page.screenshot({ path: `tests/browser/out/candidate-scene-decision-${choice}.png` });
    await page.keyboard.press(choice);
    await open.waitFor({ state: "hidden", timeout: 20_000 });
  }
  const text = page.locator('[data-stage="type"]:not([hidden]) textarea');
  await text.waitFor({ timeout: 60_000 });
  await look(page, "candidate-scene-type", { keyboard: false });
  await text.focus();
  await page.keyboard.type("I can see that this matters to you. Tell me what happened.");
  await pressEnterOn(page, '[data-action="finish-typing"]', { loads: false });
  await pressEnterOn(page, '[data-action="finish-scene"]');

  await look(page, "candidate-questions-intro");
  await pressEnterOn(page, "a[href*='begin=1']");
  await look(page, "candidate-questions");
  await answerByKeyboard(page);
  assert.equal((await candidate.state(page)).section.kind, "scene");
  assert.deepEqual(page.faults, []);
});

async function pressEnterOn(page, selector, { loads = true } = {}) {
  const target = page.locator(`${selector}:visible`).first();
  await target.waitFor({ timeout: 30_000 });
  await target.focus();
  const loaded = loads ? page.waitForEvent("load", { timeout: 30_000 }) : Promise.resolve();
  await page.keyboard.press("Enter");
  await loaded;
}

/** Tab to each item, an arrow or Space to choose, Enter to go on: nothing else. */
async function answerByKeyboard(page) {
  for (;;) {
    const names = await page
      .locator("fieldset[data-item]")
      .evaluateAll((items) => items.map((item) => item.dataset.item));
    for (const name of names) {
      await page.locator(`fieldset[data-item="${name}"] input`).first().focus();
      await page.keyboard.press("Space");
      for (let code = 0; code < candidate.codeFor(name); code += 1) await page.keyboard.press("ArrowDown");
    }
    const finish = page.locator("form[data-items] button[value=finish]");
    const isLast = (await finish.count()) > 0;
    await pressEnterOn(page, `form[data-items] button[value=${isLast ? "finish" : "next"}]`);
    if (isLast) return;
  }
}

test("the README's two pictures are the real pages, and small", async () => {
  mkdirSync("tests/browser/out", { recursive: true });
  const page = await openPage(browser, { viewport: { width: 1280, height: 760 } });
  await signIn(page, platform, "reviewer");
  await page.goto(`${platform.address}/desk/campaigns/${platform.signIns.campaigns[0].id}`);
  await page.screenshot({ path: "tests/browser/out/readme-ranking.png" });
  await page.locator("table tbody tr a[href*='/desk/applications/']").first().click();
  await page.waitForLoadState("load");
  await page.screenshot({ path: "tests/browser/out/readme-applicant.png" });
  for (const name of ["readme-ranking", "readme-applicant"]) {
    const picture = `tests/browser/out/${name}.png`;
    assert.ok(statSync(picture).size < 400_000, `${name} is small`);
    if (process.env.COMPOSURE_UPDATE_PICTURES) {
      mkdirSync("media/readme", { recursive: true });
      copyFileSync(picture, `media/readme/${name.replace("readme-", "")}.png`);
    }
  }
});
