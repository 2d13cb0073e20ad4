//! What is wrong with the value of a field, as a type: the API says it in the words of its `Display`, the pages in the
//! reader's language.

use std::fmt;

pub use zxcvbn::feedback::{Suggestion, Warning};

/// What is wrong with the value of a field.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// A text has more characters than this.
    #[error("{0} characters at most")]
    TooManyCharacters(usize),
    /// A text has more bytes than this.
    #[error("{0} bytes at most")]
    TooManyBytes(usize),
    /// A text has characters that are no text.
    #[error("control characters are not text")]
    ControlCharacters,
    /// A user name is too short or too long.
    #[error("{least} to {most} characters required")]
    NameLength {
        /// The fewest characters.
        least: usize,
        /// The most.
        most: usize,
    },
    /// A user name has other characters.
    #[error("only alphanumeric characters and the underscore character \"_\" allowed")]
    NameCharacters,
    /// It is no e-mail address.
    #[error("valid email must be provided")]
    Email,
    /// The contact of the administrators is no e-mail address.
    #[error("valid email must be provided for admin contact")]
    ContactEmail,
    /// No page speaks this language; these can be had.
    #[error("must be one of {0}")]
    Language(String),
    /// An account has more attributes than this.
    #[error("{0} at most")]
    TooManyAttributes(usize),
    /// The name of an attribute is empty, longer than this, or has other characters.
    #[error("its name has 1 to {0} letters, digits and the marks . _ -")]
    AttributeName(usize),
    /// The value of an attribute is too long or not one line.
    #[error("{name} must be one line of {most} bytes at most")]
    AttributeValue {
        /// What the attribute is called.
        name: String,
        /// The most bytes.
        most: usize,
    },
    /// A password has fewer characters than this.
    #[error("{0} characters required")]
    PasswordLength(usize),
    /// A password is easy to guess.
    #[error("too easy to guess. {0}")]
    PasswordWeak(Weakness),
    /// It is another password than the one that the account has.
    #[error("this is not your current password")]
    NotCurrentPassword,
    /// A code of the second factor is wrong, or was taken before.
    #[error("it is wrong, or was used already")]
    Code,
    /// A code is not the one of the app that is being set up.
    #[error("this is not the code that the app shows now; check the clock of the device, too")]
    NotThisApp,
    /// What a passkey answered is not taken.
    #[error("it is not known here, or the question was too old or answered already: try again")]
    Passkey,
    /// The account has this many passkeys, and can have no more.
    #[error("{0} at most: remove one first")]
    TooManyPasskeys(usize),
    /// It is another name than the one of the account that is to be deleted.
    #[error("type {0}, to be sure that this account is meant")]
    OtherName(String),
}

impl Fault {
    /// The sentence of the API about `field`.
    pub(super) fn of(&self, field: &str) -> String {
        match self {
            // FitTrackee says this one without the field's name.
            Self::ContactEmail => self.to_string(),
            other => format!("{field}: {other}"),
        }
    }
}

/// Why a password is easy to guess, and what helps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weakness {
    /// Why.
    pub warning: Option<Warning>,
    /// What helps. Where nothing else is known, more words do.
    pub suggestions: Vec<Suggestion>,
}

impl fmt::Display for Weakness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        if let Some(warning) = self.warning {
            write!(f, "{warning}")?;
            between = " ";
        }
        for suggestion in &self.suggestions {
            write!(f, "{between}{suggestion}")?;
            between = " ";
        }
        if between.is_empty() { f.write_str("Add another word or two.") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_api_says_it_in_its_own_words() {
        let weakness = Weakness {
            warning: Some(Warning::ThisIsATop10Password),
            suggestions: vec![Suggestion::AvoidSequences, Suggestion::AvoidRecentYears],
        };
        for (field, fault, said) in [
            ("password", Fault::PasswordLength(8), "password: 8 characters required"),
            (
                "password",
                Fault::PasswordWeak(weakness),
                "password: too easy to guess. This is a top-10 common password. Avoid sequences. Avoid recent years.",
            ),
            (
                "password",
                Fault::PasswordWeak(Weakness::default()),
                "password: too easy to guess. Add another word or two.",
            ),
            ("email", Fault::Email, "email: valid email must be provided"),
            ("admin_contact", Fault::ContactEmail, "valid email must be provided for admin contact"),
            ("attribute", Fault::TooManyAttributes(32), "attribute: 32 at most"),
        ] {
            assert_eq!(fault.of(field), said);
        }
    }
}
