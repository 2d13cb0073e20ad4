//! The second factor: asked for at the sign-in and before risky steps, set up, recovery codes shown once.

use askama::Template;

use super::{FormErrors, Page, When, script_href, script_integrity};
use crate::account::confirmation::Question;

/// `GET`/`POST /login/second-factor`: fields `code`, `from`.
#[derive(Clone, Template)]
#[template(path = "login_second_factor.html")]
pub struct LoginSecondFactor {
    /// What is around the content.
    pub page: Page,
    /// Whose sign-in it is.
    pub account: String,
    /// Where to go after sign-in, handed back as it came.
    pub from: String,
    /// The app that sent the person here, if it was one.
    pub for_app: Option<String>,
    /// What is wrong, the wait after too many attempts included.
    pub errors: FormErrors,
}

/// `GET /profile/second-factor`. The forms differ in the hidden `action`: `codes`, `ask_off`.
#[derive(Clone, Template)]
#[template(path = "second_factor.html")]
pub struct SecondFactorPage {
    /// What is around the content.
    pub page: Page,
    /// Whether the server requires one that the account has not got yet.
    pub required: bool,
    /// Where to go when one is set up; empty for nowhere in particular.
    pub from: String,
    /// Since when there is an authenticator app, and when it was last used.
    pub app: Option<(When, Option<When>)>,
    /// How many recovery codes are left, and when they were made; `None` without a second factor.
    pub codes: Option<(usize, When)>,
}

impl SecondFactorPage {
    fn app_path(&self) -> String {
        with_from("/profile/second-factor/app", &self.from)
    }
}

/// `GET`/`POST /profile/second-factor/app`: fields `secret`, `ticket`, `code`, `from`.
#[derive(Clone, Template)]
#[template(path = "second_factor_app.html")]
pub struct SecondFactorApp {
    /// What is around the content.
    pub page: Page,
    /// The QR code: how many modules it is wide with its margin, and its dark ones as a path of strokes.
    pub picture: (usize, String),
    /// The secret, as it is sent back.
    pub secret: String,
    /// The same in groups of four, as people type it.
    pub grouped: String,
    /// Brings the secret back.
    pub ticket: String,
    /// Whether it takes the place of an app.
    pub replaces: bool,
    /// Where to go afterwards, handed back as it came.
    pub from: String,
    /// What is wrong.
    pub errors: FormErrors,
}

/// What `POST` answers to the first set-up and to new recovery codes: they are shown this once.
#[derive(Clone, Template)]
#[template(path = "recovery_codes.html")]
pub struct RecoveryCodes {
    /// What is around the content.
    pub page: Page,
    /// The codes.
    pub codes: Vec<String>,
    /// Whose they are, for the file.
    pub account: String,
    /// Whether a second factor was set up with it; otherwise they take the place of older ones.
    pub first: bool,
    /// The way on.
    pub next: String,
}

impl RecoveryCodes {
    /// The codes as an address that browsers save as a file: nothing is asked for again.
    fn as_file(&self) -> String {
        let text = format!("{} ({})\n\n{}\n", self.page.instance_name, self.account, self.codes.join("\n"));
        let encoded = percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC);
        format!("data:text/plain;charset=utf-8,{encoded}")
    }
}

/// What stands before a risky step: whoever is signed in shows that it is them. Fields `confirm_password` or `confirm_code`,
/// and those of the step.
#[derive(Clone, Template)]
#[template(path = "confirm_again.html")]
pub struct ConfirmAgain {
    /// What is around the content.
    pub page: Page,
    /// What is asked.
    pub question: Question,
    /// The account's name.
    pub account: String,
    /// Where the form posts to: the step itself.
    pub action: String,
    /// The fields of the step: names and values.
    pub fields: Vec<(String, String)>,
    /// Where "Cancel" leads.
    pub cancel: String,
    /// What is wrong.
    pub errors: FormErrors,
}

/// A path of ours that leads on to `from` afterwards.
pub fn with_from(path: &str, from: &str) -> String {
    if from.is_empty() {
        return path.to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("from", from).finish();
    format!("{path}?{query}")
}
