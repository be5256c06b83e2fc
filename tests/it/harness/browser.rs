//! A browser as far as HTTP goes: it keeps cookies, and does not follow redirects by itself.

use std::collections::BTreeMap;

use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, redirect};
use serde_json::Value;

/// A browser, or a program.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    client: Client,
    pub(crate) address: String,
    pub(crate) cookies: BTreeMap<String, String>,
    /// A program's access token.
    pub(crate) token: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Browser {
    pub(crate) fn at(address: &str) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none());
        Self {
            client: client.build().unwrap(),
            address: address.to_owned(),
            cookies: BTreeMap::new(),
            token: None,
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path);
        self.send(request).await.unwrap()
    }

    pub(crate) async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::POST, path).form(fields);
        self.send(request).await.unwrap()
    }

    pub(crate) async fn post_json(&mut self, path: &str, body: &Value) -> Answer {
        let request = self.request(Method::POST, path).json(body);
        self.send(request).await.unwrap()
    }

    pub(crate) async fn post_bytes(&mut self, path: &str, media_type: &str, body: &str) -> Answer {
        let request = self.request(Method::POST, path);
        let request = request
            .header(CONTENT_TYPE, media_type)
            .body(body.to_owned());
        self.send(request).await.unwrap()
    }

    /// A request with this browser's cookies and token. A path may also be a whole address.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let path = path.strip_prefix(&self.address).unwrap_or(path);
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.address));
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = (self.cookies.iter())
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        request
    }

    /// Sends a request and keeps the cookies that come back; fails where nobody answers.
    pub(crate) async fn send(&mut self, request: RequestBuilder) -> reqwest::Result<Answer> {
        let response = request.send().await?;
        let answer = Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.text().await?,
        };
        for cookie in answer.headers.get_all(SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let pair = text.split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(answer)
    }
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|fault| panic!("{fault} in the answer {self:?}"))
    }

    /// The status and the kind of a problem document, with its sentence looked at: it has to be one.
    pub(crate) fn problem(&self) -> (u16, String) {
        let media_type = self.headers.get(CONTENT_TYPE);
        assert_eq!(
            media_type.and_then(|value| value.to_str().ok()),
            Some("application/problem+json"),
            "{self:?}"
        );
        let document = self.json();
        assert_eq!(document["status"], self.status, "{self:?}");
        assert!(document["title"].is_string(), "{self:?}");
        let detail = document["detail"].as_str().unwrap_or_default();
        assert!(detail.ends_with('.') && detail.contains(' '), "{self:?}");
        let kind = document["type"].as_str().unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default();
        (self.status, kind.to_owned())
    }

    /// Where it sends the browser.
    pub(crate) fn location(&self) -> &str {
        let header = self.headers.get(LOCATION);
        header.map_or("", |value| value.to_str().unwrap())
    }

    /// The value of a form's field on the page.
    pub(crate) fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\"");
        let tags = self.body.split('<');
        let tag = tags
            .filter_map(|tag| tag.split('>').next())
            .find(|tag| tag.contains(&mark) && tag.contains("value=\""))
            .unwrap_or_else(|| panic!("no field `{name}` in {}", self.body));
        let (_, value) = tag.split_once("value=\"").unwrap();
        value.split('"').next().unwrap().to_owned()
    }
}
