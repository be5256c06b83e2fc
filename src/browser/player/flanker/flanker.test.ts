import assert from "node:assert/strict";
import { test } from "node:test";
import type { Side } from "../../send/happening.ts";
import type { TrialRecord } from "../task/run-trial.ts";
import { feedbackOn, summarise } from "./coaching.ts";
import { flanker } from "./flanker.ts";

const coaching = { slow_ms: 800, missed_proportion: 0.2, wrong_proportion: 0.2 };

/** Trials whose middle arrow points left, with the key and how long after the arrows it went down. */
function block(rows: ([side: Side, reactionMs: number] | null)[]) {
  const trials = rows.map(() => ({ block: null, side: "left", flankers: "incongruent" }) as const);
  const records = rows.map((answer, trial): TrialRecord => {
    const response = answer === null ? {} : { response: { side: answer[0], response_ms: 1000 + answer[1] } };
    return { trial, stimulus_ms: 1000, stimulus_source: "presentation", late_frames: 0, ...response };
  });
  return { task: { coaching, trials: [...trials] }, records };
}

const coachingAfter = (rows: Parameters<typeof block>[0]) => {
  const { task, records } = block(rows);
  return summarise(task, records).coaching;
};

test("practice says what was right and what was not", () => {
  const [right, wrong, none] = block([["left", 400], ["right", 400], null]).records as [
    TrialRecord,
    TrialRecord,
    TrialRecord,
  ];
  assert.equal(feedbackOn(right, "left"), "right");
  assert.equal(feedbackOn(wrong, "left"), "wrong-key");
  assert.equal(feedbackOn(none, "left"), "too-slow");
});

test("a block is summed up by what was missed and what was wrong", () => {
  const { task, records } = block([["left", 400], ["right", 501], null]);
  const { meanMs, sentences } = summarise(task, records);
  assert.equal(meanMs, 451);
  assert.deepEqual(sentences, { missed: { missed: 1, trials: 3 }, wrong: { wrong: 1, trials: 3 } });
});

test("the words after the practice fit how it went", () => {
  assert.equal(coachingAfter([["left", 400]]), "well");
  assert.equal(coachingAfter([["left", 900]]), "too-slow");
  assert.equal(coachingAfter([["left", 400], null]), "too-slow");
  assert.equal(
    coachingAfter([
      ["left", 900],
      ["right", 400],
    ]),
    "too-often-wrong",
  );
  assert.equal(coachingAfter([]), "well");
});

test("each row is one of the elements that are laid out before the first trial", () => {
  const task = { ...block([null]).task, fixation_ms: 250, response_window_ms: 1500, inter_trial_ms: 500 };
  const state = {
    ...task,
    break_seconds: 1,
    practice_trials: 1,
    blocks: 1,
    trials_per_block: 1,
    next_trial: 0,
  };
  assert.ok(flanker.elements.includes(flanker.block(state).plan(0).stimulus));
});
