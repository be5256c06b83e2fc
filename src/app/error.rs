//! Why something was not done, in words that say what to do. `web` turns each into a status and a page.

use crate::media::MediaError;
use crate::sitting::{Refused, Unreadable};
use crate::storage::StorageError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such record, or it is another agency's: the same answer, so that nothing is given away.
    #[error("There is no {0} here. Check the address, or go back to the list.")]
    NotFound(&'static str),
    /// Nobody is signed in, or the session is over.
    #[error("Your session is over. {0}")]
    NotSignedIn(&'static str),
    /// The actor may not do this.
    #[error("Your role does not include this. Ask an administrator of your agency.")]
    NotAllowed,
    /// The form was not sent from our own page, or its page is too old.
    #[error("This form has expired. Go back, load the page again, and send it once more.")]
    StaleForm,
    /// The link or the sitting is not open any more.
    #[error(transparent)]
    Gone(#[from] Gone),
    /// Events that do not continue what is kept.
    #[error(transparent)]
    Sequence(#[from] SequenceFault),
    /// An event that cannot be.
    #[error("Event {sequence} was not taken. {reason}")]
    EventRefused {
        /// Its place.
        sequence: u32,
        /// Why.
        #[source]
        reason: Refused,
    },
    /// An event that cannot be read.
    #[error("Event {sequence} was not taken. {reason}")]
    EventUnreadable {
        /// Its place.
        sequence: u32,
        /// Why.
        #[source]
        reason: Unreadable,
    },
    /// Something that came is wrong; the sentence says what and what to do.
    #[error("{0}")]
    Invalid(String),
    /// It cannot even be read; the sentence says where.
    #[error("{0}")]
    Malformed(String),
    /// It is of a kind that is not taken here; the sentence says which is.
    #[error("{0}")]
    WrongType(String),
    /// It clashes with what is there; the sentence says with what.
    #[error("{0}")]
    Conflict(String),
    /// More than is taken at once.
    #[error("{0}")]
    TooLarge(String),
    /// Too many tries; wait.
    #[error("{0}")]
    TooManyTries(String),
    /// The database cannot be used at this moment.
    #[error("Your data cannot be stored at this moment. Nothing is lost: try again in a minute.")]
    Storage(#[source] StorageError),
    /// Events could not be written at this moment.
    #[error(
        "Your answers cannot be stored at this moment. They stay on your device; we keep trying."
    )]
    Unwritten,
    /// The media store cannot be used at this moment.
    #[error("Recordings cannot be stored at this moment. Nothing is lost: try again in a minute.")]
    Media(#[source] MediaError),
    /// Something that cannot be is.
    #[error("Something went wrong on our side. It was noted; try again, or tell your contact.")]
    Internal(&'static str),
}

/// What is over, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Gone {
    /// A newer device took over.
    #[error(
        "This assessment is open on another device. Go on there, or open your link here again."
    )]
    AnotherDevice,
    /// The agency took the invitation back.
    #[error("This invitation was taken back. Ask the agency that invited you.")]
    Revoked,
    /// It was handed in.
    #[error("This assessment was handed in. Nothing can be added.")]
    Submitted,
    /// The link's time is over.
    #[error("This link has expired. Ask the agency that invited you for a new one.")]
    Expired,
}

/// How events fail to continue what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SequenceFault {
    /// One is missing in between.
    #[error("Event {missing} is missing. Send again from it on.")]
    Gap {
        /// The first that is missing.
        missing: u32,
    },
    /// Another event has this place.
    #[error("Event {taken} is kept already with another content. Load the page again.")]
    Taken {
        /// Its place.
        taken: u32,
    },
}

impl From<StorageError> for Error {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<MediaError> for Error {
    fn from(error: MediaError) -> Self {
        if error.is_missing() {
            Self::NotFound("file")
        } else {
            Self::Media(error)
        }
    }
}

/// What every use case gives.
pub type Result<T> = std::result::Result<T, Error>;
