import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrialRecord } from "../task/run-trial.ts";
import { summarise } from "./block-summary.ts";
import { feedbackOn } from "./feedback.ts";
import { nextDelay } from "./staircase.ts";

const limits = { step_ms: 50, minimum_delay_ms: 50, maximum_delay_ms: 500 };

test("a failed stop makes the next one easier, a successful one harder, within the limits", () => {
  assert.equal(nextDelay(250, true, limits), 200);
  assert.equal(nextDelay(250, false, limits), 300);
  assert.equal(nextDelay(50, true, limits), 50);
  assert.equal(nextDelay(480, false, limits), 500);
});

function go(reactionMs: number | null): TrialRecord {
  const response =
    reactionMs === null ? {} : { response: { side: "left" as const, response_ms: 1000 + reactionMs } };
  return { trial: 0, stimulus_ms: 1000, stimulus_source: "presentation", late_frames: 0, ...response };
}

test("a block is summed up from its go trials alone", () => {
  const stop = { ...go(300), stop: { delay_ms: 200 } };
  assert.deepEqual(summarise([go(400), go(501), go(null), stop]), {
    meanMs: 451,
    sentences: { missed: { missed: 1, trials: 3 } },
  });
  assert.deepEqual(summarise([stop]), { meanMs: null, sentences: { missed: { missed: 0, trials: 0 } } });
});

test("practice says what was right and what was not", () => {
  assert.equal(feedbackOn(go(400), "left"), "right");
  assert.equal(feedbackOn(go(400), "right"), "wrong-key");
  assert.equal(feedbackOn(go(null), "left"), "too-slow");
  assert.equal(feedbackOn({ ...go(null), stop: { delay_ms: 200 } }, "left"), "stopped");
  assert.equal(feedbackOn({ ...go(400), stop: { delay_ms: 200 } }, "left"), "not-stopped");
});
