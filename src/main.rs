//! The program `composure`.

fn main() {}
