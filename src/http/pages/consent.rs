//! What the consent page shows of a request: who asks, for what, what of it is new, and what is unusual about it.

use std::time::Duration;

use super::app::scope_items;
use super::failure::Failure;
use super::form::day;
use super::scopes;
use super::session::Visitor;
use super::views::{AskedScope, Asking, Consent, Destination, FormErrors, Page, ScopeGroup};
use crate::config::Scope;
use crate::ctx::Ctx;
use crate::oauth::authorize::{self, AuthorizationRequest, NextTime};
use crate::oauth::consent::{self, Authorised, MOST_COUNTED};
use crate::oauth::redirect_uri::{self, destination};
use crate::oauth::website;
use crate::scope::ScopeSet;
use crate::words::{Sentence, Words};

/// For how long an app counts as new.
const NEW_FOR: Duration = Duration::from_secs(7 * 86_400);
const DAY: u64 = 86_400;

/// The page for a request, with what is ticked. The ticket and the request's own text are the caller's to fill in.
pub fn view(
    ctx: &Ctx,
    visitor: &Visitor,
    page: Page,
    asked: &AuthorizationRequest,
    ticked: &ScopeSet,
    errors: FormErrors,
) -> Result<Consent, Failure> {
    let client = &asked.client;
    let before = consent::by_client_id(ctx, visitor.id, &client.client_id)?;
    let may = before.as_ref().map(|before| before.scope.clone()).unwrap_or_default();
    let others = consent::others(ctx, asked.number, visitor.id)?;
    let used = Used { others, by_owner: consent::uses(ctx, asked.number, client.owner)?, before: before.is_some() };
    let new = asked.scope.filter(|scope| !may.contains(scope));
    let mut first = true;
    let mut groups = |scope: &ScopeSet| grouped(ctx, visitor.words, scope, ticked, &mut first);
    Ok(Consent {
        page,
        asking: asking(ctx, visitor, asked, before.as_ref(), others),
        fresh: groups(&new),
        known: groups(&asked.scope.within(&may)),
        kept: scope_items(ctx, visitor.words, &may.filter(|scope| !asked.scope.contains(scope))),
        destination: match destination(&asked.redirect_uri) {
            redirect_uri::Destination::Site(host) => Destination::Site(host),
            redirect_uri::Destination::ThisComputer => Destination::ThisComputer,
            redirect_uri::Destination::PrivateScheme(scheme) => Destination::PrivateScheme(scheme),
        },
        warnings: warnings(ctx, visitor, asked, used)?,
        remember: match asked.next_time {
            NextTime::NotOffered => None,
            NextTime::Asked => Some(false),
            NextTime::Spared => Some(true),
        },
        ticket: String::new(),
        request: String::new(),
        from: String::new(),
        errors,
    })
}

fn asking(
    ctx: &Ctx,
    visitor: &Visitor,
    asked: &AuthorizationRequest,
    before: Option<&Authorised>,
    others: usize,
) -> Asking {
    let client = &asked.client;
    let registered = if client.owner == visitor.id {
        Sentence::of("consent-registered-by-you")
    } else {
        Sentence::of("consent-registered").with("owner", &asked.owner_name)
    };
    let others = match others {
        // A warning says it.
        0 if client.owner != visitor.id && before.is_none() => None,
        0..=MOST_COUNTED => Some(Sentence::of("consent-others").with("count", others)),
        _ => Some(Sentence::of("consent-others-many").with("count", MOST_COUNTED)),
    };
    Asking {
        app: client.name.clone(),
        website_host: website::host(ctx, client),
        description: client.description.clone(),
        registered: registered.with("when", day(client.issued_at)),
        others,
        since: before.map(|before| day(before.granted_at)),
    }
}

/// Scopes by what they are about, in the order in which they are asked for; within each, those that only read come first.
fn grouped(ctx: &Ctx, words: Words, scope: &ScopeSet, ticked: &ScopeSet, first: &mut bool) -> Vec<ScopeGroup> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for name in scope.iter() {
        let about = Scope::group_of(name);
        match groups.iter_mut().find(|(own, _)| *own == about) {
            Some((_, names)) => names.push(name),
            None => groups.push((about, vec![name])),
        }
    }
    let groups = groups.into_iter().map(|(about, mut names)| {
        names.sort_by_key(|name| !name.ends_with(":read"));
        let names: ScopeSet = names.into_iter().map(str::to_owned).collect();
        let items = scope_items(ctx, words, &names).into_iter().map(|item| {
            let first = std::mem::replace(&mut *first, false);
            AskedScope { first, checked: ticked.contains(&item.name), item }
        });
        ScopeGroup { title: scopes::title(ctx, words, about), scopes: items.collect() }
    });
    groups.collect()
}

