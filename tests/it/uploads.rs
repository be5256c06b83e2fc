//! Camera answers as a browser uploads them, and what is made of them.

use composure::app::publish::media_key;
use composure::digest::Digest;
use composure::media::MediaStore;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::candidate::SITTING;
use crate::harness::{Answer, Candidate, Platform, on_both, world};

const UPLOADS: &str = "/api/v1/uploads";
const RECORDING: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
const BYTES_TYPE: &str = "application/offset+octet-stream";

/// A candidate in front of the camera in the first scene, whose recording has begun.
async fn recording_candidate(platform: &Platform, number: usize) -> Candidate {
    let mut candidate = platform.candidate(number).await;
    candidate.consents().await;
    let device = [
        ("answer_by", "camera"),
        ("has_keyboard", "true"),
        ("can_play", "true"),
    ];
    candidate
        .browser
        .post_form("/sitting/device", &device)
        .await;
    candidate
        .browser
        .post_form("/sitting/practice", &[("rounds", "0")])
        .await;
    sends(
        &mut candidate,
        "section_started",
        json!({"section": "queue"}),
    )
    .await;
    let started = json!({"section": "queue", "recording": RECORDING, "media_type": "video/webm;codecs=vp9,opus"});
    sends(&mut candidate, "recording_started", started).await;
    candidate
}

async fn sends(candidate: &mut Candidate, kind: &str, payload: Value) {
    let state = candidate.state().await;
    let next = state["acknowledged_sequence"].as_u64().unwrap() + 1;
    let event = json!({"sequence": next, "kind": kind, "client_ms": 1.0, "payload": payload});
    let answer = candidate
        .posts(state["sitting"].as_str().unwrap(), &[event])
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

async fn finishes(candidate: &mut Candidate, segments: u32, bytes: usize) {
    let finished = json!({
        "section": "queue", "recording": RECORDING, "segments": segments, "bytes": bytes,
        "duration_ms": 4000.5, "reason": "candidate",
    });
    sends(candidate, "recording_finished", finished).await;
}

/// `text` in base64, as `Upload-Metadata` carries it (RFC 4648, section 4).
fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = text.as_bytes().chunks(3).map(|group| {
        let bits = (0..3).fold(0_u32, |bits, idx| {
            bits << 8 | u32::from(*group.get(idx).unwrap_or(&0))
        });
        let digit = |place: usize| char::from(DIGITS[(bits >> (18 - 6 * place)) as usize & 63]);
        (0..4)
            .map(|place| {
                if place <= group.len() {
                    digit(place)
                } else {
                    '='
                }
            })
            .collect::<String>()
    });
    groups.collect()
}

async fn announces(
    candidate: &mut Candidate,
    segment: u32,
    length: usize,
    sha256: Digest,
) -> Answer {
    let metadata = [
        ("recording", RECORDING.to_owned()),
        ("segment", segment.to_string()),
        ("sha256", sha256.to_string()),
    ]
    .map(|(name, value)| format!("{name} {}", base64(&value)));
    let request = candidate.browser.request(Method::POST, UPLOADS);
    let request = request
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Length", length)
        .header("Upload-Metadata", metadata.join(","));
    candidate.browser.send(request).await.unwrap()
}

async fn patches(candidate: &mut Candidate, segment: u32, offset: usize, bytes: &[u8]) -> Answer {
    patches_as(candidate, segment, offset, (BYTES_TYPE, bytes)).await
}

async fn patches_as(
    candidate: &mut Candidate,
    segment: u32,
    offset: usize,
    (media_type, bytes): (&str, &[u8]),
) -> Answer {
    let path = format!("{UPLOADS}/{RECORDING}.{segment}");
    let request = candidate.browser.request(Method::PATCH, &path);
    let request = request
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Offset", offset)
        .header("Content-Type", media_type)
        .body(bytes.to_vec());
    candidate.browser.send(request).await.unwrap()
}

async fn offset(candidate: &mut Candidate, segment: u32) -> String {
    let path = format!("{UPLOADS}/{RECORDING}.{segment}");
    let request = candidate.browser.request(Method::HEAD, &path);
    let request = request.header("Tus-Resumable", "1.0.0");
    let answer = candidate.browser.send(request).await.unwrap();
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.headers["upload-offset"].to_str().unwrap().to_owned()
}

