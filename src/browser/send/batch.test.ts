import assert from "node:assert/strict";
import { test } from "node:test";
import { backoffMs } from "./backoff.ts";
import { firstBatch } from "./batch.ts";

test("a batch has at most 200 events", () => {
  assert.equal(firstBatch(Array.from({ length: 500 }, (_, idx) => idx)).length, 200);
});

test("a batch keeps under 240 KiB, but has one event at least", () => {
  const big = "x".repeat(100 * 1024);
  assert.equal(firstBatch([big, big, big]).length, 2);
  assert.equal(firstBatch(["x".repeat(300 * 1024), "small"]).length, 1);
  assert.deepEqual(firstBatch([]), []);
});

test("waiting doubles from half a second to fifteen seconds", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 60].map(backoffMs), [500, 1000, 2000, 4000, 8000, 15000, 15000]);
});
