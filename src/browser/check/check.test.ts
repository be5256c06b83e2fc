import assert from "node:assert/strict";
import { test } from "node:test";
import { isSafari, recordingMediaType } from "../player/media-type.ts";
import { browserName } from "./browser-name.ts";
import { screenOf } from "./measure-screen.ts";
import { loudness } from "./sound-level.ts";

const SAFARI =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15";
const CHROMIUM =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

test("a browser is named by family and major version", () => {
  assert.equal(browserName(CHROMIUM), "Chromium 156");
  assert.equal(browserName(`${CHROMIUM} Edg/156.0.0.0`), "Edge 156");
  assert.equal(browserName(SAFARI), "Safari 18");
  assert.equal(browserName("Mozilla/5.0 (X11; rv:150.0) Gecko/20100101 Firefox/150.0"), "Firefox 150");
  assert.equal(browserName("curl/8"), "Other");
});

test("Safari records MP4 although it claims WebM, others the best WebM they have", () => {
  const all = () => true;
  assert.equal(isSafari(SAFARI), true);
  assert.equal(isSafari(CHROMIUM), false);
  assert.match(recordingMediaType(true, all) ?? "", /^video\/mp4/);
  assert.equal(recordingMediaType(false, all), "video/webm;codecs=vp9,opus");
  assert.equal(
    recordingMediaType(false, (type) => type.includes("vp8")),
    "video/webm;codecs=vp8,opus",
  );
  assert.equal(
    recordingMediaType(false, () => false),
    undefined,
  );
});

test("a screen's rate is the usual gap's, and frames late by more than half a frame are counted", () => {
  const times = Array.from({ length: 41 }, (_, idx) => idx * 10);
  assert.deepEqual(screenOf(times), { refreshHz: 100, lateFrames: 0 });
  // One frame came a whole frame late: one of 40 gaps.
  const late = times.map((time, idx) => (20 <= idx ? time + 10 : time));
  assert.equal(screenOf(late)?.lateFrames, 1 / 40);
  assert.equal(screenOf([0, 10]), null);
});

test("loudness runs from silence to full scale", () => {
  assert.equal(loudness(new Float32Array(8)), 0);
  assert.equal(loudness(new Float32Array(8).fill(1)), 1);
  // A tenth of full scale is -20 dB, two thirds of the way up from -60 dB.
  assert.ok(Math.abs(loudness(new Float32Array(8).fill(0.1)) - 2 / 3) < 1e-6);
});
