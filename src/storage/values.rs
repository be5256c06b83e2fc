//! How the program's own values are bound to and read from columns.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Encode, Type};
use uuid::Uuid;

use crate::assessment::FormLength;
use crate::clock::Millis;
use crate::digest::Digest;
use crate::ids::{
    AccountId, AgencyId, ApiClientId, ApplicationId, CampaignId, CandidateId, DecisionId,
    InvitationId, RecordingId, ScoreSetId, SessionId, SittingId,
};

macro_rules! wrapped {
    ($($outer:ty: $inner:ty),+ $(,)?) => {$(
        impl<DB: Database> Type<DB> for $outer where $inner: Type<DB> {
            fn type_info() -> DB::TypeInfo {
                <$inner as Type<DB>>::type_info()
            }
            fn compatible(given: &DB::TypeInfo) -> bool {
                <$inner as Type<DB>>::compatible(given)
            }
        }
        impl<'q, DB: Database> Encode<'q, DB> for $outer where $inner: Encode<'q, DB> {
            fn encode_by_ref(&self, buffer: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
                self.0.encode_by_ref(buffer)
            }
        }
        impl<'r, DB: Database> Decode<'r, DB> for $outer where $inner: Decode<'r, DB> {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                <$inner as Decode<'r, DB>>::decode(value).map(Self)
            }
        }
    )+};
}

wrapped! {
    AgencyId: Uuid, AccountId: Uuid, SessionId: Uuid, CandidateId: Uuid, CampaignId: Uuid, ApplicationId: Uuid,
    InvitationId: Uuid, SittingId: Uuid, RecordingId: Uuid, ScoreSetId: Uuid, DecisionId: Uuid, ApiClientId: Uuid,
    Millis: i64,
}

// A digest travels as plain bytes, and what comes back must be 32 of them.
impl<DB: Database> Type<DB> for Digest
where
    Vec<u8>: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        <Vec<u8> as Type<DB>>::type_info()
    }
    fn compatible(given: &DB::TypeInfo) -> bool {
        <Vec<u8> as Type<DB>>::compatible(given)
    }
}

impl<'q, DB: Database> Encode<'q, DB> for Digest
where
    Vec<u8>: Encode<'q, DB>,
{
    fn encode_by_ref(&self, buffer: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.0.to_vec().encode_by_ref(buffer)
    }
}

impl<'r, DB: Database> Decode<'r, DB> for Digest
where
    Vec<u8>: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        let bytes = <Vec<u8> as Decode<'r, DB>>::decode(value)?;
        Self::from_slice(&bytes).ok_or_else(|| "a digest has 32 bytes".into())
    }
}

/// The word a form is stored as.
pub(super) const fn form_text(form: FormLength) -> &'static str {
    match form {
        FormLength::Standard => "standard",
        FormLength::Short => "short",
    }
}

/// Reads what [`form_text`] wrote.
pub(super) fn parse_form(text: &str) -> Option<FormLength> {
    match text {
        "standard" => Some(FormLength::Standard),
        "short" => Some(FormLength::Short),
        _ => None,
    }
}
