//! Neighbouring nodes, worked on at once.
//!
//! The functions are plain loops over a fixed width, which the compiler turns into wide instructions, provided that they
//! end up inside a `WithSimd::with_simd` that `pulp` runs with the widest registers that the processor has. So all on
//! the way is inlined without fail (a closure would not be), loops go by indices (what the standard library does not
//! inline runs in narrow registers), and values are copied before they are written (so that no one has to fear that
//! both operands are the same memory).

/// How many nodes stand side by side.
pub(super) const WIDTH: usize = 8;

/// Neighbouring nodes.
pub(super) type Lane = [f64; WIDTH];

/// Multiplies each value by the other.
#[expect(
    clippy::inline_always,
    reason = "compiled for wide registers only where it is inlined"
)]
#[inline(always)]
pub(super) fn multiply(values: &mut Lane, factors: &Lane) {
    let (mut products, factors) = (*values, *factors);
    for idx in 0..WIDTH {
        products[idx] *= factors[idx];
    }
    *values = products;
}

/// Multiplies each value by the same factor.
#[expect(
    clippy::inline_always,
    clippy::needless_range_loop,
    reason = "compiled for wide registers only where it is inlined as a plain loop"
)]
#[inline(always)]
pub(super) fn scale(values: &mut Lane, factor: f64) {
    let mut products = *values;
    for idx in 0..WIDTH {
        products[idx] *= factor;
    }
    *values = products;
}

/// Adds to each sum the other.
#[expect(
    clippy::inline_always,
    reason = "compiled for wide registers only where it is inlined"
)]
#[inline(always)]
pub(super) fn add(sums: &mut Lane, addends: &Lane) {
    let (mut totals, addends) = (*sums, *addends);
    for idx in 0..WIDTH {
        totals[idx] += addends[idx];
    }
    *sums = totals;
}

/// Adds to each sum the product of two others.
#[expect(
    clippy::inline_always,
    reason = "compiled for wide registers only where it is inlined"
)]
#[inline(always)]
pub(super) fn add_product(sums: &mut Lane, first: &Lane, second: &Lane) {
    let (mut totals, first, second) = (*sums, *first, *second);
    for idx in 0..WIDTH {
        totals[idx] += first[idx] * second[idx];
    }
    *sums = totals;
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
