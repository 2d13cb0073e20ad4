//! What the administration shows, and what people read of what it decides.

use super::{ErrorPage, Page};

impl ErrorPage {
    /// 403 for an app that an administrator has suspended.
    pub fn app_suspended(page: Page, app: &str) -> Self {
        let mut error = Self::new(
            page,
            403,
            "This app is suspended",
            format!(
                "An administrator of this server has suspended “{app}”. Nobody can authorise it, and it can use no account."
            ),
        );
        error.help = Some("Nothing was given to the app. Ask the administrator if you need it.".to_owned());
        error
    }

    /// 403 for an app that nobody but its owner can authorise yet.
    pub fn app_waiting(page: Page, app: &str) -> Self {
        let mut error = Self::new(
            page,
            403,
            "This app waits for approval",
            format!(
                "An administrator of this server has not approved “{app}” yet. Until then only the person who registered it can authorise it."
            ),
        );
        error.help = Some("Nothing was given to the app. Try again later, or ask the administrator.".to_owned());
        error
    }
}
