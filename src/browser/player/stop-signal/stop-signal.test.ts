import assert from "node:assert/strict";
import { test } from "node:test";
import { summarise } from "./block-summary.ts";
import { feedbackOn } from "./feedback.ts";
import { median } from "./frame-watch.ts";
import { chooseOnset } from "./onset.ts";
import type { TrialRecord } from "./run-trial.ts";
import { sideOfKey } from "./side-keys.ts";
import { nextDelay } from "./staircase.ts";

const limits = { step_ms: 50, minimum_delay_ms: 50, maximum_delay_ms: 500 };

test("a failed stop makes the next one easier, a successful one harder, within the limits", () => {
  assert.equal(nextDelay(250, true, limits), 200);
  assert.equal(nextDelay(250, false, limits), 300);
  assert.equal(nextDelay(50, true, limits), 50);
  assert.equal(nextDelay(480, false, limits), 500);
});

test("the most exact time that the browser gives is taken, and named", () => {
  assert.deepEqual(chooseOnset({ presentationTime: 12.5, renderTime: 10 }, 20), {
    ms: 12.5,
    source: "presentation",
  });
  assert.deepEqual(chooseOnset({ renderTime: 10 }, 20), { ms: 10, source: "render" });
  assert.deepEqual(chooseOnset({ renderTime: 0 }, 20), { ms: 20, source: "second_frame" });
  assert.deepEqual(chooseOnset(undefined, 20), { ms: 20, source: "second_frame" });
});

test("only a key that goes down by itself answers", () => {
  const key = { code: "ArrowLeft", repeat: false, ctrlKey: false, altKey: false, metaKey: false };
  assert.equal(sideOfKey(key), "left");
  assert.equal(sideOfKey({ ...key, code: "KeyJ" }), "right");
  assert.equal(sideOfKey({ ...key, repeat: true }), null);
  assert.equal(sideOfKey({ ...key, ctrlKey: true }), null);
  assert.equal(sideOfKey({ ...key, code: "Space" }), null);
});

function go(reactionMs: number | null): TrialRecord {
  const response =
    reactionMs === null ? {} : { response: { side: "left" as const, response_ms: 1000 + reactionMs } };
  return { trial: 0, stimulus_ms: 1000, stimulus_source: "presentation", late_frames: 0, ...response };
}

test("a block is summed up from its go trials alone", () => {
  const stop = { ...go(300), stop: { delay_ms: 200 } };
  assert.deepEqual(summarise([go(400), go(501), go(null), stop]), {
    meanGoMs: 451,
    missedGo: 1,
    goTrials: 3,
  });
  assert.deepEqual(summarise([stop]), { meanGoMs: null, missedGo: 0, goTrials: 0 });
});

test("practice says what was right and what was not", () => {
  assert.equal(feedbackOn(go(400), "left"), "right");
  assert.equal(feedbackOn(go(400), "right"), "wrong-key");
  assert.equal(feedbackOn(go(null), "left"), "too-slow");
  assert.equal(feedbackOn({ ...go(null), stop: { delay_ms: 200 } }, "left"), "stopped");
  assert.equal(feedbackOn({ ...go(400), stop: { delay_ms: 200 } }, "left"), "not-stopped");
});

test("the median is the middle value", () => {
  assert.equal(median([30, 10, 20]), 20);
  assert.equal(median([]), 0);
});
