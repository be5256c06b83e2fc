//! Neighbouring nodes, worked on at once.
//!
//! The functions are plain loops over a fixed width, which the compiler turns into wide instructions. They are inlined
//! into closures given to `pulp`, which runs them with the widest registers that the processor has. They use indices,
//! not iterators: what the standard library does not inline into such a closure is compiled for narrow registers.

/// How many nodes stand side by side.
pub(super) const WIDTH: usize = 8;

/// Neighbouring nodes.
pub(super) type Lane = [f64; WIDTH];

/// Multiplies each value by the other.
#[expect(
    clippy::inline_always,
    reason = "compiled for wide registers only where it is inlined as a plain loop"
)]
#[inline(always)]
pub(super) fn multiply(values: &mut Lane, factors: &Lane) {
    for idx in 0..WIDTH {
        values[idx] *= factors[idx];
    }
}

/// Multiplies each value by the same factor.
#[expect(
    clippy::inline_always,
    clippy::needless_range_loop,
    reason = "compiled for wide registers only where it is inlined as a plain loop"
)]
#[inline(always)]
pub(super) fn scale(values: &mut Lane, factor: f64) {
    for idx in 0..WIDTH {
        values[idx] *= factor;
    }
}

/// Adds to each sum the other.
#[expect(
    clippy::inline_always,
    reason = "compiled for wide registers only where it is inlined as a plain loop"
)]
#[inline(always)]
pub(super) fn add(sums: &mut Lane, addends: &Lane) {
    for idx in 0..WIDTH {
        sums[idx] += addends[idx];
    }
}

/// Adds to each sum the product of two others.
#[expect(
    clippy::inline_always,
    reason = "compiled for wide registers only where it is inlined as a plain loop"
)]
#[inline(always)]
pub(super) fn add_product(sums: &mut Lane, first: &Lane, second: &Lane) {
    for idx in 0..WIDTH {
        sums[idx] += first[idx] * second[idx];
    }
}

/// The sum of the values.
#[expect(
    clippy::inline_always,
    clippy::needless_range_loop,
    reason = "compiled for wide registers only where it is inlined as a plain loop"
)]
#[inline(always)]
pub(super) fn total(values: &Lane) -> f64 {
    let mut total = 0.0;
    for idx in 0..WIDTH {
        total += values[idx];
    }
    total
}
