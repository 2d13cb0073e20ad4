//! Carries out administrative requests, each by the operation that the API uses too.

use std::time::Duration;

use super::examine::examine;
use super::explain::explain_with;
use super::status::{status, sweep};
use super::{AdminError, Answer, AppView, Request, ResourceServerView, UserView};
use crate::account::profile::{self, ProfileChange};
use crate::account::search as account_search;
use crate::account::second_factor_object::SecondFactorObject;
use crate::account::session_object::SessionObject;
use crate::account::user::{self, NewUser};
use crate::account::{export, link, password, second_factor, session};
use crate::audit::Origin;
use crate::ctx::Ctx;
use crate::oauth::registration::{self, App, AppError, NewApp};
use crate::oauth::search as app_search;
use crate::oauth::{app_fields, app_usage, hold, resource_server, secrets, website};
use crate::secret::Secret;
use crate::store::StoreError;
use crate::store::records::{ClientNumber, ClientType, User, UserId};
use crate::store::window::Window;

/// Who acts here, always.
const BY: &Origin<'_> = &Origin::operator();

/// Characters of the word by which a request is known again.
const NONCE: usize = 24;

/// Carries out one request. [`Request::Export`] and [`Request::CheckData`] are not for here: their answers are streams.
pub async fn run(ctx: &Ctx, request: Request) -> Result<Answer, AdminError> {
    match request {
        Request::UserAdd { name, email, role, password } => {
            let (id, user) = user::create(ctx, BY, NewUser { name, email, password, role, language: None }).await?;
            let link = match user.password {
                Some(_) => None,
                None => Some(link::password_url(ctx, &link::password_key(ctx, BY, id).await?)),
            };
            Ok(Answer::User(Box::new(user_view(ctx, id, &user)?), link))
        }
        Request::UserList => {
            let users = user::list(ctx)?;
            let views = users.iter().map(|(id, user)| user_view(ctx, *id, user));
            Ok(Answer::Users(views.collect::<Result<_, _>>()?))
        }
        Request::UserFind { wanted } => {
            let users = account_search::search(ctx, &wanted, Window::ALL)?.items;
            let views = users.iter().map(|(id, user)| user_view(ctx, *id, user));
            Ok(Answer::Users(views.collect::<Result<_, _>>()?))
        }
        Request::UserShow { name } => {
            let (id, user) = find_user(ctx, &name)?;
            let factor = second_factor::find(ctx, id)?;
            let mut view = user_view(ctx, id, &user)?;
            view.second_factor = Some(SecondFactorObject::new(factor.as_ref()).on);
            Ok(Answer::User(Box::new(view), None))
        }
        Request::UserPassword { name, password } => {
            let (id, _) = find_user(ctx, &name)?;
            shown(ctx, id, &password::set(ctx, BY, id, &password).await?)
        }
        Request::UserRole { name, role } => {
            let (id, _) = find_user(ctx, &name)?;
            shown(ctx, id, &user::set_role(ctx, BY, id, role).await?)
        }
        Request::UserSuspend { name, suspended } => {
            let (id, _) = find_user(ctx, &name)?;
            shown(ctx, id, &user::set_suspended(ctx, BY, id, suspended).await?)
        }
        Request::UserDelete { name } => {
            let (id, _) = find_user(ctx, &name)?;
            user::delete(ctx, BY, id).await?;
            Ok(Answer::Done)
        }
        Request::UserLink { name } => {
            let (id, _) = find_user(ctx, &name)?;
            Ok(Answer::Link(link::password_url(ctx, &link::password_key(ctx, BY, id).await?)))
        }
        Request::SetUpLink => {
            let key = link::set_up_key(ctx, BY).await?.ok_or(AdminError::HasAdmin)?;
            Ok(Answer::Link(link::set_up_url(ctx, &key)))
        }
        Request::UserSet { name, key, value } => {
            let (id, _) = find_user(ctx, &name)?;
            let user = match (key.as_str(), value.as_deref()) {
                ("email", email) => user::set_email(ctx, BY, id, email.unwrap_or_default()).await?,
                ("language", _) => {
                    let change = ProfileChange { language: Some(value), ..ProfileChange::default() };
                    profile::edit(ctx, BY, id, change).await?
                }
                (key, value) => profile::set_attribute(ctx, BY, id, key, value).await?,
            };
            shown(ctx, id, &user)
        }
        other => run_on_sessions(ctx, other).await,
    }
}

