//! Scenes with films made by ffmpeg, and one that ships.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Finding, check_scene};

/// A still picture, the white and black of which change every second frame, and how each is encoded.
const STILL: &str = "color=gray:size=1280x720:rate=25";
const FLASHING: &str =
    "color=black:size=1280x720:rate=25,geq=lum='if(lt(mod(N,4),2),235,16)':cb=128:cr=128";
/// A red that flashes against a blue of about its brightness.
const FLASHING_RED: &str = "color=red:size=1280x720:rate=25,format=gbrp,geq=r='if(lt(mod(N,4),2),200,0)':g=0:b='if(lt(mod(N,4),2),0,255)'";
/// ffmpeg's sine is −18.1 LUFS as one channel that is heard from both sides; LOUD is what is right for one of two channels.
const FINE: &str = "sine=frequency=1000:sample_rate=48000,volume=-4.9dB";
const LOUD: &str = "sine=frequency=1000:sample_rate=48000,volume=-1.9dB";

struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// A scene of two seconds with one film and its captions.
    fn new(picture: &str, sound: &str) -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for folder in ["assessments/own/scenes", "media"] {
            fs::create_dir_all(project.path(folder)).unwrap();
        }
        project.write("assessments/own/assessment.toml", "languages = [\"en\"]\n");
        project.write("assessments/own/scenes/corner.toml", SCENE);
        project.write("media/poster.jpg", "a picture");
        project.write(
            "media/corner.en.vtt",
            "WEBVTT\n\n00:00.200 --> 00:01.200\nHello.\n",
        );
        project.write(
            "media/corner.descriptions.en.vtt",
            "WEBVTT\n\n00:01.400 --> 00:01.900\nShe waves.\n",
        );
        project.film(picture, sound);
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn change(&self, from: &str, to: &str) {
        let scene = "assessments/own/scenes/corner.toml";
        let text = fs::read_to_string(self.path(scene)).unwrap();
        assert!(text.contains(from), "{from}");
        self.write(scene, &text.replace(from, to));
    }

    fn film(&self, picture: &str, sound: &str) {
        let done = Command::new("ffmpeg")
            .args([
                "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", picture,
            ])
            .args(["-f", "lavfi", "-i", sound, "-t", "2"])
            .args([
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
            ])
            .arg(self.path("media/corner.mp4"))
            .status()
            .unwrap();
        assert!(done.success());
    }

    async fn findings(&self) -> Vec<Finding> {
        check_scene(&self.path("assessments/own/scenes/corner.toml"))
            .await
            .unwrap()
    }

    /// What is wrong, without the file's name.
    async fn wrong(&self) -> Vec<String> {
        wrong(&self.findings().await)
    }
}

fn wrong(findings: &[Finding]) -> Vec<String> {
    let wrong = findings.iter().filter(|finding| finding.help.is_some());
    wrong
        .map(|finding| finding.what.replace("media/corner.mp4: ", ""))
        .collect()
}

const SCENE: &str = r#"title = { en = "At the corner" }
setting = { en = "You wait for a bus." }
text_alternative = { en = "A woman waves." }
duration_ms = 2000
poster = { path = "media/poster.jpg", media_type = "image/jpeg" }
sources = [{ path = "media/corner.mp4", media_type = "video/mp4", height = 720 }]
captions = { en = { path = "media/corner.en.vtt", media_type = "text/vtt" } }
descriptions = { en = { path = "media/corner.descriptions.en.vtt", media_type = "text/vtt" } }

[[decision]]
name = "wave"
prompt = { en = "What do you do?" }
cue_ms = 1000
window_ms = 1000
option = [{ name = "a", text = { en = "Wave." } }, { name = "b", text = { en = "Wait." } }]

[answer]
prompt = { en = "What do you say?" }
preparation_seconds = 5
limit_seconds = 30
"#;

#[tokio::test]
async fn footage_of_an_agency_s_own_is_right_without_a_script() {
    let project = Project::new(STILL, FINE);
    let findings = project.findings().await;
    assert_eq!(wrong(&findings), [""; 0]);
    // Codecs, size, rate, length, cues, loudness and flashes; poster, captions, descriptions, timing sheet.
    assert_eq!(findings.len(), 11);
}

