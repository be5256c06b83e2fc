//! `[[decision.moment]]`: the stretches of a window in which somebody may step in.

use super::decisions::{keyed, same_scales};
use super::numbers::whole;
use super::place::{Place, Table};
use super::values::each_once;
use crate::assessment::{Moment, Never, ResponseFormat};

/// What one table of moments is.
enum Read {
    Moment(Moment),
    Never(Never),
}

/// Reads the moments of a window, which have to partition it, and the one that stands for no press at all.
pub(super) fn act_now(
    table: &Table<'_>,
    window: Option<(u32, u32)>,
    duration_ms: Option<u32>,
) -> Option<ResponseFormat> {
    let (mut moments, mut nevers) = (Vec::new(), Vec::new());
    for read in table.each_of_some("moment", moment) {
        match read {
            Read::Moment(moment) => moments.push(moment),
            Read::Never(never) => nevers.push(never),
        }
    }
    if moments.len() + nevers.len() < table.written("moment") || table.written("moment") == 0 {
        // What could not be read has left its faults.
        return None;
    }
    let names = moments.iter().map(|moment| moment.name.as_str());
    let names = names.chain(nevers.iter().map(|never| never.name.as_str()));
    each_once(table, "moment", names);
    let all = moments.iter().map(|moment| &moment.keyed);
    same_scales(
        table,
        "moments",
        all.chain(nevers.iter().map(|never| &never.keyed)),
    );
    if nevers.len() != 1 {
        let reason = format!(
            "a window to step in has one moment for no press at all, and this has {}",
            nevers.len()
        );
        table.fault(reason, Some("give exactly one moment `never = true`"));
    }
    if let Some(window) = window {
        check_partition(table, &moments, window);
        check_end(table, window, duration_ms);
    }
    Some(ResponseFormat::ActNow {
        moments,
        never: nevers.pop()?,
    })
}

fn moment(place: Place<'_>) -> Option<Read> {
    let table = place.table(&[
        "name",
        "never",
        "from_ms",
        "to_ms",
        "competency",
        "key",
        "rationale",
    ])?;
    let name = table.required("name");
    let is_never = table.optional::<bool>("never").unwrap_or_default();
    let keyed = keyed(&table, "moment");
    if is_never {
        for place in ["from_ms", "to_ms"]
            .into_iter()
            .filter_map(|key| table.place(key))
        {
            place.fault(format!("`{}` stands beside `never = true`", place.key));
        }
        return Some(Read::Never(Never {
            name: name?,
            keyed: keyed?,
        }));
    }
    let limits = 0..=720_000;
    let from_ms = table.whole("from_ms", limits.clone());
    let to_ms = table
        .required_place("to_ms")
        .and_then(|place| whole(place, &limits));
    Some(Read::Moment(Moment {
        name: name?,
        from_ms: from_ms?,
        to_ms: to_ms?,
        keyed: keyed?,
    }))
}

/// Keeps a fault for the first gap, overlap or loose end.
fn check_partition(table: &Table<'_>, moments: &[Moment], (cue_ms, window_ms): (u32, u32)) {
    let end_ms = cue_ms + window_ms;
    let mut reached_ms = cue_ms;
    for moment in moments {
        if moment.from_ms != reached_ms {
            let reason = format!(
                "the moment `{}` begins at {} ms, and what comes before it ends at {reached_ms} ms",
                moment.name, moment.from_ms
            );
            let help = "let the moments cover the window in order, without gap or overlap";
            table.fault(reason, Some(help));
            return;
        }
        if moment.to_ms <= moment.from_ms {
            let reason = format!(
                "the moment `{}` ends at {} ms, and begins at {} ms",
                moment.name, moment.to_ms, moment.from_ms
            );
            table.fault(reason, Some("`to_ms` has to be after `from_ms`"));
            return;
        }
        reached_ms = moment.to_ms;
    }
    if reached_ms != end_ms {
        let reason =
            format!("the moments end at {reached_ms} ms, and the window closes at {end_ms} ms");
        let help = "let the last moment's `to_ms` be `cue_ms` + `window_ms`";
        table.fault(reason, Some(help));
    }
}

/// A press is placed by the film's time, so the film has to last as long as the window.
fn check_end(table: &Table<'_>, (cue_ms, window_ms): (u32, u32), duration_ms: Option<u32>) {
    if let (Some(duration_ms), Some(place)) = (duration_ms, table.place("window_ms"))
        && duration_ms < cue_ms + window_ms
        && cue_ms < duration_ms
    {
        let reason = format!(
            "the window to step in closes at {} ms, after the end of the film at {duration_ms} ms",
            cue_ms + window_ms
        );
        place.fault_with_help(reason, "shorten the window, or let the film go on longer");
    }
}
