//! What is wrong with what was typed, and why something was not done, in the reader's language. What the API says of the
//! same is the `Display` of these types.

use super::redirect_check::why_not;
use crate::account::AccountError;
use crate::account::fault::{Fault, Suggestion, Warning, Weakness};
use crate::http::request::BodyError;
use crate::oauth::fault::{AppFault, Line};
use crate::words::{Sentence, wait};

/// What is wrong with the value of a field of an account, or of the instance.
pub fn said(fault: &Fault) -> Sentence {
    use Fault as F;
    match fault {
        F::TooManyCharacters(most) => Sentence::of("fault-too-many-characters").with("most", most),
        F::TooManyBytes(most) => Sentence::of("fault-too-many-bytes").with("most", most),
        F::ControlCharacters => Sentence::of("fault-control-characters"),
        F::NameLength { least, most } => Sentence::of("fault-name-length").with("least", least).with("most", most),
        F::NameCharacters => Sentence::of("fault-name-characters"),
        F::Email | F::ContactEmail => Sentence::of("fault-email"),
        F::Language(_) => Sentence::of("fault-language"),
        F::TooManyAttributes(most) => Sentence::of("fault-attributes").with("most", most),
        F::AttributeName(most) => Sentence::of("fault-attribute-name").with("most", most),
        F::AttributeValue { name, most } => Sentence::of("fault-attribute-value").with("name", name).with("most", most),
        F::PasswordLength(least) => Sentence::of("fault-password-length").with("least", least),
        F::PasswordWeak(weakness) => weak(weakness),
        F::NotCurrentPassword => Sentence::of("fault-current-password"),
        F::Code => Sentence::of("second-factor-code-wrong"),
        F::Passkey => Sentence::of("passkey-refused"),
        F::TooManyPasskeys(most) => Sentence::of("passkey-too-many").with("most", most),
        F::NotThisApp => Sentence::of("second-factor-app-code-wrong"),
        F::OtherName(name) => Sentence::of("fault-other-name").with("name", name),
    }
}

/// That another account has what is to be this one's.
pub fn taken(field: &str) -> Sentence {
    match field {
        "email" => Sentence::of("fault-email-taken"),
        _ => Sentence::of("fault-name-taken"),
    }
}

/// That a password is easy to guess, why, and what helps: whole sentences, one after the other.
fn weak(weakness: &Weakness) -> Sentence {
    let mut all = vec![Sentence::of("fault-password-weak")];
    all.extend(weakness.warning.map(warning).map(Sentence::of));
    all.extend(weakness.suggestions.iter().copied().map(suggestion).map(Sentence::of));
    if all.len() == 1 {
        all.push(Sentence::of("fault-advice-more-words"));
    }
    Sentence::Several(all)
}

const fn warning(warning: Warning) -> &'static str {
    use Warning as W;
    match warning {
        W::StraightRowsOfKeysAreEasyToGuess => "fault-weak-keyboard-row",
        W::ShortKeyboardPatternsAreEasyToGuess => "fault-weak-keyboard-pattern",
        W::RepeatsLikeAaaAreEasyToGuess => "fault-weak-repeat",
        W::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "fault-weak-repeated-word",
        W::ThisIsATop10Password => "fault-weak-top-ten",
        W::ThisIsATop100Password => "fault-weak-top-hundred",
        W::ThisIsACommonPassword => "fault-weak-common",
        W::ThisIsSimilarToACommonlyUsedPassword => "fault-weak-similar",
        W::SequencesLikeAbcAreEasyToGuess => "fault-weak-sequence",
        W::RecentYearsAreEasyToGuess => "fault-weak-recent-year",
        W::AWordByItselfIsEasyToGuess => "fault-weak-word",
        W::DatesAreOftenEasyToGuess => "fault-weak-date",
        W::NamesAndSurnamesByThemselvesAreEasyToGuess => "fault-weak-name-alone",
        W::CommonNamesAndSurnamesAreEasyToGuess => "fault-weak-name",
    }
}

const fn suggestion(suggestion: Suggestion) -> &'static str {
    use Suggestion as S;
    match suggestion {
        S::UseAFewWordsAvoidCommonPhrases => "fault-advice-few-words",
        S::NoNeedForSymbolsDigitsOrUppercaseLetters => "fault-advice-no-symbols",
        S::AddAnotherWordOrTwo => "fault-advice-uncommon-words",
        S::CapitalizationDoesntHelpVeryMuch => "fault-advice-capitals",
        S::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => "fault-advice-all-capitals",
        S::ReversedWordsArentMuchHarderToGuess => "fault-advice-reversed",
        S::PredictableSubstitutionsDontHelpVeryMuch => "fault-advice-substitutions",
        S::UseALongerKeyboardPatternWithMoreTurns => "fault-advice-keyboard",
        S::AvoidRepeatedWordsAndCharacters => "fault-advice-repeats",
        S::AvoidSequences => "fault-advice-sequences",
        S::AvoidRecentYears => "fault-advice-recent-years",
        S::AvoidYearsThatAreAssociatedWithYou => "fault-advice-own-years",
        S::AvoidDatesAndYearsThatAreAssociatedWithYou => "fault-advice-own-dates",
    }
}