/// Sends a whole segment.
async fn uploads(candidate: &mut Candidate, segment: u32, bytes: &[u8]) {
    let answer = announces(candidate, segment, bytes.len(), Digest::of_bytes(bytes)).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    assert_eq!(
        answer.location(),
        format!("{UPLOADS}/{RECORDING}.{segment}")
    );
    let answer = patches(candidate, segment, 0, bytes).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    assert_eq!(answer.headers["tus-resumable"], "1.0.0");
}

#[tokio::test]
async fn a_recording_that_arrived_in_segments_becomes_one_playable_file() {
    on_both(|platform| async move {
        let film =
            std::fs::read("media/scenes/practice-doorway/practice-doorway-720.webm").unwrap();
        let (first, second) = film.split_at(film.len() / 2);
        let mut candidate = recording_candidate(&platform, 0).await;
        uploads(&mut candidate, 0, first).await;
        finishes(&mut candidate, 2, film.len()).await;
        let state = candidate.state().await;
        assert_eq!(state["recordings"][0]["segments_received"], json!([0]));
        assert_eq!(state["recordings"][0]["status"], "uploading");
        // The second comes in two parts, with a server that stops in between.
        let answer = announces(&mut candidate, 1, second.len(), Digest::of_bytes(second)).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let answer = patches(&mut candidate, 1, 0, &second[..1000]).await;
        assert_eq!(answer.headers["upload-offset"], "1000");
        let mut platform = platform;
        platform.restart().await;
        candidate.browser.address.clone_from(&platform.address);
        assert_eq!(offset(&mut candidate, 1).await, "1000");
        let answer = announces(&mut candidate, 1, second.len(), Digest::of_bytes(second)).await;
        assert_eq!(
            answer.status, 201,
            "announcing again changes nothing: {answer:?}"
        );
        let answer = patches(&mut candidate, 1, 1000, &second[1000..]).await;
        assert_eq!(answer.status, 204, "{answer:?}");
        assert_eq!(
            candidate.state().await["recordings"][0]["status"],
            "received"
        );

        let now = platform.clock.now();
        assert_eq!(platform.app.process_recordings(now).await.unwrap(), 1);
        assert_eq!(platform.app.process_recordings(now).await.unwrap(), 0);
        assert_eq!(candidate.state().await["recordings"][0]["status"], "ready");
    })
    .await;
}