async fn run_on_sessions(ctx: &Ctx, request: Request) -> Result<Answer, AdminError> {
    match request {
        Request::UserSessions { name } => {
            let (id, _) = find_user(ctx, &name)?;
            let sessions = session::list(ctx, id)?;
            let objects = sessions.iter().map(|(hash, session)| SessionObject::new(hash, session, None));
            Ok(Answer::Sessions(objects.collect()))
        }
        Request::UserSignOut { name, session } => {
            let (id, user) = find_user(ctx, &name)?;
            match session {
                None => session::end_others(ctx, BY, id, None).await?,
                Some(session) if session::end_by_id(ctx, BY, id, &session).await? => {}
                Some(session) => return Err(AdminError::NoSession { user: user.name, id: session }),
            }
            Ok(Answer::Done)
        }
        Request::UserSecondFactor { name, off } => {
            let (id, _) = find_user(ctx, &name)?;
            if off {
                second_factor::turn_off(ctx, BY, id).await?;
            }
            let factor = second_factor::find(ctx, id)?;
            Ok(Answer::SecondFactor(SecondFactorObject::new(factor.as_ref())))
        }
        Request::UserExport { name } => {
            let (id, user) = find_user(ctx, &name)?;
            let document = export::document(ctx, id, &user).await?;
            export::taken(ctx, BY, id, &user);
            Ok(Answer::Document(document))
        }
        other => run_on_apps(ctx, other).await,
    }
}

async fn run_on_apps(ctx: &Ctx, request: Request) -> Result<Answer, AdminError> {
    match request {
        Request::AppAdd { owner, name, website, description, redirect_uris, scope, public } => {
            let (owner, _) = find_user(ctx, &owner)?;
            let website = match website.or_else(|| website::implied(&redirect_uris)) {
                Some(website) => website,
                // What is wrong with a redirect URI is said first.
                None => {
                    app_fields::check_redirect_uris(ctx, redirect_uris)?;
                    return Err(AdminError::NoWebsite);
                }
            };
            let client_type = if public { ClientType::Public } else { ClientType::Confidential };
            let new = NewApp { name, website, description, redirect_uris, scope, client_type };
            let (app, secret) = registration::register(ctx, BY, owner, new).await?;
            app_answer(ctx, &app, secret.as_ref())
        }
        Request::AppList { owner } => {
            let owner = owner.map(|name| find_user(ctx, &name)).transpose()?.map(|(id, _)| id);
            let apps = registration::all(ctx, owner)?;
            let views = apps.iter().map(|app| Ok(AppView::new(app, owner_name(ctx, app)?, None)));
            Ok(Answer::Apps(views.collect::<Result<_, AdminError>>()?))
        }
        Request::AppFind { owner, wanted } => {
            let owner = owner.map(|name| find_user(ctx, &name)).transpose()?.map(|(id, _)| id);
            let apps = app_search::search(ctx, &app_search::Wanted { owner, ..wanted }, Window::ALL)?.items;
            let views = apps.iter().map(|app| Ok(AppView::new(app, owner_name(ctx, app)?, None)));
            Ok(Answer::Apps(views.collect::<Result<_, AdminError>>()?))
        }
        Request::AppShow { id } => app_answer(ctx, &find_app(ctx, &id)?, None),
        Request::AppDelete { id } => {
            registration::delete(ctx, BY, find_app(ctx, &id)?.number).await?;
            Ok(Answer::Done)
        }
        Request::AppRotateSecret { id, overlap } => {
            let overlap = overlap.as_deref().map(secrets::read_overlap).transpose()?.unwrap_or_default();
            let (app, secret) = secrets::rotate(ctx, BY, find_app(ctx, &id)?.number, overlap).await?;
            app_answer(ctx, &app, Some(&secret))
        }
        Request::AppUsage { id } => Ok(Answer::AppUsage(app_usage::report(ctx, find_app(ctx, &id)?.number)?)),
        Request::AppEndPreviousSecret { id } => {
            let app = secrets::end_previous(ctx, BY, find_app(ctx, &id)?.number).await?;
            app_answer(ctx, &app, None)
        }
        Request::AppRevoke { id } => {
            let app = registration::revoke_all(ctx, BY, find_app(ctx, &id)?.number).await?;
            app_answer(ctx, &app, None)
        }
        Request::AppSuspend { id, suspended: true } => {
            app_answer(ctx, &hold::suspend(ctx, BY, find_app(ctx, &id)?.number).await?, None)
        }
        Request::AppSuspend { id, suspended: false } => {
            app_answer(ctx, &hold::unsuspend(ctx, BY, find_app(ctx, &id)?.number).await?, None)
        }
        Request::AppApprove { id } => {
            app_answer(ctx, &hold::approve(ctx, BY, find_app(ctx, &id)?.number, None).await?, None)
        }
        other => run_on_instance(ctx, other).await,
    }
}

