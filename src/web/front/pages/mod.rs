//! What each of these pages shows.

mod front_door;

mod problem;

mod sign_in;

pub use front_door::{Door, Entrance, FrontDoorPage};
pub use problem::ProblemPage;
pub use sign_in::SignInPage;
