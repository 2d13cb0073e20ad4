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
            help: None,
            command: None,
            actions: vec![("/".to_owned(), "To the start page".into())],
        }
    }

    /// 404.
    pub fn not_found(page: Page) -> Self {
        let mut error =
            Self::new(page, 404, "There is nothing here", "This page does not exist, or it is not yours to see.");
        error.help = Some("Check the address for a typing mistake.".into());
        error
    }

    /// 405.
    pub fn method_not_allowed(page: Page) -> Self {
        Self::new(
            page,
            405,
            "This cannot be done here",
            "The address is right, but it does not take this kind of request.",
        )
    }

    /// 403 for a form without the right `csrf` value, or from another site; `again` is the form's own page.
    pub fn form_refused(page: Page, again: &str) -> Self {
        let mut error = Self::new(
            page,
            403,
            "Nothing was changed",
            "The form you sent was too old, or did not come from this site.",
        );
        error.help =
            Some("Open the page again and send the form once more. Cookies must be allowed for this site.".into());
        error.actions = vec![(again.to_owned(), "Open the page again".into())];
        error
    }

    /// 400 for an authorization request that may not be answered with a redirect (RFC 6749 §4.1.2.1): an unknown
    /// client, a wrong redirect URI. `reason` is one sentence.
    pub fn bad_authorization_request(page: Page, reason: &str) -> Self {
        let mut error = Self::new(page, 400, "This app’s request is not right", reason.to_owned());
        error.help = Some("You have not done anything wrong and nothing was given to the app. If it is not yours, tell the people who make it.".into());
        error
    }

    /// 400 for a consent page that was answered too late or twice; `again` starts the same request anew, if that can be.
    pub fn consent_ended(page: Page, again: Option<&str>) -> Self {
        let mut error = Self::new(
            page,
            400,
            "This request has ended",
            "It was answered already, or it waited too long. Nothing more was given to the app.",
        );
        match again {
            Some(again) => error.actions = vec![(again.to_owned(), "Start again".into())],
            None => error.help = Some("Go back to the app and start again from there.".into()),
        }
        error
    }

    /// 403 for a set-up link that was used, has expired or is wrong.
    pub fn setup_link_ended(page: Page) -> Self {
        let mut error = Self::new(
            page,
            403,
            "This set-up link has ended",
            "A set-up link works once, for one hour, and only until the first administrator exists.",
        );
        error.help = Some("If there is no administrator yet, make a new link on the server, or restart grantd:".into());
        error.command = Some("grantd user reset-link --setup".to_owned());
        error.actions = vec![("/login".to_owned(), "Sign in".into())];
        error
    }

    /// 403 for a one-time password link that was used, has expired or is wrong.
    pub fn password_link_ended(page: Page) -> Self {
        let mut error =
            Self::new(page, 403, "This password link has ended", "A password link works once, for one hour.");
        error.help = Some("Ask the administrator for a new one. On the server it is made with:".into());
        error.command = Some("grantd user reset-link NAME".to_owned());
        error.actions = vec![("/login".to_owned(), "Sign in".into())];
        error
    }

    /// 403 for an account that is suspended.
    pub fn suspended(page: Page) -> Self {
        let mut error = Self::new(
            page,
            403,
            "Your account is suspended",
            "While it is, you cannot authorise or register apps, or change your profile.",
        );
        error.help = Some("You can still withdraw what you have authorised. Ask the administrator why.".into());
        error.actions = vec![("/profile/grants".to_owned(), "Authorised apps".into())];
        error
    }

    /// 429; `wait` is how long, in words ("30 seconds").
    pub fn too_many_requests(page: Page, wait: Sentence) -> Self {
        let mut error =
            Self::new(page, 429, "Too many attempts", "To keep accounts safe, this is slowed down for a moment.");
        error.help = Some(Sentence::of("error-try-again-in").with("wait", wait));
        error
    }

    /// 500.
    pub fn internal(page: Page) -> Self {
        let mut error = Self::new(page, 500, "Something went wrong here", "This is the server’s fault, not yours.");
        error.help =
            Some("Try again. If it stays like this, the administrator finds the cause in the server’s log.".into());
        error
    }

    /// 502 or 504: a service behind grantd did not answer.
    pub fn upstream_failed(page: Page, status: u16, what: &str) -> Self {
        let mut error = Self::new(page, status, "The service did not answer", format!("It seems that {what}."));
        error.help = Some("Please try again in a moment; if it stays like this, tell whoever runs it.".into());
        error
    }

    /// 503 while nothing can be stored.
    pub fn read_only(page: Page) -> Self {
        let mut error = Self::new(
            page,
            503,
            "Nothing can be stored just now",
            "The server’s disk is full or does not answer. Nothing was changed, and apps that you have authorised go on.",
        );
        error.help = Some("Please try again later. The administrator finds the cause in the server’s log.".into());
        error
    }

    /// 503.
    pub fn unavailable(page: Page) -> Self {
        let mut error =
            Self::new(page, 503, "Not available just now", "The server is starting, stopping, or very busy.");
        error.help = Some("Please try again in a moment.".into());
        error
    }
}
