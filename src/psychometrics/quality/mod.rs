//! How far answers may be trusted: signs of answering without reading.
//!
//! No index is proof. Each catches another kind of carelessness (long runs one key held down, little spread 4-5-4-5,
//! speed whoever did not read), so they are looked at together, and none lowers a score
//! (Curran, 2016, *Journal of Experimental Social Psychology* 66, 4–19).

mod attention;
mod pace;
mod runs;
mod spread;

pub use attention::missed_checks;
pub use pace::{PageTime, too_fast_share};
pub use runs::{average_run, longest_run};
pub use spread::irv;