/// What is wrong with the value of a field of an app.
pub fn of_app(fault: &AppFault) -> Sentence {
    use AppFault as F;
    match fault {
        F::Empty(Line::Name) => Sentence::of("fault-app-no-name"),
        F::Empty(Line::Website) => Sentence::of("fault-app-no-website"),
        F::NotOneLine(Line::Name) => Sentence::of("fault-app-name-line"),
        F::NotOneLine(Line::Website) => Sentence::of("fault-app-website-line"),
        F::TooManyCharacters(most) => Sentence::of("fault-too-many-characters").with("most", most),
        F::ControlCharacters => Sentence::of("fault-control-characters"),
        F::Website => Sentence::of("fault-app-website"),
        F::RedirectUris(most) => Sentence::of("fault-redirect-uris").with("most", most),
        F::RedirectUri { uri, why } => Sentence::of("app-check-line").with("uri", uri).with("why", why_not(*why)),
        F::RedirectUriTwice(uri) => Sentence::of("fault-redirect-uri-twice").with("uri", uri),
        F::NoScope => Sentence::of("app-form-no-scope"),
        // Pages offer lengths of time to choose from: what is written is for the API and the command line.
        F::Overlap(_) => Sentence::of("fault-overlap"),
        F::OverlapTooLong(longest) => Sentence::of("fault-overlap-too-long").with("longest", longest),
    }
}

/// Why something about an account was not done, as a sentence of its own.
pub fn of_account(error: &AccountError) -> Sentence {
    use AccountError as E;
    match error {
        E::Invalid { fault, .. } => said(fault),
        E::Taken { field } => taken(field),
        E::Credentials => Sentence::of("fault-credentials"),
        E::TooManyAttempts { retry_after } => Sentence::of("error-try-again-in").with("wait", wait(*retry_after)),
        E::Suspended => Sentence::of("error-suspended"),
        E::RegistrationDisabled => Sentence::of("fault-registration"),
        E::NotFound => Sentence::of("error-not-found"),
        E::LastAdmin => Sentence::of("fault-last-admin"),
        E::LastActiveAdmin => Sentence::of("fault-last-active-admin"),
        E::SecondFactorNeeded => Sentence::of("second-factor-code-wrong"),
        E::NoSecondFactor => Sentence::of("fault-second-factor-none"),
        E::PasskeysUnavailable => Sentence::of("passkey-unavailable"),
        E::NoSuchFactor => Sentence::of("fault-second-factor-none"),
        E::SecondFactorSealed => Sentence::of("second-factor-sealed"),
        E::SignInEnded => Sentence::of("fault-sign-in-ended"),
        E::SetUpEnded => Sentence::of("fault-set-up-ended"),
        E::LinkEnded => Sentence::of("fault-link-ended"),
        E::Busy => Sentence::of("error-unavailable-text"),
        E::Store(_) | E::Random(_) => Sentence::of("error-internal-text"),
    }
}

/// What is wrong with what a form was sent as. Nothing more than that it cannot be read is said of what no browser sends.
pub fn of_body(error: BodyError) -> Option<Sentence> {
    match error {
        BodyError::TooLarge => Some(Sentence::of("fault-body-large")),
        // The first of those that are taken is the one that browsers send.
        BodyError::UnsupportedType(wanted) => {
            let first = wanted.split(' ').next().unwrap_or_default();
            Some(Sentence::of("fault-body-type").with("type", first))
        }
        BodyError::Encoded => Some(Sentence::of("fault-body-encoded")),
        BodyError::Malformed(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::oauth::redirect_uri::Unregistrable;
    use crate::words::Words;

    fn english(sentence: &Sentence) -> String {
        sentence.text(Words::of(Language::En)).into_owned()
    }

    #[test]
    fn a_fault_is_a_sentence() {
        let of = |fault: &Fault| english(&said(fault));
        assert_eq!(of(&Fault::PasswordLength(8)), "At least 8 characters are needed.");
        assert_eq!(of(&Fault::NameLength { least: 3, most: 30 }), "3 to 30 characters are needed.");
        assert_eq!(english(&taken("email")), "Sorry, that e-mail address is already taken.");
        assert_eq!(english(&taken("username")), "Sorry, that user name is already taken.");
        let uri = "https://a.example/#".to_owned();
        assert_eq!(
            english(&of_app(&AppFault::RedirectUri { uri, why: Unregistrable::NoHost })),
            "https://a.example/#: It has no host."
        );
    }

    #[test]
    fn a_weak_password_is_told_why_and_what_helps() {
        let weakness = Weakness {
            warning: Some(Warning::ThisIsATop10Password),
            suggestions: vec![Suggestion::AddAnotherWordOrTwo],
        };
        assert_eq!(
            english(&said(&Fault::PasswordWeak(weakness))),
            "Too easy to guess. This is one of the ten most common passwords. Add another word or two. Uncommon words \
             are better."
        );
        assert_eq!(
            english(&said(&Fault::PasswordWeak(Weakness::default()))),
            "Too easy to guess. Add another word or two."
        );
    }

    #[test]
    fn no_other_language_is_told_in_english() {
        let pseudo = Words::of(Language::Pseudo);
        for sentence in [
            said(&Fault::ControlCharacters),
            said(&Fault::PasswordWeak(Weakness::default())),
            of_app(&AppFault::Website),
            of_account(&AccountError::LastAdmin),
        ] {
            assert_ne!(sentence.text(pseudo), sentence.text(Words::of(Language::En)));
        }
        assert!(of_body(BodyError::TooLarge).is_some() && of_body(BodyError::Malformed("it contains a NUL")).is_none());
    }
}
