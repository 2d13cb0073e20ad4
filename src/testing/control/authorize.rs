//! Consent without a browser: the request that the client made, the person who answers it, and where the browser would go.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Control, Refusal, no_user};
use crate::account::user;
use crate::audit::{Actor, Origin, UserRef};
use crate::ctx::Ctx;
use crate::oauth::Params;
use crate::oauth::authorize::{self, AuthorizationRequest, AuthorizeError, Decision};
use crate::scope::ScopeSet;
use crate::store::Versioned;
use crate::store::records::User;

const ENDPOINT: &str = "/profile/apps/authorize";

/// An authorization request and the person's answer. Either `url` or `params` is the request.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Authorize {
    /// Who is signed in.
    pub user: String,
    /// The address that the client sends the browser to.
    pub url: Option<String>,
    /// Its parameters alone (RFC 6749 §4.1.1).
    pub params: BTreeMap<String, String>,
    /// Whether the person consents. True when left out.
    pub approve: bool,
    /// The scopes that the person leaves ticked; all when left out.
    pub scope: Option<String>,
}

impl Default for Authorize {
    fn default() -> Self {
        Self { user: String::new(), url: None, params: BTreeMap::new(), approve: true, scope: None }
    }
}

/// Where the browser goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirected {
    /// The client's redirect URI with the answer.
    pub redirect_url: String,
    /// The answer alone: `code`, `state` and `iss`, or `error` and what belongs to it.
    pub params: BTreeMap<String, String>,
}

impl Control {
    /// A person answers a client's request, by the operations of the consent page.
    ///
    /// # Errors
    /// What grantd shows on a page instead of telling the client: an unknown client, a wrong redirect URI.
    pub async fn authorize(&self, request: &Authorize) -> Result<Redirected, Refusal> {
        let _turn = self.turns.beside_others().await;
        let ctx = self.ctx()?;
        let name = &request.user;
        let account = user::by_name(&ctx, name)?.ok_or_else(|| no_user(name))?;
        let params = params(request)?;
        let decided = match authorize::examine(&ctx, &params, &account) {
            Ok(asked) => decide(&ctx, request, &asked, &account).await,
            Err(error) => Err(error),
        };
        match decided {
            Ok(location) | Err(AuthorizeError::Redirect(location)) => Ok(redirected(location)),
            Err(AuthorizeError::Page(message)) => Err(Refusal::because(message)),
            Err(error) => Err(Refusal::broken(error)),
        }
    }
}

async fn decide(
    ctx: &Ctx,
    request: &Authorize,
    asked: &AuthorizationRequest,
    account: &Versioned<User>,
) -> Result<String, AuthorizeError> {
    let person = UserRef::of(*account.key(), account);
    let by = Origin::operator();
    let by = by.by(Actor::User(person.clone()));
    if !request.approve {
        return Ok(authorize::deny(ctx, &by, asked, person));
    }
    let scope = request.scope.as_deref().map_or_else(|| asked.scope.clone(), ScopeSet::parse);
    authorize::approve(ctx, &by, asked, *account.key(), &scope, Decision::Called).await
}

/// The request's parameters, as they stand in the client's address.
fn params(request: &Authorize) -> Result<Params, Refusal> {
    let Some(url) = &request.url else {
        if request.params.is_empty() {
            return Err(Refusal::because("write url, the address that the client sends the browser to, or params"));
        }
        return Ok(request.params.clone().into_iter().collect());
    };
    if !request.params.is_empty() {
        return Err(Refusal::because("write url or params, not both"));
    }
    let parsed = Url::parse(url).map_err(|error| Refusal::because(format!("url {url:?}: {error}")))?;
    if parsed.path() != ENDPOINT {
        let endpoint = "is not the authorization endpoint";
        return Err(Refusal::because(format!("url: {:?} {endpoint}, which has the path {ENDPOINT}", parsed.path())));
    }
    Ok(parsed.query_pairs().into_owned().collect())
}

fn redirected(redirect_url: String) -> Redirected {
    let query = redirect_url.split_once('?').map_or("", |(_, query)| query);
    let params = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Redirected { redirect_url, params }
}
