//! Somebody who works for an agency.

use super::{Answer, Browser};

/// A member of staff at their browser.
#[derive(Debug, Clone)]
pub(crate) struct Staff {
    pub(crate) browser: Browser,
}

impl Staff {
    /// Signs in by the form.
    pub(crate) async fn signs_in(mut browser: Browser, email: &str, password: &str) -> Self {
        let page = browser.get("/sign-in").await;
        let token = page.field("csrf");
        let fields = [
            ("csrf", token.as_str()),
            ("email", email),
            ("password", password),
        ];
        let answer = browser.post_form("/sign-in", &fields).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        Self { browser }
    }

    /// Opens a page.
    pub(crate) async fn opens(&mut self, path: &str) -> Answer {
        let answer = self.browser.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer
    }

    /// Fills in a form of the page at `page` and sends it.
    pub(crate) async fn sends(
        &mut self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let token = self.opens(page).await.field("csrf");
        let mut all = vec![("csrf", token.as_str())];
        all.extend(fields);
        self.browser.post_form(action, &all).await
    }
}
