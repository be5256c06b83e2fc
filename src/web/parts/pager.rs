//! Page links under a list that the server cuts into pages.

use maud::{Markup, html};

use super::figure;

/// Which page of a list this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pager {
    /// The page shown, counted from 1.
    pub page: u64,
    /// How many rows a page has.
    pub per_page: u64,
    /// How many rows there are on all pages.
    pub total: u64,
}

impl Pager {
    /// How many pages there are; one when there is nothing.
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(self.per_page.max(1)).max(1)
    }

    fn range(&self) -> String {
        if self.total == 0 {
            return "None".to_owned();
        }
        let first = (self.page.max(1) - 1) * self.per_page + 1;
        let last = (self.page * self.per_page).min(self.total);
        format!(
            "{} to {} of {}",
            figure::count(first),
            figure::count(last),
            figure::count(self.total)
        )
    }

    /// The page numbers offered: the ends, and the neighbours of this page; `None` stands for those left out.
    fn offered(&self) -> Vec<Option<u64>> {
        let pages = self.pages();
        let mut offered = Vec::new();
        let mut before = 0;
        for page in 1..=pages {
            let is_offered = page == 1 || page == pages || page.abs_diff(self.page) <= 1;
            if !is_offered {
                continue;
            }
            if page > before + 1 {
                offered.push(None);
            }
            offered.push(Some(page));
            before = page;
        }
        offered
    }
}

/// The links, with how many rows there are; only the count where one page holds all.
pub fn pager(pager: &Pager, href: impl Fn(u64) -> String) -> Markup {
    if pager.pages() == 1 {
        return html! { p.table-foot { (pager.range()) } };
    }
    html! {
        nav.usa-pagination aria-label="Pages" {
            p.table-foot { (pager.range()) }
            ul.usa-pagination__list {
                @if pager.page > 1 {
                    li.usa-pagination__item {
                        a.usa-pagination__link href=(href(pager.page - 1)) rel="prev" { "Previous" }
                    }
                }
                @for page in pager.offered() {
                    @if let Some(page) = page {
                        li.usa-pagination__item { (page_link(page, pager.page, &href)) }
                    } @else {
                        li.usa-pagination__item.usa-pagination__overflow aria-hidden="true" { "…" }
                    }
                }
                @if pager.page < pager.pages() {
                    li.usa-pagination__item {
                        a.usa-pagination__link href=(href(pager.page + 1)) rel="next" { "Next" }
                    }
                }
            }
        }
    }
}

fn page_link(page: u64, current: u64, href: impl Fn(u64) -> String) -> Markup {
    let is_current = page == current;
    let class = if is_current {
        "usa-pagination__button usa-current"
    } else {
        "usa-pagination__button"
    };
    html! {
        a class=(class) href=(href(page)) aria-current=[is_current.then_some("page")] {
            span.said { "Page " } (figure::count(page))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(page: u64, total: u64) -> Pager {
        Pager {
            page,
            per_page: 50,
            total,
        }
    }

    #[test]
    fn the_last_page_ends_with_the_last_row() {
        assert_eq!(at(8, 380).range(), "351 to 380 of 380");
        assert_eq!(at(1, 0).range(), "None");
        assert_eq!(at(1, 0).pages(), 1);
    }

    #[test]
    fn pages_far_away_are_left_out() {
        let some = |pages: &[u64]| pages.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(at(1, 150).offered(), some(&[1, 2, 3]));
        let middle = at(5, 500).offered();
        assert_eq!(
            middle,
            [
                some(&[1]),
                vec![None],
                some(&[4, 5, 6]),
                vec![None],
                some(&[10])
            ]
            .concat()
        );
    }
}
