//! Command lines to try, with the columns that they need.

/// A command line and the columns of its tables.
pub(super) struct Case {
    pub(super) line: &'static str,
    pub(super) columns: &'static str,
    /// The columns of the second table; empty where there is none.
    pub(super) second: &'static str,
}

const fn case(line: &'static str, columns: &'static str) -> Case {
    Case {
        line,
        columns,
        second: "",
    }
}

/// Every command, in the words of its help.
pub(super) const CASES_OF_COMMANDS: &[Case] = &[
    case("reliability FILE", "i1 i2 i3 i4"),
    case("reliability FILE --missing pairwise", "i1 i2 i3 i4 i5 i6"),
    case("irt FILE --model rasch --quadrature 15", "y1 y2 y3 y4"),
    case("irt FILE --model 1pl --quadrature 15", "y1 y2 y3 y4"),
    case("irt FILE --model 2pl --quadrature 15", "y1 y2 y3 y4"),
    case(
        "irt FILE --model 3pl --quadrature 15 --guessing-prior=-1.5,0.5",
        "y1 y2 y3 y4",
    ),
    case("irt FILE --model pcm --quadrature 15", "i1 i2 i3"),
    case("irt FILE --model gpcm --quadrature 15", "i1 i2 i3"),
    case(
        "irt FILE --model grm --quadrature 15 --scores OUT",
        "i1 i2 i3",
    ),
    case(
        "multigroup FILE --model 2pl --group sex --invariance scalar",
        "y1 y2 y3 sex",
    ),
    case(
        "multigroup FILE --model grm --group sex --invariance metric --dif",
        "c1 c2 c3 sex",
    ),
    case(
        "dif FILE --method mantel-haenszel --group group --focal f",
        "y1 y2 y3 y4 group",
    ),
    case(
        "dif FILE --method mantel-haenszel --group group --focal f --purify",
        "y1 y2 y3 y4 y5 y6 group",
    ),
    case(
        "dif FILE --method logistic --group group --focal f --reference m",
        "y1 y2 y3 y4 group",
    ),
    case(
        "dif FILE --method ordinal --group group --focal f",
        "i1 i2 i3 group",
    ),
    case("agreement FILE", "i1 i2 i3"),
    case("agreement FILE --layout raters-by-targets", "i1 i2 i3 i4"),
    case(
        "facets FILE --person person --rater rater --items i1,i2,i3",
        "person rater i1 i2 i3",
    ),
    case(
        "facets FILE --person person --rater rater --items i1,i2 --steps by-item --scores OUT",
        "person rater i1 i2",
    ),
    case("norms FILE --score score", "score"),
    case(
        "norms FILE --score score --weight weight --reliability 0.8",
        "score weight",
    ),
    case("norms FILE --score score --by age --at 1,2,3", "score age"),
    case(
        "equate FILE --scale score --from weight --to count --method mean",
        "scale weight count",
    ),
    case(
        "equate FILE --scale score --from weight --to count --method linear",
        "scale weight count",
    ),
    case(
        "equate FILE --scale scale --from weight --to count --method equipercentile",
        "scale weight count",
    ),
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method tucker",
        columns: "score anchor",
        second: "score anchor",
    },
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method levine",
        columns: "score anchor",
        second: "score anchor",
    },
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method chained-linear",
        columns: "score anchor",
        second: "score anchor",
    },
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method chained-equipercentile",
        columns: "score anchor",
        second: "score anchor",
    },
    Case {
        line: "equate --from-file FILE --to-file SECOND --score score --anchor anchor --method frequency-estimation",
        columns: "score anchor",
        second: "score anchor",
    },
    case(
        "stop-signal FILE",
        "participant block trial signal stop_signal_delay_ms responded rt_ms response correct_response",
    ),
    case(
        "go-no-go FILE",
        "participant block trial go_no_go responded rt_ms",
    ),
    case(
        "flanker FILE",
        "participant block trial congruent correct rt_ms",
    ),
    case("discounting FILE", "participant question later"),
    case("careless FILE", "i1 i2 i3 i4 i5 i6"),
    case("careless FILE --factors 3,3", "i1 i2 i3 i4 i5 i6"),
    Case {
        line: "person-fit FILE --parameters SECOND",
        columns: "y1 y2 y3 y4",
        second: "item a b",
    },
    case(
        "impact FILE --group group --selected selected",
        "group selected",
    ),
    case(
        "impact FILE --group group --selected selected --weight weight --reference m",
        "group selected weight",
    ),
    case(
        "impact FILE --group group --score score --weight weight",
        "group score weight",
    ),
    case(
        "impact FILE --group group --selected selected --stratum scene",
        "group selected scene",
    ),
    case(
        "group-difference FILE --score score --group sex",
        "score sex",
    ),
    case(
        "bands FILE --score score --reliability 0.8 --confidence 0.95",
        "score",
    ),
    case("validity FILE --predictors A,B --criterion C", "A B C"),
    case(
        "validity FILE --predictors A,B --criterion C --unrestricted-sd A=1.2 --criterion-reliability 0.6",
        "A B C",
    ),
    case(
        "generalisability FILE --person person --rater rater --scene scene --score score",
        "person rater scene score",
    ),
];
