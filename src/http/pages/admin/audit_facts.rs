//! What a line of the audit log says besides what happened: who, from where, and what else stands in it, in words. What is
//! known by its title is not said twice; what only a newer version writes stands there as it is written.

use serde_json::Value;

use super::super::views::{AuditFact, FactValue};
use crate::audit::device::device;
use crate::words::{Sentence, short};

/// The longest value, in characters; the file has it whole.
const LONGEST: usize = 100;

/// The facts of a line, in the order in which they are shown. `titled` where the page says in words what happened.
pub fn facts(line: &Value, titled: bool) -> Vec<AuditFact> {
    let mut facts = Vec::new();
    let by = &line["by"];
    let owner = [&line["user"], &line["owner"]].into_iter().find_map(|user| text(&user["name"]));
    // Most of what happens to an account is done by it: that need not be said twice.
    let own = by["who"] == "user" && owner.is_some() && text(&by["name"]) == owner;
    facts.extend(owner.map(|name| fact("admin-audit-user", account(name))));
    facts.extend(text(&line["app"]["name"]).map(|name| fact("admin-audit-app", app(&line["app"], name))));
    facts.extend(actor(by).filter(|_| !own).map(|value| fact("admin-audit-by", value)));
    facts.extend(text(&line["address"]).map(|address| fact("admin-audit-address", said(address.to_owned()))));
    // A program needs no word before it, and would need another form after one.
    facts.extend(text(&line["device"]).map(|program| alone(device(program))));
    facts.extend(line.as_object().into_iter().flatten().filter_map(|(name, value)| detail(line, name, value, titled)));
    facts
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.is_empty())
}

fn said(sentence: impl Into<Sentence>) -> FactValue {
    FactValue::Said(sentence.into())
}

fn fact(label: &'static str, value: FactValue) -> AuditFact {
    AuditFact { label: Some(Sentence::of(label)), value }
}

/// A fact that says by itself what it is.
fn alone(sentence: impl Into<Sentence>) -> AuditFact {
    AuditFact { label: None, value: said(sentence) }
}

fn account(name: &str) -> FactValue {
    linked("users", name, name)
}

fn app(app: &Value, name: &str) -> FactValue {
    linked("apps", app["client_id"].as_str().unwrap_or_default(), name)
}

/// The page of what is called so. It may be gone, and its page says that; what could be no part of a path has none.
fn linked(list: &str, id: &str, name: &str) -> FactValue {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if id.is_empty() || !id.chars().all(is_plain) {
        return said(short::name(name).into_owned());
    }
    FactValue::Link { href: format!("/admin/{list}/{id}"), name: short::name(name).into_owned() }
}

fn actor(by: &Value) -> Option<FactValue> {
    match by["who"].as_str() {
        Some("user") => text(&by["name"]).map(account),
        Some("app") => text(&by["name"]).map(|name| app(by, name)),
        Some("operator") => Some(said("admin-by-operator")),
        Some("system") => Some(said("admin-by-system")),
        _ => None,
    }
}

/// What another field says.
fn detail(line: &Value, name: &str, value: &Value, titled: bool) -> Option<AuditFact> {
    const SHOWN: [&str; 8] = ["time", "event", "by", "address", "device", "user", "owner", "app"];
    const IN_TITLE: [&str; 3] = ["times", "new_device", "remembered"];
    if SHOWN.contains(&name) || titled && IN_TITLE.contains(&name) {
        return None;
    }
    let as_written = || AuditFact { label: None, value: FactValue::Code(format!("{name}={}", plain(value))) };
    if !titled {
        return Some(as_written());
    }
    Some(match name {
        "role" if line["event"] == "role_changed" => return None,
        // More than before, or remembered, is what the title says.
        "again" if line["remembered"] == true || text(&line["added"]).is_some() => return None,
        "role" if value == "admin" => fact("admin-role", said("admin-role-admin")),
        "role" => fact("admin-role", said("admin-role-user")),
        "again" => alone("log-again"),
        "registration" => alone(Sentence::of("log-registration").with("open", value == true)),
        name => match (word(name, value.as_str().unwrap_or_default()), label(name)) {
            (Some(key), _) => alone(key),
            (None, Some(key)) => fact(key, FactValue::Code(plain(value))),
            (None, None) => as_written(),
        },
    })
}

