//! Spanish: syllables by the rules of its spelling, and the ease of Fernández Huerta as a grade.

use super::Counts;

/// Ease at the middle of each row of Fernández Huerta's table, and the grade of that row; before university is grades 9
/// to 12, the first years of it 13, a speciality 16.
const GRADES: [(f64, f64); 7] = [
    (95.0, 4.0),
    (85.0, 5.0),
    (75.0, 6.0),
    (65.0, 7.5),
    (55.0, 10.5),
    (40.0, 13.0),
    (15.0, 16.0),
];

/// The grade by the table, with straight lines between its rows; beyond its ends it stays.
pub(super) fn grade(counts: Counts) -> f64 {
    let ease = 206.84 - 60.0 * counts.syllables_per_word() - 1.02 * counts.words_per_sentence();
    let (easiest, hardest) = (GRADES[0], GRADES[GRADES.len() - 1]);
    let within = GRADES
        .windows(2)
        .find(|row| ease <= row[0].0 && ease >= row[1].0);
    match within {
        Some(row) => {
            let ((above, lower), (below, higher)) = (row[0], row[1]);
            lower + (higher - lower) * (above - ease) / (above - below)
        }
        None if ease > easiest.0 => easiest.1,
        None => hardest.1,
    }
}

/// How many syllables a word is spoken with.
///
/// *Model*: every vowel begins one, but a weak vowel (i, u, and y at the end) next to another vowel glides into it,
/// unless it carries the accent; the u of que, qui, gue and gui is silent.
pub(super) fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let vowels: Vec<(usize, Vowel)> = (0..letters.len())
        .filter_map(|at| Some((at, vowel(&letters, at)?)))
        .collect();
    let glides = vowels.windows(2).filter(|pair| {
        let ((at, first), (next, second)) = (pair[0], pair[1]);
        // An h between them is not heard: prohi-bir.
        let is_next_to = letters[at + 1..next].iter().all(|letter| *letter == 'h');
        is_next_to && first.glides_into(second)
    });
    vowels.len() - glides.count()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vowel {
    /// a, e, o, with or without an accent.
    Strong,
    /// i, u, ü, and y where it is a vowel.
    Weak,
    /// í, ú: never glides.
    Accented,
}

impl Vowel {
    fn glides_into(self, next: Self) -> bool {
        self != Self::Accented
            && next != Self::Accented
            && (self == Self::Weak || next == Self::Weak)
    }
}

fn vowel(letters: &[char], at: usize) -> Option<Vowel> {
    let before = at.checked_sub(1).and_then(|at| letters.get(at));
    let after = letters.get(at + 1);
    match letters[at] {
        'a' | 'e' | 'o' | 'á' | 'é' | 'ó' => Some(Vowel::Strong),
        'u' if before == Some(&'q') => None,
        'u' if before == Some(&'g') && matches!(after, Some('e' | 'i' | 'é' | 'í')) => None,
        'i' | 'u' | 'ü' => Some(Vowel::Weak),
        'í' | 'ú' => Some(Vowel::Accented),
        // y is a vowel alone and at the end of a word.
        'y' if after.is_none() => Some(Vowel::Weak),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_have_the_syllables_that_dictionaries_give_them() {
        let cases = [
            (
                1,
                "y yo que muy bien soy ley guion pie buey es fui dios veis",
            ),
            (
                2,
                "hechos antes actuar guerra quiero ciudad causa reír país día oír agua cuando leer baúl viuda \
                 güero seguir puerta siempre aunque ayer rueda cliente después prohibir ahí",
            ),
            (
                3,
                "espero conocer poeta maestro teatro hablamos Paraguay vergüenza héroe ahora caída prohíbe \
                 desahucio",
            ),
            (
                4,
                "autoridad policía oportuno gritaría camioneta dificultad tranquilidad alegría",
            ),
            (5, "universidad comunicación aeropuerto comunidades"),
            (6, "inmediatamente responsabilidad"),
        ];
        for (expected, words) in cases {
            for word in words.split(' ') {
                assert_eq!(syllables(word), expected, "{word}");
            }
        }
    }
}
