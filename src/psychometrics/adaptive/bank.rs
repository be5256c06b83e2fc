//! The items to choose from.

use super::Error;
use crate::psychometrics::irt::ItemModel;

/// A calibrated item.
#[derive(Debug, Clone, PartialEq)]
pub struct BankItem {
    /// How its categories go with the ability.
    pub model: ItemModel,
    /// The area of content it belongs to, counted from 0.
    pub content: usize,
}

/// Calibrated items on one scale.
///
/// Its field is private because there is at least one item and every model is valid.
///
/// *Errors*: no item, a model with parameters that cannot be.
///
/// ```
/// use composure::psychometrics::{adaptive::{BankItem, ItemBank}, irt::ItemModel};
/// let item = BankItem { model: ItemModel::Logistic { slope: 1.0, intercept: 0.0 }, content: 0 };
/// assert_eq!(ItemBank::new(vec![item])?.items().len(), 1);
/// # Ok::<(), composure::psychometrics::adaptive::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ItemBank {
    items: Vec<BankItem>,
}

impl ItemBank {
    /// A bank of these items.
    pub fn new(items: Vec<BankItem>) -> Result<Self, Error> {
        if items.is_empty() {
            return Err(Error::EmptyBank);
        }
        for item in &items {
            item.model.clone().validated()?;
        }
        Ok(Self { items })
    }

    /// A bank whose items all belong to one area of content.
    pub fn of_one_area(models: Vec<ItemModel>) -> Result<Self, Error> {
        let items = models.into_iter();
        Self::new(items.map(|model| BankItem { model, content: 0 }).collect())
    }

    /// The items, at least one.
    pub fn items(&self) -> &[BankItem] {
        &self.items
    }
}
