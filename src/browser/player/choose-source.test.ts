import assert from "node:assert/strict";
import { test } from "node:test";
import { smallerThan, sourcesInOrder } from "./choose-source.ts";

const source = (name: string, media_type: string, height: number | null) => ({
  url: name,
  media_type,
  height,
});
const FOUR = [
  source("720.webm", "video/webm", 720),
  source("720.mp4", "video/mp4", 720),
  source("360.webm", "video/webm", 360),
  source("360.mp4", "video/mp4", 360),
];
const everything = () => "maybe";
const names = (sources: { url: string }[]) => sources.map(({ url }) => url);

test("a usual line takes 720 lines in the first format that plays", () => {
  assert.deepEqual(names(sourcesInOrder(FOUR, everything, {})), [
    "720.webm",
    "720.mp4",
    "360.webm",
    "360.mp4",
  ]);
  const mp4Only = (type: string) => (type === "video/mp4" ? "probably" : "");
  assert.deepEqual(names(sourcesInOrder(FOUR, mp4Only, { downlink: 10 })), ["720.mp4", "360.mp4"]);
});

test("a slow line and dear data take the smallest", () => {
  assert.equal(sourcesInOrder(FOUR, everything, { downlink: 0.9 })[0]?.url, "360.webm");
  assert.equal(sourcesInOrder(FOUR, everything, { saveData: true, downlink: 10 })[0]?.url, "360.webm");
});

test("films in one size keep their order, and a browser that cannot say takes the first", () => {
  const two = [source("a.webm", "video/webm", null), source("a.mp4", "video/mp4", null)];
  assert.deepEqual(names(sourcesInOrder(two, everything, { saveData: true })), ["a.webm", "a.mp4"]);
  assert.deepEqual(names(sourcesInOrder(two, () => "", {})), ["a.webm", "a.mp4"]);
});

test("below the smallest there is nothing", () => {
  const ordered = sourcesInOrder(FOUR, everything, {});
  assert.equal(smallerThan(FOUR[0] as (typeof FOUR)[0], ordered)?.url, "360.webm");
  assert.equal(smallerThan(FOUR[2] as (typeof FOUR)[0], ordered), undefined);
});
