//! Pages that say one thing: the landing page, a question before a destructive step, an error.

use askama::Template;

use super::{Page, Sentence};

/// `GET /`.
#[derive(Clone, Template)]
#[template(path = "landing.html")]
pub struct Landing {
    /// What is around the content.
    pub page: Page,
}

/// A question before a step that cannot be taken back.
#[derive(Clone, Template)]
#[template(path = "confirm.html")]
pub struct Confirm {
    /// What is around the content.
    pub page: Page,
    /// The question.
    pub title: Sentence,
    /// What will happen, one sentence each.
    pub sentences: Vec<Sentence>,
    /// Where the form posts to.
    pub action: String,
    /// The hidden fields besides `csrf`: names and values.
    pub fields: Vec<(String, String)>,
    /// What the button says.
    pub button: Sentence,
    /// Whether it takes something away: then it is shown in red.
    pub harms: bool,
    /// Where "Cancel" leads.
    pub cancel: String,
}

impl Confirm {
    /// Before revoking everything that an app holds: posts `action=revoke` to `/profile/apps/{id}`.
    pub fn revoke_tokens(page: Page, id: u64, name: &str) -> Self {
        let sentences = ["app-revoke-now", "app-revoke-stays"];
        Self::app(
            page,
            id,
            "revoke",
            Sentence::of("app-revoke-title").with("app", name),
            sentences,
            "app-revoke-button",
        )
    }

    /// Before deleting an app: posts `action=delete` to `/profile/apps/{id}`.
    pub fn delete_app(page: Page, id: u64, name: &str) -> Self {
        let sentences = ["app-delete-now", "app-delete-for-good"];
        Self::app(
            page,
            id,
            "delete",
            Sentence::of("app-delete-title").with("app", name),
            sentences,
            "app-delete-button",
        )
    }

    fn app(
        page: Page,
        id: u64,
        action: &str,
        title: Sentence,
        sentences: [&'static str; 2],
        button: &'static str,
    ) -> Self {
        let path = format!("/profile/apps/{id}");
        Self {
            page,
            title,
            sentences: sentences.map(Sentence::of).into(),
            action: path.clone(),
            fields: vec![("action".to_owned(), action.to_owned())],
            button: button.into(),
            harms: true,
            cancel: path,
        }
    }
}

/// What went wrong, and the way on.
#[derive(Clone, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// What is around the content.
    pub page: Page,
    /// The status code of the answer.
    pub status: u16,
    /// What went wrong, a few words.
    pub title: Sentence,
    /// What that means, one or two sentences.
    pub text: Sentence,
    /// What that is exactly, for those who make apps or run this server.
    pub detail: Option<Sentence>,
    /// What to do, if there is something besides the links.
    pub help: Option<Sentence>,
    /// A command that helps, shown after `help` as it is typed.
    pub command: Option<String>,
    /// The ways on: address and label, the best one first.
    pub actions: Vec<(String, Sentence)>,
}

impl ErrorPage {
    /// An error page with nothing but its message and a link to the start page.
    pub fn new(page: Page, status: u16, title: impl Into<Sentence>, text: impl Into<Sentence>) -> Self {
        Self {
            page,
            status,
            title: title.into(),
            text: text.into(),
            detail: None,
            help: None,
            command: None,
            actions: vec![("/".to_owned(), "error-to-start".into())],
        }
    }

