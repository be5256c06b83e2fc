import assert from "node:assert/strict";
import { test } from "node:test";
import { sideOfKey } from "./answer-keys.ts";
import { median } from "./frame-watch.ts";
import { meanTimeMs } from "./mean-time.ts";
import { chooseOnset } from "./onset.ts";

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

test("the median is the middle value", () => {
  assert.equal(median([30, 10, 20]), 20);
  assert.equal(median([]), 0);
});

test("the mean time is that of answers, in whole milliseconds", () => {
  const trial = { trial: 0, stimulus_ms: 1000, stimulus_source: "presentation", late_frames: 0 } as const;
  const answered = (afterMs: number) => ({ ...trial, response: { response_ms: 1000 + afterMs } });
  assert.equal(meanTimeMs([answered(400), trial, answered(501)]), 451);
  assert.equal(meanTimeMs([trial]), null);
});
