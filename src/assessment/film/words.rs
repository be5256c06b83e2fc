//! The words that a script may use; the studio has a drawing or a sound for each.

/// A closed list of words.
pub trait Vocabulary: Copy + 'static {
    /// Every word with what it means.
    const WORDS: &'static [(&'static str, Self)];

    /// The word for it.
    fn word(self) -> &'static str;
}

macro_rules! vocabularies {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("`", $word, "`.")]
                $variant,
            )+
        }

        impl Vocabulary for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }
    )+};
}

vocabularies! {
    /// A place.
    Set {
        Shop = "shop", Garden = "garden", Doorway = "doorway", Bus = "bus", Roadside = "roadside", Hall = "hall",
        Stockroom = "stockroom", Office = "office", Park = "park",
    }
    /// The light.
    TimeOfDay { Day = "day", Dusk = "dusk", Night = "night" }
    /// The weather.
    Weather { Clear = "clear", Rain = "rain" }
    /// How somebody holds the whole body.
    Posture {
        Standing = "standing", Sitting = "sitting", Wheelchair = "wheelchair", Leaning = "leaning",
        LeaningLeft = "leaning-left", Crouching = "crouching", Bending = "bending",
        Car = "car",
    }
    /// What a face shows.
    Mood {
        Calm = "calm", Friendly = "friendly", Amused = "amused", Firm = "firm", Annoyed = "annoyed", Angry = "angry",
        Worried = "worried", Surprised = "surprised", Hurt = "hurt", Grief = "grief", Afraid = "afraid",
        Tired = "tired", Pleading = "pleading", Scornful = "scornful", Overwhelmed = "overwhelmed",
    }
    /// What arms and hands do.
    Pose {
        Rest = "rest", Palms = "palms", Shrug = "shrug", Counter = "counter", PointDown = "point-down", Chop = "chop",
        PointLeft = "point-left", PointRight = "point-right", Chest = "chest", Hips = "hips", Crossed = "crossed",
        Wipe = "wipe", Clasp = "clasp", Film = "film", Phone = "phone", Watch = "watch", Carry = "carry", Map = "map",
        MapPoint = "map-point", CoverEars = "cover-ears", HoldSelf = "hold-self", HandUp = "hand-up",
        ReachLeft = "reach-left", ReachRight = "reach-right", PushLeft = "push-left", PushRight = "push-right",
        Pockets = "pockets", HeadInHands = "head-in-hands", HoldPaper = "hold-paper", Write = "write",
        HoldPhoneUp = "hold-phone-up", StepBack = "step-back", Sign = "sign", RubArms = "rub-arms",
        OnWheels = "on-wheels", Knees = "knees", SteeringWheel = "steering-wheel", Cane = "cane", Wave = "wave",
        BehindBack = "behind-back", HoldElbow = "hold-elbow", StaggerLeft = "stagger-left",
        StaggerRight = "stagger-right", HandToEar = "hand-to-ear", GivePaper = "give-paper", HoldSlip = "hold-slip",
        MapTurn = "map-turn", LayLeft = "lay-left", LayRight = "lay-right",
    }
    /// Where somebody looks.
    Gaze {
        You = "you", Left = "left", Right = "right", Down = "down", DownLeft = "down-left", DownRight = "down-right",
        Up = "up", Away = "away",
    }
    /// How a line is spoken.
    Tone {
        Plain = "plain", Warm = "warm", Firm = "firm", Sharp = "sharp", Loud = "loud", Low = "low",
        Breaking = "breaking",
    }
    /// A sound.
    Sound {
        Bird = "bird", BoardCreak = "board-creak", Door = "door", Bell = "bell", BusBrake = "bus-brake",
        BusHum = "bus-hum", Engine = "engine", CarDoor = "car-door", Traffic = "traffic", MusicTinny = "music-tinny",
        PhoneBuzz = "phone-buzz", Murmur = "murmur", Crowd = "crowd", ChairScrape = "chair-scrape",
        BoxThud = "box-thud", Footsteps = "footsteps", Wind = "wind", Rain = "rain", SchoolBell = "school-bell",
        Paper = "paper", Typing = "typing", Keys = "keys", SirenFar = "siren-far", TillBeep = "till-beep",
    }
}

impl Pose {
    /// Whether hands reach out in it, so that they can be laid on somebody.
    pub const fn reaches_out(self) -> bool {
        matches!(
            self,
            Self::ReachLeft | Self::ReachRight | Self::PushLeft | Self::PushRight
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<V: Vocabulary>() -> String {
        let words = V::WORDS.iter().map(|(word, value)| {
            assert_eq!(value.word(), *word);
            format!("`{word}`")
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_authors_guide_lists_every_word_in_this_order() {
        let guide = include_str!("../../../docs/scenes.md");
        for (key, words) in [
            ("set", words::<Set>()),
            ("time", words::<TimeOfDay>()),
            ("weather", words::<Weather>()),
            ("posture", words::<Posture>()),
            ("mood", words::<Mood>()),
            ("pose", words::<Pose>()),
            ("gaze", words::<Gaze>()),
            ("tone", words::<Tone>()),
            ("sound", words::<Sound>()),
        ] {
            let row = format!("| `{key}` | {words} |");
            assert!(guide.contains(&row), "{row}");
        }
    }
}
