// Looks at a page as a checker and as a person: axe's rules, and a picture at phone and desk width, light and dark.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = join(process.cwd(), "tests/browser/out");
mkdirSync(pictures, { recursive: true });

/** Fails on any violation, and on contrast that axe could not decide, which it does where things overlap. */
export async function assertAccessible(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ["violations", "incomplete"] }).then(({ violations, incomplete }) => {
      const undecided = incomplete.filter((rule) => rule.id === "color-contrast");
      return [...violations, ...undecided].map((rule) => ({
        rule: rule.id,
        help: rule.help,
        nodes: rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)),
      }));
    }),
  );
  assert.deepEqual(found, [], `axe on ${name}`);
}

export async function takePictures(page, name) {
  for (const [width, height] of [
    [390, 844],
    [1280, 800],
  ]) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await assertFits(page, `${name} at ${width}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** A page may scroll sideways inside a table's own box, never as a whole. */
async function assertFits(page, name) {
  const [wide, view] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wide <= view + 1, `${name} is ${wide} px wide in a window of ${view}`);
}

/** Reaches every control by Tab, each with a visible focus, and gets out again. */
export async function assertKeyboardReachesAll(page, name) {
  const wanted = await page.evaluate(() => {
    const controls = document.querySelectorAll(
      "a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary, video[controls]",
    );
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
    const groups = new Set();
    let n = 0;
    for (const control of controls) {
      if (!isShown(control)) continue;
      if (control.type === "radio") {
        if (groups.has(control.name)) continue;
        groups.add(control.name);
      }
      n += 1;
    }
    return n;
  });
  const reached = new Set();
  await page.evaluate(() => document.activeElement?.blur?.());
  for (let presses = 0; presses < wanted * 3 + 20; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const label = element.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : null;
      const marks = [style, label && getComputedStyle(label), label && getComputedStyle(label, "::before")];
      const isMarked = marks.some(
        (mark) => mark && ((mark.outlineStyle !== "none" && mark.outlineWidth !== "0px") || mark.boxShadow !== "none"),
      );
      const all = [...document.querySelectorAll("*")];
      const key = element.type === "radio" ? `radio ${element.name}` : String(all.indexOf(element));
      return { key, isMarked, html: element.outerHTML.slice(0, 120) };
    });
    if (at === null) continue;
    assert.ok(at.isMarked, `${name}: no visible focus on ${at.html}`);
    reached.add(at.key);
  }
  assert.ok(reached.size >= wanted, `${name}: Tab reaches ${reached.size} of ${wanted} controls`);
}
