//! `/profile/grants`: the apps that the account has authorised, and each of them by itself.

use hyper::StatusCode;

use super::app::scope_items;
use super::apps::{PAGE, shown};
use super::events::row;
use super::failure::Failure;
use super::form::{day, own_form, signed_in, when};
use super::views::{
    GrantDetail, GrantRow, GrantedScope, Grants, Notice, NoticeKind, Precision, Remembered, Search, When, Withdraw,
    WithdrawAll,
};
use super::{Answer, page, render};
use crate::audit::Event;
use crate::audit::own::newest;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::http::api::page::PageRequest;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::consent::{self, Authorised, NarrowError, Narrowing};
use crate::oauth::website;
use crate::scope::ScopeSet;
use crate::store::records::UserId;
use crate::words::{Sentence, Words, short};

/// How much of what happened with an app its page shows.
const HISTORY: usize = 10;
/// How much of it where the app may do much, which is told before.
const LITTLE_HISTORY: usize = 2;
const MUCH: usize = 8;
/// How many scopes of an app the list shows in words, and of what it has not used by name.
const SCOPES: usize = 3;
const UNUSED: usize = 5;
/// How many apps a question names that is about all of them.
pub const NAMED: usize = 20;
/// How many scopes that are not asked for again are told in words; of more, which stand above them, the names are.
const REMEMBERED: usize = 4;

/// `GET /profile/grants`, with `?withdraw=` a question.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let mut page = page(ctx, Some(&visitor), request)?;
    if let Some(which) = request.query_value("withdraw") {
        return ask(ctx, visitor.id, page, &which);
    }
    let all = consent::list(ctx, visitor.id)?;
    page.notice = all_withdrawn(request, &all).or(notice(ctx, request, visitor.id)?).or(page.notice);
    let wanted = request.query_value("q").unwrap_or_default();
    // Where something is looked for, it is said, and can be taken back.
    let many = all.len() > PAGE || !all.is_empty() && !wanted.trim().is_empty();
    let sort = Sort::named(&request.query_value("sort").unwrap_or_default());
    let found = looked_for(ctx, all, wanted.trim(), sort);
    let (authorised, pagination) = PageRequest::for_people(request, PAGE).of_those_there_are(found);
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("q", wanted.trim())
        .append_pair("sort", sort.name())
        .finish();
    let view = Grants {
        page,
        grants: authorised.into_iter().map(|one| grant_row(ctx, visitor.words, one)).collect(),
        search: many
            .then(|| Search { query: wanted.trim().to_owned(), sorts: Sort::ALL.map(|one| one.offered(sort)).into() }),
        query: if many { query + "&" } else { String::new() },
        pagination: shown(pagination.page, pagination.pages),
    };
    render(StatusCode::OK, &view)
}

fn ask(ctx: &Ctx, user: UserId, page: super::views::Page, which: &str) -> Answer {
    if which == "all" {
        let all = consent::list(ctx, user)?;
        let Some(newest) = all.first() else { return Ok(Response::see_other("/profile/grants")) };
        let (named, more) = short::split(&all, NAMED);
        let names = named.iter().map(|one| short::name(&one.client.name).into_owned()).collect();
        let until = newest.granted_at.as_millis();
        return render(StatusCode::OK, &WithdrawAll { page, names, more, until });
    }
    let one = consent::by_client_id(ctx, user, which)?.ok_or(Failure::NotFound)?;
    let website = website::of(ctx, &one.client).map(str::to_owned);
    let (client_id, name) = (one.client.client_id, one.client.name);
    render(StatusCode::OK, &Withdraw { page, client_id, name, website })
}

/// How the list is sorted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Granted,
    Used,
    Name,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Granted, Self::Used, Self::Name];

    fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or(Self::Granted)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Used => "used",
            Self::Name => "name",
        }
    }

    fn offered(self, current: Self) -> (&'static str, Sentence, bool) {
        let label = match self {
            Self::Granted => "grants-sort-granted",
            Self::Used => "grants-sort-used",
            Self::Name => "grants-sort-name",
        };
        (self.name(), label.into(), self == current)
    }
}

/// What is called like that, sorted. They come with the newest consent first.
fn looked_for(ctx: &Ctx, mut all: Vec<Authorised>, wanted: &str, sort: Sort) -> Vec<Authorised> {
    let wanted = wanted.to_lowercase();
    all.retain(|one| {
        let website = website::host(ctx, &one.client).unwrap_or_default();
        one.client.name.to_lowercase().contains(&wanted) || website.to_lowercase().contains(&wanted)
    });
    match sort {
        Sort::Granted => {}
        Sort::Used => all.sort_by_key(|one| std::cmp::Reverse(one.last_used_at)),
        Sort::Name => all.sort_by_cached_key(|one| one.client.name.to_lowercase()),
    }
    all
}