    /// The same with what to do.
    #[must_use]
    pub fn with_help(self, help: impl Into<Sentence>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same with one way on instead of the start page.
    fn with_action(self, address: &str, label: &'static str) -> Self {
        Self { actions: vec![(address.to_owned(), label.into())], ..self }
    }

    /// The same with what is said in English: it is for those who make apps or run this server.
    fn with_detail(self, detail: String) -> Self {
        Self { detail: Some(Sentence::English(detail)), ..self }
    }

    /// 404.
    pub fn not_found(page: Page) -> Self {
        Self::new(page, 404, "error-not-found", "error-not-found-text").with_help("error-not-found-help")
    }

    /// 405.
    pub fn method_not_allowed(page: Page) -> Self {
        Self::new(page, 405, "error-method", "error-method-text")
    }

    /// A body that cannot be read, and why if that helps.
    pub fn form_unreadable(page: Page, status: u16, reason: Option<Sentence>) -> Self {
        let error = Self::new(page, status, "error-form-unreadable", "error-form-unreadable-text");
        Self { detail: reason, ..error }
    }

    /// 400 for what no form can mend, and why.
    pub fn not_done(page: Page, reason: Sentence) -> Self {
        let error = Self::new(page, 400, "error-not-done", "error-not-done-text");
        Self { detail: Some(reason), ..error }
    }

    /// 403 for a form without the right `csrf` value, or from another site; `again` is the form's own page.
    pub fn form_refused(page: Page, again: &str) -> Self {
        Self::new(page, 403, "error-form", "error-form-text")
            .with_help("error-form-help")
            .with_action(again, "error-form-again")
    }

    /// 400 for an authorization request that may not be answered with a redirect (RFC 6749 §4.1.2.1): an unknown
    /// client, a wrong redirect URI. `reason` is one sentence in English.
    pub fn bad_authorization_request(page: Page, reason: &str) -> Self {
        Self::new(page, 400, "error-request", "error-request-text")
            .with_detail(reason.to_owned())
            .with_help("error-request-help")
    }

    /// 400 for a consent page that was answered too late or twice; `again` starts the same request anew, if that can be.
    pub fn consent_ended(page: Page, again: Option<&str>) -> Self {
        let error = Self::new(page, 400, "error-consent-ended", "error-consent-ended-text");
        match again {
            Some(again) => error.with_action(again, "error-consent-ended-again"),
            None => error.with_help("error-consent-ended-help"),
        }
    }

    /// 403 for a set-up link that was used, has expired or is wrong.
    pub fn setup_link_ended(page: Page) -> Self {
        let error = Self::new(page, 403, "error-setup-link", "error-setup-link-text")
            .with_help("error-setup-link-help")
            .with_action("/login", "login-button");
        Self { command: Some("grantd user reset-link --setup".to_owned()), ..error }
    }

    /// 403 for a one-time password link that was used, has expired or is wrong.
    pub fn password_link_ended(page: Page) -> Self {
        let error = Self::new(page, 403, "error-password-link", "error-password-link-text")
            .with_help("error-password-link-help")
            .with_action("/login", "login-button");
        Self { command: Some("grantd user reset-link NAME".to_owned()), ..error }
    }

    /// 403 for an account that is suspended.
    pub fn suspended(page: Page) -> Self {
        Self::new(page, 403, "error-suspended", "error-suspended-text")
            .with_help("error-suspended-help")
            .with_action("/profile/grants", "layout-grants")
    }

    /// 429; `wait` is how long, in words ("30 seconds").
    pub fn too_many_requests(page: Page, wait: Sentence) -> Self {
        Self::new(page, 429, "error-too-many", "error-too-many-text")
            .with_help(Sentence::of("error-try-again-in").with("wait", wait))
    }

    /// 500.
    pub fn internal(page: Page) -> Self {
        Self::new(page, 500, "error-internal", "error-internal-text").with_help("error-internal-help")
    }

    /// 502 or 504: a service behind grantd did not answer; `what` of it, in English.
    pub fn upstream_failed(page: Page, status: u16, what: &str) -> Self {
        Self::new(page, status, "error-upstream", "error-upstream-text")
            .with_detail(format!("It seems that {what}."))
            .with_help("error-upstream-help")
    }

    /// 503 while nothing can be stored.
    pub fn read_only(page: Page) -> Self {
        Self::new(page, 503, "error-read-only", "error-read-only-text").with_help("error-read-only-help")
    }

    /// 503.
    pub fn unavailable(page: Page) -> Self {
        Self::new(page, 503, "error-unavailable", "error-unavailable-text").with_help("error-try-again-soon")
    }
}
