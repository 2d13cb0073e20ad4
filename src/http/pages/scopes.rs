//! What a scope allows, and what a group of them is called, in the reader's language.

use crate::config::{Config, Scope, Scopes};
use crate::ctx::Ctx;
use crate::words::{Sentence, Words};

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

/// What the groups of those are called.
const BUILT_IN_GROUPS: [(&str, &str); 4] = [
    ("application", "scope-group-application"),
    ("profile", "scope-group-profile"),
    ("users", "scope-group-users"),
    ("workouts", "scope-group-workouts"),
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

/// What a group of scopes is called: as the operator calls it; else the message about it; else that it is about the word
/// that its scopes begin with, which is nobody's language.
pub fn title(ctx: &Ctx, words: Words, group: &str) -> Sentence {
    titled(&ctx.config, words, group)
}

fn titled(config: &Config, words: Words, group: &str) -> Sentence {
    if let Some(own) = config.scope_groups.iter().find(|own| own.name == group) {
        return Sentence::Text(own.title_in(words.language()).to_owned());
    }
    match BUILT_IN_GROUPS.iter().find(|(name, _)| *name == group) {
        Some((_, key)) => Sentence::of(key),
        None => Sentence::of("scope-group-other").with("word", readable(group)),
    }
}

/// The word of a scope as people write it.
fn readable(group: &str) -> String {
    group.replace(['_', '-', '.'], " ").trim().to_owned()
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
    fn a_group_is_called_what_the_operator_says_else_what_it_is_by_itself() {
        let text = "[[scope]]\nname = \"heart_rate:read\"\ndescription = \"x\"\n[[scope]]\nname = \"notes:read\"\n\
                    description = \"x\"\n[[scope]]\nname = \"users:read\"\ndescription = \"x\"\n\
                    [[scope]]\nname = \"profile:read\"\ndescription = \"x\"\n\
                    [[scope_group]]\nname = \"notes\"\ntitle = \"Your notes\"\ntitles = { de = \"Ihre Notizen\" }\n\
                    [[scope_group]]\nname = \"users\"\ntitle = \"People\"";
        let config = Config::parse(text, Path::new("x.toml")).unwrap();
        let said = |language, group| titled(&config, Words::of(language), group).text(Words::of(language)).into_owned();
        let in_both = |group| [Language::En, Language::De].map(|language| said(language, group));
        assert_eq!(in_both("notes"), ["Your notes", "Ihre Notizen"]);
        assert_eq!(in_both("users"), ["People", "People"]);
        assert_eq!(in_both("profile"), ["Your profile", "Ihr Profil"]);
        assert_eq!(in_both("heart_rate"), ["Access to “heart rate”", "Zugriff auf „heart rate“"]);
    }

    #[test]
    fn every_group_of_the_built_in_scopes_has_a_title() {
        let config = Config::default();
        for scope in &config.scopes {
            let group = Scope::group_of(&scope.name);
            assert!(BUILT_IN_GROUPS.iter().any(|(name, _)| *name == group), "{group}");
        }
        assert_eq!(["workouts:read", "offline", "a:b:c"].map(Scope::group_of), ["workouts", "offline", "a"]);
        assert_eq!(["heart_rate", "équipe", ""].map(readable), ["heart rate", "équipe", ""]);
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
