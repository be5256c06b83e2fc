//! The timing sheet of a film: which frame each cue is, and when each line was heard.

use serde::Deserialize;

use super::Film;
use crate::assessment::{ResponseFormat, Scene};
use crate::digest::Digest;

/// How far the speech of a line may begin from where the script has it, in milliseconds.
pub const LINE_SLACK_MS: u32 = 120;

/// How far a frame of a film may stand longer or shorter than its sheet says, in milliseconds in the mean: WebM keeps whole
/// ones, the mean of which comes near the truth.
const FRAME_SLACK_MS: f64 = 0.02;

/// What `timing.json` says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimingSheet {
    /// Frames in a second.
    pub frames_per_second: f64,
    /// How long the film is, in milliseconds.
    pub duration_ms: u32,
    /// Each decision in order, then the answer.
    pub cues: Vec<TimedCue>,
    /// Each line of the script in order, as measured on the sound.
    #[serde(default)]
    pub lines: Vec<TimedLine>,
    /// What the film was made from.
    #[serde(default)]
    pub fingerprint: Option<String>,
    /// What of that can be seen or heard, as the studio counts it; said by the studio, and for it alone.
    #[serde(default)]
    pub film: Option<String>,
}

/// A moment at which something is asked.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimedCue {
    /// The decision's name, or `answer`.
    pub name: String,
    /// `choose`, `act_now`, `rate` or `speak`.
    pub kind: String,
    /// When it comes, in milliseconds of the film.
    pub cue_ms: u32,
    /// Which frame that is, from 0.
    pub frame: u32,
    /// When the window closes in the film, in milliseconds.
    pub until_ms: u32,
}

/// When a line was heard.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimedLine {
    /// Who said it.
    pub who: String,
    /// When speech begins, in milliseconds of the film.
    pub at_ms: u32,
    /// When it ends.
    pub end_ms: u32,
}

/// Reads a timing sheet.
///
/// # Errors
///
/// What is wrong with it, in a sentence.
pub fn read_timing(text: &str) -> Result<TimingSheet, String> {
    serde_json::from_str(text).map_err(|error| format!("it is not a timing sheet: {error}"))
}

/// What identifies a film's making: SHA-256 over its times and its script, as `docs/scenes.md` defines it.
///
/// *Takes*: the text of the scene's file, and the scene that it says. `None` where there is no script that begins with a
/// line `[film]` after everything else.
pub fn film_fingerprint(text: &str, scene: &Scene) -> Option<Digest> {
    let text = text.replace("\r\n", "\n");
    let script = script_of(&text)?;
    let mut lines = vec![format!("duration_ms {}", scene.duration_ms)];
    for decision in &scene.decisions {
        let (kind, cue_ms) = (decision.response.word(), decision.cue_ms);
        lines.push(format!(
            "{} {kind} {cue_ms} {}",
            decision.name, decision.window_ms
        ));
    }
    lines.push(match scene.answer.cue_ms {
        Some(cue_ms) => format!("answer {cue_ms}"),
        None => "answer -".to_owned(),
    });
    let head = lines.join("\n");
    Some(Digest::of_bytes(format!("{head}\n{script}").as_bytes()))
}

/// The text from the line `[film]` on; `None` where a part of the script stands before it.
fn script_of(text: &str) -> Option<&str> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        if said == "[film]" {
            return text.get(offset..);
        }
        if said.starts_with("[film.") || said.starts_with("[[film.") {
            return None;
        }
        offset += line.len();
    }
    None
}

impl TimingSheet {
    /// Everything in which this sheet and a scene differ, each in a sentence; none when they agree.
    pub fn differences(&self, scene: &Scene, text: &str) -> Vec<String> {
        let mut differences = Vec::new();
        if self.duration_ms != scene.duration_ms {
            differences.push(format!(
                "it says that the film lasts {} ms, and the scene says {} ms",
                self.duration_ms, scene.duration_ms
            ));
        }
        differences.extend(self.cue_differences(scene));
        if let Some(film) = &scene.film {
            differences.extend(self.line_differences(film, scene));
            differences.extend(self.fingerprint_difference(scene, text));
        }
        differences
    }

    fn fingerprint_difference(&self, scene: &Scene, text: &str) -> Option<String> {
        let Some(expected) = film_fingerprint(text, scene) else {
            return Some(
                "its fingerprint cannot be compared: write `[film]` alone on its line, after everything else"
                    .to_owned(),
            );
        };
        (self.fingerprint != Some(expected.to_string())).then(|| {
            "its fingerprint is another: the scene was changed after the film was made".to_owned()
        })
    }

    /// How the sheet's frames in a second differ from a film's, which is named and has `rate` of them; `None` when they are
    /// the same.
    pub fn rate_difference(&self, film: &str, rate: f64) -> Option<String> {
        let said = self.frames_per_second;
        let is_same = (1000.0 / said - 1000.0 / rate).abs() <= FRAME_SLACK_MS;
        (!is_same).then(|| format!("it says {said} frames a second, and {film} has {rate:.2}"))
    }