#[tokio::test]
async fn a_flashing_film_a_loud_one_and_one_of_another_rate_are_told() {
    let project = Project::new(FLASHING, FINE);
    assert_eq!(
        project.wrong().await,
        ["at most 6 flashes in a second (from 0.0 s on)"]
    );

    project.film(FLASHING_RED, FINE);
    assert_eq!(
        project.wrong().await,
        ["at most 6 red flashes in a second (from 0.0 s on)"]
    );

    project.film(STILL, LOUD);
    let loud = project.wrong().await;
    assert!(loud.len() == 1 && loud[0].ends_with(" LUFS"), "{loud:?}");

    project.film("color=gray:size=1280x720:rate=24", FINE);
    let slow = project.wrong().await;
    assert_eq!(slow[0], "24.00 frames a second, evenly");

    project.film("color=gray:size=640x480:rate=25", FINE);
    assert_eq!(project.wrong().await, ["640 × 480, of at least 720 lines"]);
}

#[tokio::test]
async fn what_is_missing_is_named_with_what_to_do() {
    let project = Project::new(STILL, FINE);
    project.write(
        "assessments/own/assessment.toml",
        "languages = [\"en\", \"es\"]\n",
    );
    let scene = project.path("assessments/own/scenes/corner.toml");
    let error = check_scene(&scene).await.unwrap_err().to_string();
    assert!(error.contains("`title` has no Spanish words"), "{error}");

    project.write("assessments/own/assessment.toml", "languages = [\"en\"]\n");
    project.change("cue_ms = 1000", "cue_ms = 1010");
    project.change("duration_ms = 2000", "duration_ms = 2200");
    fs::remove_file(project.path("media/poster.jpg")).unwrap();
    project.write(
        "media/corner.en.vtt",
        "WEBVTT\n\n00:00.200 --> 00:02.300\nHello.\n",
    );
    project.change("descriptions = {", "descriptions = {} # {");
    assert_eq!(
        project.wrong().await,
        [
            "2000 ms long, and `duration_ms` is 2200",
            "no frame at the cue of wave at 1010 ms",
            "poster: media/poster.jpg is not there",
            "captions (en): media/corner.en.vtt: \"Hello.\" ends at 2300 ms, after the film",
            "descriptions (en): the scene names none",
        ]
    );
    fs::remove_file(project.path("media/corner.mp4")).unwrap();
    assert_eq!(project.wrong().await[0], "there is no such file");
    project.write("media/corner.mp4", "no film");
    let unreadable = project.wrong().await;
    assert!(
        unreadable[0].starts_with("it cannot be read: "),
        "{unreadable:?}"
    );
}

#[tokio::test]
async fn a_sheet_of_another_rate_than_the_film_s_is_told() {
    let project = Project::new(STILL, FINE);
    project.change(
        "captions = {",
        "timing = { path = \"media/timing.json\", media_type = \"application/json\" }\ncaptions = {",
    );
    let sheet = |rate: u32| {
        let frame = rate;
        format!(
            r#"{{ "frames_per_second": {rate}, "duration_ms": 2000, "cues": [
                {{ "name": "wave", "kind": "choose", "cue_ms": 1000, "frame": {frame}, "until_ms": 2000 }}
            ] }}"#
        )
    };
    project.write("media/timing.json", &sheet(25));
    assert_eq!(project.wrong().await, [""; 0]);
    project.write("media/timing.json", &sheet(30));
    assert_eq!(
        project.wrong().await,
        [
            "timing sheet: media/timing.json: it says 30 frames a second, and media/corner.mp4 has 25.00"
        ]
    );
}

#[tokio::test]
async fn a_shipped_scene_lacks_nothing_but_descriptions() {
    let scenes = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments/first-look/scenes");
    let findings = check_scene(&scenes.join("practice-doorway.toml"))
        .await
        .unwrap();
    let wrong = wrong(&findings);
    let others: Vec<_> = wrong
        .iter()
        .filter(|what| !what.starts_with("descriptions"))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}
