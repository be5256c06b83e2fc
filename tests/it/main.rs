//! The whole program, tried as its users would.
