//! The second factor: asked for at the sign-in and before risky steps, set up, recovery codes shown once.

use askama::Template;

use super::{FormErrors, Page, Script, Sentence, When};
use crate::account::confirmation::Question;
use crate::account::passkey::Ask;

/// What a form asks by itself before a risky step.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What is asked.
    pub question: Question,
    /// A passkey in place of a code, where the account has one.
    pub passkey: Option<Ask>,
}

/// `GET`/`POST /login/second-factor`: fields `code`, or `passkey` and `passkey_ticket`; `from`.
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
    /// A passkey in place of the code, where the account has one.
    pub passkey: Option<Ask>,
    /// Whether the account has an authenticator app.
    pub has_app: bool,
    /// What is wrong, the wait after too many attempts included.
    pub errors: FormErrors,
}

/// `GET /profile/second-factor`. The forms differ in the hidden `action`: `codes`, `ask_off`, `ask_remove_app`,
/// `ask_remove_passkey` (with `id`).
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
    /// Its passkeys.
    pub passkeys: Vec<PasskeyRow>,
    /// Whether there can be passkeys here.
    pub passkeys_possible: bool,
    /// How many recovery codes are left, and when they were made; `None` without a second factor.
    pub codes: Option<(usize, When)>,
}

impl LoginSecondFactor {
    /// What is asked for.
    fn asks(&self) -> &'static str {
        match (&self.passkey, self.has_app) {
            (Some(_), _) => "second-factor-login-ask-passkey",
            (None, true) => "second-factor-login-ask",
            (None, false) => "second-factor-login-ask-recovery",
        }
    }
}

impl SecondFactorPage {
    fn app_path(&self) -> String {
        with_from("/profile/second-factor/app", &self.from)
    }

    fn passkeys_about(&self) -> &'static str {
        if self.passkeys_possible { "passkeys-about" } else { "passkeys-not-here" }
    }

    fn passkey_path(&self) -> String {
        with_from("/profile/second-factor/passkey", &self.from)
    }
}

/// A passkey in the list.
#[derive(Clone)]
pub struct PasskeyRow {
    /// Its credential ID in base64url.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added: When,
    /// When it was last used.
    pub used: Option<When>,
}

/// `GET`/`POST /profile/second-factor/passkey`: fields `name`, `passkey`, `passkey_ticket`, `from`.
#[derive(Clone, Template)]
#[template(path = "second_factor_passkey.html")]
pub struct PasskeyNew {
    /// What is around the content.
    pub page: Page,
    /// What it is to be called.
    pub called: String,
    /// Where to go afterwards, handed back as it came.
    pub from: String,
    /// What the device is asked; `None` where there can be no more.
    pub ask: Option<Ask>,
    /// What is wrong.
    pub errors: FormErrors,
}

/// `GET`/`POST /profile/second-factor/passkey/name`: fields `id`, `name`.
#[derive(Clone, Template)]
#[template(path = "second_factor_passkey_name.html")]
pub struct PasskeyName {
    /// What is around the content.
    pub page: Page,
    /// Its credential ID in base64url.
    pub id: String,
    /// What it is called.
    pub called: String,
    /// What is wrong.
    pub errors: FormErrors,
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
    /// What they come with: a first factor that was set up, or older codes whose place they take.
    pub about: Sentence,
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

/// What stands before a risky step: whoever is signed in shows that it is them. Fields `confirm_password`, `confirm_code`, or
/// `confirm_passkey` and `confirm_passkey_ticket`, and those of the step.
#[derive(Clone, Template)]
#[template(path = "confirm_again.html")]
pub struct ConfirmAgain {
    /// What is around the content.
    pub page: Page,
    /// What is asked.
    pub asked: Asked,
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
