//! The account object: an account as the API and the command line show it, in FitTrackee's shape (CONTRACT §3).

use serde::Serialize;

use crate::store::records::User;

/// The account object.
#[derive(Serialize)]
pub struct AccountObject<'a> {
    username: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    admin: bool,
    suspended: bool,
    created_at: String,
    first_name: Option<&'a str>,
    last_name: Option<&'a str>,
    bio: Option<&'a str>,
    location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Option<&'a str>>,
}

impl<'a> AccountObject<'a> {
    /// As everybody may see it.
    pub fn public(user: &'a User) -> Self {
        Self {
            username: &user.name,
            email: None,
            admin: user.is_admin(),
            suspended: user.suspended,
            created_at: user.created_at.http_date(),
            first_name: user.first_name.as_deref(),
            last_name: user.last_name.as_deref(),
            bio: user.bio.as_deref(),
            location: user.location.as_deref(),
            language: None,
        }
    }

    /// With its e-mail address and language, for itself and for administrators.
    pub fn with_email(user: &'a User) -> Self {
        Self { email: Some(&user.email), language: Some(user.language.as_deref()), ..Self::public(user) }
    }
}
