//! Spelling patterns: letters, `[abc]` for one of them, `[^abc]` for one letter that is none of them, `^` for the
//! beginning of a word and `$` for its end.

/// Whether a pattern is anywhere in a word.
pub(super) fn is_in(pattern: &str, word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    (0..=letters.len()).any(|at| is_at(pattern, &letters, at))
}

/// Whether a pattern is in a word from that letter on.
fn is_at(pattern: &str, letters: &[char], at: usize) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => true,
        Some('^') => at == 0 && is_at(rest.as_str(), letters, at),
        Some('$') => at == letters.len(),
        Some('[') => {
            let (set, after) = rest.as_str().split_once(']').unwrap_or((rest.as_str(), ""));
            let is_one = |letter: &char| match set.strip_prefix('^') {
                Some(others) => !others.contains(*letter),
                None => set.contains(*letter),
            };
            letters.get(at).is_some_and(is_one) && is_at(after, letters, at + 1)
        }
        Some(letter) => letters.get(at) == Some(&letter) && is_at(rest.as_str(), letters, at + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_found_where_it_stands() {
        let cases = [
            ("io", "million", true),
            ("^io", "million", false),
            ("^mi", "million", true),
            ("on$", "million", true),
            ("li$", "million", false),
            ("[ln]io", "million", true),
            ("[^ln]io", "million", false),
            ("[^t]i", "i", false),
            ("", "", true),
        ];
        for (pattern, word, expected) in cases {
            assert_eq!(is_in(pattern, word), expected, "{pattern} in {word}");
        }
    }
}
