//! The pages of a candidate's way, in its order.

mod link_problem;
mod notice;

mod device_check;

mod scene_view;
mod stages;

mod practice;

mod questionnaire_intro;

mod item_form;

mod questionnaire;

mod judgement;

mod scene;

mod task;

mod stop_signal;

mod go_no_go;

mod flanker;

mod review;

mod receipt;

pub use device_check::DeviceCheckPage;
pub use flanker::FlankerPage;
pub use go_no_go::GoNoGoPage;
pub use item_form::{ItemForm, ItemView};
pub use judgement::JudgementPage;
pub use link_problem::{LinkProblem, LinkProblemPage};
pub use notice::{NoticePage, NoticePart};
pub use practice::PracticePage;
pub use questionnaire::QuestionnairePage;
pub use questionnaire_intro::{QuestionnaireIntroPage, WhatIsAsked};
pub use receipt::{ReceiptPage, ReceivedPart};
pub use review::{RecordingView, ReviewPage};
pub use scene::ScenePage;
pub use scene_view::{ChoiceView, DecisionView, ResponseView, SceneView};
pub use stop_signal::StopSignalPage;
pub use task::{CoachingView, TaskView};

#[cfg(test)]
mod samples;
