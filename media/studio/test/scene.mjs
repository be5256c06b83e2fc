// A small scene for tests: what it says can be changed by replacing text.
export const SCENE = `title = { en = "Test" }
duration_ms = 2000
poster = { path = "media/studio/drafts/test/poster.jpg", media_type = "image/jpeg" }
sources = [
  { path = "media/studio/drafts/test/test-360.webm", media_type = "video/webm", height = 360 },
  { path = "media/studio/drafts/test/test-360.mp4", media_type = "video/mp4", height = 360 },
]
captions = { en = { path = "media/studio/drafts/test/test.en.vtt", media_type = "text/vtt" } }
timing = { path = "media/studio/drafts/test/timing.json", media_type = "application/json" }
text_alternative = { en = """
[film]
who = "nobody"
""" }

[[decision]]
name = "first"
cue_ms = 1000
window_ms = 800

[film]
set = "garden"
time = "day"
poster_ms = 400
kilobits = { webm_360 = 200, mp4_360 = 200 }
act = [
  { who = "ana", at_ms = 0, mood = "friendly", pose = "rest" },
  # she points
  { who = "ana", at_ms = 300, pose = "point-left", at = { x = 700, y = 336, scale = 1.36 } },
]

[[film.person]]
name = "ana"
caption = { en = "Ana" }
at = { x = 640, y = 336, scale = 1.36 }
look = { }

[[film.line]]
who = "ana"
at_ms = 200
wav = "media/studio/drafts/test/line.wav"
text = { en = "Here we are." }
`;
