//! Forms of candidates. Every one ends in 303 to the page of the step that is current then.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::extract::Sent;
use crate::app::by_form::{AnsweredPage, Go};
use crate::app::{Error, Result as Done};
use crate::assessment::{ItemName, SectionName};
use crate::sitting::{AnswerBy, Consented, DeviceChecked};
use crate::web::candidate::paths;
use crate::web::candidate::refusal::Refusal;
use crate::web::extract;
use crate::web::words::Words;

/// The smallest picture there is: one clear point.
const PICTURE: &[u8] =
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\
    \x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// The most characters of a browser's name that are kept.
const MOST_BROWSER_CHARACTERS: usize = 60;

type Answer = Result<HttpResponse, Refusal>;

#[derive(Deserialize)]
pub(in crate::web) struct ConsentForm {
    notice_version: String,
    locale: String,
}

/// `POST /sitting/consent`: agrees to the notice that was on the page; another version is shown to be read first.
pub(in crate::web) async fn consent(sent: Sent<ConsentForm>) -> Answer {
    let words = Words::of(&sent.form.locale);
    if words.notice_version() == sent.form.notice_version {
        let consented = Consented {
            notice_version: sent.form.notice_version,
            locale: words.locale().to_owned(),
        };
        sent.app.consent(&sent.candidate, consented).await?;
    }
    Ok(see(paths::SITTING))
}

#[derive(Deserialize)]
pub(in crate::web) struct DeviceForm {
    answer_by: AnswerBy,
    has_keyboard: bool,
    can_play: bool,
    refresh_hz: Option<f64>,
    late_frames: Option<f64>,
    browser: Option<String>,
}

/// `POST /sitting/device`: ends the device check.
pub(in crate::web) async fn device(sent: Sent<DeviceForm>) -> Answer {
    let form = sent.form;
    let browser = form.browser.map(|name| {
        let name = name.chars().take(MOST_BROWSER_CHARACTERS);
        name.collect()
    });
    let checked = DeviceChecked {
        answer_by: form.answer_by,
        has_keyboard: form.has_keyboard,
        can_play: form.can_play,
        refresh_hz: form.refresh_hz.filter(|value| value.is_finite()),
        late_frames: form.late_frames.filter(|value| value.is_finite()),
        browser,
    };
    sent.app
        .finish_device_check(&sent.candidate, checked)
        .await?;
    Ok(see(paths::SITTING))
}

#[derive(Deserialize)]
pub(in crate::web) struct PracticeForm {
    rounds: u32,
}

/// `POST /sitting/practice`: ends the practice.
pub(in crate::web) async fn practice(sent: Sent<PracticeForm>) -> Answer {
    sent.app
        .finish_practice(&sent.candidate, sent.form.rounds)
        .await?;
    Ok(see(paths::SITTING))
}

/// `POST /sitting/answers`: keeps a page of answers and goes on to another.
pub(in crate::web) async fn answers(sent: Sent<Vec<(String, String)>>) -> Answer {
    let page = answered_page(&sent.form)?;
    sent.app.answer_page(&sent.candidate, &page).await?;
    Ok(match page.next_page() {
        Some(next) => see(&paths::page(next)),
        None => see(paths::SITTING),
    })
}

fn answered_page(fields: &[(String, String)]) -> Done<AnsweredPage> {
    let wrong = |name: &str| {
        Error::Invalid(format!(
            "The form's field “{name}” cannot be read. Go back and send it again."
        ))
    };
    let field = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str())
    };
    let answers = fields.iter().filter_map(|(name, value)| {
        let item = name.strip_prefix("item.")?;
        let read = ItemName::parse(item).zip(value.parse().ok());
        Some(read.ok_or_else(|| wrong(name)))
    });
    let section = field("section").and_then(SectionName::parse);
    let page = field("page").and_then(|page| page.parse().ok());
    Ok(AnsweredPage {
        section: section.ok_or_else(|| wrong("section"))?,
        page: page.ok_or_else(|| wrong("page"))?,
        answers: answers.collect::<Done<_>>()?,
        go: match field("go") {
            Some("back") => Go::Back,
            Some("finish") => Go::Finish,
            Some("next") | None => Go::Next,
            Some(_) => return Err(wrong("go")),
        },
    })
}

#[derive(Deserialize)]
pub(in crate::web) struct TypedForm {
    section: SectionName,
    text: String,
}

/// `POST /sitting/typed`: keeps a typed answer.
pub(in crate::web) async fn typed(sent: Sent<TypedForm>) -> Answer {
    sent.app
        .type_answer(&sent.candidate, &sent.form.section, &sent.form.text)
        .await?;
    Ok(see(paths::SITTING))
}

#[derive(Deserialize)]
pub(in crate::web) struct FinishForm {
    section: SectionName,
}

/// `POST /sitting/finish`: ends a section.
pub(in crate::web) async fn finish(sent: Sent<FinishForm>) -> Answer {
    sent.app
        .finish_section(&sent.candidate, &sent.form.section)
        .await?;
    Ok(see(paths::SITTING))
}

#[derive(Deserialize)]
pub(in crate::web) struct SubmitForm {
    #[serde(default)]
    confirm_missing: bool,
}

/// `POST /sitting/submit`: hands everything in; while a recording is on its way, the page asks again.
pub(in crate::web) async fn submit(sent: Sent<SubmitForm>) -> Answer {
    let done = sent
        .app
        .submit(&sent.candidate, sent.form.confirm_missing)
        .await;
    match done {
        Ok(()) | Err(Error::Conflict(_)) => Ok(see(paths::SITTING)),
        Err(error) => Err(error.into()),
    }
}

/// `GET /sitting/painted/{section}.gif`: a picture whose loading says that a page without script was painted.
pub(in crate::web) async fn painted(section: Path<String>, request: HttpRequest) -> Answer {
    let who = extract::sitting(&request)?;
    let section = SectionName::parse(&section).ok_or(Error::NotFound("section"))?;
    who.app.start_section(&who.candidate, &section).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "image/gif"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(PICTURE))
}

fn see(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address))
        .finish()
}
