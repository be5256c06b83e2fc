//! Says so early when the browser's part has not been built.

fn main() {}