fn grant_row(ctx: &Ctx, words: Words, one: Authorised) -> GrantRow {
    let unused = one.unused();
    // Without all of it nothing would be left: that is what withdrawing is for.
    let unused = if unused.covers(&one.scope) { ScopeSet::default() } else { unused };
    let names = |scope: &ScopeSet| scope.iter().map(str::to_owned).collect::<Vec<_>>();
    let scopes = names(&one.scope);
    let (shown, more) = short::split(&scopes, SCOPES);
    let unused = names(&unused);
    let (unused, more_unused) = short::split(&unused, UNUSED);
    GrantRow {
        scopes: scope_items(ctx, words, &shown.iter().cloned().collect()),
        more,
        unused: unused.to_vec(),
        more_unused,
        noted_since: noted_since(&one),
        granted: day(one.granted_at),
        last_used: one.last_used_at.map(day),
        suspended: one.suspended,
        website_host: website::host(ctx, &one.client),
        owner: one.owner_name,
        client_id: one.client.client_id,
        name: short::name(&one.client.name).into_owned(),
    }
}

/// Since when it is noted what an app uses, where that is not since it was authorised.
fn noted_since(one: &Authorised) -> Option<When> {
    one.used.as_ref().filter(|_| !one.is_noted_from_the_beginning()).map(|used| day(used.since))
}

/// `GET /profile/grants/{client_id}`.
pub async fn show_one(ctx: &Ctx, request: &Request, client_id: &str) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let one = consent::by_client_id(ctx, visitor.id, client_id)?.ok_or(Failure::NotFound)?;
    let mut page = page(ctx, Some(&visitor), request)?;
    page.notice = notice(ctx, request, visitor.id)?.or(page.notice);
    // What the person did a moment ago shall be there.
    ctx.audit.settle().await;
    let events = newest(&ctx.store, visitor.id)?;
    let of_it = events.iter().filter(|entry| entry.event.app().is_some_and(|app| app.client_id == client_id));
    // That it was let in again is told once, or there would be room for nothing else.
    let mut let_in = false;
    let of_it = of_it.filter(|entry| {
        let again = matches!(entry.event, Event::ConsentGiven { remembered: true, .. });
        !(again && std::mem::replace(&mut let_in, true))
    });
    let room = if one.scope.iter().count() > MUCH { LITTLE_HISTORY } else { HISTORY };
    let history = of_it.take(room).map(|entry| {
        let mut row = row(entry);
        row.at.precision = Precision::Whole;
        row
    });
    let firsts = one.used.iter().flat_map(|used| used.scopes.iter().filter_map(|scope| scope.first_used_on));
    let unused: Vec<_> = one.unused().iter().map(str::to_owned).collect();
    let view = GrantDetail {
        website: website::of(ctx, &one.client).map(str::to_owned),
        // One has its own button, and without all of it nothing would be left.
        unused: if unused.len() > 1 && unused.len() < one.scope.iter().count() {
            unused.join(" ")
        } else {
            String::new()
        },
        scopes: scope_items(ctx, visitor.words, &one.scope)
            .into_iter()
            .map(|item| GrantedScope { used: told_use(&one, &item.name), item })
            .collect(),
        granted: when(one.granted_at),
        first_used: firsts.min().map(day),
        last_used: one.last_used_at.map(when),
        suspended: one.suspended,
        remembered: remembered(ctx, visitor.words, &one),
        history: history.collect(),
        page,
        client_id: one.client.client_id,
        name: one.client.name,
        owner: one.owner_name,
    };
    render(StatusCode::OK, &view)
}

fn remembered(ctx: &Ctx, words: Words, one: &Authorised) -> Remembered {
    let scope = &one.remembered;
    match scope.iter().count() {
        0 => Remembered::Nothing,
        1..=REMEMBERED => Remembered::Told(scope_items(ctx, words, scope)),
        _ if scope.covers(&one.scope) => Remembered::All,
        _ => Remembered::Named(scope.iter().map(str::to_owned).collect()),
    }
}

