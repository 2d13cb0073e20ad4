//! What the administration shows, and what people read of what it decides.

use super::{ErrorPage, Page, Sentence};

impl ErrorPage {
    /// 403 for an app that an administrator has suspended.
    pub fn app_suspended(page: Page, app: &str) -> Self {
        let text = Sentence::of("error-app-suspended-text").with("app", app);
        let mut error = Self::new(page, 403, "error-app-suspended", text);
        error.help = Some("error-app-suspended-help".into());
        error
    }

    /// 403 for an app that nobody but its owner can authorise yet.
    pub fn app_waiting(page: Page, app: &str) -> Self {
        let text = Sentence::of("error-app-waiting-text").with("app", app);
        let mut error = Self::new(page, 403, "error-app-waiting", text);
        error.help = Some("error-app-waiting-help".into());
        error
    }
}
