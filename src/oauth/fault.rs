//! What is wrong with what is said of an app, as a type: the API says it in the words of its `Display`, the pages in the
//! reader's language.

use super::redirect_uri::Unregistrable;

/// What is wrong with the value of a field of an app.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppFault {
    /// What an app must have is empty.
    #[error("{0} must not be empty")]
    Empty(Line),
    /// A text has more characters than this.
    #[error("{0} characters at most")]
    TooManyCharacters(usize),
    /// What must be one line is several.
    #[error("{0} must be one line of text")]
    NotOneLine(Line),
    /// A text has characters that are no text.
    #[error("control characters are not text")]
    ControlCharacters,
    /// The website is no address of one.
    #[error("a web address is needed, such as https://example.org")]
    Website,
    /// There are no redirect URIs, or more than this.
    #[error("1 to {0} are needed")]
    RedirectUris(usize),
    /// A redirect URI cannot be registered.
    #[error("{uri} {why}")]
    RedirectUri {
        /// Which, shortened.
        uri: String,
        /// Why.
        why: Unregistrable,
    },
    /// A redirect URI is given more than once.
    #[error("{0} stands there twice")]
    RedirectUriTwice(String),
    /// None of the scopes is known here.
    #[error("OAuth2 client invalid scopes")]
    NoScope,
    /// How long a replaced secret works on is not written as a time; what to write instead.
    #[error("{0}")]
    Overlap(String),
    /// A replaced secret cannot work on for longer than this.
    #[error("{0} at most on this server")]
    OverlapTooLong(String),
}

/// What must be one line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Line {
    /// `client_name`.
    #[error("the name")]
    Name,
    /// `client_uri`.
    #[error("the address")]
    Website,
}

impl AppFault {
    /// The sentence of the API about `field`.
    pub(super) fn of(&self, field: &str) -> String {
        match self {
            // FitTrackee says this one without the field's name.
            Self::NoScope => self.to_string(),
            other => format!("{field}: {other}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_api_says_it_in_its_own_words() {
        let uri = "https://a.example/#".to_owned();
        for (field, fault, said) in [
            ("client_name", AppFault::Empty(Line::Name), "client_name: the name must not be empty"),
            ("client_uri", AppFault::NotOneLine(Line::Website), "client_uri: the address must be one line of text"),
            ("scope", AppFault::NoScope, "OAuth2 client invalid scopes"),
            (
                "redirect_uris",
                AppFault::RedirectUri { uri: uri.clone(), why: Unregistrable::Fragment },
                "redirect_uris: https://a.example/# must not have a fragment",
            ),
            ("redirect_uris", AppFault::RedirectUriTwice(uri), "redirect_uris: https://a.example/# stands there twice"),
        ] {
            assert_eq!(fault.of(field), said);
        }
    }
}
