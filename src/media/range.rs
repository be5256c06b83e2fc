//! The part of a file that a player asks for (RFC 9110, section 14).

use std::ops::Range;

/// A part of an object, in bytes, the end exclusive.
pub type ByteRange = Range<u64>;

/// What a `Range` header asks of an object of a known size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The whole: no header, or one that may be ignored.
    Whole,
    /// One part.
    Part(ByteRange),
    /// A part that does not exist.
    Unsatisfiable,
}

impl Wanted {
    /// Reads a `Range` header for an object of `size` bytes.
    ///
    /// *Edges*: several ranges at once may be ignored by the standard, and are: no player asks for them.
    pub fn read(header: Option<&str>, size: u64) -> Self {
        let Some(range) = header.and_then(|text| text.trim().strip_prefix("bytes=")) else {
            return Self::Whole;
        };
        let Some((first, last)) = range.split_once('-').filter(|_| !range.contains(',')) else {
            return Self::Whole;
        };
        let (first, last) = (first.trim(), last.trim());
        let part = if first.is_empty() {
            last.parse()
                .map(|suffix: u64| size.saturating_sub(suffix)..size)
        } else {
            first.parse().and_then(|start: u64| {
                let end = if last.is_empty() {
                    Ok(size)
                } else {
                    last.parse().map(one_more)
                };
                end.map(|end: u64| start..end.min(size))
            })
        };
        match part {
            Err(_) => Self::Whole,
            Ok(part) if part.start < part.end => Self::Part(part),
            Ok(_) => Self::Unsatisfiable,
        }
    }
}

fn one_more(last: u64) -> u64 {
    last.saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_header_is_read_as_the_standard_says() {
        let cases = [
            (None, Wanted::Whole),
            (Some("bytes=0-"), Wanted::Part(0..1000)),
            (Some("bytes=0-0"), Wanted::Part(0..1)),
            (Some("bytes=200-299"), Wanted::Part(200..300)),
            (Some("bytes=900-5000"), Wanted::Part(900..1000)),
            (Some("bytes=-100"), Wanted::Part(900..1000)),
            (Some("bytes=-5000"), Wanted::Part(0..1000)),
            (Some("bytes=1000-"), Wanted::Unsatisfiable),
            (Some("bytes=-0"), Wanted::Unsatisfiable),
            (Some("bytes=5-2"), Wanted::Unsatisfiable),
            (Some("bytes=0-1,5-6"), Wanted::Whole),
            (Some("items=0-1"), Wanted::Whole),
            (Some("bytes=x-1"), Wanted::Whole),
            (Some("bytes=0-18446744073709551615"), Wanted::Part(0..1000)),
        ];
        for (header, expected) in cases {
            assert_eq!(Wanted::read(header, 1000), expected, "{header:?}");
        }
    }
}