    fn cue_differences(&self, scene: &Scene) -> Vec<String> {
        let expected = expected_cues(scene, self.frames_per_second);
        if self.cues.len() != expected.len() {
            let (found, needed) = (self.cues.len(), expected.len());
            return vec![format!("it has {found} cues, and the scene has {needed}")];
        }
        let pairs = self.cues.iter().zip(&expected);
        let differing = pairs.filter(|(found, expected)| found != expected);
        differing
            .map(|(found, expected)| {
                format!("its cue {} should be {}", shown(found), shown(expected))
            })
            .collect()
    }

    fn line_differences(&self, film: &Film, scene: &Scene) -> Vec<String> {
        if self.lines.len() != film.lines.len() {
            let (found, needed) = (self.lines.len(), film.lines.len());
            return vec![format!("it has {found} lines, and the script has {needed}")];
        }
        let mut differences = Vec::new();
        for (number, (timed, line)) in (1..).zip(self.lines.iter().zip(&film.lines)) {
            if timed.who != line.who.as_str() {
                let (found, needed) = (&timed.who, &line.who);
                differences.push(format!(
                    "line {number} is said by `{found}` in it, and by `{needed}` in the script"
                ));
            } else if LINE_SLACK_MS < timed.at_ms.abs_diff(line.at_ms) {
                differences.push(format!(
                    "line {number} is heard from {} ms on, and the script has it at {} ms",
                    timed.at_ms, line.at_ms
                ));
            }
            differences.extend(self.ill_timed(number, timed, scene));
            if let (Some(next), Some(next_line)) = (self.lines.get(number), film.lines.get(number))
                && next.at_ms < timed.end_ms
                && !next_line.is_over
            {
                differences.push(format!(
                    "line {number} ends at {} ms, after the next has begun at {} ms",
                    timed.end_ms, next.at_ms
                ));
            }
        }
        differences
    }

    /// What a line is heard in that should be silent, or after what it should be over.
    fn ill_timed(&self, number: usize, timed: &TimedLine, scene: &Scene) -> Option<String> {
        let reads = |response: &ResponseFormat| !matches!(response, ResponseFormat::ActNow { .. });
        let windows = scene
            .decisions
            .iter()
            .filter(|window| reads(&window.response));
        let mut heard_in = windows
            .filter(|window| timed.at_ms < window.closes_ms() && window.cue_ms < timed.end_ms);
        if let Some(window) = heard_in.next() {
            return Some(format!(
                "line {number} is heard from {} to {} ms, in the window `{}` that opens at {} ms",
                timed.at_ms, timed.end_ms, window.name, window.cue_ms
            ));
        }
        let cue_ms = scene.answer.cue_ms?;
        (number == self.lines.len() && cue_ms < timed.end_ms).then(|| {
            let end_ms = timed.end_ms;
            format!("the last line ends at {end_ms} ms, after the answer's cue at {cue_ms} ms")
        })
    }
}

fn shown(cue: &TimedCue) -> String {
    format!(
        "`{}` ({}, frame {} at {} ms, until {} ms)",
        cue.name, cue.kind, cue.frame, cue.cue_ms, cue.until_ms
    )
}

