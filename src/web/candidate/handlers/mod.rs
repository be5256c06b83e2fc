//! From a candidate's request to what the platform does, and back to a page.

mod extract;
mod forms;
mod media;
mod way_in;

pub(in crate::web) use forms::{
    answers, consent, device, finish, painted, practice, submit, typed,
};
pub(in crate::web) use media::media;
pub(in crate::web) use way_in::{open_link, sitting};
