//! How the studio films a scene: its script, typed.
//!
//! Times are milliseconds of the film; the studio shows 25 frames a second, so that frames stand at multiples of
//! [`FRAME_MS`]. Positions are pixels of the 1280 × 720 picture. What a person looks and sounds like in detail (`look`,
//! `voice`) is the studio's own and not kept here.

mod timing;
mod words;

pub use timing::*;
pub use words::*;

use super::{PersonName, Text};

/// How long one frame of the studio's films stands, in milliseconds: a second has 25.
pub const FRAME_MS: u32 = 40;

/// The most characters of text that anybody speaks in a second: 300 words a minute of five characters each.
///
/// Lines are spoken at about half of that; a line that would have to be faster cannot be meant.
const MOST_CHARACTERS_A_SECOND: u32 = 25;

/// A scene's script.
#[derive(Debug, Clone, PartialEq)]
pub struct Film {
    /// The place.
    pub set: Set,
    /// The light.
    pub time: TimeOfDay,
    /// The weather.
    pub weather: Weather,
    /// Which frame is the poster.
    pub poster_ms: u32,
    /// The picture's data rates, where they are not the usual ones.
    pub kilobits: Option<Kilobits>,
    /// Who is seen.
    pub people: Vec<FilmPerson>,
    /// What is said, in order.
    pub lines: Vec<Line>,
    /// What people do.
    pub acts: Vec<Act>,
    /// Where the camera looks.
    pub camera: Vec<CameraKey>,
    /// What is heard beside voices.
    pub effects: Vec<Effect>,
    /// The low bed of sound.
    pub tension: Vec<TensionKey>,
    /// What is said of what is seen, for who cannot see it.
    pub descriptions: Vec<Description>,
}

impl Film {
    /// The person of that name.
    pub fn person(&self, name: &PersonName) -> Option<&FilmPerson> {
        self.people.iter().find(|person| &person.name == name)
    }
    /// Everybody whose casting counts: all but those in the background.
    pub fn cast(&self) -> impl Iterator<Item = &FilmPerson> {
        self.people.iter().filter(|person| !person.is_extra)
    }
}

/// Data rates of the picture in thousand bits a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kilobits {
    /// VP9 at 720 lines.
    pub webm_720: u32,
    /// H.264 at 720 lines.
    pub mp4_720: u32,
    /// VP9 at 360 lines.
    pub webm_360: u32,
    /// H.264 at 360 lines.
    pub mp4_360: u32,
}

/// Somebody who is seen.
#[derive(Debug, Clone, PartialEq)]
pub struct FilmPerson {
    /// The name that lines and acts use.
    pub name: PersonName,
    /// The name that captions show.
    pub caption: Text,
    /// Where the person stands at first.
    pub at: Stand,
    /// How near the person is; below 1 is behind.
    pub depth: f64,
    /// Where the voice is heard, from −1 (left) to 1 (right).
    pub pan: f64,
    /// How the body is held at first.
    pub posture: Posture,
    /// Whether the person only fills the background.
    pub is_extra: bool,
}

/// Where somebody stands, and how large they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// The base of the neck, from the left.
    pub x: f64,
    /// The base of the neck, from the top.
    pub y: f64,
    /// 1.36 is a medium shot, 0.8 shows the whole body.
    pub scale: f64,
}

/// Something that is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Who says it.
    pub who: PersonName,
    /// When it begins.
    pub at_ms: u32,
    /// How it is said.
    pub tone: Tone,
    /// The words: English is spoken, other languages are read.
    pub text: Text,
    /// Whether it is said to you.
    pub is_to_camera: bool,
    /// Whether it may be said over another line.
    pub is_over: bool,
}

impl Line {
    /// The earliest moment at which it can have been said to its end.
    pub fn earliest_end_ms(&self) -> u32 {
        let characters = u32::try_from(self.text.get("en").chars().count()).unwrap_or(u32::MAX);
        let shortest_ms = characters.saturating_mul(1000) / MOST_CHARACTERS_A_SECOND;
        self.at_ms.saturating_add(shortest_ms)
    }
}

/// What somebody does from a moment on; what is left out stays as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// Who does it.
    pub who: PersonName,
    /// From when on.
    pub at_ms: u32,
    /// How long the change takes, where it is not the usual time.
    pub over_ms: Option<u32>,
    /// What the face shows.
    pub mood: Option<Mood>,
    /// What arms and hands do.
    pub pose: Option<Pose>,
    /// On whose arm the pose's hands are laid.
    pub target: Option<PersonName>,
    /// Where the person looks.
    pub gaze: Option<Looking>,
    /// How the body is held.
    pub posture: Option<Posture>,
    /// Where the person goes.
    pub at: Option<Stand>,
    /// How far the body turns: −1 is left, 0 towards you, 1 right.
    pub facing: Option<f64>,
    /// How far the body leans, to the right and down.
    pub lean: Option<(f64, f64)>,
    /// How much the person weeps, from 0 to 1.
    pub tears: Option<f64>,
}

/// What somebody looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looking {
    /// That way, or at the viewer.
    Way(Gaze),
    /// At the eyes of somebody in the film.
    At(PersonName),
}

/// Where the camera looks at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CameraKey {
    /// When.
    pub at_ms: u32,
    /// The point in the middle of the picture, from the left.
    pub x: f64,
    /// The point in the middle of the picture, from the top.
    pub y: f64,
    /// How much larger than the whole set.
    pub zoom: f64,
    /// How much a hand shakes it, from 0 to 1.
    pub shake: f64,
    /// Whether it jumps there: a new shot.
    pub is_cut: bool,
}

/// A sound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// When it begins.
    pub at_ms: u32,
    /// Which it is.
    pub sound: Sound,
    /// When a sound that lasts, such as rain, ends, where it is not after its usual time.
    pub until_ms: Option<u32>,
    /// How loud it is, from 0.
    pub gain: f64,
    /// Where it is heard, from −1 (left) to 1 (right).
    pub pan: f64,
    /// How far it makes the picture nod, in pixels.
    pub jolt: f64,
}

/// How strong the low bed of sound is at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TensionKey {
    /// When.
    pub at_ms: u32,
    /// From 0 to 1.
    pub level: f64,
}

/// What is seen, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// When it is said.
    pub at_ms: u32,
    /// The words.
    pub text: Text,
}