fn expected_cues(scene: &Scene, frames_per_second: f64) -> Vec<TimedCue> {
    let cue = |name: &str, kind: &str, cue_ms: u32, until_ms: u32| TimedCue {
        name: name.to_owned(),
        kind: kind.to_owned(),
        cue_ms,
        frame: nearest_frame(cue_ms, frames_per_second),
        until_ms,
    };
    let decisions = scene.decisions.iter().map(|decision| {
        let kind = decision.response.word();
        cue(
            decision.name.as_str(),
            kind,
            decision.cue_ms,
            decision.closes_ms(),
        )
    });
    let answer = scene.answer.cue_ms;
    decisions
        .chain(answer.map(|cue_ms| cue("answer", "speak", cue_ms, scene.duration_ms)))
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a frame's number is whole and not below 0; what is too large saturates"
)]
fn nearest_frame(ms: u32, frames_per_second: f64) -> u32 {
    (f64::from(ms) * frames_per_second / 1000.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::example::example;

    fn queue() -> (String, Scene) {
        let (source, assessment) = example();
        let scene = assessment
            .scenes
            .into_iter()
            .find(|scene| scene.film.is_some());
        (source.files["scenes/queue.toml"].clone(), scene.unwrap())
    }

    fn sheet(text: &str, scene: &Scene) -> TimingSheet {
        let fingerprint = film_fingerprint(text, scene).unwrap();
        let json = format!(
            r#"{{ "frames_per_second": 25, "duration_ms": 56000, "cues": [
                {{ "name": "first-words", "kind": "choose", "cue_ms": 8000, "frame": 200, "until_ms": 18000 }},
                {{ "name": "next-step", "kind": "choose", "cue_ms": 20000, "frame": 500, "until_ms": 30000 }},
                {{ "name": "how-upset", "kind": "rate", "cue_ms": 34000, "frame": 850, "until_ms": 44000 }},
                {{ "name": "answer", "kind": "speak", "cue_ms": 54000, "frame": 1350, "until_ms": 56000 }}
            ], "lines": [
                {{ "who": "customer", "at_ms": 740, "end_ms": 4100 }},
                {{ "who": "customer", "at_ms": 18400, "end_ms": 19000 }},
                {{ "who": "customer", "at_ms": 50000, "end_ms": 52600 }}
            ], "fingerprint": "{fingerprint}" }}"#
        );
        read_timing(&json).unwrap()
    }

    #[test]
    fn a_sheet_that_agrees_with_its_scene_has_no_differences() {
        let (text, scene) = queue();
        assert_eq!(sheet(&text, &scene).differences(&scene, &text), [""; 0]);
    }

    #[test]
    fn each_difference_is_a_sentence() {
        let (text, scene) = queue();
        let check = |change: &dyn Fn(&mut TimingSheet), expected: &str| {
            let mut sheet = sheet(&text, &scene);
            change(&mut sheet);
            assert_eq!(sheet.differences(&scene, &text), [expected]);
        };
        check(
            &|sheet| sheet.cues[1].frame = 501,
            "its cue `next-step` (choose, frame 501 at 20000 ms, until 30000 ms) should be `next-step` (choose, frame 500 at 20000 ms, until 30000 ms)",
        );
        check(
            &|sheet| drop(sheet.cues.pop()),
            "it has 3 cues, and the scene has 4",
        );
        check(
            &|sheet| sheet.lines[0].at_ms = 900,
            "line 1 is heard from 900 ms on, and the script has it at 700 ms",
        );
        check(
            &|sheet| sheet.lines[1].end_ms = 20_200,
            "line 2 is heard from 18400 to 20200 ms, in the window `next-step` that opens at 20000 ms",
        );
        check(
            &|sheet| sheet.lines[2].end_ms = 54_100,
            "the last line ends at 54100 ms, after the answer's cue at 54000 ms",
        );
        check(
            &|sheet| sheet.duration_ms = 56_040,
            "it says that the film lasts 56040 ms, and the scene says 56000 ms",
        );
    }

    #[test]
    fn a_script_whose_beginning_is_not_found_is_not_called_changed() {
        let (text, scene) = queue();
        let sheet = sheet(&text, &scene);
        let noted = text.replace("[film]", "[film] # note");
        assert_eq!(
            sheet.differences(&scene, &noted),
            [
                "its fingerprint cannot be compared: write `[film]` alone on its line, after everything else"
            ]
        );
        let refilmed = text.replace("zoom = 1.08", "zoom = 1.09");
        assert_eq!(
            sheet.differences(&scene, &refilmed),
            ["its fingerprint is another: the scene was changed after the film was made"]
        );
    }

    #[test]
    fn a_sheet_is_held_to_the_frames_a_second_of_the_film() {
        let (text, scene) = queue();
        let mut sheet = sheet(&text, &scene);
        // WebM keeps whole milliseconds.
        assert_eq!(sheet.rate_difference("a.webm", 25.003), None);
        let said = sheet.rate_difference("a.mp4", 30.0);
        let expected = "it says 25 frames a second, and a.mp4 has 30.00";
        assert_eq!(said.as_deref(), Some(expected));
        for odd in [0.0, -25.0, f64::NAN] {
            sheet.frames_per_second = odd;
            assert!(sheet.rate_difference("a.mp4", 25.0).is_some());
        }
    }

    #[test]
    fn the_fingerprint_follows_times_and_script_and_nothing_else() {
        let (text, scene) = queue();
        let fingerprint = film_fingerprint(&text, &scene).unwrap();
        let reworded = text.replace("Ask what happened.", "Ask him what happened.");
        assert_ne!(text, reworded);
        assert_eq!(film_fingerprint(&reworded, &scene), Some(fingerprint));
        let windows = text.replace('\n', "\r\n");
        assert_eq!(film_fingerprint(&windows, &scene), Some(fingerprint));
        let refilmed = text.replace("zoom = 1.08", "zoom = 1.09");
        assert_ne!(film_fingerprint(&refilmed, &scene), Some(fingerprint));
        let mut later = scene.clone();
        later.decisions[0].cue_ms += 40;
        assert_ne!(film_fingerprint(&text, &later), Some(fingerprint));
        let no_line = text.replace("[film]", "[film] # here");
        assert_eq!(film_fingerprint(&no_line, &scene), None);
    }

    #[test]
    fn the_fingerprint_is_sha_256_over_the_lines_of_the_guide() {
        let (text, scene) = queue();
        let script = text.split_once("\n[film]\n").unwrap().1;
        let written = format!(
            "duration_ms 56000\nfirst-words choose 8000 10000\nnext-step choose 20000 10000\nhow-upset rate 34000 10000\nanswer 54000\n[film]\n{script}"
        );
        let expected = Digest::of_bytes(written.as_bytes());
        assert_eq!(film_fingerprint(&text, &scene), Some(expected));
    }
}