/// What a field is called.
fn label(field: &str) -> Option<&'static str> {
    Some(match field {
        "added" => "log-added",
        "scope" => "admin-scopes",
        "fields" => "log-fields",
        "key" => "log-key",
        "left" => "log-left",
        "overlap" => "log-overlap",
        "family" => "log-family",
        "name" => "log-server",
        "client_id" => "admin-client-id",
        "version" => "admin-version",
        "restart_needed" => "log-restart",
        "count" => "log-count",
        _ => return None,
    })
}

/// What one of a few words means.
fn word(field: &str, word: &str) -> Option<&'static str> {
    Some(match (field, word) {
        ("factor", "app") => "log-factor-app",
        ("factor", "passkey") => "log-factor-passkey",
        ("step", "email") => "log-step-email",
        ("step", "deletion") => "log-step-deletion",
        ("step", "confirm") => "log-step-confirm",
        ("step", "code") => "log-step-code",
        ("what", "session") => "log-what-session",
        ("what", "link") => "log-what-link",
        ("what", "sign_in") => "log-what-sign-in",
        _ => return None,
    })
}

/// A value without the signs that JSON puts around it, cut where it is long.
fn plain(value: &Value) -> String {
    short::cut(&whole(value), LONGEST).into_owned()
}

fn whole(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(whole).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::language::Language;
    use crate::words::Words;

    fn told(line: &Value, titled: bool) -> Vec<String> {
        let words = Words::of(Language::En);
        let shown = |fact: AuditFact| {
            let value = match fact.value {
                FactValue::Said(sentence) => sentence.text(words).into_owned(),
                FactValue::Link { href, name } => format!("{name} ({href})"),
                FactValue::Code(code) => code,
            };
            fact.label.map(|label| format!("{} ", label.text(words))).unwrap_or_default() + &value
        };
        facts(line, titled).into_iter().map(shown).collect()
    }

    #[test]
    fn a_line_is_told_in_words() {
        let ada = json!({ "id": 1, "name": "ada" });
        let app = json!({ "client_id": "x7", "name": "GPX" });
        let by = json!({ "who": "user", "id": 1, "name": "ada" });
        let consent = json!({ "event": "consent_given", "user": ada, "app": app, "by": by, "scope": "profile:read",
            "again": true, "device": "python-requests/2", "address": "192.0.2.4" });
        let own =
            ["Account ada (/admin/users/ada)", "App GPX (/admin/apps/x7)", "Address 192.0.2.4", "A Python program"];
        let more = ["It had been authorised before", "Scopes profile:read"];
        assert_eq!(told(&consent, true), [&own[..], &more].concat());
        let mut remembered = consent;
        remembered["remembered"] = true.into();
        assert_eq!(told(&remembered, true), [&own[..], &more[1..]].concat(), "the title says it");
        let edited = json!({ "event": "app_edited", "app": app, "owner": ada, "by": { "who": "operator" },
            "fields": ["name", "redirect_uris"] });
        let whose = ["Account ada (/admin/users/ada)", "App GPX (/admin/apps/x7)", "By the operator"];
        assert_eq!(told(&edited, true), [&whose[..], &["Changed name, redirect_uris"]].concat());
        let failed = json!({ "event": "confirmation_failed", "user": ada, "by": by, "step": "deletion" });
        assert_eq!(told(&failed, true), ["Account ada (/admin/users/ada)", "To delete the account"]);
        let created = json!({ "event": "account_created", "user": ada, "by": { "who": "system" }, "role": "admin" });
        assert_eq!(told(&created, true)[2], "Role Administrator");
    }

    #[test]
    fn what_is_not_known_stands_as_it_is_written() {
        let line =
            json!({ "event": "moon_full", "user": { "id": 3, "name": "../etc" }, "left": 3, "new_device": true });
        assert_eq!(told(&line, false), ["Account ../etc", "left=3", "new_device=true"]);
        let known = json!({ "event": "signed_in", "moon": ["full", 1], "step": "other" });
        assert_eq!(told(&known, true), ["moon=full, 1", "step=other"]);
    }
}
