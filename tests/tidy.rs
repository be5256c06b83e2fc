//! Rules about the sources themselves.
