//! What a scope allows, in the reader's language.

use crate::config::{Scope, Scopes};
use crate::ctx::Ctx;
use crate::words::Words;

/// What the scopes that grantd has by itself allow, as messages.
const BUILT_IN: [(&str, &str); 7] = [
    ("application:write", "scope-application-write"),
    ("profile:read", "scope-profile-read"),
    ("profile:write", "scope-profile-write"),
    ("users:read", "scope-users-read"),
    ("users:write", "scope-users-write"),
    ("workouts:read", "scope-workouts-read"),
    ("workouts:write", "scope-workouts-write"),
];

/// What the scope of that name allows; `None` for one that is no longer configured.
pub fn description(ctx: &Ctx, words: Words, name: &str) -> Option<String> {
    ctx.config.scopes.get(name).map(|scope| described(scope, words))
}

/// What a scope allows: as the operator describes it in the reader's language; else the message about it, as long as the
/// operator has left it what it is by itself; else as the operator describes it.
pub fn described(scope: &Scope, words: Words) -> String {
    if let Some(own) = scope.described_in(words.language()) {
        return own.to_owned();
    }
    let key = BUILT_IN.iter().find(|(name, _)| *name == scope.name).map(|(_, key)| *key);
    let untouched = |scope: &Scope| {
        Scopes::default().get(&scope.name).is_some_and(|by_itself| by_itself.description == scope.description)
    };
    match key.filter(|_| untouched(scope)) {
        Some(key) => words.text(key, &[]).into_owned(),
        None => scope.description.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;
    use crate::language::Language;

    fn said(config: &Config, language: Language, name: &str) -> String {
        described(config.scopes.get(name).unwrap(), Words::of(language))
    }

    #[test]
    fn the_built_in_scopes_have_messages_that_say_what_their_descriptions_say() {
        let config = Config::default();
        assert_eq!(
            config.scopes.iter().map(|scope| scope.name.as_str()).collect::<Vec<_>>(),
            BUILT_IN.map(|(name, _)| name)
        );
        for scope in &config.scopes {
            assert_eq!(described(scope, Words::of(Language::En)), scope.description);
            assert_ne!(described(scope, Words::of(Language::Pseudo)), scope.description);
        }
    }

    #[test]
    fn the_words_of_the_operator_come_first() {
        let text = "[[scope]]\nname = \"profile:read\"\ndescription = \"See who you are\"\n\
                    descriptions = { fr = \"Voir qui vous êtes\" }\n\
                    [[scope]]\nname = \"users:read\"\ndescription = \"See the people who have an account here\"\n\
                    descriptions = { en = \"See everybody\" }";
        let config = Config::parse(text, Path::new("x.toml")).unwrap();
        assert_eq!(said(&config, Language::Fr, "profile:read"), "Voir qui vous êtes");
        assert_eq!(said(&config, Language::Pseudo, "profile:read"), "See who you are");
        assert_eq!(said(&config, Language::En, "users:read"), "See everybody");
        assert_eq!(
            said(&config, Language::Pseudo, "users:read"),
            Words::of(Language::Pseudo).text("scope-users-read", &[])
        );
    }
}
