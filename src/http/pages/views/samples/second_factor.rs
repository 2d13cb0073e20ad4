//! The pages of the second factor.

use super::*;
use crate::account::confirmation::Question;
use crate::account::passkey::Ask;
use crate::http::pages::qr;

fn wrong(field: &str, message: impl Into<Sentence>) -> FormErrors {
    let mut errors = FormErrors::default();
    errors.add(field, message);
    errors
}

fn login(for_app: Option<&str>, errors: FormErrors) -> LoginSecondFactor {
    let for_app = for_app.map(str::to_owned);
    let (account, from) = ("sam".to_owned(), "/profile".to_owned());
    LoginSecondFactor { page: signed_out(), account, from, for_app, passkey: None, has_app: true, errors }
}

fn overview(required: bool, left: Option<usize>) -> SecondFactorPage {
    let moment = || when(Precision::Whole);
    SecondFactorPage {
        page: page(),
        required,
        from: if required { "/profile/apps".to_owned() } else { String::new() },
        app: left.map(|left| (moment(), (left > 0).then(moment))),
        passkeys: Vec::new(),
        passkeys_possible: left.is_some(),
        codes: left.map(|left| (left, moment())),
    }
}

/// What a passkey is asked, as long as it gets: the page has all of it.
pub(super) fn ask() -> Option<Ask> {
    let options =
        format!(r#"{{"publicKey":{{"challenge":"{}","timeout":300000,"rpId":"auth.example.org"}}}}"#, HOSTILE.len());
    Some(Ask { options, ticket: "1795465451000.e30.c2VhbA".to_owned() })
}

fn with_passkeys(app: bool) -> SecondFactorPage {
    let row = |name: &str, used: bool| PasskeyRow {
        id: "AQID".to_owned(),
        name: name.to_owned(),
        added: when(Precision::Whole),
        used: used.then(|| when(Precision::Whole)),
    };
    let passkeys = vec![row(HOSTILE, true), row("Firefox · Linux", false)];
    let all = SecondFactorPage { passkeys, passkeys_possible: true, ..overview(false, Some(7)) };
    if app { all } else { SecondFactorPage { app: None, ..all } }
}

fn passkey(ask: Option<Ask>, errors: FormErrors) -> PasskeyNew {
    PasskeyNew { page: page(), called: "Firefox · Linux".to_owned(), from: String::new(), ask, errors }
}

fn name(errors: FormErrors) -> PasskeyName {
    PasskeyName { page: page(), id: "AQID".to_owned(), called: HOSTILE.to_owned(), errors }
}

fn app(replaces: bool, errors: FormErrors) -> SecondFactorApp {
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let address = format!(
        "otpauth://totp/Trail%20Club:sam?secret={secret}&issuer=Trail%20Club&algorithm=SHA1&digits=6&period=30"
    );
    SecondFactorApp {
        page: page(),
        picture: qr::path(&address).expect("it fits"),
        secret: secret.to_owned(),
        grouped: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned(),
        ticket: "1795465451000.c2VhbA".to_owned(),
        replaces,
        from: String::new(),
        errors,
    }
}

fn codes(about: &'static str) -> RecoveryCodes {
    let codes = (0..10).map(|n| format!("{n}k7q-x2m{n}-hv{n}t-0zr{n}")).collect();
    RecoveryCodes { page: page(), codes, account: "sam".to_owned(), about: about.into(), next: "/profile".to_owned() }
}

fn is_it_you(question: Question, errors: FormErrors) -> ConfirmAgain {
    ConfirmAgain {
        page: page(),
        asked: Asked { question, passkey: (question == Question::Code).then(ask).flatten() },
        account: "sam".to_owned(),
        action: "/profile/account".to_owned(),
        fields: vec![("action".to_owned(), "export".to_owned())],
        cancel: "/profile/account".to_owned(),
        errors,
    }
}

pub(super) fn all() -> Vec<(&'static str, String)> {
    let none = FormErrors::default;
    let html = |view: &dyn askama::DynTemplate| view.dyn_render().expect("the view renders");
    vec![
        ("login-second-factor", html(&login(None, none()))),
        ("login-second-factor-app", html(&login(Some(HOSTILE), wrong("code", "second-factor-code-wrong")))),
        ("second-factor", html(&overview(false, None))),
        ("second-factor-required", html(&overview(true, None))),
        ("second-factor-on", html(&overview(false, Some(7)))),
        ("second-factor-on-one-left", html(&overview(false, Some(1)))),
        ("second-factor-passkeys", html(&with_passkeys(false))),
        ("second-factor-passkeys-app", html(&with_passkeys(true))),
        (
            "second-factor-passkeys-not-here",
            html(&SecondFactorPage { passkeys_possible: false, ..with_passkeys(false) }),
        ),
        ("passkey", html(&passkey(ask(), none()))),
        ("passkey-name", html(&name(none()))),
        ("passkey-name-long", html(&name(wrong("name", faults::said(&Fault::TooManyCharacters(60)))))),
        ("passkey-refused", html(&passkey(ask(), wrong("", "passkey-not-added")))),
        ("passkey-too-many", html(&passkey(None, wrong("", Sentence::of("passkey-too-many").with("most", 20usize))))),
        ("login-second-factor-recovery", html(&LoginSecondFactor { has_app: false, ..login(None, none()) })),
        ("login-second-factor-passkey", html(&LoginSecondFactor { passkey: ask(), ..login(None, none()) })),
        ("second-factor-on-none-left", html(&overview(false, Some(0)))),
        ("second-factor-app", html(&app(false, none()))),
        ("second-factor-app-wrong", html(&app(true, wrong("code", "second-factor-app-code-wrong")))),
        ("recovery-codes", html(&codes("recovery-codes-first"))),
        ("recovery-codes-passkey", html(&codes("recovery-codes-first-passkey"))),
        ("recovery-codes-new", html(&codes("recovery-codes-new"))),
        ("is-it-you", html(&is_it_you(Question::Password, none()))),
        ("is-it-you-code", html(&is_it_you(Question::Code, wrong("confirm_code", "second-factor-sealed")))),
        ("is-it-you-wrong", html(&is_it_you(Question::Password, wrong("confirm_password", "confirm-password-wrong")))),
        (
            "account-code",
            html(&AccountPage { asked: Asked { question: Question::Code, passkey: ask() }, ..account(none()) }),
        ),
    ]
}
