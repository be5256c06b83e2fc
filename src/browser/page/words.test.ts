import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, spokenDuration } from "./duration.ts";
import { sentence } from "./fill.ts";
import { createServerClock } from "./server-clock.ts";

test("a second that has begun counts as left", () => {
  assert.deepEqual([0, -5, 1, 1000, 61_001, 600_000].map(clockText), [
    "0:00",
    "0:00",
    "0:01",
    "0:01",
    "1:02",
    "10:00",
  ]);
});

test("time is spoken in the reader's words", () => {
  assert.equal(spokenDuration(245_000, "en"), "4 minutes, 5 seconds");
  assert.equal(spokenDuration(60_000, "en"), "1 minute");
  assert.equal(spokenDuration(10_000, "en"), "10 seconds");
  assert.equal(spokenDuration(0, "en"), "0 seconds");
});

test("a place without a value stays to be seen", () => {
  assert.equal(sentence("{answered} of {items}", { answered: 0 }), "0 of {items}");
});

test("the server's clock is read half way between question and answer", () => {
  let deviceMs = 1000;
  const clock = createServerClock(() => deviceMs);
  deviceMs = 1200;
  clock.set(5100, 1000);
  assert.equal(clock.now(), 5200);
  deviceMs = 1300;
  assert.equal(clock.now(), 5300);
});