/// What is known of the use of a scope. Where it is not known, that is said.
fn told_use(one: &Authorised, scope: &str) -> Sentence {
    let Some(noted) = &one.used else { return Sentence::of("grant-scope-unknown") };
    let used = noted.of(scope);
    if let Some(last) = used.and_then(|used| used.last_used_on) {
        return Sentence::of("grant-scope-used").with("when", day(last));
    }
    if let Some(told) = used.and_then(|used| used.last_told_on) {
        return Sentence::of("grant-scope-told").with("when", day(told));
    }
    match noted_since(one) {
        Some(since) => Sentence::of("grant-scope-not-since").with("when", since),
        None => Sentence::of("grant-scope-never"),
    }
}

/// That all was withdrawn, or all but what has been authorised since the question was asked.
fn all_withdrawn(request: &Request, left: &[Authorised]) -> Option<Notice> {
    request.query_value("done").filter(|done| done == "withdrawn-all")?;
    let text = match left.len() {
        0 => Sentence::of("grants-notice-withdrawn-all"),
        count => {
            let until = moment(&request.query_value("until")?)?;
            left.iter().all(|one| one.granted_at > until).then_some(())?;
            Sentence::of("grants-notice-withdrawn-some").with("count", count).with("when", when(until))
        }
    };
    Some(Notice { kind: NoticeKind::Success, text })
}

/// A moment as the question hands it on.
fn moment(text: &str) -> Option<Timestamp> {
    text.parse().ok().map(Timestamp::from_millis)
}

/// What was done a moment ago, where that has a name in it. Only what is so is said: a link cannot put words into our pages.
fn notice(ctx: &Ctx, request: &Request, user: UserId) -> Result<Option<Notice>, Failure> {
    let Some(client_id) = request.query_value("app") else { return Ok(None) };
    let Ok(app) = crate::oauth::registration::by_client_id(ctx, &client_id) else { return Ok(None) };
    let now = consent::by_client_id(ctx, user, &client_id)?;
    let name = app.client.name;
    let text = match (request.query_value("done").as_deref(), now) {
        (Some("withdrawn"), None) => Sentence::of("grants-notice-withdrawn").with("app", name),
        (Some("narrowed"), Some(now)) => {
            let taken = ScopeSet::parse(&request.query_value("took").unwrap_or_default());
            let taken = taken.filter(|scope| ctx.config.scopes.get(scope).is_some() && !now.scope.contains(scope));
            if taken.is_empty() {
                return Ok(None);
            }
            let scopes = taken.iter().collect::<Vec<_>>().join(", ");
            Sentence::of("grants-notice-narrowed").with("app", name).with("scopes", scopes)
        }
        _ => return Ok(None),
    };
    Ok(Some(Notice { kind: NoticeKind::Success, text }))
}

/// `POST /profile/grants`: withdraws one or all, narrows one, or takes back that nobody is asked.
pub async fn act(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    let by = request.origin_of(visitor.actor(), &ctx.config);
    let client_id = params.first("client_id");
    match params.first("action") {
        "withdraw" => {
            consent::withdraw(ctx, &by, visitor.id, client_id).await?;
            Ok(Response::see_other(&with_query("/profile/grants", &[("done", "withdrawn"), ("app", client_id)])))
        }
        "withdraw-all" => {
            // What has been authorised since the question was asked was not in it.
            let until = params.first("until");
            let Some(moment) = moment(until) else { return Ok(Response::see_other("/profile/grants?withdraw=all")) };
            consent::withdraw_until(ctx, &by, visitor.id, moment).await?;
            Ok(Response::see_other(&with_query("/profile/grants", &[("done", "withdrawn-all"), ("until", until)])))
        }
        "narrow" => {
            let taken: ScopeSet = params.all("take").flat_map(str::split_whitespace).map(str::to_owned).collect();
            let taken = match consent::narrow(ctx, &by, visitor.id, client_id, Narrowing::Without(&taken)).await {
                Ok(taken) => taken.to_string(),
                Err(NarrowError::NothingLeft) => {
                    return Ok(Response::see_other(&with_query("/profile/grants", &[("withdraw", client_id)])));
                }
                Err(NarrowError::NotFound | NarrowError::Wider(_)) => return Err(Failure::NotFound),
                Err(NarrowError::Store(error)) => return Err(error.into()),
            };
            let query = [("done", "narrowed"), ("app", client_id), ("took", &taken)];
            Ok(Response::see_other(&with_query(&format!("/profile/grants/{client_id}"), &query)))
        }
        "ask" => {
            consent::ask_again(ctx, visitor.id, client_id).await?.then_some(()).ok_or(Failure::NotFound)?;
            Ok(Response::see_other(&format!("/profile/grants/{client_id}?done=asked")))
        }
        _ => Err(Failure::NotFound),
    }
}

fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    format!("{path}?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}
