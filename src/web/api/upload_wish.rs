//! What an upload's headers and address say, read into what the platform knows.

use actix_web::http::header::HeaderMap;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::app::upload::{AnnouncedSegment, SegmentPlace};
use crate::app::{Error, Result};
use crate::digest::Digest;
use crate::ids::RecordingId;

/// The segment that a creation announces: `Upload-Length`, and `recording`, `segment` and `sha256` in its metadata.
pub(super) fn announced(headers: &HeaderMap) -> Result<AnnouncedSegment> {
    let metadata = text(headers, "upload-metadata")?;
    let recording = value(metadata, "recording")?;
    let segment = value(metadata, "segment")?;
    let sha256 = value(metadata, "sha256")?;
    Ok(AnnouncedSegment {
        place: SegmentPlace {
            recording: RecordingId::parse(&recording).ok_or_else(|| unreadable("recording"))?,
            segment: segment.parse().map_err(|_fault| unreadable("segment"))?,
        },
        length: number(headers, "upload-length")?,
        sha256: Digest::parse(&sha256).ok_or_else(|| unreadable("sha256"))?,
    })
}

/// The segment that an address names; one that cannot be is not there.
pub(super) fn place((recording, segment): &(String, String)) -> Result<SegmentPlace> {
    let recording = RecordingId::parse(recording);
    let place = recording.zip(segment.parse().ok());
    let (recording, segment) = place.ok_or(Error::NotFound("upload"))?;
    Ok(SegmentPlace { recording, segment })
}

/// A header that is a number of bytes.
pub(super) fn number(headers: &HeaderMap, name: &'static str) -> Result<u64> {
    let number = text(headers, name)?.parse();
    number.map_err(|_fault| {
        Error::Malformed(format!(
            "{name} is not a number of bytes. Send a whole number."
        ))
    })
}

fn text<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.ok_or_else(|| Error::Malformed(format!("The header {name} is missing. Send it.")))
}

/// One value of `Upload-Metadata`: pairs of a name and base64, with commas between.
fn value(metadata: &str, name: &str) -> Result<String> {
    let mut pairs = metadata
        .split(',')
        .filter_map(|pair| pair.trim().split_once(' '));
    let (_, encoded) = pairs
        .find(|(found, _)| *found == name)
        .ok_or_else(|| unreadable(name))?;
    let decoded = BASE64_STANDARD.decode(encoded.trim()).ok();
    let decoded = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
    decoded.ok_or_else(|| unreadable(name))
}

fn unreadable(name: &str) -> Error {
    Error::Malformed(format!(
        "Upload-Metadata has no `{name}` that can be read. Send recording (a UUID), segment (a number) and sha256 \
         (64 hexadecimal digits), each in base64."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn read(metadata: &str, length: &str) -> Result<AnnouncedSegment> {
        let mut headers = HeaderMap::new();
        let name = |text: &'static str| actix_web::http::header::HeaderName::from_static(text);
        headers.insert(name("upload-metadata"), metadata.parse().unwrap());
        headers.insert(name("upload-length"), length.parse().unwrap());
        announced(&headers)
    }

    fn metadata(recording: &str, segment: &str, sha256: &str) -> String {
        let [recording, segment, sha256] =
            [recording, segment, sha256].map(|value| BASE64_STANDARD.encode(value));
        format!("recording {recording},segment {segment}, sha256 {sha256}")
    }

    #[test]
    fn a_creation_s_headers_are_read_or_the_one_that_is_wrong_is_named() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let segment = read(&metadata(id, "3", HEX), "1000").unwrap();
        assert_eq!(segment.place.recording, RecordingId::parse(id).unwrap());
        assert_eq!((segment.place.segment, segment.length), (3, 1000));
        let cases = [
            (metadata("me", "3", HEX), "1000", "recording"),
            (metadata(id, "-3", HEX), "1000", "segment"),
            (metadata(id, "3", "abc"), "1000", "sha256"),
            (metadata(id, "3", HEX), "many", "upload-length"),
            (format!("recording {id}"), "1000", "recording"),
            (String::new(), "1000", "recording"),
        ];
        for (metadata, length, named) in cases {
            let error = read(&metadata, length).unwrap_err();
            assert!(matches!(error, Error::Malformed(_)), "{error:?}");
            assert!(error.to_string().contains(named), "{named}: {error}");
        }
    }
}