/// Who uses the app already.
#[derive(Clone, Copy)]
struct Used {
    /// How many beside the visitor.
    others: usize,
    /// Whether it is used by who registered it, whose word says nothing for it.
    by_owner: bool,
    /// Whether the visitor does.
    before: bool,
}

/// What is unusual about a request. What is as it should be is not told, or nobody would read the rest.
fn warnings(ctx: &Ctx, visitor: &Visitor, asked: &AuthorizationRequest, used: Used) -> Result<Vec<Sentence>, Failure> {
    let client = &asked.client;
    let mut warnings = Vec::new();
    // Whoever tries the own app knows that it is new, and who has used one before knows it.
    if client.owner != visitor.id && !used.before {
        warnings.extend(little_known(ctx.clock.now().since(client.issued_at), used));
    }
    if authorize::is_outdated(ctx, asked, visitor.id)? {
        warnings.push(Sentence::of("consent-warn-changed"));
    }
    if asked.owner_suspended {
        warnings.push(Sentence::of("consent-warn-suspended"));
    }
    warnings.extend(match (destination(&asked.redirect_uri), website::host(ctx, client)) {
        (redirect_uri::Destination::ThisComputer, _) => Some(Sentence::of("consent-warn-computer")),
        (redirect_uri::Destination::PrivateScheme(scheme), _) => {
            Some(Sentence::of("consent-warn-scheme").with("scheme", scheme))
        }
        (redirect_uri::Destination::Site(site), None) => {
            Some(Sentence::of("consent-warn-no-website").with("host", site))
        }
        (redirect_uri::Destination::Site(site), Some(website)) if !belongs_to(&site, &website) => {
            Some(Sentence::of("consent-warn-elsewhere").with("host", site).with("website", website))
        }
        (redirect_uri::Destination::Site(_), Some(_)) => None,
    });
    let administers = |name: &str| ctx.config.scopes.get(name).is_some_and(|scope| scope.admin_only);
    if asked.scope.iter().any(administers) {
        warnings.push(Sentence::of("consent-warn-administers"));
    }
    Ok(warnings)
}

/// What is to be said of an app that is new, or that hardly anybody uses.
fn little_known(age: Duration, used: Used) -> Option<Sentence> {
    let days = age.as_secs() / DAY;
    match (age < NEW_FOR, used.others) {
        (true, 0) => Some(Sentence::of("consent-warn-new-unused").with("days", days)),
        (true, _) => Some(Sentence::of("consent-warn-new").with("days", days)),
        (false, 0) => Some(Sentence::of("consent-warn-unused")),
        (false, 1) if used.by_owner => Some(Sentence::of("consent-warn-owner-alone")),
        (false, _) => None,
    }
}

/// Whether a host is that of a website, with or without `www.`, or one below it.
fn belongs_to(host: &str, website: &str) -> bool {
    let plain = |host: &str| {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
    };
    let (host, website) = (plain(host), plain(website));
    // There is nothing below an address of a machine, nor below a name without a dot.
    let is_name = website.contains('.') && website.parse::<std::net::IpAddr>().is_err();
    host == website || is_name && host.strip_suffix(&website).is_some_and(|below| below.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_its_name_with_and_without_www_and_what_is_below_it() {
        for (host, website, belongs) in [
            ("app.example", "app.example", true),
            ("www.app.example", "app.example", true),
            ("app.example", "www.app.example", true),
            ("login.app.example", "app.example", true),
            ("APP.example.", "app.example", true),
            ("login.app.example", "www.app.example", true),
            ("evilapp.example", "app.example", false),
            ("app.example", "docs.app.example", false),
            ("app.example.evil.test", "app.example", false),
            ("192.0.2.1", "192.0.2.1", true),
            ("7.192.0.2.1", "192.0.2.1", false),
            ("a.intranet", "intranet", false),
        ] {
            assert_eq!(belongs_to(host, website), belongs, "{host} of {website}");
        }
    }

    #[test]
    fn who_registered_an_app_does_not_speak_for_it() {
        let said = |days: u64, others, by_owner| {
            let used = Used { others, by_owner, before: false };
            match little_known(Duration::from_secs(days * DAY), used) {
                Some(Sentence::Message(key, _)) => key,
                _ => "",
            }
        };
        assert_eq!([said(6, 0, false), said(6, 1, true)], ["consent-warn-new-unused", "consent-warn-new"]);
        assert_eq!([said(7, 0, false), said(7, 1, true)], ["consent-warn-unused", "consent-warn-owner-alone"]);
        assert_eq!([said(7, 1, false), said(7, 2, true)], ["", ""]);
    }
}
