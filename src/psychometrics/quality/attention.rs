//! Items that tell whether somebody reads.

/// How many attention checks were answered otherwise than their words ask for.
///
/// *Takes / gives*: for each check the answer given (`None` = none) and the answer asked for; a number of checks.
///
/// *Edges*: a check left unanswered is not counted as missed: the whole page may have been out of time, and missing
/// answers are looked at elsewhere.
///
/// *Source*: Meade & Craig (2012), *Psychological Methods* 17, 437–455 (instructed-response items).
///
/// ```
/// use composure::psychometrics::quality::missed_checks;
/// assert_eq!(missed_checks([(Some(2), 2), (Some(5), 2), (None, 1)]), 1);
/// ```
pub fn missed_checks<Code: PartialEq>(
    checks: impl IntoIterator<Item = (Option<Code>, Code)>,
) -> usize {
    checks
        .into_iter()
        .filter(|(given, expected)| given.as_ref().is_some_and(|given| given != expected))
        .count()
}
