//! Captions and descriptions: the part of `WebVTT` that players of every browser agree on.

/// Words that are shown for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// When they appear, in milliseconds of the film.
    pub start_ms: u32,
    /// When they go.
    pub end_ms: u32,
    /// The words without tags, lines joined by a space.
    pub text: String,
}

/// Reads a file's cues in order.
///
/// # Errors
///
/// The first fault, with its line.
pub fn read_webvtt(text: &str) -> Result<Vec<Cue>, String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut lines = (1..).zip(text.lines()).peekable();
    match lines.next() {
        Some((_, first)) if is_headed(first, "WEBVTT") => {}
        _ => return Err("line 1: the file has to begin with WEBVTT".to_owned()),
    }
    // Up to the first empty line the file says of itself what it is: `Kind: captions`, `Language: en`.
    let is_header = |line: &str| !line.trim().is_empty() && !line.contains("-->");
    while lines.next_if(|(_, line)| is_header(line)).is_some() {}
    let mut cues: Vec<Cue> = Vec::new();
    while let Some((number, line)) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        let mut block = vec![(number, line)];
        while let Some((number, line)) = lines.next_if(|(_, line)| !line.trim().is_empty()) {
            block.push((number, line));
        }
        let Some(cue) = read_block(&block)? else {
            continue;
        };
        if let Some(last) = cues.last()
            && cue.start_ms < last.start_ms
        {
            return Err(format!(
                "line {number}: this cue begins before the one above it"
            ));
        }
        cues.push(cue);
    }
    Ok(cues)
}

/// A cue; `None` for a note or a style.
fn read_block(block: &[(usize, &str)]) -> Result<Option<Cue>, String> {
    let (first, line) = block[0];
    // A cue may be named NOTE1.
    let others = ["NOTE", "STYLE", "REGION"];
    if others.iter().any(|word| is_headed(line, word)) {
        return Ok(None);
    }
    // A cue may have a name on the line above its times.
    let Some(place) = block
        .iter()
        .take(2)
        .position(|(_, line)| line.contains("-->"))
    else {
        return Err(format!(
            "line {first}: there are no times; write 00:01.000 --> 00:02.500"
        ));
    };
    let (number, times) = block[place];
    let read = times.split_once("-->").and_then(|(start, end)| {
        let end = end.split_whitespace().next()?;
        Some((milliseconds(start.trim())?, milliseconds(end)?))
    });
    let Some((start_ms, end_ms)) = read else {
        return Err(format!(
            "line {number}: {times:?} are no times; write 00:01.000 --> 00:02.500"
        ));
    };
    if end_ms <= start_ms {
        return Err(format!("line {number}: the cue ends before it begins"));
    }
    let words = block[place + 1..]
        .iter()
        .map(|(_, line)| without_tags(line));
    let text = words.collect::<Vec<_>>().join(" ");
    if text.trim().is_empty() {
        return Err(format!("line {number}: the cue has no words"));
    }
    Ok(Some(Cue {
        start_ms,
        end_ms,
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
    }))
}

/// Whether a line is that word, alone or before a space.
fn is_headed(line: &str, word: &str) -> bool {
    let after = line.strip_prefix(word);
    after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
}

/// `01:02.500` or `00:01:02.500`.
fn milliseconds(written: &str) -> Option<u32> {
    let (clock, thousandths) = written.split_once('.')?;
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if thousandths.len() != 3 || !is_number(thousandths) {
        return None;
    }
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => ("0", minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    let is_whole = minutes.len() == 2 && seconds.len() == 2 && !hours.is_empty();
    if !is_whole || ![hours, minutes, seconds].iter().all(|part| is_number(part)) {
        return None;
    }
    let [hours, minutes, seconds, thousandths]: [u32; 4] = [
        hours.parse().ok()?,
        minutes.parse().ok().filter(|minutes| *minutes < 60)?,
        seconds.parse().ok().filter(|seconds| *seconds < 60)?,
        thousandths.parse().ok()?,
    ];
    let seconds = hours
        .checked_mul(3600)?
        .checked_add(minutes * 60 + seconds)?;
    seconds.checked_mul(1000)?.checked_add(thousandths)
}

fn without_tags(line: &str) -> String {
    let mut words = String::new();
    let mut in_tag = false;
    for character in line.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            _ => words.push(character),
        }
    }
    words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cues_are_read_with_their_times_and_without_tags() {
        let text = "WEBVTT - captions\n\nNOTE by hand\n\none\n00:01.000 --> 00:02.500 line:80%\n<v Rosa>Rosa: You\n&amp; me?\n\n01:00:00.000 --> 01:00:01.000\nEnd.\n";
        let cue = |start_ms, end_ms, text: &str| Cue {
            start_ms,
            end_ms,
            text: text.to_owned(),
        };
        assert_eq!(
            read_webvtt(text),
            Ok(vec![
                cue(1_000, 2_500, "Rosa: You & me?"),
                cue(3_600_000, 3_601_000, "End.")
            ])
        );
    }

    #[test]
    fn what_a_file_says_of_itself_is_left_out_and_a_cue_of_any_name_is_not() {
        let cues = |text: String| {
            let cues = read_webvtt(&text).unwrap();
            cues.into_iter().map(|cue| cue.text).collect::<Vec<_>>()
        };
        let cue = "00:01.000 --> 00:02.000\nHello.\n";
        for head in [
            "WEBVTT\nKind: captions\nLanguage: en\n\n",
            "WEBVTT\tcaptions\n\n",
            // Times end the header, as players have it.
            "WEBVTT\nKind: captions\n",
            "WEBVTT\n\nNOTE1\n",
            "WEBVTT\n\nREGION2\n",
            "WEBVTT\n\nNOTE\tby hand\n\nSTYLE\n::cue {}\n\n",
        ] {
            assert_eq!(cues(format!("{head}{cue}")), ["Hello."], "{head:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, expected) in [
            ("", "line 1: the file has to begin with WEBVTT"),
            (
                "WEBVTT\n\nHello.\n",
                "line 3: there are no times; write 00:01.000 --> 00:02.500",
            ),
            (
                "WEBVTT\n\n0:1 --> 0:2\nHello.\n",
                "line 3: \"0:1 --> 0:2\" are no times; write 00:01.000 --> 00:02.500",
            ),
            (
                "WEBVTT\n\n00:02.000 --> 00:01.000\nHello.\n",
                "line 3: the cue ends before it begins",
            ),
            (
                "WEBVTT\n\n00:01.000 --> 00:02.000\n\n",
                "line 3: the cue has no words",
            ),
            (
                "WEBVTT\n\n00:03.000 --> 00:04.000\nA\n\n00:01.000 --> 00:02.000\nB\n",
                "line 6: this cue begins before the one above it",
            ),
        ] {
            assert_eq!(read_webvtt(text), Err(expected.to_owned()));
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_cues_or_a_fault(text in any::<String>()) {
            let _ = read_webvtt(&format!("WEBVTT\n\n{text}"));
        }
    }
}
