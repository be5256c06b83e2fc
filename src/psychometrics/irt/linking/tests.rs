use super::*;
use crate::clock::seeded;
use crate::psychometrics::simulate::{BankPlan, ItemKind};

const KINDS: [ItemKind; 4] = [
    ItemKind::Logistic,
    ItemKind::Guessing {
        lower_asymptote: 0.2,
    },
    ItemKind::Graded { n_categories: 5 },
    ItemKind::PartialCredit { n_categories: 4 },
];

type Method = fn(&[Anchor]) -> Result<Link, Error>;
const METHODS: [Method; 4] = [mean_sigma, mean_mean, haebara, stocking_lord];

fn bank(kind: ItemKind, n_items: usize) -> Vec<ItemModel> {
    BankPlan::new(kind).items(n_items, &mut seeded(17)).unwrap()
}

#[test]
fn every_method_finds_a_link_without_error_exactly() {
    let link = Link::new(0.8, -0.6).unwrap();
    for kind in KINDS {
        let anchors: Vec<Anchor> = bank(kind, 6)
            .into_iter()
            .map(|new| Anchor {
                old: link.item(&new),
                new,
            })
            .collect();
        for method in METHODS {
            let found = method(&anchors).unwrap();
            assert!((found.slope() - 0.8).abs() < 1e-9, "{kind:?} {found:?}");
            assert!((found.intercept() + 0.6).abs() < 1e-9, "{kind:?} {found:?}");
        }
    }
}

#[test]
fn a_linked_item_gives_everybody_the_same_probabilities() {
    let link = Link::new(1.3, 0.4).unwrap();
    for kind in KINDS {
        for new in bank(kind, 3) {
            let old = link.item(&new).validated().unwrap();
            for theta in [-2.0, 0.1, 1.7] {
                let here = new.probabilities(theta);
                let there = old.probabilities(link.theta(theta).unwrap());
                for (here, there) in here.iter().zip(there) {
                    assert!((here - there).abs() < 1e-12);
                }
            }
        }
    }
}

#[test]
fn errors_of_calibration_move_the_curves_less_than_the_moments() {
    // Every parameter of the new calibration carries an error of deviation .1; the curves weigh what they see.
    let link = Link::new(1.2, 0.5).unwrap();
    let mut rng = seeded(23);
    let mut errors = [0.0; 4];
    for _ in 0..20 {
        let anchors: Vec<Anchor> = bank(ItemKind::Logistic, 10)
            .into_iter()
            .map(|truth| {
                let error =
                    crate::psychometrics::simulate::abilities(2, (0.0, 0.1), &mut rng).unwrap();
                let new = ItemModel::Logistic {
                    slope: truth.slope() + error[0],
                    intercept: truth.intercepts()[0] + error[1],
                };
                Anchor {
                    old: link.item(&truth),
                    new,
                }
            })
            .collect();
        for (error, method) in errors.iter_mut().zip(METHODS) {
            let found = method(&anchors).unwrap();
            *error += (found.slope() - 1.2).powi(2) + (found.intercept() - 0.5).powi(2);
        }
    }
    let rmse = errors.map(|error| (error / 40.0_f64).sqrt());
    assert!(rmse.iter().all(|rmse| *rmse < 0.08), "{rmse:?}");
    assert!(rmse[2].max(rmse[3]) < rmse[0], "{rmse:?}");
}

#[test]
fn linking_back_undoes_the_link() {
    let link = Link::new(0.7, 1.1).unwrap();
    let forth: Vec<Anchor> = bank(ItemKind::Graded { n_categories: 3 }, 4)
        .into_iter()
        .map(|new| Anchor {
            old: link.item(&new),
            new,
        })
        .collect();
    let back: Vec<Anchor> = forth
        .iter()
        .map(|anchor| Anchor {
            old: anchor.new.clone(),
            new: anchor.old.clone(),
        })
        .collect();
    for method in METHODS {
        let (forth, back) = (method(&forth).unwrap(), method(&back).unwrap());
        assert!((forth.slope() * back.slope() - 1.0).abs() < 1e-8);
        assert!(
            back.theta(forth.theta(0.9).unwrap())
                .is_some_and(|theta| (theta - 0.9).abs() < 1e-8)
        );
    }
}

#[test]
fn what_cannot_be_linked_is_refused_with_its_reason() {
    let flat = ItemModel::Logistic {
        slope: 0.0,
        intercept: 0.3,
    };
    let graded = ItemModel::Graded {
        slope: 1.0,
        intercepts: vec![0.5, -0.5],
    };
    let wider = ItemModel::Graded {
        slope: 1.0,
        intercepts: vec![0.5, 0.0, -0.5],
    };
    for method in METHODS {
        assert_eq!(method(&[]), Err(Error::TooFewAnchors { n: 0, minimum: 1 }));
        let unequal = Anchor {
            old: graded.clone(),
            new: wider.clone(),
        };
        let expected = Error::OtherModel {
            anchor_idx: 0,
            old: 3,
            new: 4,
        };
        assert_eq!(method(&[unequal]), Err(expected));
        let flat = Anchor {
            old: flat.clone(),
            new: flat.clone(),
        };
        assert!(matches!(method(&[flat]), Err(Error::Flat { .. })));
    }
    let turned = Anchor {
        old: ItemModel::Logistic {
            slope: 1.0,
            intercept: 0.3,
        },
        new: ItemModel::Logistic {
            slope: -1.0,
            intercept: 0.3,
        },
    };
    assert_eq!(mean_mean(&[turned]), Err(Error::Slope { slope: -1.0 }));
    assert!(Link::new(f64::NAN, 0.0).is_err());
    assert!(Link::new(0.0, 0.0).is_err());
}
