use serde::{Deserialize, Deserializer};

use crate::ids::CampaignId;
use crate::selection::{Order, SortBy};
use crate::web::parts::paths;

/// What stands in place of a band for those without a rank.
pub const UNRANKED: &str = "none";

/// What of a ranked list is shown, as it stands in the address.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RankingAddress {
    /// Words searched for.
    pub q: String,
    /// Only this band.
    #[serde(deserialize_with = "absent_when_empty")]
    pub band: Option<String>,
    /// Only those with this flag.
    #[serde(deserialize_with = "absent_when_empty")]
    pub flag: Option<String>,
    /// Only those with this decision.
    #[serde(deserialize_with = "absent_when_empty")]
    pub decision: Option<String>,
    /// The column that sorts.
    pub sort: SortBy,
    /// Which way.
    pub order: Order,
    /// The page, counted from 1.
    pub page: u64,
}

impl Default for RankingAddress {
    fn default() -> Self {
        Self {
            q: String::new(),
            band: None,
            flag: None,
            decision: None,
            sort: SortBy::Overall,
            order: Order::Descending,
            page: 1,
        }
    }
}

impl RankingAddress {
    /// Whether anything is left out of the list.
    pub fn is_filtered(&self) -> bool {
        !self.q.is_empty() || self.band.is_some() || self.flag.is_some() || self.decision.is_some()
    }

    /// Whether the list is in rank order, the best first.
    pub fn is_by_rank(&self) -> bool {
        self.sort == SortBy::Overall && self.order == Order::Descending
    }

    /// The address of this list.
    pub fn href(&self, campaign: CampaignId) -> String {
        let page = self.page.to_string();
        let fields = [
            ("q", self.q.as_str()),
            ("band", self.band.as_deref().unwrap_or("")),
            ("flag", self.flag.as_deref().unwrap_or("")),
            ("decision", self.decision.as_deref().unwrap_or("")),
            ("sort", self.sort.as_str()),
            ("order", self.order.as_str()),
            ("page", page.as_str()),
        ];
        let query: Vec<String> = fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", paths::encode(value)))
            .collect();
        format!("{}?{}", paths::ranking(campaign), query.join("&"))
    }

    /// Everybody without a rank who fits the other filters.
    #[must_use]
    pub fn of_unranked(&self) -> Self {
        Self {
            band: Some(UNRANKED.to_owned()),
            page: 1,
            ..self.clone()
        }
    }

    /// The same list on another page.
    #[must_use]
    pub fn at_page(&self, page: u64) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    /// The same list from its first page sorted by `column`, the other way when it already is.
    #[must_use]
    pub fn sorted_by(&self, column: SortBy) -> Self {
        let order = match (self.sort == column, self.order) {
            (true, Order::Ascending) => Order::Descending,
            (true, Order::Descending) => Order::Ascending,
            (false, _) => first_order(column),
        };
        Self {
            sort: column,
            order,
            page: 1,
            ..self.clone()
        }
    }

    /// How `column` is sorted now, when it is.
    pub fn order_of(&self, column: SortBy) -> Option<Order> {
        (self.sort == column).then_some(self.order)
    }
}

/// Words begin with A; figures with the highest.
fn first_order(column: SortBy) -> Order {
    match column {
        SortBy::Code | SortBy::Name => Order::Ascending,
        _ => Order::Descending,
    }
}

/// An empty choice in a filter arrives as an empty string.
fn absent_when_empty<'de, D: Deserializer<'de>>(field: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(field)?;
    Ok((!text.is_empty()).then_some(text))
}

#[cfg(test)]
mod tests {
    use actix_web::web::Query;

    use super::*;
    use crate::web::parts::sample;

    #[test]
    fn an_address_reads_back_to_the_same_list() {
        let list = RankingAddress {
            q: "A-7 & more".to_owned(),
            flag: Some("retest".to_owned()),
            sort: SortBy::ImpulseControl,
            order: Order::Ascending,
            page: 3,
            ..RankingAddress::default()
        };
        let href = list.href(CampaignId(sample::id(1)));
        let query = href.split_once('?').unwrap().1;
        let read = Query::<RankingAddress>::from_query(query).unwrap();
        assert_eq!(read.into_inner(), list);
    }

    #[test]
    fn empty_filters_filter_nothing() {
        let read = Query::<RankingAddress>::from_query("q=&band=&flag=&decision=").unwrap();
        assert!(!read.is_filtered());
        assert!(read.is_by_rank());
    }

    #[test]
    fn a_second_click_turns_the_order_round() {
        let list = RankingAddress::default().sorted_by(SortBy::Code);
        assert_eq!(list.order, Order::Ascending);
        assert_eq!(list.sorted_by(SortBy::Code).order, Order::Descending);
    }
}