#[tokio::test]
async fn a_recording_that_nothing_can_play_is_marked_and_its_bytes_are_kept() {
    on_both(|platform| async move {
        let mut candidate = recording_candidate(&platform, 1).await;
        uploads(&mut candidate, 0, b"this is no film").await;
        finishes(&mut candidate, 1, 15).await;
        platform
            .app
            .process_recordings(platform.clock.now())
            .await
            .unwrap();
        let state = candidate.state().await;
        assert_eq!(state["recordings"][0]["status"], "failed");
        assert_eq!(state["recordings"][0]["segments_received"], json!([0]));
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_does_not_fit_is_refused_with_what_to_do() {
    on_both(|platform| async move {
        let mut candidate = recording_candidate(&platform, 2).await;
        let (bytes, digest) = (b"0123456789", Digest::of_bytes(b"0123456789"));
        let answer = announces(&mut candidate, 0, 9_000_000, digest).await;
        assert_eq!(answer.problem(), (413, "too-large".to_owned()));
        let answer = announces(&mut candidate, 5_000, 10, digest).await;
        assert_eq!(answer.problem(), (413, "too-large".to_owned()));
        let answer = announces(&mut candidate, 0, 10, digest).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let answer = announces(&mut candidate, 0, 11, digest).await;
        assert_eq!(answer.problem(), (409, "conflict".to_owned()));
        let answer = patches(&mut candidate, 0, 3, &bytes[3..]).await;
        assert_eq!(answer.problem(), (409, "conflict".to_owned()));
        let answer = patches(&mut candidate, 0, 0, b"0123456789x").await;
        assert_eq!(answer.problem(), (413, "too-large".to_owned()));
        let answer = patches_as(&mut candidate, 0, 0, ("video/webm", bytes)).await;
        assert_eq!(answer.problem(), (415, "wrong-type".to_owned()));
        let answer = patches(&mut candidate, 7, 0, bytes).await;
        assert_eq!(answer.problem(), (404, "not-found".to_owned()));
        let path = format!("{UPLOADS}/{RECORDING}.0");
        let request = candidate.browser.request(Method::PATCH, &path);
        let answer = candidate.browser.send(request).await.unwrap();
        assert_eq!(answer.problem(), (412, "protocol-version".to_owned()));
        // Damaged on its way: dropped, and good when it comes again.
        let answer = patches(&mut candidate, 0, 0, b"0123456?89").await;
        assert_eq!(answer.problem(), (460, "checksum".to_owned()));
        assert_eq!(offset(&mut candidate, 0).await, "0");
        let answer = patches(&mut candidate, 0, 0, bytes).await;
        assert_eq!(answer.status, 204, "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_else_can_add_to_a_recording() {
    on_both(|platform| async move {
        let mut candidate = recording_candidate(&platform, 3).await;
        let digest = Digest::of_bytes(b"abc");
        let answer = announces(&mut candidate, 0, 3, digest).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let mut stranger = platform.candidate(4).await;
        let answer = announces(&mut stranger, 0, 3, digest).await;
        assert_eq!(answer.problem(), (404, "not-found".to_owned()));
        let answer = patches(&mut stranger, 0, 0, b"abc").await;
        assert_eq!(answer.problem(), (404, "not-found".to_owned()));
        // The same candidate on a newer device fences the older one.
        let mut newer = platform.candidate(3).await;
        let answer = patches(&mut candidate, 0, 0, b"abc").await;
        assert_eq!(answer.problem(), (410, "another-device".to_owned()));
        let answer = patches(&mut newer, 0, 0, b"abc").await;
        assert_eq!(answer.status, 204, "{answer:?}");
        let mut nobody = Candidate::new(platform.browser());
        let answer = patches(&mut nobody, 0, 0, b"abc").await;
        assert_eq!(answer.problem(), (401, "not-signed-in".to_owned()));
    })
    .await;
}

/// Puts the first scene's film where it belongs; here a film contains its own path.
async fn keep_first_film(platform: &Platform) -> String {
    let assessment = world::assessment();
    let mut scenes = assessment.scenes.iter();
    let scene = scenes.find(|scene| scene.name.as_str() == "queue").unwrap();
    let path = scene.sources[0].file.path.clone();
    let media = MediaStore::open(&platform.stores.media()).unwrap();
    let key = media_key(Digest::of_bytes(path.as_bytes()));
    media.put(&key, path.clone().into()).await.unwrap();
    path
}

#[tokio::test]
async fn a_film_is_given_whole_and_in_parts_to_its_candidates_and_to_nobody_else() {
    on_both(|platform| async move {
        let mut candidate = recording_candidate(&platform, 5).await;
        let state = candidate.browser.get(SITTING).await.json();
        let url = state["scene"]["sources"][0]["url"]
            .as_str()
            .unwrap()
            .to_owned();
        let path = keep_first_film(&platform).await;
        let whole = candidate.browser.get(&url).await;
        assert_eq!((whole.status, whole.body.as_str()), (200, path.as_str()));
        assert_eq!(whole.headers["accept-ranges"], "bytes");
        let cases = [
            (
                "bytes=0-3",
                206,
                &path[..4],
                format!("bytes 0-3/{}", path.len()),
            ),
            ("bytes=999-", 416, "", format!("bytes */{}", path.len())),
        ];
        for (range, status, body, content_range) in cases {
            let request = candidate
                .browser
                .request(Method::GET, &url)
                .header("Range", range);
            let answer = candidate.browser.send(request).await.unwrap();
            assert_eq!((answer.status, answer.body.as_str()), (status, body));
            assert_eq!(answer.headers["content-range"], content_range.as_str());
        }
        let nobody = platform.browser().get(&url).await;
        assert_eq!(nobody.problem(), (401, "not-signed-in".to_owned()));
        let unknown = format!("/sitting/media/{}", "0".repeat(64));
        let answer = candidate.browser.get(&unknown).await;
        assert_eq!(answer.problem(), (404, "not-found".to_owned()));
    })
    .await;
}
