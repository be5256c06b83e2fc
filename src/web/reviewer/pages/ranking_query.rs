use serde::{Deserialize, Deserializer};

use crate::ids::CampaignId;
use crate::web::parts::paths;
use crate::web::parts::table::Order;

/// What of a ranked list is shown, as it stands in the address.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RankingQuery {
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
    pub sort: RankingColumn,
    /// Which way.
    pub order: SortOrder,
    /// The page, counted from 1.
    pub page: u64,
}

/// A column that can sort the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankingColumn {
    /// By rank: the order that the campaign's composite gives.
    #[default]
    Rank,
    /// By code or name.
    Applicant,
    /// By the composite for impulse control.
    ImpulseControl,
    /// By the composite for skill with people.
    InterpersonalSkill,
    /// By what may be done with the scores.
    Verdict,
    /// By decision.
    Decision,
}

impl RankingColumn {
    /// Its name in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rank => "rank",
            Self::Applicant => "applicant",
            Self::ImpulseControl => "impulse_control",
            Self::InterpersonalSkill => "interpersonal_skill",
            Self::Verdict => "verdict",
            Self::Decision => "decision",
        }
    }
}

/// Which way a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortOrder {
    /// The lowest first.
    #[default]
    Ascending,
    /// The highest first.
    Descending,
}

impl SortOrder {
    /// Its name in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }

    const fn turned(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

impl Default for RankingQuery {
    fn default() -> Self {
        Self {
            q: String::new(),
            band: None,
            flag: None,
            decision: None,
            sort: RankingColumn::default(),
            order: SortOrder::default(),
            page: 1,
        }
    }
}

impl RankingQuery {
    /// Whether anything is left out of the list.
    pub fn is_filtered(&self) -> bool {
        !self.q.is_empty() || self.band.is_some() || self.flag.is_some() || self.decision.is_some()
    }

    /// The address of this list.
    pub fn href(&self, campaign: CampaignId) -> String {
        let page = self.page.to_string();
        let fields = [
            ("q", self.q.as_str()),
            ("band", self.band.as_deref().unwrap_or("")),
            ("flag", self.flag.as_deref().unwrap_or("")),
            ("decision", self.decision.as_deref().unwrap_or("")),
            ("sort", self.sort.name()),
            ("order", self.order.name()),
            ("page", page.as_str()),
        ];
        let query: Vec<String> = fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", paths::encode(value)))
            .collect();
        format!("{}?{}", paths::ranking(campaign), query.join("&"))
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
    pub fn sorted_by(&self, column: RankingColumn) -> Self {
        let order = if self.sort == column {
            self.order.turned()
        } else {
            SortOrder::Ascending
        };
        Self {
            sort: column,
            order,
            page: 1,
            ..self.clone()
        }
    }

    /// How `column` is sorted now, when it is.
    pub fn order_of(&self, column: RankingColumn) -> Option<Order> {
        (self.sort == column).then_some(match self.order {
            SortOrder::Ascending => Order::Ascending,
            SortOrder::Descending => Order::Descending,
        })
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
        let list = RankingQuery {
            q: "A-7 & more".to_owned(),
            flag: Some("too_fast".to_owned()),
            sort: RankingColumn::Verdict,
            order: SortOrder::Descending,
            page: 3,
            ..RankingQuery::default()
        };
        let href = list.href(CampaignId(sample::id(1)));
        let query = href.split_once('?').unwrap().1;
        let read = Query::<RankingQuery>::from_query(query).unwrap();
        assert_eq!(read.into_inner(), list);
    }

    #[test]
    fn empty_filters_filter_nothing() {
        let read = Query::<RankingQuery>::from_query("q=&band=&flag=&decision=").unwrap();
        assert!(!read.is_filtered());
    }

    #[test]
    fn a_second_click_turns_the_order_round() {
        let list = RankingQuery::default().sorted_by(RankingColumn::Verdict);
        assert_eq!(list.order, SortOrder::Ascending);
        assert_eq!(
            list.sorted_by(RankingColumn::Verdict).order,
            SortOrder::Descending
        );
    }
}
