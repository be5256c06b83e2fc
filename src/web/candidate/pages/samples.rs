//! Every page with every sample is rendered once; `target/pages/` then has them for people to look at.

use maud::Render;

use super::*;
use crate::assessment::{DecisionName, OptionName};
use crate::web::candidate::shell::{Frame, Steps};
use crate::web::words::Words;

/// Samples lie in `target/pages/`; from there this is where `npm run build` puts scripts and styles.
const ASSETS: &str = "../../src/browser/dist";

pub(super) fn frame_outside() -> Frame {
    Frame {
        words: Words::english(),
        assets: ASSETS.to_owned(),
        agency: "Rivermouth Police Department".to_owned(),
        contact: "applicants@rivermouth.invalid".to_owned(),
        is_demo: true,
        steps: None,
    }
}

pub(super) fn frame(current: usize) -> Frame {
    let words = Words::english();
    let mut titles = ["step-notice", "step-device", "step-practice"]
        .map(|name| words.get(name))
        .to_vec();
    titles.extend(
        [
            "A return at the shop",
            "Questions about you",
            "At the garden fence",
            "Arrows",
        ]
        .map(str::to_owned),
    );
    titles.push(words.get("step-review"));
    Frame {
        steps: Some(Steps { titles, current }),
        ..frame_outside()
    }
}

pub(super) fn scene() -> SceneView {
    SceneView {
        title: "A return at the shop".to_owned(),
        setting:
            "You are on foot patrol. A shop owner waves you in because a customer is shouting."
                .to_owned(),
        content_note: None,
        text_alternative:
            "A man stands at the counter with a torn bag.\n\nHe says: “I want my money back.”"
                .to_owned(),
        poster_url: "/sitting/media/poster".to_owned(),
        has_descriptions: true,
        decisions: decisions(),
        answer_prompt: "Speak to the customer as you would in the shop.".to_owned(),
        preparation_seconds: 5,
        limit_seconds: 60,
    }
}

fn decisions() -> Vec<DecisionView> {
    let option = |name: &str, text: &str| ChoiceView {
        name: OptionName::parse(name).unwrap(),
        text: text.to_owned(),
    };
    let decision = |name: &str, prompt: &str, response| DecisionView {
        name: DecisionName::parse(name).unwrap(),
        prompt: prompt.to_owned(),
        window_seconds: 12,
        response,
    };
    let options = vec![
        option(
            "ask-what-happened",
            "Greet both, and ask the customer what happened.",
        ),
        option("order-to-leave", "Tell the customer to leave the shop now."),
        option(
            "talk-to-owner",
            "Speak with the owner and let the customer wait.",
        ),
        option("watch", "Stay at the door and watch for a moment."),
    ];
    let ends = ResponseView::Rate {
        low: "Not at all".to_owned(),
        high: "Very much".to_owned(),
    };
    vec![
        decision(
            "first-words",
            "What do you do first?",
            ResponseView::Choose(options),
        ),
        decision(
            "step-in",
            "Press the moment you would step in.",
            ResponseView::ActNow,
        ),
        decision(
            "how-upset",
            "How upset is the customer at this moment?",
            ends,
        ),
    ]
}

fn rendered() -> Vec<(String, String)> {
    fn each(name: &str, pages: Vec<impl Render>) -> Vec<(String, String)> {
        let pages = pages.into_iter().enumerate();
        pages
            .map(|(idx, page)| (format!("{name}-{}", idx + 1), page.render().into_string()))
            .collect()
    }
    [
        each("link-problem", LinkProblemPage::samples()),
        each("notice", NoticePage::samples()),
        each("device-check", DeviceCheckPage::samples()),
        each("practice", PracticePage::samples()),
        each("scene", ScenePage::samples()),
        each("questionnaire-intro", QuestionnaireIntroPage::samples()),
        each("questionnaire", QuestionnairePage::samples()),
        each("judgement", JudgementPage::samples()),
        each("stop-signal", StopSignalPage::samples()),
        each("go-no-go", GoNoGoPage::samples()),
        each("flanker", FlankerPage::samples()),
        each("review", ReviewPage::samples()),
        each("receipt", ReceiptPage::samples()),
    ]
    .concat()
}

#[test]
fn every_page_has_its_words_and_nothing_that_the_content_policy_forbids() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, page) in rendered() {
        std::fs::write(folder.join(format!("candidate-{name}.html")), &page).unwrap();
        assert!(!page.contains('⟦'), "{name} lacks words: {page}");
        assert!(!page.contains(" style="), "{name} has an inline style");
        assert!(!page.contains("<script>"), "{name} has an inline script");
        assert_eq!(page.matches("<main").count(), 1, "{name} has one main part");
        assert!(page.contains("lang=\"en\""), "{name} names its language");
    }
}

#[test]
fn every_sentence_is_used_or_gone() {
    let sources = concat!(
        include_str!("../shell.rs"),
        include_str!("link_problem.rs"),
        include_str!("notice.rs"),
        include_str!("device_check.rs"),
        include_str!("stages.rs"),
        include_str!("practice.rs"),
        include_str!("scene.rs"),
        include_str!("questionnaire_intro.rs"),
        include_str!("item_form.rs"),
        include_str!("questionnaire.rs"),
        include_str!("judgement.rs"),
        include_str!("task.rs"),
        include_str!("stop_signal.rs"),
        include_str!("go_no_go.rs"),
        include_str!("flanker.rs"),
        include_str!("review.rs"),
        include_str!("receipt.rs"),
        include_str!("../receipt_parts.rs"),
        include_str!("../../words/mod.rs"),
    );
    // Names put together from parts, and the steps, which the handler names.
    let composed = [
        "link-",
        "another-device-",
        "revoked-",
        "expired-",
        "no-session-",
        "spoken-",
        "step-",
        "camera-fault-",
        "stop-feedback-",
        "go-feedback-",
        "flanker-feedback-",
        "scene-done-",
        "scene-kept-",
        "check-",
        "month-",
    ];
    let words = include_str!("../../words/en.ftl");
    for name in words
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name))
    {
        if name.starts_with(['#', ' ']) || composed.iter().any(|part| name.starts_with(part)) {
            continue;
        }
        assert!(
            sources.contains(&format!("\"{name}\"")),
            "{name} is said nowhere"
        );
    }
}
