import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrialRecord } from "../task/run-trial.ts";
import { feedbackOn, summarise } from "./coaching.ts";

const coaching = { slow_ms: 550, missed_proportion: 0.2, pressed_proportion: 0.5 };

/** A block of signals, and how long after each the key went down; null where it did not. */
function block(rows: [signal: "go" | "no_go", reactionMs: number | null][]) {
  const task = { coaching, trials: rows.map(([signal]) => ({ block: null, signal })) };
  const records = rows.map(([, reactionMs], trial): TrialRecord => {
    const response = reactionMs === null ? {} : { response: { response_ms: 1000 + reactionMs } };
    return { trial, stimulus_ms: 1000, stimulus_source: "presentation", late_frames: 0, ...response };
  });
  return { task, records };
}

const coachingAfter = (rows: Parameters<typeof block>[0]) => {
  const { task, records } = block(rows);
  return summarise(task, records).coaching;
};

test("practice says what was right and what was not", () => {
  const [pressed, held] = block([
    ["go", 300],
    ["go", null],
  ]).records as [TrialRecord, TrialRecord];
  assert.equal(feedbackOn(pressed, "go"), "right");
  assert.equal(feedbackOn(held, "go"), "missed");
  assert.equal(feedbackOn(pressed, "no_go"), "pressed");
  assert.equal(feedbackOn(held, "no_go"), "held-back");
});

test("a block is summed up by its circles and its squares", () => {
  const { task, records } = block([
    ["go", 300],
    ["go", null],
    ["no_go", 280],
    ["go", 401],
    ["no_go", null],
  ]);
  const { meanMs, sentences } = summarise(task, records);
  assert.equal(meanMs, 351);
  assert.deepEqual(sentences, {
    missed: { missed: 1, trials: 3 },
    pressed: { pressed: 1, squares: 2 },
  });
});

test("the words after the practice fit how it went", () => {
  assert.equal(
    coachingAfter([
      ["go", 300],
      ["no_go", null],
    ]),
    "well",
  );
  assert.equal(
    coachingAfter([
      ["go", 300],
      ["no_go", 250],
    ]),
    "too-often",
  );
  assert.equal(
    coachingAfter([
      ["go", 700],
      ["no_go", null],
    ]),
    "too-slow",
  );
  assert.equal(
    coachingAfter([
      ["go", 300],
      ["go", null],
      ["no_go", null],
    ]),
    "too-slow",
  );
  assert.equal(
    coachingAfter([
      ["go", 700],
      ["no_go", 250],
    ]),
    "too-often",
  );
});

test("a practice that a reload cut short is summed up by what is left of it", () => {
  assert.equal(coachingAfter([["go", 300]]), "well");
  assert.equal(coachingAfter([["no_go", null]]), "well");
});
