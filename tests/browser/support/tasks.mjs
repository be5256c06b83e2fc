// Reaction-time tasks as a person does them: sees each trial in the page, and presses a real key some time after it.
const shown = (name) => `[data-stage="${name}"]:not([hidden])`;
const action = (name) => `[data-action="${name}"]`;

/** Presses the keys that begin a task, one after the other. */
export async function begin(page, keys) {
  await page.locator("[data-is-next=true]").waitFor({ timeout: 30_000 });
  for (const key of keys) await page.keyboard.press(key);
  await page.locator(shown("field")).waitFor({ timeout: 30_000 });
}

/** Answers what comes in the field; `keyFor` runs in the page and gives the key for an element, or null for none. */
export async function react(page, keyFor) {
  if (!page.isReacting) await page.exposeFunction("pressKey", (key) => page.keyboard.press(key));
  page.isReacting = true;
  await page.evaluate((source) => {
    const keyFor = new Function("element", `return (${source})(element)`);
    const seen = new WeakSet();
    const look = () => {
      const element = document.querySelector(".task-field:not([data-is-warming]) > :not(.task-fixation)");
      if (element && !seen.has(element)) {
        seen.add(element);
        const key = keyFor(element);
        if (key) setTimeout(() => window.pressKey(key), 260 + Math.random() * 120);
      }
      requestAnimationFrame(look);
    };
    look();
  }, keyFor.toString());
}

/** A circle is pressed at, a square is not. */
export const atCircles = (element) => (element.classList.contains("go-no-go-go") ? "Space" : null);

/** The key of the middle arrow. */
export const ofMiddleArrow = (element) => (element.textContent[2] === "←" ? "KeyF" : "KeyJ");

/** Waits for the rest after a block. */
export async function untilRest(page) {
  await page.locator(shown("rest")).waitFor({ timeout: 200_000 });
}

/** Rests as long as one has to, and goes on. */
export async function goOn(page) {
  await page.locator(`${shown("rest")} ${action("next-block")}:enabled`).click({ timeout: 60_000 });
  await page.locator(shown("field")).waitFor();
}