async fn run_on_instance(ctx: &Ctx, request: Request) -> Result<Answer, AdminError> {
    match request {
        Request::ResourceServerAdd { name } => {
            let (server, secret) = resource_server::add(ctx, BY, &name).await?;
            Ok(Answer::ResourceServer(ResourceServerView::new(name, &server, Some(&secret))))
        }
        Request::ResourceServerList => {
            let servers = resource_server::list(ctx)?;
            let views = servers.into_iter().map(|(name, server)| ResourceServerView::new(name, &server, None));
            Ok(Answer::ResourceServers(views.collect()))
        }
        Request::ResourceServerDelete { name } => {
            resource_server::delete(ctx, BY, &name).await?;
            Ok(Answer::Done)
        }
        Request::ResourceServerRotateSecret { name } => {
            let (server, secret) = resource_server::rotate_secret(ctx, BY, &name).await?;
            Ok(Answer::ResourceServer(ResourceServerView::new(name, &server, Some(&secret))))
        }
        Request::Sweep { older_than } => Ok(Answer::Counts(sweep(ctx, Duration::from_millis(older_than)).await?)),
        Request::Explain { method, path, token } => {
            Ok(Answer::Explanation(Box::new(explain_with(ctx, &method, &path, &token)?)))
        }
        Request::AuditSettle => {
            ctx.audit.settle().await;
            Ok(Answer::Done)
        }
        Request::Status => Ok(Answer::Status(Box::new(status(ctx).await?))),
        Request::Examine => {
            let own = ctx.clone();
            let examining = tokio::task::spawn_blocking(move || examine(&own));
            let examined = examining.await.unwrap_or_else(|error| Err(StoreError::Engine(error.to_string())))?;
            Ok(Answer::Examination(Box::new(examined)))
        }
        Request::Expect => {
            let nonce = ctx.random.alphanumeric(NONCE)?;
            ctx.observed.expect(nonce.clone());
            Ok(Answer::Expecting(nonce))
        }
        Request::Seen { nonce } => Ok(Answer::Seen(ctx.observed.take(&nonce))),
        _ => Err(AdminError::IsStream),
    }
}

fn shown(ctx: &Ctx, id: UserId, user: &User) -> Result<Answer, AdminError> {
    Ok(Answer::User(Box::new(user_view(ctx, id, user)?), None))
}

fn user_view(ctx: &Ctx, id: UserId, user: &User) -> Result<UserView, StoreError> {
    Ok(UserView::new(id, user, account_search::last_sign_in(ctx, id)?))
}

fn find_user(ctx: &Ctx, name: &str) -> Result<(UserId, User), AdminError> {
    let found = user::by_name_or_email(ctx, name)?.ok_or_else(|| AdminError::NoUser(name.to_owned()))?;
    Ok((*found.key(), found.into_record()))
}

fn find_app(ctx: &Ctx, id: &str) -> Result<App, AdminError> {
    let found = match id.parse::<u64>() {
        Ok(number) => registration::by_number(ctx, ClientNumber(number)),
        Err(_) => registration::by_client_id(ctx, id),
    };
    found.map_err(|error| match error {
        AppError::NotFound => AdminError::NoApp(id.to_owned()),
        other => other.into(),
    })
}

fn app_answer(ctx: &Ctx, app: &App, secret: Option<&Secret>) -> Result<Answer, AdminError> {
    Ok(Answer::App(Box::new(AppView::new(app, owner_name(ctx, app)?, secret))))
}

fn owner_name(ctx: &Ctx, app: &App) -> Result<String, AdminError> {
    Ok(user::by_id(ctx, app.client.owner)?.map(|owner| owner.name).unwrap_or_default())
}
